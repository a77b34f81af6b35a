// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;

class LinkedDatasetTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    private static void parent(LinkedDataset.Builder builder, String key, String region) {
        Dataset.Builder target = builder.parent(key);
        if (target != null) {
            target.add(region, "female");
        }
    }

    private static void child(LinkedDataset.Builder builder, String own, String parent, String role) {
        Dataset.Builder target = builder.child(own, parent);
        if (target != null) {
            target.add("male", role);
        }
    }

    @Test
    void linksChildrenInAnyOrderToTheirParents() {
        LinkedDataset.Builder builder = LinkedDataset.builder(CODEBOOK);
        parent(builder, "b", "south");
        parent(builder, "a", "north");
        parent(builder, "c", "north");
        child(builder, "1", "a", "moves");
        child(builder, "2", " b ", "holds");
        child(builder, "3", "a", "recruits");
        assertTrue(builder.report().isSound());
        LinkedDataset data = builder.build(LinkedDataset.Misfits.REFUSE);
        assertEquals(3, data.families());
        assertArrayEquals(new int[] {0, 1, 1}, data.owners());
        assertEquals(1, data.childrenOf(0));
        assertEquals(2, data.childrenOf(1));
        assertEquals(0, data.childrenOf(2));
        assertEquals("holds", label(data, 0));
        assertEquals("moves", label(data, 1));
        assertEquals("recruits", label(data, 2));
        LinkedDataset north = data.where(0, c -> c == 0);
        assertEquals(2, north.families());
        assertEquals(2, north.childrenOf(0));
        assertEquals("recruits", label(north, 1));
    }

    private static String label(LinkedDataset data, int child) {
        return CODEBOOK.children().domain().attribute(1).label(data.children().code(child, 1));
    }

    @Test
    void rowsThatDoNotFitAreAllToldWithoutNumbersOrKeys() {
        LinkedDataset.Builder builder = LinkedDataset.builder(CODEBOOK);
        parent(builder, "secret-key", "north");
        parent(builder, "secret-key", "south");
        parent(builder, " ", "south");
        child(builder, "1", "secret-key", "moves");
        child(builder, "1", "secret-key", "moves");
        child(builder, "2", null, "moves");
        child(builder, "3", "nobody", "moves");
        child(builder, "secret-key", "secret-key", "moves");
        IntegrityReport report = builder.report();
        assertEquals(new IntegrityReport(3, 5, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1), report);
        assertFalse(report.isSound());
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> builder.build(LinkedDataset.Misfits.REFUSE));
        for (String part : List.of(
                "a victim has no key",
                "several victim rows have the same key",
                "names no victim",
                "names a victim that is not there",
                "linked to the same victim twice",
                "has the key of its own victim")) {
            assertTrue(e.getMessage().contains(part), part + ": " + e.getMessage());
        }
        assertFalse(e.getMessage().contains("secret"));
        assertFalse(e.getMessage().matches(".*\\d.*"), e.getMessage());
        LinkedDataset kept = builder.build(LinkedDataset.Misfits.LEAVE_OUT);
        assertEquals(1, kept.families());
        assertEquals(1, kept.childrenOf(0));
    }

    /** Otherwise taking one family out would bring a child of another back: two families would change. */
    @Test
    void aChildOfSeveralParentsStaysWithEachOfThem() {
        LinkedDataset.Builder builder = LinkedDataset.builder(CODEBOOK);
        for (String key : List.of("a", "b", "c")) {
            parent(builder, key, "north");
            child(builder, "shared", key, "holds");
        }
        child(builder, "own", "c", "moves");
        IntegrityReport report = builder.report();
        assertTrue(report.isSound());
        assertEquals(1, report.sharedChildren());
        assertEquals(3, report.mostFamilies());
        LinkedDataset data = builder.build(LinkedDataset.Misfits.REFUSE);
        assertEquals(1, data.childrenOf(0));
        assertEquals(1, data.childrenOf(1));
        assertEquals(2, data.childrenOf(2));
    }

    @Test
    void manyChildrenAndNoneAreFamiliesToo() {
        LinkedDataset.Builder builder = LinkedDataset.builder(CODEBOOK);
        parent(builder, "a", "north");
        parent(builder, "b", "north");
        for (int c = 0; c < 10_000; c++) {
            child(builder, null, "b", "holds");
        }
        LinkedDataset data = builder.build(LinkedDataset.Misfits.REFUSE);
        assertEquals(10_000, data.childrenOf(1));
        assertEquals(10_000, builder.report().mostChildren());
        assertEquals(1, builder.report().childless());
        LinkedDataset.Builder empty = LinkedDataset.builder(CODEBOOK);
        parent(empty, "a", "north");
        LinkedDataset childless = empty.build(LinkedDataset.Misfits.REFUSE);
        assertEquals(0, childless.children().rows());
        assertEquals(1, childless.families());
        assertEquals(
                0,
                LinkedDataset.builder(CODEBOOK)
                        .build(LinkedDataset.Misfits.REFUSE)
                        .families());
    }

    @Test
    void tablesThatDoNotBelongTogetherAreRefused() {
        Dataset parents = Dataset.of(CODEBOOK.parents().domain(), new int[] {0}, new int[] {0});
        Dataset children = Dataset.of(CODEBOOK.children().domain(), new int[] {0}, new int[] {0});
        assertThrows(
                IllegalArgumentException.class, () -> LinkedDataset.of(CODEBOOK, children, children, new int[] {0}));
        assertThrows(
                IllegalArgumentException.class, () -> LinkedDataset.of(CODEBOOK, parents, children, new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> LinkedDataset.of(CODEBOOK, parents, children, new int[0]));
    }
}
