// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.kanonymous.KAnonymousAggregatesNodeFactory;
import org.murmuration.nodes.port.CodebookPortObject;

class KAnonymousNodeTest {
    private static final List<String> ODD = List.of(" leading blank", "\u4e2d\u6587 \u00e9", "quote\"s, and 'more'");

    private static CodebookPortObject codebook(Codebook.Origin origin, List<String> names, String... values) {
        return NodeHarness.codebook(Codebook.of(
                names.stream().map(n -> Attribute.categorical(n, values)).toList(), origin));
    }

    private static CodebookPortObject book() {
        return codebook(Codebook.Origin.PUBLIC, ODD, "x", "y");
    }

    private static BufferedDataTable cases(int rows) {
        String[][] cells = new String[rows][3];
        for (int r = 0; r < rows; r++) {
            cells[r][0] = r < 4 ? "y" : "x"; // four records stand out
            cells[r][1] = r % 5 == 0 ? null : "x";
            cells[r][2] = "never heard of";
        }
        return NodeHarness.texts(ODD, cells);
    }

    private static NodeHarness node() {
        return new NodeHarness(new KAnonymousAggregatesNodeFactory());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 55})
    void nothingIsToldThatFewerThanTenShare(int rows) throws Exception {
        NodeHarness node = node();
        BufferedDataTable out = (BufferedDataTable) node.run(cases(rows), book())[0];
        assertTrue(node.warning().contains("for one release only"), node.warning());
        List<String> counts = NodeHarness.column(out, "Protected count");
        assertEquals(Integer.toString(rows / 10 * 10), counts.get(0));
        for (String c : counts) {
            assertEquals(0, Long.parseLong(c) % 10);
        }
        assertEquals(rows < 10 ? 1 : 1 + 7, out.size());
        assertTrue(NodeHarness.column(out, "Value 1").stream().noneMatch("y"::equals));
    }

    @Test
    void missingValuesFormNoCombinationsAndUnknownOnesAreOther() throws Exception {
        BufferedDataTable out = (BufferedDataTable) node().run(cases(55), book())[0];
        List<String> first = NodeHarness.column(out, "Value 1");
        assertTrue(first.contains("(other)") && !first.contains("(missing)"), first.toString());
        assertEquals(
                "40",
                NodeHarness.column(out, "Protected count")
                        .get(1 + first.subList(1, first.size()).lastIndexOf("x")));
    }

    @Test
    void textsThatStandForNothingAreLeftOutWhereTheyAreNotSensitive() throws Exception {
        List<String> names = List.of("a", "b");
        String[][] zeros = new String[20][];
        java.util.Arrays.fill(zeros, new String[] {"0", "0"});
        CodebookPortObject book = codebook(Codebook.Origin.PUBLIC, names, "0", "1");
        assertEquals(4, ((BufferedDataTable) node().run(NodeHarness.texts(names, zeros), book)[0]).size());
        NodeHarness node = node();
        node.group("absent").addString("texts", "0; n/a");
        node.group("absent").addString("columns", "b");
        assertEquals(2, ((BufferedDataTable) node.run(NodeHarness.texts(names, zeros), book)[0]).size());
        node.group("absent").addString("columns", "c");
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> node.run(NodeHarness.texts(names, zeros), book));
        assertTrue(e.getMessage().contains("no attribute \"c\""), e.getMessage());
    }

    @Test
    void wrongInputIsRefused() throws Exception {
        assertThrows(InvalidSettingsException.class, () -> node().run(
                        NodeHarness.texts(List.of("z"), new String[] {"x"}), book()));
        assertThrows(InvalidSettingsException.class, () -> node().run(
                        cases(5), codebook(Codebook.Origin.DATA, ODD, "x", "y")));
        for (int k : new int[] {1, 0, -5}) {
            NodeHarness node = node();
            node.settings().addInt("resolution", k);
            assertThrows(InvalidSettingsException.class, () -> node.run(cases(5), book()));
        }
        NodeHarness long7 = node();
        long7.settings().addInt("length", 7);
        assertThrows(InvalidSettingsException.class, () -> long7.run(cases(5), book()));
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> node().run(canceled, cases(50), book()));
        CodebookPortObject numbers = codebook(Codebook.Origin.PUBLIC, List.of("n"), "1", "2");
        BufferedDataTable table =
                NodeHarness.table(TableOutput.spec("n", DoubleCell.TYPE), new DoubleCell[] {new DoubleCell(1)});
        assertEquals(1, ((BufferedDataTable) node().run(table, numbers)[0]).size());
    }

    @Test
    void specsDoNotDependOnTheRecords() throws Exception {
        assertEquals(
                NodeHarness.stored(node().run(cases(54), book())[0].getSpec()),
                NodeHarness.stored(node().run(cases(55), book())[0].getSpec()));
    }
}
