// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;

class LinkedCodebookTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    @Test
    void attributesOfBothTablesHaveNamesOfTheirOwn() {
        assertEquals("region", CODEBOOK.name(0));
        assertEquals("gender", CODEBOOK.name(1));
        assertEquals("perpetrator count", CODEBOOK.name(2));
        assertEquals("perpetrator gender", CODEBOOK.name(3));
        assertEquals("role", CODEBOOK.name(4));
        assertEquals("6+", CODEBOOK.label(2, 6));
        assertEquals(7, CODEBOOK.levels(2));
        assertTrue(CODEBOOK.isPublic());
        Codebook parents = CODEBOOK.parents();
        Codebook children = CODEBOOK.children();
        Codebook none = Codebook.of(List.of(), Codebook.Origin.PUBLIC);
        Codebook clash = Codebook.of(List.of(Attribute.categorical("visit count", "1")), Codebook.Origin.PUBLIC);
        ChildCounts counts = ChildCounts.DEFAULT;
        assertThrows(
                IllegalArgumentException.class, () -> new LinkedCodebook("case", "case ", parents, children, counts));
        assertThrows(IllegalArgumentException.class, () -> new LinkedCodebook("", "b", parents, children, counts));
        assertThrows(IllegalArgumentException.class, () -> new LinkedCodebook("a", "b", parents, none, counts));
        assertThrows(IllegalArgumentException.class, () -> new LinkedCodebook("a", "b", none, children, counts));
        assertThrows(IllegalArgumentException.class, () -> new LinkedCodebook("a", "visit", clash, children, counts));
    }

    @Test
    void theStoredFormIsTheGoldenOne() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("linked-codebook-golden.json")) {
            String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(golden.trim(), CODEBOOK.toJson().trim());
            assertEquals(CODEBOOK, LinkedCodebook.parse(golden));
        }
        assertThrows(CodebookException.class, () -> LinkedCodebook.parse("{"));
        assertThrows(CodebookException.class, () -> LinkedCodebook.parse("{\"resources\": []}"));
    }
}
