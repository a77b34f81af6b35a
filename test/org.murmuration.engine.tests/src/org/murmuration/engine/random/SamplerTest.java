// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goodness of fit at an error probability of 1e-6 each; seeds are fixed, so the outcome is always the same. */
class SamplerTest {
    private static final int DRAWS = 1_000_000;

    private static Map<Long, Integer> draw(LongSupplier sampler) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            counts.merge(sampler.getAsLong(), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<Long, Integer> drawGaussian(double sigma, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVarianceAtLeast(sigma * sigma);
        return draw(() -> sampler.sample(random));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 50})
    void discreteGaussianFitsItsExactDistribution(double sigma) {
        assertTrue(ExactDistributions.fits(
                drawGaussian(sigma, "gauss" + sigma), ExactDistributions.discreteGaussian(sigma * sigma)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 50})
    void testRejectsASamplerWhoseSigmaIsTwoPercentOff(double sigma) {
        double[] claimed = ExactDistributions.discreteGaussian(sigma * sigma);
        assertFalse(ExactDistributions.fits(drawGaussian(sigma * 1.02, "wide" + sigma), claimed));
        assertFalse(ExactDistributions.fits(drawGaussian(sigma * 0.98, "narrow" + sigma), claimed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 10, 64})
    void discreteLaplaceFitsItsExactDistribution(long t) {
        RandomSource random = RandomSource.seeded("laplace" + t);
        DiscreteLaplaceSampler sampler = DiscreteLaplaceSampler.ofScale(t, 1);
        assertTrue(ExactDistributions.fits(draw(() -> sampler.sample(random)), ExactDistributions.discreteLaplace(t)));
    }

    @Test
    void discreteLaplaceTakesRationalScales() {
        RandomSource random = RandomSource.seeded("rational");
        DiscreteLaplaceSampler sampler = DiscreteLaplaceSampler.ofScale(7, 2);
        Map<Long, Integer> counts = draw(() -> sampler.sample(random));
        assertTrue(ExactDistributions.fits(counts, ExactDistributions.discreteLaplace(3.5)));
        assertFalse(ExactDistributions.fits(counts, ExactDistributions.discreteLaplace(3.43)));
    }

    @Test
    void exactProbabilitiesAgreeWithPublishedOnes() {
        // dGauss P0 at variance .25, 1, 4, 100 and dLap P0 at t = 1, 10: computed with OpenDP's definitions
        assertEquals(.786570707041948, ExactDistributions.discreteGaussian(.25)[0], 1e-12);
        assertEquals(.398942278266862, ExactDistributions.discreteGaussian(1)[0], 1e-12);
        assertEquals(.241970723224461, ExactDistributions.discreteGaussian(1)[1], 1e-12);
        assertEquals(.199471140200716, ExactDistributions.discreteGaussian(4)[0], 1e-12);
        assertEquals(.0398942280401433, ExactDistributions.discreteGaussian(100)[0], 1e-12);
        assertEquals(.46211715726001, ExactDistributions.discreteLaplace(1)[0], 1e-12);
        assertEquals(.04995837495788, ExactDistributions.discreteLaplace(10)[0], 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/1", "1/3", "1/1", "5/2", "7/1"})
    void coinOfExpHasItsProbabilityInBothArithmetics(String x) {
        long p = Long.parseLong(x.split("/")[0]);
        long q = Long.parseLong(x.split("/")[1]);
        RandomSource random = RandomSource.seeded("coin" + x);
        int small = 0;
        int big = 0;
        for (int i = 0; i < DRAWS / 2; i++) {
            small += BernoulliExp.sample(p, q, random) ? 1 : 0;
            big += BernoulliExp.sample(BigInteger.valueOf(p), BigInteger.valueOf(q), random) ? 1 : 0;
        }
        double expected = Math.exp(-(double) p / q);
        double tolerance = 5 * Math.sqrt(expected * (1 - expected) / (DRAWS / 2.0)) + 1e-12;
        assertEquals(expected, small / (DRAWS / 2.0), tolerance);
        assertEquals(expected, big / (DRAWS / 2.0), tolerance);
    }

    @Test
    void largeVariancesTakeTheWidePathAndKeepTheirSpread() {
        RandomSource random = RandomSource.seeded("wide path");
        double sigma = 3e6;
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVarianceAtLeast(sigma * sigma);
        double sum = 0;
        double squares = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            double x = sampler.sample(random);
            sum += x;
            squares += x * x;
        }
        assertEquals(0, sum / n / sigma, 5 / Math.sqrt(n));
        assertEquals(1, squares / n / sigma / sigma, 5 * Math.sqrt(2.0 / n));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 0.25, 1.0 / 3, 1, 2, 132980.0 / 16, 1e9, 1e17})
    void varianceIsRoundedUpByLittle(double variance) {
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVarianceAtLeast(variance);
        double actual = (double) sampler.varianceNumerator() / sampler.varianceDenominator();
        assertTrue(actual >= variance);
        assertTrue(actual <= variance * (1 + 0x1p-18));
        assertEquals(1, Long.bitCount(sampler.varianceDenominator()));
    }

    @Test
    void rejectsParametersOutOfRange() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-9, 1e30}) {
            assertThrows(
                    IllegalArgumentException.class, () -> DiscreteGaussianSampler.ofVarianceAtLeast(bad), "" + bad);
        }
        assertThrows(IllegalArgumentException.class, () -> DiscreteGaussianSampler.ofVariance(1, 3));
        assertThrows(IllegalArgumentException.class, () -> DiscreteGaussianSampler.ofVariance(0, 1));
        assertThrows(IllegalArgumentException.class, () -> DiscreteLaplaceSampler.ofScale(0, 1));
        assertThrows(IllegalArgumentException.class, () -> DiscreteLaplaceSampler.ofScale(1, 1L << 41));
    }

    @Test
    void boundedIntegersAreUniform() {
        RandomSource random = RandomSource.seeded("uniform");
        int[] counts = new int[7];
        for (int i = 0; i < 700_000; i++) {
            counts[(int) random.nextLong(7)]++;
        }
        double chi = 0;
        for (int c : counts) {
            chi += (c - 100_000.0) * (c - 100_000.0) / 100_000;
        }
        assertTrue(chi < 45, "chi-square of 6 degrees at error probability below 1e-6: " + chi);
        assertThrows(IllegalArgumentException.class, () -> random.nextLong(0));
        assertThrows(IllegalArgumentException.class, () -> random.nextLong(-5));
        assertEquals(0, random.nextLong(1));
        assertTrue(random.nextLong(Long.MAX_VALUE) >= 0);
    }

    @Test
    void seededSourcesRepeatAndSecureOnesDoNot() {
        RandomSource a = RandomSource.seeded("a");
        RandomSource again = RandomSource.seeded("a");
        RandomSource b = RandomSource.seeded("b");
        boolean differs = false;
        for (int i = 0; i < 10_000; i++) {
            long word = a.nextLong();
            assertEquals(word, again.nextLong());
            differs |= word != b.nextLong();
        }
        assertTrue(differs);
        assertFalse(a.isSecure());
        assertTrue(RandomSource.secure().isSecure());
        assertNotEquals(RandomSource.secure().nextLong(), RandomSource.secure().nextLong());
    }
}
