// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class ElementaryTest {
    private static final int TIMES = Integer.getInteger("murmuration.elementary.times", 250);

    private final RandomSource random = RandomSource.seeded("elementary");

    private double between(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    private double anyMagnitude(int least, int most) {
        return Math.scalb(1 + random.nextDouble(), least + (int) random.nextLong(most - least + 1L));
    }

    private static void assertNear(
            String name, double bound, double x, UnaryOperator<BigDecimal> exact, DoubleUnaryOperator function) {
        double error = Decimals.ulps(exact.apply(new BigDecimal(x)), function.applyAsDouble(x));
        assertTrue(error <= bound, () -> name + " of " + x + " is off by " + error + " ulps");
    }

    @Test
    void exponentialsAreWithinAnUlp() {
        for (int i = 0; i < TIMES; i++) {
            for (double x : new double[] {
                between(-745, 709.7), between(-1, 1), between(-40, 40), anyMagnitude(-60, 8), -anyMagnitude(-60, 8)
            }) {
                assertNear("exp", x < -690 ? 3 : 0.51, x, Decimals::exp, Elementary::exp);
                assertNear("expm1", 1, x, Decimals::expm1, Elementary::expm1);
            }
        }
    }

    @Test
    void logarithmsAreWithinAnUlp() {
        for (int i = 0; i < TIMES; i++) {
            for (double x : new double[] {anyMagnitude(-1074, 1022), between(0, 2), 1 + between(-1e-6, 1e-6)}) {
                assertNear("log", 0.51, x, Decimals::log, Elementary::log);
            }
            double far = Math.scalb(1.5 + random.nextDouble(), (int) random.nextLong(2000) - 1000);
            assertNear("log10", 2, far, Decimals::log10, Elementary::log10);
            for (double x : new double[] {
                between(-1, 1), between(-1e-3, 1e-3), anyMagnitude(-100, 60), -anyMagnitude(-100, -1), -between(0.9, 1)
            }) {
                assertNear("log1p", 2, x, Decimals::log1p, Elementary::log1p);
            }
        }
    }

    @Test
    void anglesRootsAndLengthsAreWithinAnUlp() {
        for (int i = 0; i < TIMES; i++) {
            double x = between(-7, 7);
            assertNear("sin", 0.51, x, Decimals::sin, Elementary::sin);
            assertNear("cos", 0.51, x, Decimals::cos, Elementary::cos);
            assertNear("cbrt", 0.51, anyMagnitude(-1000, 1000), Decimals::cbrt, Elementary::cbrt);
            double a = anyMagnitude(-20, 20);
            double b = anyMagnitude(-20, 20);
            assertNear("hypot", 2, a, v -> Decimals.hypot(v, new BigDecimal(b)), v -> Elementary.hypot(v, b));
        }
    }

    @Test
    void powersAreProducts() {
        assertEquals(1, Elementary.power(0, 0));
        assertEquals(0x1p-30, Elementary.power(0.5, 30));
        assertEquals(-27, Elementary.power(-3, 3));
        assertEquals(Math.pow(1.1, 77), Elementary.power(1.1, 77), 1e-11);
        assertEquals(4, Elementary.twoThirdsPower(8));
        assertEquals(Math.pow(0.37, 2.0 / 3), Elementary.twoThirdsPower(0.37), 1e-15);
    }

    @Test
    void commonLogarithmsOfPowersOfTenAreWhole() {
        for (int i = -300; i <= 300; i++) {
            assertEquals(i, Elementary.log10(Double.parseDouble("1e" + i)));
        }
    }

    @Test
    void specialValuesAreThoseOfTheJdk() {
        double[] values = {
            0,
            -0.0,
            1,
            -1,
            -2,
            8,
            800,
            -800,
            1e10,
            -1e10,
            1e300,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN
        };
        for (double x : values) {
            assertSame(x, Math.exp(x), Elementary.exp(x));
            assertSame(x, Math.expm1(x), Elementary.expm1(x));
            assertSame(x, Math.log1p(x), Elementary.log1p(x));
            assertSame(x, Math.log(x), Elementary.log(x));
            assertSame(x, Math.log10(x), Elementary.log10(x));
            assertSame(x, Math.cbrt(x), Elementary.cbrt(x));
            assertSame(x, Math.sin(x), Elementary.sin(x));
            assertSame(x, Math.cos(x), Elementary.cos(x));
            assertSame(x, Math.hypot(x, 1), Elementary.hypot(x, 1));
        }
    }

    private static void assertSame(double x, double expected, double actual) {
        if (Double.isFinite(expected)) {
            assertEquals(expected, actual, 2 * Math.ulp(expected), "at " + x);
        } else {
            assertEquals(expected, actual, "at " + x);
        }
    }

    /** Other hosts are held against the same file. */
    @Test
    void resultsHaveTheBitsOfTheGoldenVectors() throws IOException {
        List<String> lines = vectors();
        int looked = 0;
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(" ");
            double x = Double.longBitsToDouble(Long.parseUnsignedLong(parts[1], 16));
            assertEquals(line, ElementaryVectors.line(parts[0], x));
            looked++;
        }
        assertTrue(looked > 800, "only " + looked + " vectors");
    }

    private static List<String> vectors() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ElementaryTest.class.getResourceAsStream("elementary-vectors.txt"), StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
