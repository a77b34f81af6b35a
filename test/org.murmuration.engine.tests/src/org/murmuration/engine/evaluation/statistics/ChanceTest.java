// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class ChanceTest {
    private static double share(double p, int rows, RandomSource random) {
        int hits = 0;
        for (int r = 0; r < rows; r++) {
            hits += random.nextDouble() < p ? 1 : 0;
        }
        return (double) hits / rows;
    }

    /**
     * The mean of 4,000 drawn differences has a relative standard error of sqrt(pi / 2 - 1) / sqrt(4000), 1.2 %: 5 % is more than
     * four of them. The normal approximation itself is good to a percent.
     */
    @Test
    void theClosedFormIsTheMeanDifferenceOfTwoSamples() {
        RandomSource random = RandomSource.seeded("shares of two samples");
        for (double p : new double[] {0.5, 0.2, 0.05}) {
            double sum = 0;
            for (int i = 0; i < 4000; i++) {
                sum += Math.abs(share(p, 300, random) - share(p, 700, random)) / 4000;
            }
            double expected = Chance.difference(300, 700) * Math.sqrt(p * (1 - p));
            assertEquals(expected, sum, 0.05 * expected, "share " + p);
        }
    }

    @Test
    void theSquareIsThatOfTheDifference() {
        assertEquals(Chance.squaredDifference(7, 19), Math.pow(Chance.difference(7, 19), 2), 1e-15);
        assertEquals(Chance.difference(7, 19), Chance.difference(19, 7));
        assertTrue(Chance.difference(1e12, 1e12) < 1e-5);
    }

    @Test
    void betweenAnchorsIsZeroForIndependenceAndOneForChance() {
        assertEquals(0, Anchors.between(0.4, 0.9, 0.4));
        assertEquals(1, Anchors.between(0.9, 0.9, 0.4));
        assertEquals(0.5, Anchors.between(0.65, 0.9, 0.4), 1e-15);
        assertTrue(Anchors.between(0.3, 0.9, 0.4) < 0);
        assertTrue(Double.isNaN(Anchors.between(0.5, 0.4, 0.4)), "chance hides any relation");
        assertTrue(Double.isNaN(Anchors.between(0.5, 0.3, 0.4)));
    }
}
