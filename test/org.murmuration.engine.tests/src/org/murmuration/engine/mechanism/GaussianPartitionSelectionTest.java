// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.random.RandomSource;

class GaussianPartitionSelectionTest {
    private static final int[] GROUPS = {1, 2, 3, 7, 20, 100};
    private static final double[] RHOS = {1e-3, 0.01, 0.05, 0.1, 0.3, 0.5, 1, 2, 5, 10};
    private static final double[] DELTAS = {0.3, 0.1, 1e-2, 1e-4, 1e-6, 1e-9, 1e-12};

    /** P(X &gt;= m) of the discrete Gaussian, summed from the smallest terms on. */
    private static double tail(long m, double sigma) {
        long end = (long) Math.ceil(45 * sigma) + 45;
        double tail = 0;
        double all = 0;
        for (long x = end; x >= -end; x--) {
            all += Math.exp(-x * (double) x / (2 * sigma * sigma));
            if (x == m) {
                tail = all;
            }
        }
        return tail / all;
    }

    /** A unit that is alone in all of its groups: none of them may be named with more than delta. */
    @Test
    void theExactTailKeepsToDeltaWhateverTheParameters() {
        int tight = 0;
        for (int groups : GROUPS) {
            for (double rho : RHOS) {
                for (double delta : DELTAS) {
                    GaussianPartitionSelection selection = GaussianPartitionSelection.of(rho, delta, groups);
                    double sigma = selection.sigma();
                    long t = selection.threshold();
                    String at = groups + " groups, rho " + rho + ", delta " + delta + ": threshold " + t;
                    assertTrue(t > 1, at);
                    assertTrue(groups * tail(t - 1, sigma) <= delta * (1 + 1e-9), at);
                    tight += groups * tail(t - 2, sigma) > delta ? 1 : 0;
                    // the smallest that the continuous bound P(X >= m) <= P(N >= m - 1) allows
                    assertTrue(groups * normalTail((t - 2) / sigma) <= delta * (1 + 1e-9), at);
                    assertTrue(t == 2 || groups * normalTail((t - 3) / sigma) > delta * (1 - 1e-9), at);
                }
            }
        }
        assertTrue(tight > 100, "a threshold lower by one would be wrong in many cases, here in " + tight);
    }

    private static double normalTail(double z) {
        return Erf.erfc(z / Math.sqrt(2)) / 2;
    }

    @Test
    void noiseCostsAtMostRhoForAllGroupsOfAUnit() {
        for (int groups : GROUPS) {
            for (double rho : RHOS) {
                double sigma = GaussianPartitionSelection.of(rho, 1e-6, groups).sigma();
                double cost = groups / (2 * sigma * sigma);
                assertTrue(cost <= rho * (1 + 1e-12) && cost >= rho * (1 - 1e-5), groups + " groups, rho " + rho);
            }
        }
    }

    @Test
    void groupsBelowTheThresholdAreNeitherNamedNorCounted() {
        GaussianPartitionSelection selection = GaussianPartitionSelection.of(0.5, 1e-3, 2);
        long t = selection.threshold();
        long[] units = new long[401];
        for (int i = 0; i < units.length; i++) {
            units[i] = t - 2 + i % 5;
        }
        long[] noisy = GaussianMechanism.ofRho(0.5, new Sensitivity(2, 2, 1))
                .release(units, "twin", RandomSource.seeded("counts"))
                .value();
        Charged<GaussianPartitionSelection.Selection> found =
                selection.select(units, "keys", RandomSource.seeded("counts"));
        int atThreshold = 0;
        for (int i = 0; i < units.length; i++) {
            assertEquals(noisy[i] >= t, found.value().kept()[i]);
            assertEquals(noisy[i] >= t ? noisy[i] : 0, found.value().counts()[i]);
            atThreshold += noisy[i] == t ? 1 : 0;
        }
        assertTrue(atThreshold > 0, "no case at the threshold itself");
        assertEquals(1e-3, found.event().failure());
        assertEquals("keys", found.event().label());
    }

    @Test
    void selectsOnceAndRefusesWhatMakesNoSense() {
        GaussianPartitionSelection selection = GaussianPartitionSelection.of(0.5, 1e-3, 2);
        assertArrayEquals(
                new boolean[0],
                selection
                        .select(new long[0], "keys", RandomSource.seeded("none"))
                        .value()
                        .kept());
        assertThrows(
                IllegalStateException.class, () -> selection.select(new long[1], "keys", RandomSource.seeded("none")));
        assertThrows(IllegalArgumentException.class, () -> GaussianPartitionSelection.of(0.5, 1e-3, 0));
        assertThrows(IllegalArgumentException.class, () -> GaussianPartitionSelection.of(0.5, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> GaussianPartitionSelection.of(0.5, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> GaussianPartitionSelection.of(0, 1e-3, 1));
    }
}
