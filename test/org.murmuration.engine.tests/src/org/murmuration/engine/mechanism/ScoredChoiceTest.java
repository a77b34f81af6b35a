// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.random.Choices;
import org.murmuration.engine.random.RandomSource;

class ScoredChoiceTest {
    /** Found by trying all draws in their upper bits; powers of two as denominators need no others. */
    @ParameterizedTest
    @CsvSource({"1, 1, 5, 5", "1, 1, 5, 4", "1, 1, 5, 3", "0.5, 1, 9, 7", "2, 1, -3, -4", "2, 2, 0, -1"})
    void scoresAreAcceptedWithTheirProbability(double epsilon, long sensitivity, long best, long score) {
        ScoredChoice choice = new ScoredChoice(epsilon, sensitivity);
        Map<Boolean, Double> found = Choices.distribution(r -> choice.accepts(best, score, coarse(r)), 1e-7, 3);
        double probability = Math.exp(-epsilon * (best - score) / (2.0 * sensitivity));
        Choices.assertExact(found, taken -> taken ? probability : 1 - probability, 0.01);
    }

    /** Large bounds that are powers of two are decided by their upper three bits. */
    private static RandomSource coarse(RandomSource random) {
        return new RandomSource() {
            @Override
            public long nextLong() {
                return random.nextLong();
            }

            @Override
            public long nextLong(long bound) {
                return bound > 8 && Long.bitCount(bound) == 1
                        ? random.nextLong(8) * (bound / 8)
                        : random.nextLong(bound);
            }

            @Override
            public boolean isSecure() {
                return false;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p-60, 0.3, 1, 0x1p20})
    void epsilonIsKept(double epsilon) {
        assertEquals(epsilon, new ScoredChoice(epsilon, 1).epsilon());
    }

    @Test
    void refusesWhatMakesNoSense() {
        double[] bad = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Math.nextDown(0x1p-60), Math.nextUp(0x1p20)};
        for (double epsilon : bad) {
            assertThrows(IllegalArgumentException.class, () -> new ScoredChoice(epsilon, 1), "" + epsilon);
        }
        assertEquals(
                "epsilon must be finite and above 0, but is 0.0",
                assertThrows(IllegalArgumentException.class, () -> new ScoredChoice(0, 1))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ScoredChoice(1, 0));
        assertThrows(IllegalArgumentException.class, () -> ScoredChoice.best(new long[0]));
    }

    @Test
    void theBestIsTheLargestWhereverItStands() {
        assertEquals(7, ScoredChoice.best(new long[] {7}));
        assertEquals(7, ScoredChoice.best(new long[] {-3, 7, 2}));
        assertEquals(-3, ScoredChoice.best(new long[] {-3, -7, -4}));
    }

    /** 1 / 3 has no end in binary: the part beyond 40 bits is left away, so that scores count for less, never for more. */
    @Test
    void epsilonIsRoundedDownToFortyBits() {
        ScoredChoice third = new ScoredChoice(1.0 / 3, 1);
        long[] asked = new long[1];
        third.accepts(1, 0, new RandomSource() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                asked[0] = Math.max(asked[0], bound);
                return bound - 1;
            }

            @Override
            public boolean isSecure() {
                return false;
            }
        });
        assertEquals(1L << 43, asked[0], "2^(40 + 2) for epsilon, doubled for 2 Delta");
        assertTrue(accepts(third, (1L << 42) / 3), "the first number that is not below the numerator");
        assertTrue(!accepts(third, (1L << 42) / 3 - 1), "the last one that is");
    }

    /** Whether the coin falls at once when it draws a number below the denominator. */
    private static boolean accepts(ScoredChoice choice, long drawn) {
        return choice.accepts(1, 0, new RandomSource() {
            @Override
            public long nextLong() {
                throw new AssertionError("no large numbers here");
            }

            @Override
            public long nextLong(long bound) {
                return bound > 2 ? drawn : bound - 1;
            }

            @Override
            public boolean isSecure() {
                return false;
            }
        });
    }
}
