// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChildCountsTest {
    @Test
    void numbersUpToTheLimitAreLevelsAndAllLargerOnesOne() {
        ChildCounts counts = new ChildCounts(2, 10);
        assertEquals(4, counts.size());
        assertEquals(List.of("0", "1", "2", "3+"), counts.labels());
        assertEquals(2, counts.levelOf(2));
        assertEquals(3, counts.levelOf(3));
        assertEquals(3, counts.levelOf(1_000_000));
    }

    /** Every number, then steps of one for three numbers, then of twice the width each. */
    @Test
    void theLadderRefinesTheLastLevel() {
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 22, 38}, ChildCounts.DEFAULT.ladder());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, new ChildCounts(1, 4).ladder());
        for (int exact = 1; exact <= 30; exact++) {
            int[] ladder = new ChildCounts(exact, 1000).ladder();
            for (int n = 0; n <= exact + 3; n++) {
                assertEquals(n, ladder[n]);
            }
            assertTrue(ladder[ladder.length - 1] <= 1000);
        }
    }

    @Test
    void eachNumberHasTheStepThatBeginsAtOrBelowIt() {
        int[] ladder = ChildCounts.DEFAULT.ladder();
        for (int n = 0; n < 200; n++) {
            int step = ChildCounts.stepOf(ladder, n);
            assertTrue(ladder[step] <= n);
            assertTrue(step + 1 == ladder.length || ladder[step + 1] > n);
        }
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ChildCounts(0, 10));
        assertThrows(IllegalArgumentException.class, () -> new ChildCounts(31, 100));
        assertThrows(IllegalArgumentException.class, () -> new ChildCounts(5, 5));
        assertThrows(IllegalArgumentException.class, () -> new ChildCounts(5, 1001));
    }
}
