// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

/** Against exact decimal arithmetic. */
class RoundingTest {
    private static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }

    @Test
    void resultsAreTheNearestDoublesOnTheSafeSide() {
        RandomSource random = RandomSource.seeded("rounding");
        MathContext wide = new MathContext(200);
        for (int i = 0; i < 20_000; i++) {
            double a = Math.scalb(random.nextDouble() + 1e-3, (int) random.nextLong(400) - 200);
            double b = Math.scalb(random.nextDouble() + 1e-3, (int) random.nextLong(400) - 200);
            assertUp(exact(a).add(exact(b)), Rounding.addUp(a, b));
            assertUp(exact(a).multiply(exact(b)), Rounding.multiplyUp(a, b));
            BigDecimal quotient = exact(a).divide(exact(b), wide);
            assertUp(quotient, Rounding.divideUp(a, b));
            double down = Rounding.divideDown(a, b);
            assertTrue(exact(down).compareTo(quotient) <= 0
                    && exact(Math.nextUp(down)).compareTo(quotient) > 0);
            assertUp(exact(a).sqrt(wide), Rounding.sqrtUp(a));
        }
    }

    private static void assertUp(BigDecimal exact, double rounded) {
        assertTrue(exact(rounded).compareTo(exact) >= 0, rounded + " lies below");
        assertTrue(exact(Math.nextDown(rounded)).compareTo(exact) < 0, rounded + " is not the nearest above");
    }

    @Test
    void exactResultsStayAsTheyAre() {
        double sum = 0;
        for (int i = 0; i < 16; i++) {
            sum = Rounding.addUp(sum, 0.0625);
        }
        assertEquals(1, sum);
        assertEquals(0.75, Rounding.multiplyUp(3, 0.25));
        assertEquals(1.5, Rounding.divideUp(3, 2));
        assertEquals(1.5, Rounding.divideDown(3, 2));
        assertEquals(3, Rounding.sqrtUp(9));
        assertEquals(0, Rounding.multiplyUp(0, 5));
    }

    @Test
    void tinyResultsAreRoundedToo() {
        assertTrue(Rounding.multiplyUp(Double.MIN_VALUE, 0.1) > 0);
        assertTrue(Rounding.divideUp(Double.MIN_VALUE, 3) > 0);
        assertEquals(Double.POSITIVE_INFINITY, Rounding.addUp(Double.MAX_VALUE, Double.MAX_VALUE));
        assertEquals(Double.POSITIVE_INFINITY, Rounding.addUp(1, Double.POSITIVE_INFINITY));
    }

    @Test
    void logarithmsAndExponentialsAreBoundedByTheirNeighbours() {
        RandomSource random = RandomSource.seeded("rounding of functions");
        for (int i = 0; i < 500; i++) {
            double x = (random.nextDouble() - 0.5) * (i % 2 == 0 ? 2 : 1400);
            BigDecimal exact = Decimals.exp(exact(x));
            double up = Rounding.expUp(x);
            double down = Rounding.expDown(x);
            assertTrue(exact(up).compareTo(exact) >= 0, () -> up + " lies below e^" + x);
            assertTrue(exact(down).compareTo(exact) <= 0, () -> down + " lies above e^" + x);
            assertTrue(x < -690 || (up - down) / up < 1e-15, () -> "e^" + x + " is bounded loosely");
            double a = Math.scalb(random.nextDouble() + 0.5, (int) random.nextLong(100) - 50);
            double log = Rounding.logUp(a);
            assertTrue(exact(log).compareTo(Decimals.log(exact(a))) >= 0, () -> log + " lies below ln " + a);
        }
        assertEquals(0, Rounding.expDown(-2000));
        assertTrue(Rounding.expUp(-2000) > 0);
        assertEquals(Double.POSITIVE_INFINITY, Rounding.expUp(1000));
        assertTrue(Rounding.expDown(709.9) < Double.POSITIVE_INFINITY);
    }
}
