// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.random.DiscreteGaussianSampler;
import org.murmuration.engine.random.RandomSource;

class GaussianMechanismTest {
    private static final int DRAWS = 400_000;

    @Test
    void costsAtMostTheRhoAskedForAndNotMuchLess() {
        RandomSource random = RandomSource.seeded("rho");
        for (double rho = 1e-7; rho < 100; rho *= 1.7) {
            double cost =
                    GaussianMechanism.ofRho(rho).release(0, "x", random).event().rho();
            assertTrue(cost <= rho, "rho " + rho);
            assertTrue(cost >= rho * (1 - 1e-5), "rho " + rho);
        }
    }

    @Test
    void releasesOnceOnly() {
        GaussianMechanism mechanism = GaussianMechanism.ofRho(1);
        mechanism.release(3, "x", RandomSource.seeded("once"));
        assertThrows(IllegalStateException.class, () -> mechanism.release(3, "x", RandomSource.seeded("once")));
    }

    @Test
    void releasesEveryCellOfAMarginal() {
        Domain domain = Domain.of(Attribute.categorical("a", "x", "y"));
        Marginal exact = Marginal.of(domain, Clique.of(0), 1000, 2000, 0, 7);
        Charged<ReleasedMarginal> release = GaussianMechanism.ofRho(10).release(exact, RandomSource.seeded("cells"));
        assertEquals(4, release.value().cells());
        assertEquals(1000, release.value().count(0), 5);
        assertEquals(2000, release.value().count(1), 5);
        assertEquals("marginal a", release.event().label());
        assertFalse(exact.toString().contains("1000"), "a sensitive marginal must not print its counts");
    }

    @Test
    void sumsSaturateAtTheRangeOfALongAndNeverWrap() {
        for (int i = 0; i < 64; i++) {
            RandomSource random = RandomSource.seeded("overflow" + i);
            GaussianMechanism mechanism = GaussianMechanism.ofRho(0.001);
            assertTrue(mechanism.release(Long.MAX_VALUE, "x", random).value().count() > Long.MAX_VALUE - 1000);
            long[] both = {Long.MIN_VALUE, Long.MAX_VALUE};
            long[] noisy =
                    GaussianMechanism.ofRho(0.001).release(both, "x", random).value();
            assertTrue(noisy[0] < Long.MIN_VALUE + 1000 && noisy[1] > Long.MAX_VALUE - 1000);
        }
    }

    /**
     * Neighbouring inputs 0 and 1. The mass by which one outcome distribution passes exp(eps) times the other is at most
     * delta(eps) of the exact discrete Gaussian. The empirical sum over outcomes that favour the first input (chosen by
     * theory, not from the draws) has a standard error below sqrt((1 + e^2eps) / n); five of them give an error
     * probability below 1e-6.
     */
    private static boolean staysWithinItsClaim(double claimedVariance, LongSupplier noise) {
        double epsilon = 0.5;
        Map<Long, Integer> zero = new HashMap<>();
        Map<Long, Integer> one = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            zero.merge(noise.getAsLong(), 1, Integer::sum);
            one.merge(1 + noise.getAsLong(), 1, Integer::sum);
        }
        double claimed = 0;
        double seen = 0;
        double normalisation = 0;
        for (int x = -200; x <= 200; x++) {
            normalisation += Math.exp(-x * x / (2 * claimedVariance));
        }
        for (int x = -200; x <= 200; x++) {
            double p0 = Math.exp(-x * x / (2 * claimedVariance)) / normalisation;
            double p1 = Math.exp(-(x - 1.0) * (x - 1.0) / (2 * claimedVariance)) / normalisation;
            if (p1 > Math.exp(epsilon) * p0) {
                claimed += p1 - Math.exp(epsilon) * p0;
                seen += (one.getOrDefault((long) x, 0) - Math.exp(epsilon) * zero.getOrDefault((long) x, 0))
                        / (double) DRAWS;
            }
        }
        return seen <= claimed + 5 * Math.sqrt((1 + Math.exp(2 * epsilon)) / DRAWS);
    }

    @Test
    void neighbouringInputsAreAsHardToTellApartAsClaimed() {
        RandomSource random = RandomSource.seeded("neighbours");
        double rho = 0.125;
        assertTrue(staysWithinItsClaim(1 / (2 * rho), () -> GaussianMechanism.ofRho(rho)
                .release(0, "x", random)
                .value()
                .count()));
    }

    @Test
    void thatTestRejectsNoiseThatIsTwentyPercentTooSmall() {
        RandomSource random = RandomSource.seeded("broken");
        double variance = 4;
        DiscreteGaussianSampler broken = DiscreteGaussianSampler.ofVarianceAtLeast(variance * 0.64);
        assertFalse(staysWithinItsClaim(variance, () -> broken.sample(random)));
    }
}
