// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class StatisticsTest {
    private static double[] random(RandomSource random, int n, int values) {
        double[] result = new double[n];
        Arrays.setAll(result, i -> random.nextLong(values));
        return result;
    }

    @Test
    void momentsAreThoseComputedByHand() {
        double[] values = {1, 2, 4, 9};
        assertEquals(4, Statistics.mean(values));
        assertEquals(Math.sqrt((9 + 4 + 0 + 25) / 3.0), Statistics.deviation(values), 1e-15);
        assertEquals(3, Statistics.median(values));
        assertEquals(2, Statistics.median(new double[] {1, 2, 4}));
        assertEquals(5, Statistics.median(new double[] {5}));
        assertArrayEquals(new double[] {1, 3}, Statistics.present(new double[] {1, Double.NaN, 3}));
        assertTrue(Double.isNaN(Statistics.mean(new double[0])));
    }

    /** Both distances from the definition: the distribution functions at every value. */
    @Test
    void distancesOfDistributionsAgreeWithTheirDefinition() {
        RandomSource random = RandomSource.seeded("distances");
        for (int trial = 0; trial < 50; trial++) {
            double[] a = random(random, 1 + (int) random.nextLong(30), 10);
            double[] b = random(random, 1 + (int) random.nextLong(30), 12);
            Arrays.sort(a);
            Arrays.sort(b);
            double largest = 0;
            double area = 0;
            for (int x = 0; x < 12; x++) {
                int at = x;
                double f = (double) Arrays.stream(a).filter(v -> v <= at).count() / a.length;
                double g = (double) Arrays.stream(b).filter(v -> v <= at).count() / b.length;
                largest = Math.max(largest, Math.abs(f - g));
                area += Math.abs(f - g); // steps of 1 between whole numbers
            }
            double[] distances = Statistics.distances(a, b);
            assertEquals(largest, distances[0], 1e-12);
            assertEquals(area, distances[1], 1e-12);
        }
    }

    @Test
    void distancesOfDistributionsFarApartAreWholeAndTheirGap() {
        double[] distances = Statistics.distances(new double[] {1, 2}, new double[] {11, 12});
        assertEquals(1, distances[0]);
        assertEquals(10, distances[1]);
        assertArrayEquals(new double[] {0, 0}, Statistics.distances(new double[] {3}, new double[] {3, 3}));
    }

    @Test
    void entropyTermsAreInBits() {
        assertEquals(0, Statistics.entropyTerm(0, 0.5));
        assertEquals(0.5, Statistics.entropyTerm(0.5, 0.25), 1e-15);
        assertEquals(-0.25, Statistics.entropyTerm(0.25, 0.5), 1e-15);
    }

    @Test
    void correlationIsOneForALineAndUndefinedForAConstant() {
        double[] x = {1, 2, 3, 7};
        double[] down = Arrays.stream(x).map(v -> 5 - 3 * v).toArray();
        assertEquals(1, Statistics.correlation(new double[][] {x, x}), 1e-15);
        assertEquals(-1, Statistics.correlation(new double[][] {x, down}), 1e-15);
        assertTrue(Double.isNaN(Statistics.correlation(new double[][] {x, {2, 2, 2, 2}})));
        // by hand: sums of products 3, of squares 5 and 5
        assertEquals(0.6, Statistics.correlation(new double[][] {{1, 2, 3, 4}, {2, 1, 4, 3}}), 1e-15);
    }

    @Test
    void ranksShareTies() {
        assertArrayEquals(new double[] {2.5, 1, 4, 2.5}, Statistics.ranks(new double[] {5, 1, 9, 5}));
        assertArrayEquals(new double[] {2, 2, 2}, Statistics.ranks(new double[] {0, 0, 0}));
    }

    /** Variance between groups over all variance; a missing number counts for neither. */
    @Test
    void correlationRatioIsThePartBetweenGroups() {
        double[] numbers = {1, 3, 5, 7, Double.NaN};
        assertEquals(16.0 / 20, Statistics.correlationRatio(numbers, new int[] {0, 0, 1, 1, 1}, 3), 1e-15);
        assertEquals(1, Statistics.correlationRatio(numbers, new int[] {0, 1, 2, 3, 4}, 5), 1e-15);
        assertEquals(0, Statistics.correlationRatio(numbers, new int[5], 1), 1e-15);
        assertTrue(Double.isNaN(Statistics.correlationRatio(new double[] {2, 2}, new int[] {0, 1}, 2)));
    }

    @Test
    void onlyRecordsThatHaveBothAreKept() {
        double nan = Double.NaN;
        double[][] both = Statistics.both(new double[] {1, nan, 3, 4}, new double[] {5, 6, nan, 8});
        assertArrayEquals(new double[] {1, 4}, both[0]);
        assertArrayEquals(new double[] {5, 8}, both[1]);
    }
}
