// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.internal.Normal;

class RateTest {
    /** Its ends solve (share - p)^2 = z^2 p (1 - p) / n, which is how Wilson defines them. */
    @Test
    void endsOfTheIntervalSolveWilsonsEquation() {
        double z2 = Normal.Z95 * Normal.Z95;
        for (int n : new int[] {1, 2, 17, 1000}) {
            for (int s = 0; s <= n; s += Math.max(1, n / 5)) {
                Rate rate = Rate.wilson(s, n);
                for (double p : new double[] {rate.value() - rate.error(), rate.value() + rate.error()}) {
                    double share = (double) s / n;
                    assertEquals((share - p) * (share - p), z2 * p * (1 - p) / n, 1e-12, s + " of " + n);
                }
            }
        }
    }

    @Test
    void intervalsAreSymmetricAndStayWithinZeroAndOne() {
        Rate none = Rate.wilson(0, 10);
        Rate all = Rate.wilson(10, 10);
        assertEquals(0, none.value() - none.error(), 1e-15);
        assertEquals(1, all.value() + all.error(), 1e-15);
        assertEquals(none.error(), all.error(), 1e-15);
        assertEquals(0.5, Rate.wilson(5, 10).value());
        assertTrue(Rate.wilson(50, 100).error() < Rate.wilson(5, 10).error());
    }
}
