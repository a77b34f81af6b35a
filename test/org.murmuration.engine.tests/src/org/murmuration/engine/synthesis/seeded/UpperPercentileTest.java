// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class UpperPercentileTest {
    @Test
    void percentilesOfComingNumbersAreThoseOfSortedOnes() {
        RandomSource random = RandomSource.seeded("percentile");
        for (int trial = 0; trial < 400; trial++) {
            int percent = 1 + (int) random.nextLong(100);
            int most = 1 + (int) random.nextLong(60);
            UpperPercentile percentile = new UpperPercentile(percent / 100.0, most);
            for (int round = 0; round < 2; round++) {
                percentile.clear();
                long[] numbers = new long[most];
                for (int n = 1; n <= most; n++) {
                    numbers[n - 1] = 1 + random.nextLong(30);
                    percentile.add(numbers[n - 1]);
                    long[] sorted = Arrays.copyOf(numbers, n);
                    Arrays.sort(sorted);
                    double at = Math.max(1, Math.min(n, (n + 1.0 / 3) * percent / 100 + 1.0 / 3));
                    long low = sorted[(int) Math.floor(at) - 1];
                    long high = sorted[(int) Math.min(n, Math.floor(at) + 1) - 1];
                    assertEquals(low + (at - Math.floor(at)) * (high - low), percentile.value(), 0.5 + 1e-9);
                }
            }
        }
    }

    /** By hand: position (4 + 1/3) / 2 + 1/3 = 2.5 of 1, 4, 7, 20. */
    @Test
    void theMedianOfFourLiesBetweenTheMiddleOnes() {
        UpperPercentile median = new UpperPercentile(0.5, 10);
        for (long n : new long[] {20, 1, 7, 4}) {
            median.add(n);
        }
        assertEquals(Math.round(5.5), median.value());
        median.clear();
        median.add(3);
        assertEquals(3, median.value(), "of one number it is that number");
    }

    @Test
    void theHundredthIsTheLargest() {
        UpperPercentile largest = new UpperPercentile(1, 100);
        for (long n = 0; n < 100; n++) {
            largest.add(n * 37 % 100);
        }
        assertEquals(99, largest.value());
    }
}
