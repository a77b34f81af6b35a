// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscreteLaplaceSamplerTest {
    /** All draws are tried, so that probabilities are compared without statistics. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "1, 2", "3, 2"})
    void eachNumberComesWithItsProbability(long t, long s) {
        DiscreteLaplaceSampler sampler = DiscreteLaplaceSampler.ofScale(t, s);
        double ratio = Math.exp(-(double) s / t);
        Map<Long, Double> found = Choices.distribution(sampler::sample, 1e-5, 1);
        Choices.assertExact(found, x -> (1 - ratio) / (1 + ratio) * Math.pow(ratio, Math.abs(x)), 0.25);
        assertEquals(found.get(1L), found.get(-1L), 1e-15);
    }

    /** A source whose coins all fall on one side. */
    private static RandomSource signed(RandomSource other, boolean isNegative) {
        return new RandomSource() {
            @Override
            public long nextLong() {
                return other.nextLong();
            }

            @Override
            public boolean nextBoolean() {
                return isNegative;
            }

            @Override
            public boolean isSecure() {
                return false;
            }
        };
    }

    @Test
    void theCoinIsTheSignAndMinusZeroIsDrawnAgain() {
        DiscreteLaplaceSampler sampler = DiscreteLaplaceSampler.ofScale(2, 1);
        RandomSource negative = signed(RandomSource.seeded("negative"), true);
        RandomSource positive = signed(RandomSource.seeded("positive"), false);
        for (int i = 0; i < 1000; i++) {
            assertTrue(sampler.sample(negative) < 0);
            assertTrue(sampler.sample(positive) >= 0);
        }
    }

    @Test
    void termsLieBetweenOneAndTwoToThe40() {
        long most = 1L << 40;
        DiscreteLaplaceSampler.ofScale(1, most).sample(RandomSource.seeded("narrow"));
        DiscreteLaplaceSampler.ofScale(most, 1).sample(RandomSource.seeded("wide"));
        for (long bad : new long[] {0, -1, most + 1}) {
            assertThrows(IllegalArgumentException.class, () -> DiscreteLaplaceSampler.ofScale(bad, 1));
            assertThrows(IllegalArgumentException.class, () -> DiscreteLaplaceSampler.ofScale(1, bad));
        }
    }
}
