// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.random.RandomSource;

class FineGaussianMechanismTest {
    @Test
    void chargesExactlyTheMultiplierAskedFor() {
        for (double m : new double[] {0.01, 0.3, 1, 7.25, 1e4}) {
            for (long squared : new long[] {1, 2, 4096L * 91}) {
                FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(m, squared);
                assertEquals(m, mechanism.event("x").noiseMultiplier());
                double least = m * Math.sqrt(squared);
                assertTrue(mechanism.sigma() > least, "less noise than charged");
                assertTrue(mechanism.sigma() < least * (1 + 1e-4), "sigma " + mechanism.sigma() + " of " + least);
            }
        }
    }

    @Test
    void noiseHasItsVariance() {
        // the variance of 200,000 squares has a relative standard deviation of 0.0032; 5 of them are exceeded with 6e-7
        for (double m : new double[] {0.5, 40}) {
            double[] noise = FineGaussianMechanism.ofNoiseMultiplier(m, 1)
                    .release(new long[200_000], "zeros", RandomSource.seeded("variance"))
                    .value();
            double variance = Arrays.stream(noise).map(v -> v * v).average().orElseThrow();
            assertEquals(1, variance / (m * m), 0.016);
            assertEquals(0, Arrays.stream(noise).average().orElseThrow() / m, 5 / Math.sqrt(200_000));
            assertTrue(Arrays.stream(noise).allMatch(v -> Math.rint(Math.scalb(v, 20)) == Math.scalb(v, 20)));
        }
    }

    private static double bound(double charged, double drawn) {
        RandomSource random = RandomSource.seeded("fine " + drawn);
        double delta = GaussianDp.delta(1 / charged, 0.5);
        return EpsilonBound.of(
                60_000,
                delta,
                () -> Math.round(8
                        * FineGaussianMechanism.ofNoiseMultiplier(drawn, 1)
                                .release(new long[] {0}, "x", random)
                                .value()[0]),
                () -> Math.round(8
                        * FineGaussianMechanism.ofNoiseMultiplier(drawn, 1)
                                .release(new long[] {1}, "x", random)
                                .value()[0]));
    }

    @Test
    void measuredEpsilonStaysBelowTheClaimAndLessNoiseIsNoticed() {
        assertTrue(bound(1, 1) <= 0.5);
        assertTrue(bound(1, 0.4) > 0.5);
    }

    @Test
    void releasesOnceAndRefusesWhatMakesNoSense() {
        FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(1, 1);
        mechanism.release(new long[] {1}, "x", RandomSource.seeded("once"));
        assertThrows(
                IllegalStateException.class, () -> mechanism.release(new long[] {1}, "x", RandomSource.seeded("once")));
        for (double m : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> FineGaussianMechanism.ofNoiseMultiplier(m, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> FineGaussianMechanism.ofNoiseMultiplier(1, 0));
    }
}
