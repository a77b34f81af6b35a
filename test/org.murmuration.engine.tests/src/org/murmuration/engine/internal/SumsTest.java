// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class SumsTest {
    private final RandomSource random = RandomSource.seeded("sums");

    private double[] values() {
        double[] values = new double[(int) random.nextLong(60)];
        Arrays.setAll(values, i -> Math.scalb(random.nextDouble() - 0.4, (int) random.nextLong(60)));
        return values;
    }

    @Test
    void sumsAndMeansAreThoseOfTheStreamsOfTheJdk() {
        for (int i = 0; i < 1000; i++) {
            double[] values = values();
            assertEquals(Arrays.stream(values).sum(), Sums.of(values));
            assertEquals(Arrays.stream(values).sum(), Sums.of(Arrays.stream(values)));
            assertEquals(Arrays.stream(values).average(), Sums.mean(values));
            assertEquals(Arrays.stream(values).average(), Sums.mean(Arrays.stream(values)));
        }
    }

    @Test
    void nothingIsLostInLongSums() {
        double[] values = new double[1_000_000];
        Arrays.fill(values, 0.1);
        assertEquals(new BigDecimal(0.1).multiply(new BigDecimal(values.length)).doubleValue(), Sums.of(values));
    }

    @Test
    void infinitiesAndNothingAreSummedToo() {
        assertEquals(Double.POSITIVE_INFINITY, Sums.of(new double[] {1, Double.POSITIVE_INFINITY, 2}));
        assertEquals(Double.NEGATIVE_INFINITY, Sums.of(new double[] {Double.NEGATIVE_INFINITY, 1}));
        assertTrue(Double.isNaN(Sums.of(new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})));
        assertEquals(0, Sums.of(new double[0]));
        assertEquals(OptionalDouble.empty(), Sums.mean(new double[0]));
    }
}
