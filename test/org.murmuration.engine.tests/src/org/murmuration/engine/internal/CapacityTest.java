// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CapacityTest {
    @Test
    void growsToTheLongestArrayWithoutWrappingAround() {
        int size = 0;
        int steps = 0;
        while (size < Capacity.MOST) {
            int next = Capacity.after(size);
            assertTrue(next > size, "from " + size + " to " + next);
            size = next;
            steps++;
        }
        assertEquals(Integer.MAX_VALUE - 8, size);
        assertTrue(steps < 50, "too many copies: " + steps);
    }

    @Test
    void moreRowsThanAnArrayCanHoldAreRefusedInWords() {
        for (int size : new int[] {Capacity.MOST, Integer.MAX_VALUE}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Capacity.after(size))
                    .getMessage();
            assertTrue(message.contains("two billion rows"), message);
        }
    }
}
