// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

/** Against the JDK, bit by bit. */
class ExactTest {
    private static final int TIMES = 100_000;
    private static final double[] EDGES = {
        0,
        -0.0,
        1,
        -1,
        3,
        0.1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MIN_NORMAL,
        Math.nextDown(1.0),
        Math.nextUp(1.0),
        0x1p-537,
        -0x1p-538,
        0x1.8p-538,
        0x1p511,
        0x1p512,
        0x1p-400,
        Math.nextUp(0x1p-400),
        0x1p400,
        Math.nextDown(0x1p400),
        Math.nextDown(Double.MAX_VALUE),
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0x1.fffffffffffffp1023,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private final RandomSource random = RandomSource.seeded("exact");

    private static void assertFma(double a, double b, double c) {
        assertEquals(
                Double.doubleToLongBits(Math.fma(a, b, c)),
                Double.doubleToLongBits(Exact.fma(a, b, c)),
                () -> a + " * " + b + " + " + c + " is " + Math.fma(a, b, c) + ", not " + Exact.fma(a, b, c));
    }

    /** A double of few significant bits, so that ties and exact results occur. */
    private double coarse(int spread) {
        double magnitude = Math.scalb((double) random.nextLong(1L << (1 + random.nextLong(53))), exponent(spread));
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    private int exponent(int spread) {
        return (int) random.nextLong(2L * spread + 1) - spread;
    }

    @Test
    void multipliesToTheUpperHalfAsTheJdk() {
        long[] edges = {0, 1, -1, 2, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, -(1L << 32), (1L << 32) - 1, 1L << 31};
        for (long a : edges) {
            for (long b : edges) {
                assertEquals(Math.multiplyHigh(a, b), Exact.multiplyHigh(a, b), a + " * " + b);
            }
        }
        for (int i = 0; i < TIMES; i++) {
            long a = random.nextLong() >> random.nextLong(64);
            long b = random.nextLong() >> random.nextLong(64);
            assertEquals(Math.multiplyHigh(a, b), Exact.multiplyHigh(a, b), () -> a + " * " + b);
        }
    }

    @Test
    void fusesProductAndSumAsTheJdkAtTheEdges() {
        for (double a : EDGES) {
            for (double b : EDGES) {
                for (double c : EDGES) {
                    assertFma(a, b, c);
                }
            }
        }
    }

    @Test
    void fusesProductAndSumAsTheJdkForAnyBits() {
        for (int i = 0; i < TIMES; i++) {
            assertFma(
                    Double.longBitsToDouble(random.nextLong()),
                    Double.longBitsToDouble(random.nextLong()),
                    Double.longBitsToDouble(random.nextLong()));
        }
    }

    @Test
    void fusesProductAndSumAsTheJdkWhereTheyNearlyCancel() {
        for (int i = 0; i < TIMES; i++) {
            double a = Math.scalb(random.nextDouble(), exponent(20));
            double b = Math.scalb(random.nextDouble() - 0.5, exponent(20));
            double c = -a * b;
            assertFma(a, b, c);
            assertFma(a, b, Math.scalb(c, exponent(60)));
            assertFma(a, b, Math.nextUp(c));
        }
    }

    @Test
    void fusesProductAndSumAsTheJdkAtTies() {
        for (int i = 0; i < TIMES; i++) {
            assertFma(coarse(30), coarse(30), coarse(60));
            assertFma(coarse(540), coarse(540), coarse(1074));
        }
    }

    @Test
    void fusesProductAndSumAsTheJdkBelowAndAboveTheRange() {
        for (int i = 0; i < TIMES; i++) {
            double a = Math.scalb(random.nextDouble(), -500 + exponent(40));
            double b = Math.scalb(random.nextDouble() - 0.5, -540 + exponent(40));
            assertFma(a, b, Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextLong(50))));
            assertFma(1 / a, Math.scalb(b, 1040 + exponent(30)), Math.scalb(random.nextDouble(), 1023));
        }
    }

    @Test
    void distancesOfDoublesAreThoseOfTheJdk() {
        for (double value : EDGES) {
            assertEquals(Double.doubleToLongBits(Math.ulp(value)), Double.doubleToLongBits(Exact.ulp(value)));
        }
        for (int exponent = -1080; exponent < 1030; exponent++) {
            double value = Math.scalb(1.0, exponent);
            assertEquals(Math.ulp(value), Exact.ulp(value));
            assertEquals(Math.ulp(-value), Exact.ulp(-value));
            assertEquals(Math.ulp(Math.nextDown(value)), Exact.ulp(Math.nextDown(value)));
        }
    }

    private static void assertRounds(double value) {
        assertEquals(
                Double.doubleToLongBits(Math.rint(value)),
                Double.doubleToLongBits(Exact.rint(value)),
                () -> "" + value);
        assertEquals(Math.round(value), Exact.round(value), () -> "" + value);
    }

    @Test
    void roundsToWholeNumbersAsTheJdk() {
        for (double value : EDGES) {
            assertRounds(value);
        }
        for (int i = 0; i < TIMES; i++) {
            assertRounds(Double.longBitsToDouble(random.nextLong()));
            double half = ((random.nextLong() >> random.nextLong(64)) + 0.5) / 2;
            assertRounds(half);
            assertRounds(Math.nextUp(half));
            assertRounds(Math.nextDown(half));
        }
        for (double end : new double[] {0x1p51, 0x1p52, 0x1p53, 0x1p62, 0x1p63, 0x1p64}) {
            for (double value : new double[] {end, end - 0.5, end + 0.5, Math.nextUp(end), Math.nextDown(end)}) {
                assertRounds(value);
                assertRounds(-value);
            }
        }
    }

    @Test
    void scalesByPowersOfTwoAsTheJdk() {
        int[] exponents = {0, 1, -1, 1000, 1001, -1000, -1001, 2098, -2098, 2199, 5000, -5000, -1074, 1023};
        for (double value : EDGES) {
            for (int exponent : exponents) {
                assertScales(value, exponent);
            }
        }
        for (int i = 0; i < TIMES; i++) {
            assertScales(Double.longBitsToDouble(random.nextLong()), exponent(2300));
            assertScales(random.nextDouble(), -1020 - (int) random.nextLong(60));
        }
    }

    private static void assertScales(double value, int exponent) {
        assertEquals(
                Double.doubleToLongBits(Math.scalb(value, exponent)),
                Double.doubleToLongBits(Exact.scalb(value, exponent)),
                () -> value + " by 2^" + exponent);
    }

    @Test
    void rowsOfNumbersAreOrderedAsByTheJdk() {
        for (int i = 0; i < 20_000; i++) {
            int[] a = row();
            int[] b = row();
            assertEquals(Arrays.compare(a, b), Exact.compare(a, b));
            assertEquals(0, Exact.compare(a, a.clone()));
        }
        assertEquals(1, Exact.compare(new int[] {Integer.MAX_VALUE}, new int[] {Integer.MIN_VALUE}));
    }

    private int[] row() {
        int[] row = new int[(int) random.nextLong(5)];
        Arrays.setAll(row, j -> (int) random.nextLong(3) - 1);
        return row;
    }
}
