// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.murmuration.standin.ui.DialogData;

/** What a dialog sends becomes the object that an execution has. */
class LiveSettingsTest {
    private Map<String, Object> tree;

    static final class Line implements NodeParameters {
        @Widget(title = "Upper bound", description = "of a line")
        double m_high = 100;
    }

    static final class Everything implements NodeParameters {
        @Widget(title = "Number of rows", description = "whole")
        int m_rows = 3;

        @Widget(title = "Share", description = "any")
        double m_share = 0.5;

        @Widget(title = "Name", description = "text")
        String m_name = "n";

        @Widget(title = "Whether", description = "true or false")
        boolean m_isSo = true;

        @Widget(title = "Who", description = "a choice")
        Audience m_who = Audience.PARTNERS;

        @Widget(title = "Seed", description = "perhaps")
        Optional<String> m_seed = Optional.empty();

        Void m_message;

        Line m_nested = new Line();

        Line[] m_lines = {new Line(), new Line()};

        static final int CONSTANT = 1;
    }

    @BeforeEach
    void open() {
        tree = DialogData.of(new Everything());
    }

    private Everything read() throws InvalidSettingsException {
        return LiveSettings.read(Everything.class, tree);
    }

    private String refused() {
        return assertThrows(InvalidSettingsException.class, this::read).getMessage();
    }

    @Test
    void everythingArrives() throws Exception {
        tree.putAll(Map.of(
                "rows",
                7,
                "share",
                2,
                "name",
                "other",
                "isSo",
                false,
                "who",
                "OWN",
                "seed",
                "s",
                "nested",
                Map.of("high", 1)));
        tree.put("lines", List.of(Map.of("high", 2.5)));
        Everything read = read();
        assertEquals(7, read.m_rows);
        assertEquals(2, read.m_share, "JavaScript writes no point");
        assertEquals("other", read.m_name);
        assertEquals(false, read.m_isSo);
        assertEquals(Audience.OWN, read.m_who);
        assertEquals(Optional.of("s"), read.m_seed);
        assertEquals(1, read.m_nested.m_high);
        assertEquals(1, read.m_lines.length);
        assertEquals(2.5, read.m_lines[0].m_high);
    }

    @Test
    void emptyNumbersAreNamedByTheirTitlesWhereverTheyStand() {
        tree.remove("rows");
        assertEquals("Number of rows is empty.", refused());
        open();
        tree.put("share", null);
        assertEquals("Share is empty.", refused());
        open();
        tree.put("nested", Map.of());
        assertEquals("Upper bound is empty.", refused());
        open();
        tree.put("lines", List.of(Map.of("high", 2.5), Map.of()));
        assertEquals("Upper bound is empty.", refused());
    }

    @Test
    void emptyTextsAreTextsAndWhatMayBeAbsentMay() throws Exception {
        tree.remove("name");
        tree.remove("seed");
        Everything read = read();
        assertEquals("", read.m_name);
        assertEquals(Optional.empty(), read.m_seed);
    }

    @Test
    void whatAFieldCannotHoldIsRefused() {
        tree.put("rows", 2.5);
        assertEquals("Number of rows cannot be 2.5.", refused());
        tree.put("rows", 3_000_000_000L);
        assertEquals("Number of rows cannot be 3000000000.", refused());
        open();
        tree.put("who", "NOBODY");
        assertEquals("There is no choice NOBODY.", refused());
    }
}
