// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListSheetTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    @Test
    void listsOfOneLengthGoTogetherAndSingleEntriesHoldForAll() {
        ListSheet sheet = ListSheet.of(List.of("id", "role", "gender"), ";", CODEBOOK.children());
        List<String[]> two = sheet.children(new String[] {"a", "moves; holds", "male"});
        assertEquals(2, two.size());
        assertArrayEquals(new String[] {"male", "moves"}, two.get(0));
        assertArrayEquals(new String[] {"male", "holds"}, two.get(1));
        List<String[]> three = sheet.children(new String[] {"a", "moves;holds;recruits", "male;female"});
        assertArrayEquals(new String[] {"male", "moves"}, three.get(0));
        assertArrayEquals(new String[] {"female", "holds"}, three.get(1));
        assertArrayEquals(new String[] {null, "recruits"}, three.get(2));
        List<String[]> gap = sheet.children(new String[] {"a", "moves;;holds", null});
        assertNull(gap.get(1)[1]);
        assertEquals("holds", gap.get(2)[1]);
        assertTrue(sheet.children(new String[] {"a", null, ""}).isEmpty());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> ListSheet.of(List.of("id"), ";", CODEBOOK.children()));
        assertTrue(e.getMessage().contains("\"gender\", \"role\""), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ListSheet.of(List.of("id"), "", CODEBOOK.children()));
    }
}
