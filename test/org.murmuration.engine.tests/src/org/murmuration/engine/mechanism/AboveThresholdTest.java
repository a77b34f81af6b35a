// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.PureDpEvent;
import org.murmuration.engine.random.RandomSource;

class AboveThresholdTest {
    private static long laplace(long value, double epsilon, long sensitivity, RandomSource random) {
        return LaplaceMechanism.ofEpsilon(epsilon, sensitivity)
                .release(new long[] {value}, "twin", random)
                .value()[0];
    }

    /** The definition over the same draws: noise of 2 Delta / epsilon on the threshold, of 4 Delta / epsilon on each query. */
    @Test
    void findsWhatTheDefinitionFinds() {
        long[] queries = {9, 10, 10, 11, 10};
        Set<Integer> seen = new HashSet<>();
        int ties = 0;
        for (int seed = 0; seed < 300; seed++) {
            RandomSource twin = RandomSource.seeded("above " + seed);
            long threshold = laplace(12, 0.5, 3, twin);
            int expected = -1;
            for (int i = 0; expected < 0 && i < queries.length; i++) {
                long noisy = laplace(queries[i], 0.5, 6, twin);
                expected = noisy >= threshold ? i : -1;
                ties += noisy == threshold ? 1 : 0;
            }
            Charged<Integer> found = AboveThreshold.ofEpsilon(1, 3)
                    .firstAbove(i -> queries[i], queries.length, 12, "x", RandomSource.seeded("above " + seed));
            assertEquals(expected, found.value());
            seen.add(expected);
        }
        assertEquals(Set.of(-1, 0, 1, 2, 3, 4), seen, "each answer is among the cases");
        assertTrue(ties > 0, "a query at the threshold is among the cases");
    }

    @Test
    void asksNoQueryAfterTheOneThatIsFound() {
        Charged<Integer> found = AboveThreshold.ofEpsilon(1, 1)
                .firstAbove(
                        i -> {
                            assertTrue(i <= 2);
                            return i == 2 ? 1_000_000 : -1_000_000;
                        },
                        10,
                        0,
                        "a search",
                        RandomSource.seeded("order"));
        assertEquals(2, found.value());
        assertEquals("a search", found.event().label());
        assertEquals(1, assertInstanceOf(PureDpEvent.class, found.event()).epsilon());
    }

    @Test
    void answersOnceAndRefusesWhatMakesNoSense() {
        AboveThreshold once = AboveThreshold.ofEpsilon(1, 1);
        RandomSource random = RandomSource.seeded("once");
        assertEquals(-1, once.firstAbove(i -> 0, 0, 0, "x", random).value());
        assertThrows(IllegalStateException.class, () -> once.firstAbove(i -> 0, 0, 0, "x", random));
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals(
                    "epsilon must be finite and above 0, but is " + bad,
                    assertThrows(IllegalArgumentException.class, () -> AboveThreshold.ofEpsilon(bad, 1))
                            .getMessage());
        }
        for (long bad : new long[] {0, -1, (1L << 60) + 1}) {
            assertEquals(
                    "The sensitivity must lie in 1 .. 2^60.",
                    assertThrows(IllegalArgumentException.class, () -> AboveThreshold.ofEpsilon(1, bad))
                            .getMessage());
        }
        assertTrue(AboveThreshold.ofEpsilon(0x1p40, 1L << 60) != null);
        assertThrows(IllegalArgumentException.class, () -> AboveThreshold.ofEpsilon(0x1p-38, 1));
        assertThrows(IllegalArgumentException.class, () -> AboveThreshold.ofEpsilon(0x1.8p21, 1));
    }
}
