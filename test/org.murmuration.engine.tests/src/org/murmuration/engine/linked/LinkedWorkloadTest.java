// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two attributes of parents, the number of children, two attributes of children. */
class LinkedWorkloadTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    private static Map<String, Integer> kinds(LinkedWorkload workload) {
        Map<String, Integer> kinds = new TreeMap<>();
        workload.queries().forEach(q -> kinds.merge(q.kind(CODEBOOK), 1, Integer::sum));
        return kinds;
    }

    @Test
    void holdsAllPairsAndAllTriplesIfAskedFor() {
        LinkedWorkload pairs = LinkedWorkload.allPairs(CODEBOOK);
        assertEquals(Map.of("VV", 3, "VP", 6, "PP", 1, "SS", 2), kinds(pairs));
        assertTrue(pairs.weights().stream().allMatch(w -> w == 1));
        assertTrue(pairs.left().isEmpty());
        LinkedWorkload triples = LinkedWorkload.of(CODEBOOK, true, LinkedWorkload.MAX_CELLS);
        assertEquals(Map.of("VV", 3, "VP", 6, "PP", 1, "SS", 2, "VVV", 1, "VVP", 6, "VPP", 3), kinds(triples));
    }

    @Test
    void largeQueriesAreLeftOutAndListed() {
        long most = LinkedQuery.of(0, 1).cells(CODEBOOK);
        LinkedWorkload small = LinkedWorkload.of(CODEBOOK, true, (int) most);
        assertTrue(small.queries().stream().allMatch(q -> q.cells(CODEBOOK) <= most));
        assertTrue(small.left().stream().allMatch(q -> q.cells(CODEBOOK) > most));
        assertEquals(12 + 10, small.queries().size() + small.left().size());
        assertTrue(small.queries().contains(LinkedQuery.of(0, 1)), "as large as is allowed");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> LinkedWorkload.of(CODEBOOK, false, 3));
        assertTrue(e.getMessage().contains("more than 3 cells"), e.getMessage());
    }

    @Test
    void kindsAreChosenAndAttributesFavoured() {
        LinkedWorkload chosen =
                LinkedWorkload.allPairs(CODEBOOK).favouring(3, 4).only(Set.of("VV", "SS"));
        assertEquals(Map.of("VV", 3, "SS", 2), kinds(chosen));
        for (int q = 0; q < chosen.queries().size(); q++) {
            boolean has = chosen.queries().get(q).attributes().contains(3);
            assertEquals(has ? 4 : 1, chosen.weights().get(q));
        }
        assertThrows(IllegalArgumentException.class, () -> LinkedWorkload.allPairs(CODEBOOK)
                .only(Set.of("XX")));
        assertThrows(IllegalArgumentException.class, () -> LinkedWorkload.allPairs(CODEBOOK)
                .favouring(3, 0));
    }

    @Test
    void workloadsThatMakeNoSenseAreRefused() {
        LinkedQuery one = LinkedQuery.of(0);
        List<LinkedQuery> none = List.of();
        assertThrows(IllegalArgumentException.class, () -> new LinkedWorkload(CODEBOOK, none, List.of(), none));
        assertThrows(IllegalArgumentException.class, () -> new LinkedWorkload(CODEBOOK, List.of(one), List.of(), none));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkedWorkload(CODEBOOK, List.of(one, one), List.of(1.0, 1.0), none));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkedWorkload(CODEBOOK, List.of(LinkedQuery.of(5)), List.of(1.0), none));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkedWorkload(CODEBOOK, List.of(LinkedQuery.ofSiblings(0)), List.of(1.0), none),
                "parents have no siblings here");
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkedWorkload(CODEBOOK, List.of(one), List.of(Double.NaN), none));
        List<LinkedQuery> mine = new ArrayList<>(List.of(one));
        LinkedWorkload workload = new LinkedWorkload(CODEBOOK, mine, List.of(1.0), none);
        mine.clear();
        assertEquals(1, workload.queries().size());
    }
}
