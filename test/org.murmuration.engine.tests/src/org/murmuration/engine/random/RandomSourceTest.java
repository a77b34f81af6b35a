// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomSourceTest {
    /** The default methods over plain words. */
    private static RandomSource over(RandomSource words) {
        return new RandomSource() {
            @Override
            public long nextLong() {
                return words.nextLong();
            }

            @Override
            public boolean isSecure() {
                return false;
            }
        };
    }

    @Test
    void integersBelowABoundAreUniform() {
        for (int bound = 1; bound <= 9; bound++) {
            int b = bound;
            Map<Long, Double> found = Choices.distribution(words -> over(words).nextLong(b), 1e-7, 4);
            Choices.assertExact(found, v -> v >= 0 && v < b ? 1.0 / b : 0, 0.1);
            assertEquals(bound, found.size());
        }
    }

    @Test
    void theUpperBitsOfAWordCountAndWordsBeyondTheBoundAreDrawnAgain() {
        Words words = new Words(-1L, 5L << 61, 4L << 61 | 1);
        assertEquals(4, words.nextLong(5));
        assertEquals(3, words.taken());
        assertEquals(Long.MAX_VALUE - 1, new Words(-1L, -3L).nextLong(Long.MAX_VALUE));
        assertEquals(7, new Words(-1L).nextLong(8));
        assertEquals(0, new Words().nextLong(1), "there is nothing to draw");
    }

    @Test
    void boundsThatAreNotPositiveAreRefused() {
        for (long bad : new long[] {0, -1, Long.MIN_VALUE}) {
            assertEquals(
                    "The bound must be above 0, but is " + bad,
                    assertThrows(IllegalArgumentException.class, () -> new Words(1).nextLong(bad))
                            .getMessage());
        }
    }

    @Test
    void aCoinIsTheFirstBit() {
        assertTrue(new Words(Long.MIN_VALUE).nextBoolean());
        assertFalse(new Words(Long.MAX_VALUE).nextBoolean());
        assertFalse(new Words(0).nextBoolean());
    }

    @Test
    void fractionsAreMultiplesOfTwoToTheMinus53() {
        assertEquals(1 - 0x1p-53, new Words(-1L).nextDouble());
        assertEquals(0.5, new Words(Long.MIN_VALUE).nextDouble());
        assertEquals(0x1p-53, new Words(1L << 11).nextDouble());
        assertEquals(0, new Words((1L << 11) - 1).nextDouble());
    }

    @Test
    void secureSourcesSayThatTheyAreAndNeverRepeat() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            RandomSource source = RandomSource.secure();
            assertTrue(source.isSecure());
            seen.add(source.nextLong());
            seen.add(source.nextLong());
        }
        assertEquals(40, seen.size(), "fails with a probability of 4e-17");
    }

    @Test
    void seededSourcesSayThatTheyAreNotSecureAndHangOnTheSeed() {
        assertFalse(RandomSource.seeded("a").isSecure());
        assertEquals(
                RandomSource.seeded("a").nextLong(), RandomSource.seeded("a").nextLong());
        assertNotEquals(
                RandomSource.seeded("a").nextLong(), RandomSource.seeded("b").nextLong());
    }
}
