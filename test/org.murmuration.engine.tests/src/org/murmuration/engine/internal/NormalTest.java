// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** Against the distribution in 50 digits. */
class NormalTest {
    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal PI = new BigDecimal("3.14159265358979323846264338327950288419716939937510582");

    /** exp(-x^2 / 2) / sqrt(2 pi), by the series of the exponential. */
    private static BigDecimal density(BigDecimal x) {
        BigDecimal exponent = x.multiply(x).divide(new BigDecimal(-2), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; n < 120; n++) {
            term = term.multiply(exponent).divide(new BigDecimal(n), DIGITS);
            sum = sum.add(term);
        }
        return sum.divide(PI.multiply(BigDecimal.valueOf(2)).sqrt(DIGITS), DIGITS);
    }

    /** 1/2 + density(x) (x + x^3 / 3 + x^5 / 15 + ..) (Abramowitz, Stegun 1964, 26.2.11). */
    private static BigDecimal distribution(BigDecimal x) {
        BigDecimal sum = x;
        BigDecimal term = x;
        for (int n = 1; n < 120; n++) {
            term = term.multiply(x).multiply(x).divide(new BigDecimal(2 * n + 1), DIGITS);
            sum = sum.add(term);
        }
        return density(x).multiply(sum).add(new BigDecimal("0.5"));
    }

    private static void assertQuantile(String probability, double quantile) {
        BigDecimal error = new BigDecimal("1e-15");
        BigDecimal p = new BigDecimal(probability);
        BigDecimal x = new BigDecimal(quantile);
        assertTrue(distribution(x.subtract(error)).compareTo(p) < 0, "too large");
        assertTrue(distribution(x.add(error)).compareTo(p) > 0, "too small");
    }

    @Test
    void quantilesAreRightToFifteenDigits() {
        assertQuantile("0.975", Normal.Z95);
        assertQuantile("0.95", Normal.ONE_SIDED_Z95);
    }

    @Test
    void meanMagnitudeIsTheNearestDouble() {
        assertEquals(BigDecimal.valueOf(2).divide(PI, DIGITS).sqrt(DIGITS).doubleValue(), Normal.MEAN_MAGNITUDE);
    }

    @Test
    void logarithmOfTheDensityAtZeroIsThatOfTheDistribution() {
        assertEquals(-Math.log(density(BigDecimal.ZERO).doubleValue()), Normal.LOG_ROOT_TWO_PI, 2e-16);
    }
}
