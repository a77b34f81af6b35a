// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Attributes 0 and 1 are of parents, 2 is the number of children, 3 and 4 are of children. */
class LinkedQueryTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    @Test
    void kindsSayWhoseAttributesTheyAre() {
        assertEquals("V", LinkedQuery.of(0).kind(CODEBOOK));
        assertEquals("VV", LinkedQuery.of(0, 2).kind(CODEBOOK));
        assertEquals("VP", LinkedQuery.of(3, 1).kind(CODEBOOK));
        assertEquals("PP", LinkedQuery.of(3, 4).kind(CODEBOOK));
        assertEquals("VVP", LinkedQuery.of(0, 1, 4).kind(CODEBOOK));
        assertEquals("SS", LinkedQuery.ofSiblings(3).kind(CODEBOOK));
    }

    @Test
    void theNumberOfChildrenDependsOnChildrenButCountsAllParents() {
        assertFalse(LinkedQuery.of(0, 1).dependsOnChildren(CODEBOOK));
        assertTrue(LinkedQuery.of(0, 2).dependsOnChildren(CODEBOOK));
        assertFalse(LinkedQuery.of(0, 2).isAboutChildren(CODEBOOK));
        assertTrue(LinkedQuery.of(0, 3).dependsOnChildren(CODEBOOK));
        assertTrue(LinkedQuery.of(0, 3).isAboutChildren(CODEBOOK));
        assertTrue(LinkedQuery.ofSiblings(3).isAboutChildren(CODEBOOK));
    }

    @Test
    void cellsAreInRowMajorOrder() {
        LinkedQuery query = LinkedQuery.of(0, 2, 4);
        int[] strides = query.strides(CODEBOOK);
        assertArrayEquals(new int[] {CODEBOOK.levels(2) * CODEBOOK.levels(4), CODEBOOK.levels(4), 1}, strides);
        assertEquals((long) CODEBOOK.levels(0) * strides[0], query.cells(CODEBOOK));
        for (int cell = 0; cell < query.cells(CODEBOOK); cell++) {
            int[] levels = query.levels(cell, CODEBOOK);
            assertEquals(cell, levels[0] * strides[0] + levels[1] * strides[1] + levels[2]);
            assertTrue(levels[1] < CODEBOOK.levels(2) && levels[2] < CODEBOOK.levels(4));
        }
    }

    @Test
    void siblingsHaveACellForEachUnorderedPairOfLevels() {
        LinkedQuery query = LinkedQuery.ofSiblings(4);
        int n = CODEBOOK.levels(4);
        assertEquals((long) n * (n + 1) / 2, query.cells(CODEBOOK));
        boolean[] seen = new boolean[(int) query.cells(CODEBOOK)];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                int cell = LinkedQuery.pairCell(a, b);
                assertEquals(cell, LinkedQuery.pairCell(b, a));
                assertFalse(seen[cell], "two pairs in one cell");
                seen[cell] = true;
                assertArrayEquals(new int[] {b, a}, query.levels(cell, CODEBOOK));
            }
        }
        for (int a = 0; a < 3000; a += 7) { // no rounding of the square root leads astray
            for (int b : new int[] {0, a / 2, a}) {
                assertArrayEquals(new int[] {b, a}, query.levels(LinkedQuery.pairCell(a, b), CODEBOOK));
            }
        }
        assertEquals(List.of("role", "role of a sibling"), query.names(CODEBOOK));
        assertEquals(
                List.of("region", "perpetrator gender"), LinkedQuery.of(0, 3).names(CODEBOOK));
    }

    @Test
    void queriesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LinkedQuery(List.of(), false));
        assertThrows(IllegalArgumentException.class, () -> new LinkedQuery(List.of(0, 1, 2, 3), false));
        assertThrows(IllegalArgumentException.class, () -> new LinkedQuery(List.of(1, 0), false));
        assertThrows(IllegalArgumentException.class, () -> new LinkedQuery(List.of(1, 1), false));
        assertThrows(IllegalArgumentException.class, () -> new LinkedQuery(List.of(-1), false));
        assertThrows(IllegalArgumentException.class, () -> new LinkedQuery(List.of(3, 4), true));
        assertEquals(LinkedQuery.of(0, 3), LinkedQuery.of(3, 0));
    }
}
