// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteGaussianSamplerTest {
    /** All draws are tried, so that probabilities are compared without statistics. */
    @Test
    void eachNumberComesWithItsProbability() {
        double[] exact = ExactDistributions.discreteGaussian(0.5);
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVariance(1, 2);
        Map<Long, Double> found = Choices.distribution(sampler::sample, 1e-6, 1);
        Choices.assertExact(found, x -> exact[(int) Math.abs(x)], 0.3);
        assertEquals(found.get(1L), found.get(-1L), 1e-15);
    }

    /**
     * A discrete Laplace y is kept with probability exp(-x), x = (|y| q t - p)^2 / (2 p q t^2) below 1. The coin draws a number below
     * the denominator of x and keeps y at once when it is not below the numerator, so the first number that keeps y is that.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "1, 1, 1",
        "7, 2, 1",
        "7, 2, 3",
        "9, 1, 2",
        "9, 1, 4",
        "16, 1, 3",
        "15, 1, 4",
        "1, 1024, 0",
        "1048576, 1048576, 1",
        "1000003, 1, 999",
        "1000003, 1, 1002"
    })
    void aLaplaceNumberIsKeptWithTheProbabilityOfTheProof(long p, long q, long y) {
        assertThreshold(p, q, y, false);
    }

    /** The same where a product is no long any more. */
    @ParameterizedTest
    @CsvSource({
        "1152921504606846976, 1, 1073741823",
        "1152921504606846976, 1, 1073741900",
        "1152921504606846976, 1, 1100000000",
        "1152921504606846976, 1099511627776, 1024",
        "9007199254740993, 1099511627776, 90",
        "2147483648, 1, 46340",
        "1099511627775, 1024, 32768",
        "1099511627775, 1024, 40000"
    })
    void numbersBeyondALongMakeNoDifference(long p, long q, long y) {
        assertThreshold(p, q, y, true);
    }

    private static void assertThreshold(long p, long q, long y, boolean isWide) {
        long t = BigInteger.valueOf(p / q).sqrt().longValueExact() + 1;
        BigInteger distance = BigInteger.valueOf(y)
                .multiply(BigInteger.valueOf(q))
                .multiply(BigInteger.valueOf(t))
                .subtract(BigInteger.valueOf(p));
        BigInteger denominator = BigInteger.valueOf(2)
                .multiply(BigInteger.valueOf(p))
                .multiply(BigInteger.valueOf(q))
                .multiply(BigInteger.valueOf(t).pow(2));
        BigInteger numerator = distance.pow(2);
        assertTrue(numerator.compareTo(denominator) < 0, "the case is not one of this test");
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVariance(p, q);
        assertEquals(y, sampler.sample(new Proposal(t, y, numerator, denominator, isWide, true)));
        assertEquals(-y, sampler.sample(new Proposal(t, -y, numerator, denominator, isWide, true)));
        if (numerator.signum() > 0) {
            BigInteger below = numerator.subtract(BigInteger.ONE);
            Proposal refused = new Proposal(t, y, below, denominator, isWide, false);
            assertThrows(Refused.class, () -> sampler.sample(refused));
        }
    }

    /** 2^24 q t is 2^64: as a long it would be 0, which is very near to p. */
    @Test
    void productsThatWrapAroundAreNotTakenForSmallOnes() {
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVariance(1, 1L << 40);
        RandomSource far = new RandomSource() {
            private int proposals;
            private int successes;

            @Override
            public long nextLong(long bound) {
                if (bound == 1) {
                    return 0;
                }
                if (bound == 3) {
                    successes++;
                    return 1;
                }
                if (bound == 2 && successes < 1 << 24) {
                    return 0;
                }
                if (bound == 2 && proposals++ == 0) {
                    return 1; // the number is 2^24
                }
                throw new Refused(); // a coin of exp(-1), the first of very many
            }

            @Override
            public long nextLong() {
                throw new AssertionError("the coin is no coin of a fraction");
            }

            @Override
            public boolean nextBoolean() {
                return false;
            }

            @Override
            public boolean isSecure() {
                return false;
            }
        };
        assertThrows(Refused.class, () -> sampler.sample(far));
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Draws that propose a number, and then one number for the coin that decides about it. */
    private static final class Proposal implements RandomSource {
        private final Deque<Long> numbers = new ArrayDeque<>();
        private final Deque<Long> bounds = new ArrayDeque<>();
        private final Deque<Long> words = new ArrayDeque<>();
        private final boolean isNegative;

        Proposal(long t, long y, BigInteger drawn, BigInteger denominator, boolean isWide, boolean isKept) {
            isNegative = y < 0;
            long u = Math.abs(y) % t;
            draw(t, u);
            draw(1, 0);
            draw(t, t - 1); // not below u, so u stays
            for (long v = Math.abs(y) / t; v > 0; v--) {
                draw(1, 0);
                draw(2, 0);
                draw(3, 1); // k = 3 is odd: one more
            }
            draw(1, 0);
            draw(2, 1); // k = 2 is even: no more
            draw(1, 0);
            if (isWide) {
                int bits = denominator.subtract(BigInteger.ONE).bitLength();
                for (int at = bits; at > 0; at -= Long.SIZE) {
                    int take = Math.min(Long.SIZE, at);
                    int shift = at - take;
                    words.add(drawn.shiftRight(shift).longValue() << (Long.SIZE - take));
                }
            } else {
                draw(denominator.longValueExact(), drawn.longValueExact());
            }
            if (!isKept) {
                draw(2, 1); // k = 2 is even: another number
            }
        }

        private void draw(long bound, long number) {
            bounds.add(bound);
            numbers.add(number);
        }

        @Override
        public long nextLong(long bound) {
            if (bounds.isEmpty()) {
                throw new Refused(); // another number is wanted
            }
            assertEquals(bounds.remove(), bound);
            return numbers.remove();
        }

        @Override
        public long nextLong() {
            return words.remove();
        }

        @Override
        public boolean nextBoolean() {
            return isNegative;
        }

        @Override
        public boolean isSecure() {
            return false;
        }
    }

    /** Exactly what was asked for, where 20 bits are enough, and the next number of 20 bits otherwise. */
    @ParameterizedTest
    @ValueSource(doubles = {0x1p-20, 0.25, 1, 1.5, 1048575, 1048576, 0x1p60})
    void variancesOfTwentyBitsAreKept(double variance) {
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVarianceAtLeast(variance);
        assertEquals(variance, (double) sampler.varianceNumerator() / sampler.varianceDenominator());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1 + 0x1p-30, 1.0 / 3, 0.1, 1e-5, 2 - 0x1p-30, 12345.678})
    void othersAreRoundedUpToTwentyBits(double variance) {
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVarianceAtLeast(variance);
        BigDecimal q = BigDecimal.valueOf(sampler.varianceDenominator());
        BigDecimal asked = new BigDecimal(variance).multiply(q);
        BigDecimal p = BigDecimal.valueOf(sampler.varianceNumerator());
        assertTrue(p.compareTo(asked) > 0 && p.subtract(BigDecimal.ONE).compareTo(asked) < 0, p + " / " + q);
        assertTrue(
                sampler.varianceNumerator() >= 1 << 19 && sampler.varianceNumerator() <= 1 << 20,
                "20 significant bits: " + p);
    }

    @Test
    void variancesOutOfRangeAreRefused() {
        for (double bad :
                new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Math.nextDown(0x1p-20), Math.nextUp(0x1p60)
                }) {
            assertThrows(IllegalArgumentException.class, () -> DiscreteGaussianSampler.ofVarianceAtLeast(bad));
        }
        assertEquals(
                "variance must be finite and above 0, but is NaN",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> DiscreteGaussianSampler.ofVarianceAtLeast(Double.NaN))
                        .getMessage());
    }

    @Test
    void denominatorsArePowersOfTwoUpToTwoToThe40() {
        assertEquals(
                1L << 40, DiscreteGaussianSampler.ofVariance(1L << 40, 1L << 40).varianceDenominator());
        for (long bad : new long[] {0, -1, 3, 1L << 41, Long.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> DiscreteGaussianSampler.ofVariance(1, bad), "" + bad);
        }
        assertThrows(IllegalArgumentException.class, () -> DiscreteGaussianSampler.ofVariance(0, 1));
        assertEquals(1, DiscreteGaussianSampler.ofVariance(1, 1).varianceNumerator());
    }
}
