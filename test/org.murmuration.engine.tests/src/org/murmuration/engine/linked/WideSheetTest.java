// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WideSheetTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    @Test
    void aWideSheetHasOneChildForEveryPlaceWithAValue() {
        List<String> header = List.of(
                "id",
                "region",
                "perpetrator_2_role",
                "perpetrator_1_role",
                "Perpetrator 1 gender",
                "perpetrator_10_gender");
        WideSheet sheet = WideSheet.of(header, "perpetrator", CODEBOOK.children());
        assertEquals(3, sheet.places());
        List<String[]> family = sheet.children(new String[] {"a", "north", "holds", null, "male", " "});
        assertEquals(2, family.size());
        assertArrayEquals(new String[] {"male", null}, family.get(0));
        assertArrayEquals(new String[] {null, "holds"}, family.get(1));
        assertTrue(
                sheet.children(new String[] {"a", "north", "", null, "", " "}).isEmpty());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> WideSheet.of(header, "offender", CODEBOOK.children()));
        assertTrue(e.getMessage().contains("offender_1_gender"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> WideSheet.of(List.of("p_1_role", "p1role"), "p", CODEBOOK.children()));
        LinkedDataset.Builder builder = LinkedDataset.builder(CODEBOOK);
        builder.family("a", new String[] {"north", "female"}, family);
        builder.family("a", new String[] {"north", "female"}, family);
        builder.family("b", new String[] {"south", null}, List.of());
        assertEquals(1, builder.report().duplicateParents());
        assertEquals(2, builder.report().orphans(), "children of a second sheet row of one key have no parent");
        LinkedDataset data = builder.build(LinkedDataset.Misfits.LEAVE_OUT);
        assertEquals(2, data.families());
        assertEquals(2, data.childrenOf(0));
    }
}
