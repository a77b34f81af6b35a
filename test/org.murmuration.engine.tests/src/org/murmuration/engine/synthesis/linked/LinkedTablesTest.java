// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.RecordDecoder;

class LinkedTablesTest {
    private static final LinkedDataset DRAWN =
            Families.random(Families.SMALL, new Random(7).ints(60, 0, 4).toArray(), new Random(7));

    @Test
    void keysAreFreshAndEveryChildHasItsParent() {
        LinkedTables tables = new LinkedTables(DRAWN, RecordDecoder.BinStyle.VALUE);
        List<String[]> parents = new ArrayList<>();
        List<String[]> children = new ArrayList<>();
        tables.parents(RandomSource.seeded("bins"), parents::add);
        tables.children(RandomSource.seeded("bins"), children::add);
        Set<String> keys = new HashSet<>();
        parents.forEach(row -> assertTrue(keys.add(row[0])));
        Set<String> own = new HashSet<>();
        for (String[] row : children) {
            assertTrue(own.add(row[0]));
            assertTrue(keys.contains(row[1]), row[1]);
        }
        assertEquals(DRAWN.children().rows(), own.size());
        assertEquals(List.of("victim_id", "region", "gender"), LinkedTables.parentHeader(Families.SMALL));
        assertEquals(
                List.of("perpetrator_id", "victim_id", "gender", "role"), LinkedTables.childHeader(Families.SMALL));
        LinkedCodebook alike = new LinkedCodebook(
                "person", "place", Families.SMALL.parents(), Families.SMALL.children(), Families.SMALL.counts());
        LinkedDataset drawn = Families.random(alike, new int[] {1}, new Random(1));
        List<String[]> rows = new ArrayList<>();
        new LinkedTables(drawn, RecordDecoder.BinStyle.VALUE).children(RandomSource.seeded("x"), rows::add);
        assertEquals("PB000001", rows.get(0)[0]);
        assertEquals("PA000001", rows.get(0)[1]);
    }
}
