// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.aggregateseeded.AggregateSeededSynthesizerNodeFactory;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeFactory;
import org.murmuration.nodes.generator.SyntheticDataGeneratorNodeFactory;
import org.murmuration.nodes.learner.DpSynthesizerLearnerNodeFactory;
import org.murmuration.nodes.marginals.DpMarginalsNodeFactory;
import org.murmuration.nodes.navigator.DataNavigatorNodeFactory;
import org.murmuration.nodes.release.ReleaseWriterNodeFactory;

/** Data Navigator, driven as KNIME drives it. */
class NavigatorNodeTest {
    private static final String ODD = "\u4e2d\u6587 \u00e9, \"</script>\"";
    private static final List<String> HEADER = List.of(ODD, "b");

    @TempDir
    Path folder;

    private static BufferedDataTable table(int rows) {
        String[][] cells = new String[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = new String[] {r % 7 == 0 ? null : r % 2 == 0 ? "x" : "y", r % 3 == 0 ? "u" : "other than known"};
        }
        return NodeHarness.texts(HEADER, cells);
    }

    private static Codebook codebook() {
        return Codebook.of(
                List.of(Attribute.categorical(ODD, "x", "y"), Attribute.categorical("b", "u", "v")),
                Codebook.Origin.PUBLIC);
    }

    private static PortObject released(boolean model) throws Exception {
        NodeHarness node =
                new NodeHarness(model ? new DpSynthesizerLearnerNodeFactory() : new DpMarginalsNodeFactory());
        node.group("test").addString("seed", "navigator");
        node.group("test").addBoolean("seed_is_present", true);
        return node.run(table(200), NodeHarness.codebook(codebook()), null)[model ? 0 : 1];
    }

    /** A node that takes tables without a mark, as from a file. */
    private static NodeHarness node() {
        NodeHarness node = new NodeHarness(new DataNavigatorNodeFactory());
        node.settings().addBoolean("synthetic", true);
        return node;
    }

    /** A wire to the wrong table must not publish the records. */
    @Test
    void theSensitiveTableIsRefusedAndASyntheticOneIsNot() throws Exception {
        PortObject aggregates = released(false);
        Path file = folder.resolve("leak.html");
        NodeHarness navigator = new NodeHarness(new DataNavigatorNodeFactory());
        navigator.group("page").addString("file", file.toString());
        InvalidSettingsException refused =
                assertThrows(InvalidSettingsException.class, () -> navigator.run(table(50), aggregates));
        assertTrue(refused.getMessage().contains("may be the sensitive one"), refused.getMessage());
        NodeHarness writer = new NodeHarness(new ReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("leak").toString());
        assertThrows(InvalidSettingsException.class, () -> writer.run(table(50), aggregates));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
        PortObject made = new NodeHarness(new SyntheticDataGeneratorNodeFactory()).run(aggregates)[0];
        navigator.run(made, aggregates);
        writer.run(made, aggregates);
        assertTrue(Files.readString(file).contains("\"rows\":"));
        assertTrue(Files.size(folder.resolve("leak/explore.html")) > 500_000);
        NodeHarness plain = new NodeHarness(new ReleaseWriterNodeFactory());
        plain.settings().addString("folder", folder.resolve("plain").toString());
        plain.settings().addString("explore", "NO");
        plain.run(made, aggregates);
        assertFalse(Files.exists(folder.resolve("plain/explore.html")));
    }

    /** Counts of combinations make a page too. */
    @Test
    void takesCombinations() throws Exception {
        NodeHarness counts = new NodeHarness(new DpAggregatesNodeFactory());
        counts.group("test").addString("seed", "navigator");
        counts.group("test").addBoolean("seed_is_present", true);
        PortObject combinations = counts.run(table(900), NodeHarness.codebook(codebook()))[1];
        assertTrue(counts.viewData().contains("\"cells\":["), "the view of the counts themselves");
        NodeHarness generator = new NodeHarness(new AggregateSeededSynthesizerNodeFactory());
        NodeHarness navigator = new NodeHarness(new DataNavigatorNodeFactory());
        navigator.run(generator.run(combinations)[0], null, null, combinations);
        assertTrue(navigator.viewData().contains("\"cells\":["));
    }

    @Test
    void writesAPageForPeopleWithoutKnime() throws Exception {
        Path file = folder.resolve("explore.html");
        NodeHarness node = node();
        node.group("page").addString("file", file.toString());
        node.group("page").addString("language", "FR");
        node.run(table(120), released(false), null);
        assertTrue(node.warning().contains("Do not share this page"), node.warning());
        String page = Files.readString(file);
        assertTrue(page.contains("{\"language\":\"fr\",\"format\":1"));
        assertTrue(page.contains("\"rows\":120"));
        assertTrue(page.contains("sha256-"));
        assertFalse(page.contains("\"</script>\""), "odd names do no harm");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "no draft is left");
        }
        InvalidSettingsException there =
                assertThrows(InvalidSettingsException.class, () -> node.run(table(9), released(false), null));
        assertTrue(there.getMessage().contains("there already"), there.getMessage());
        node.group("page").addBoolean("overwrite", true);
        node.run(table(9), released(false), null);
        assertTrue(Files.readString(file).contains("\"rows\":9"));
        node.group("page").addString("file", folder.resolve("no/where.html").toString());
        assertThrows(InvalidSettingsException.class, () -> node.run(table(9), released(false), null));
    }

    @Test
    void takesModelsAndEmptyTablesAndOneSource() throws Exception {
        PortObject aggregates = released(false);
        PortObject model = released(true);
        node().run(table(50), null, model);
        node().run(table(0), aggregates, null);
        assertThrows(InvalidSettingsException.class, () -> node().run(table(5), aggregates, model));
        assertThrows(InvalidSettingsException.class, () -> node().run(table(5), null, null));
        BufferedDataTable other = NodeHarness.texts(List.of("z"), new String[] {"x"});
        InvalidSettingsException absent =
                assertThrows(InvalidSettingsException.class, () -> node().run(other, aggregates, null));
        assertTrue(absent.getMessage().contains("is absent"), absent.getMessage());
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        NodeHarness node = node();
        node.group("page").addString("file", folder.resolve("canceled.html").toString());
        assertThrows(CanceledExecutionException.class, () -> node.run(canceled, table(5000), aggregates, null));
        assertFalse(Files.exists(folder.resolve("canceled.html")));
    }
}
