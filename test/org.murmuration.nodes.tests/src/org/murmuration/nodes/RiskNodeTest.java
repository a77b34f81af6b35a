// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.risk.DisclosureRiskEvaluationNodeFactory;

/** Disclosure Risk Evaluation, driven as KNIME drives it. */
class RiskNodeTest {
    private static final String ODD = "\u4e2d\u6587 \u00e9, \"quoted\"";

    private static BufferedDataTable people(int rows, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        DataCell[][] cells = new DataCell[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = new DataCell[] {
                new StringCell("t" + random.nextLong(9)),
                random.nextLong(9) == 0 ? DataType.getMissingCell() : new DoubleCell(random.nextDouble() * 1000),
                new IntCell((int) random.nextLong(100)),
                random.nextLong(9) == 0 ? DataType.getMissingCell() : new StringCell("s" + random.nextLong(4))
            };
        }
        return NodeHarness.table(
                TableOutput.spec(
                        "text",
                        StringCell.TYPE,
                        ODD,
                        DoubleCell.TYPE,
                        "whole",
                        IntCell.TYPE,
                        "secret",
                        StringCell.TYPE),
                cells);
    }

    private static NodeHarness node() {
        return new NodeHarness(new DisclosureRiskEvaluationNodeFactory());
    }

    private static double risk(PortObject table, String attack) {
        int row = NodeHarness.column(table, "Attack").indexOf(attack);
        return Double.parseDouble(NodeHarness.column(table, "Risk (private)").get(row));
    }

    @Test
    void copiesAreFoundAndStrangersAreNot() throws Exception {
        BufferedDataTable real = people(600, "real");
        BufferedDataTable others = people(600, "others");
        NodeHarness node = node();
        PortObject[] copied = node.run(real, real, others);
        assertNull(node.warning());
        assertEquals(3 + 4 + 1, ((BufferedDataTable) copied[0]).size());
        assertTrue(risk(copied[0], "Membership inference") > 0.9);
        int auc = NodeHarness.column(copied[1], "Metric")
                .indexOf("Area under the curve of membership inference (0.5 is chance)");
        assertTrue(Double.parseDouble(
                        NodeHarness.column(copied[1], "Value (private)").get(auc))
                > 0.95);
        assertTrue(risk(copied[0], "Inference of secret") > 0.9);
        assertTrue(risk(copied[0], "Linkability") > 0.3);
        assertTrue(risk(copied[0], "Singling out by 3 columns") > 0.7);
        assertEquals("1.0", NodeHarness.column(copied[1], "Value (private)").get(1));
        PortObject[] strange = node.run(real, people(600, "synthetic"), others);
        for (String low : NodeHarness.column(strange[0], "95% low (private)")) {
            assertTrue(Double.parseDouble(low) < 0.05, low);
        }
        assertTrue(NodeHarness.column(strange[0], "Better than guessing (private)")
                .contains("no: the attack shows nothing"));
    }

    @Test
    void whatAnAttackerKnowsCanBeChosen() throws Exception {
        NodeHarness node = node();
        node.settings().addString("secrets", "secret");
        node.settings().addString("known", "text; " + ODD);
        node.settings().addString("first", "text");
        node.settings().addString("second", "whole;secret");
        PortObject[] out = node.run(people(200, "a"), people(200, "b"), null);
        assertTrue(node.warning().contains("Connect a table of such people"), node.warning());
        assertEquals(4, ((BufferedDataTable) out[0]).size());
        assertNull(NodeHarness.column(out[0], "Attacks on others").get(0));
        node.settings().addString("second", "text");
        InvalidSettingsException both =
                assertThrows(InvalidSettingsException.class, () -> node.run(people(20, "a"), people(20, "b"), null));
        assertTrue(both.getMessage().contains("in both sets"), both.getMessage());
        node.settings().addString("second", "nothing");
        InvalidSettingsException absent =
                assertThrows(InvalidSettingsException.class, () -> node.run(people(20, "a"), people(20, "b"), null));
        assertTrue(absent.getMessage().contains("no column \"nothing\""), absent.getMessage());
        NodeHarness alone = node();
        alone.settings().addString("secrets", "secret");
        alone.settings().addString("known", "secret");
        assertThrows(InvalidSettingsException.class, () -> alone.run(people(20, "a"), people(20, "b"), null));
    }

    @Test
    void wrongInputIsRefusedAndOneColumnOrRowIsEnough() throws Exception {
        KNIMEException empty =
                assertThrows(KNIMEException.class, () -> node().run(people(0, "a"), people(9, "b"), null));
        assertTrue(empty.getMessage().contains("empty"), empty.getMessage());
        assertThrows(KNIMEException.class, () -> node().run(people(9, "a"), people(9, "b"), people(0, "c")));
        assertThrows(InvalidSettingsException.class, () -> node().run(
                        people(9, "a"), NodeHarness.texts(List.of("z"), new String[] {"x"}), null));
        for (String number : List.of("attacks", "columns", "neighbors")) {
            NodeHarness bad = node();
            bad.settings().addInt(number, 0);
            assertThrows(InvalidSettingsException.class, () -> bad.run(people(9, "a"), people(9, "b"), null));
        }
        BufferedDataTable column = NodeHarness.texts(List.of("only"), new String[] {"x"}, new String[] {null});
        assertTrue(((BufferedDataTable) node().run(column, column, null)[0]).size() >= 1);
        node().run(people(1, "a"), people(1, "b"), people(1, "c"));
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(
                CanceledExecutionException.class, () -> node().run(canceled, people(500, "a"), people(500, "b"), null));
    }
}
