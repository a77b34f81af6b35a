// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.ExponentialMechanismEvent;
import org.murmuration.engine.random.RandomSource;

class ExponentialMechanismTest {
    /** The definition, written again over the same draws. */
    @Test
    void choosesWhatTheDefinitionChooses() {
        long[] scores = {3, 5, 1, 4, 4};
        for (int seed = 0; seed < 50; seed++) {
            RandomSource twin = RandomSource.seeded("choice " + seed);
            ScoredChoice coin = new ScoredChoice(1.5, 2);
            int expected = -1;
            while (expected < 0) {
                int candidate = (int) twin.nextLong(5);
                expected = coin.accepts(5, scores[candidate], twin) ? candidate : -1;
            }
            Charged<Integer> chosen =
                    ExponentialMechanism.ofEpsilon(1.5, 2).choose(scores, "x", RandomSource.seeded("choice " + seed));
            assertEquals(expected, chosen.value());
        }
    }

    @Test
    void isChargedItsEpsilonOnce() {
        ExponentialMechanism mechanism = ExponentialMechanism.ofEpsilon(1.5, 2);
        Charged<Integer> chosen = mechanism.choose(new long[] {7}, "a choice", RandomSource.seeded("one"));
        assertEquals(0, chosen.value());
        assertEquals("a choice", chosen.event().label());
        assertEquals(
                1.5,
                assertInstanceOf(ExponentialMechanismEvent.class, chosen.event())
                        .epsilon());
        assertThrows(
                IllegalStateException.class,
                () -> mechanism.choose(new long[] {7}, "a choice", RandomSource.seeded("one")));
    }

    @Test
    void nothingToChooseFromIsRefusedAndCostsNothing() {
        ExponentialMechanism mechanism = ExponentialMechanism.ofEpsilon(1.5, 2);
        assertThrows(
                IllegalArgumentException.class, () -> mechanism.choose(new long[0], "x", RandomSource.seeded("none")));
        assertEquals(
                0,
                mechanism.choose(new long[1], "x", RandomSource.seeded("one")).value());
    }
}
