// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    private static final Codebook CODEBOOK = Codebook.of(
            List.of(
                    Attribute.categorical("sex", "f", "m"),
                    Attribute.builder("harm")
                            .categories(List.of("a", "b", "c"))
                            .separator(";")
                            .build()),
            Codebook.Origin.PUBLIC);

    private static Dataset data(String[]... rows) {
        Dataset.Builder builder = Dataset.builder(CODEBOOK);
        for (String[] row : rows) {
            builder.add(row);
        }
        return builder.build();
    }

    private static Subjects subjects(String... ids) {
        Subjects.Builder builder = new Subjects.Builder();
        for (String id : ids) {
            builder.add(id);
        }
        return builder.build();
    }

    @Test
    void rowsOfAPersonFillEachOtherAndUniteLists() {
        Dataset joined = subjects("P1", "p2", " p1 ", "P2")
                .joined(data(
                        new String[] {"f", "a"}, new String[] {null, null}, new String[] {null, "c"}, new String[] {
                            "m", "b"
                        }));
        assertEquals(2, joined.rows());
        assertEquals(
                List.of(0, 1, 0, 1),
                List.of(joined.code(0, 0), joined.code(0, 1), joined.code(0, 2), joined.code(0, 3)));
        assertEquals(
                List.of(1, 0, 1, 0),
                List.of(joined.code(1, 0), joined.code(1, 1), joined.code(1, 2), joined.code(1, 3)));
    }

    @Test
    void contradictionsNameTheColumnsAndNoValue() {
        var e = assertThrows(IllegalArgumentException.class, () -> subjects("1", "1")
                .joined(data(new String[] {"f", "a"}, new String[] {"m", "a"})));
        assertTrue(e.getMessage().contains("\"sex\"") && e.getMessage().contains("separator"), e.getMessage());
        assertFalse(e.getMessage().contains("\"f\""), e.getMessage());
    }

    @Test
    void aPersonKeepsHerFirstRowsAndNoMore() {
        Dataset kept = subjects("1", "2", "1", "1", "2")
                .bounded(
                        data(
                                new String[] {"f", "a"},
                                new String[] {"m", "a"},
                                new String[] {"f", "b"},
                                new String[] {"f", "c"},
                                new String[] {"m", "b"}),
                        2);
        assertEquals(4, kept.rows());
        assertEquals(1, kept.code(2, 2));
        assertThrows(IllegalArgumentException.class, () -> subjects("1").bounded(data(new String[] {"f", "a"}), 0));
        assertThrows(IllegalArgumentException.class, () -> subjects("1").joined(data()));
    }

    @Test
    void aRowWithoutIdentifierIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> subjects("1", " "));
        assertThrows(IllegalArgumentException.class, () -> subjects("1", null));
        assertEquals(0, subjects().count());
    }
}
