// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.PureDpEvent;
import org.murmuration.engine.random.RandomSource;

class PermuteAndFlipTest {
    /** The definition over the same draws: one of those that are left, which the last one takes the place of. */
    @Test
    void choosesWhatTheDefinitionChooses() {
        long[] scores = {3, 5, 1, 4, 4};
        for (int seed = 0; seed < 100; seed++) {
            RandomSource twin = RandomSource.seeded("flip " + seed);
            ScoredChoice coin = new ScoredChoice(0.5, 2);
            List<Integer> left = new ArrayList<>(List.of(0, 1, 2, 3, 4));
            int expected = -1;
            while (expected < 0) {
                int at = (int) twin.nextLong(left.size());
                int candidate = left.get(at);
                if (coin.accepts(5, scores[candidate], twin)) {
                    expected = candidate;
                }
                left.set(at, left.get(left.size() - 1));
                left.remove(left.size() - 1);
            }
            Charged<Integer> chosen =
                    PermuteAndFlip.ofEpsilon(0.5, 2).choose(scores, "x", RandomSource.seeded("flip " + seed));
            assertEquals(expected, chosen.value());
        }
    }

    @Test
    void theBestIsFoundEvenWhenAllOthersAreHopeless() {
        long[] scores = new long[20];
        scores[13] = 1_000_000;
        assertEquals(
                13,
                PermuteAndFlip.ofEpsilon(1, 1).choose(scores, "x", RandomSource.seeded("best")).value());
    }

    @Test
    void isChargedItsEpsilonOnce() {
        PermuteAndFlip mechanism = PermuteAndFlip.ofEpsilon(1.5, 2);
        Charged<Integer> chosen = mechanism.choose(new long[] {7}, "a choice", RandomSource.seeded("one"));
        assertEquals(0, chosen.value());
        assertEquals("a choice", chosen.event().label());
        assertEquals(1.5, assertInstanceOf(PureDpEvent.class, chosen.event()).epsilon());
        assertThrows(
                IllegalStateException.class,
                () -> mechanism.choose(new long[] {7}, "a choice", RandomSource.seeded("one")));
        PermuteAndFlip unused = PermuteAndFlip.ofEpsilon(1.5, 2);
        assertThrows(
                IllegalArgumentException.class, () -> unused.choose(new long[0], "x", RandomSource.seeded("none")));
    }
}
