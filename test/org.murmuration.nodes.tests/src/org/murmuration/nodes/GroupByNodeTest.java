// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.groupby.DpGroupByNodeFactory;
import org.murmuration.nodes.ledger.PrivacyLedgerNodeFactory;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.quickstatistics.DpQuickStatisticsNodeFactory;

class GroupByNodeTest {
    private static final String ODD = " region \"\u4e2d\"";
    private static final CodebookPortObject BOOK = NodeHarness.codebook(Codebook.of(
            List.of(Attribute.categorical(ODD.trim(), "N", "S"), Attribute.categorical("sex", "f", "m")),
            Codebook.Origin.PUBLIC));

    @TempDir
    Path folder;

    /** People with one to three rows; some values are missing. */
    private static BufferedDataTable cases(int people, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        List<DataCell[]> rows = new ArrayList<>();
        for (int p = 0; p < people; p++) {
            for (long i = random.nextLong(3); i >= 0; i--) {
                rows.add(new DataCell[] {
                    new StringCell("p" + p),
                    random.nextLong(10) == 0 ? DataType.getMissingCell() : new StringCell(p % 3 == 0 ? "N" : " S "),
                    new IntCell((int) (20 + random.nextLong(40))),
                    random.nextLong(9) == 0 ? DataType.getMissingCell() : new DoubleCell(random.nextLong(100))
                });
            }
        }
        return NodeHarness.table(
                TableOutput.spec(
                        "person",
                        StringCell.TYPE,
                        ODD,
                        StringCell.TYPE,
                        "age",
                        IntCell.TYPE,
                        "months",
                        DoubleCell.TYPE),
                rows.toArray(DataCell[][]::new));
    }

    @Test
    void boundsAreFoundAndTheLargestGroupsGiven() throws Exception {
        NodeHarness node = node(
                ODD.trim(),
                of("COUNT"),
                of("MEAN", "age", 0, 1, "", "find"),
                of("MAXIMUM", "months", 0, 1, "", "find"));
        node.settings().addInt("largest", 2);
        seed(node);
        BufferedDataTable table = cases(3000, "find");
        PortObject[] out = node.run(table, BOOK, null);
        assertEquals(List.of("S", "N"), NodeHarness.column(out[0], ODD.trim()));
        assertEquals(39.5, number(out[0], "Mean of age", 0), 2);
        assertEquals(99, number(out[0], "Maximum (99.5 % quantile) of months", 0), 25);
        assertTrue(node.warning().contains("Bounds found for \"age\": 16.0 to 64.0."), node.warning());
        assertTrue(node.warning().contains(" to 128.0."), node.warning());
        KNIMEException e = assertThrows(KNIMEException.class, () -> node.run(rowsOf(table, 5), BOOK, null));
        assertTrue(e.getMessage().contains("Declare the bounds"), e.getMessage());
    }

    /** A node with some statistics: method, column, lower and upper bound, numbers. */
    private static NodeHarness node(String keys, Object[]... statistics) throws Exception {
        NodeHarness node = new NodeHarness(new DpGroupByNodeFactory());
        node.settings().addString("keys", keys);
        node.group("budget").addDouble("epsilon", 5);
        NodeSettings list = (NodeSettings) node.settings().addNodeSettings("aggregations");
        for (int i = 0; i < statistics.length; i++) {
            Object[] s = statistics[i];
            NodeSettings one = (NodeSettings) list.addNodeSettings("" + i);
            one.addString("method", (String) s[0]);
            one.addString("column", s.length > 1 ? (String) s[1] : "");
            one.addDouble("low", s.length > 2 ? ((Number) s[2]).doubleValue() : 0);
            one.addDouble("high", s.length > 3 ? ((Number) s[3]).doubleValue() : 100);
            one.addString("numbers", s.length > 4 ? (String) s[4] : "");
            one.addBoolean("find", s.length > 5);
            one.addDouble("weight", 0);
        }
        return node;
    }

    private static Object[] of(Object... statistic) {
        return statistic;
    }

    private static void seed(NodeHarness node) throws Exception {
        node.group("test").addString("seed", "s");
        node.group("test").addBoolean("seed_is_present", true);
    }

    private static double number(PortObject table, String column, int row) {
        return Double.parseDouble(NodeHarness.column(table, column).get(row));
    }

    @Test
    void declaredGroupsAppearWithTheirStatistics() throws Exception {
        NodeHarness node = node(
                ODD.trim(),
                of("COUNT"),
                of("UNITS"),
                of("MEAN", "age", 0, 100),
                of("QUANTILES", "months", 0, 100, "0.25; 0.5"),
                of("HISTOGRAM", "age", 0, 0, "0; 40; 100"),
                of("DISTINCT", "age"));
        node.settings().addString("person", "person");
        node.settings().addInt("groups", 1);
        node.settings().addInt("rows", 3);
        seed(node);
        BufferedDataTable plain = cases(3000, "cases");
        PortObject[] out = node.run(plain, BOOK, null);
        assertTrue(node.warning().contains("TEST: not private"), node.warning());
        assertEquals(List.of("N", "S", "(other)", "(missing)"), NodeHarness.column(out[0], ODD.trim()));
        assertEquals(1000, number(out[0], "Units", 0), 150);
        assertTrue(number(out[0], "Count", 1) > number(out[0], "Units", 1));
        assertEquals(39.5, number(out[0], "Mean of age", 1), 2);
        assertEquals(50, number(out[0], "Quantile 0.5 of months", 1), 12);
        assertEquals("yes", NodeHarness.column(out[0], "Count, may be 0").get(2));
        assertEquals("no", NodeHarness.column(out[0], "Count, may be 0").get(0));
        assertTrue(number(out[0], "Count, standard error", 0) > 0);
        assertTrue(number(out[0], "Count, 95% low", 0) < number(out[0], "Count, 95% high", 0));
        assertEquals(
                NodeHarness.stored(out[0].getSpec()),
                NodeHarness.stored(node.run(rowsOf(plain, 5), BOOK, null)[0].getSpec()),
                "the spec does not depend on the rows");
    }

    private static DataCell[][] rows(BufferedDataTable table) {
        List<DataCell[]> rows = new ArrayList<>();
        for (DataRow row : table) {
            rows.add(
                    IntStream.range(0, row.getNumCells()).mapToObj(row::getCell).toArray(DataCell[]::new));
        }
        return rows.toArray(DataCell[][]::new);
    }

    private static BufferedDataTable rowsOf(BufferedDataTable table, int size) {
        return NodeHarness.table(table.getDataTableSpec(), Arrays.copyOf(rows(table), size));
    }

    @Test
    void discoveredGroupsAreThoseOfManyPeople() throws Exception {
        NodeHarness node = node("sex", of("COUNT"));
        node.settings().addString("source", "RECORDS");
        String[][] cells = new String[2001][];
        for (int r = 0; r < 2000; r++) {
            cells[r] = new String[] {r % 4 == 0 ? null : "m"};
        }
        cells[2000] = new String[] {"the only one"};
        PortObject[] out = node.run(NodeHarness.texts(List.of("sex"), cells), null, null);
        assertTrue(node.warning().contains("No ledger"), node.warning());
        assertEquals(2, ((BufferedDataTable) out[0]).size());
        assertEquals("m", NodeHarness.column(out[0], "sex").get(0));
        assertEquals(1500, number(out[0], "Count", 0), 30);
    }

    @Test
    void aLedgerGivesTheSameNumbersBack() throws Exception {
        NodeHarness account = new NodeHarness(new PrivacyLedgerNodeFactory());
        account.settings().addString("folder", folder.resolve("case.ledger").toString());
        account.settings().addString("asset", "case records");
        account.settings().addString("unit", "victim");
        account.settings().addDouble("epsilon", 6);
        LedgerPortObject ledger = (LedgerPortObject) account.run()[0];
        NodeHarness node = node("", of("COUNT"), of("MEAN", "age", 0, 100));
        List<String> first = NodeHarness.column(node.run(cases(200, "a"), null, ledger)[0], "Mean of age");
        assertEquals(first, NodeHarness.column(node.run(cases(200, "a"), null, ledger)[0], "Mean of age"));
        KNIMEException refused = assertThrows(KNIMEException.class, () -> node.run(cases(200, "b"), null, ledger));
        assertTrue(
                refused.getMessage().contains("budget") || refused.getMessage().contains("would cost"),
                refused.getMessage());
        NodeHarness free = node("", of("COUNT"), of("MEAN", "age", 0, 100));
        assertNotEquals(first, NodeHarness.column(free.run(cases(200, "a"), null, null)[0], "Mean of age"));
        NodeHarness seeded = node("", of("COUNT"));
        seed(seeded);
        assertThrows(InvalidSettingsException.class, () -> seeded.run(cases(200, "a"), null, ledger));
    }

    @Test
    void totalsAreThoseOfTheirGroups() throws Exception {
        BufferedDataTable table = cases(500, "totals");
        NodeHarness node =
                node(ODD.trim(), of("COUNT"), of("SUM", "age", 0, 100), of("QUANTILES", "age", 0, 100, "0.5"));
        node.settings().addBoolean("totals", true);
        seed(node);
        PortObject out = node.run(table, BOOK, null)[0];
        assertEquals(List.of("N", "S", "(other)", "(missing)", "(total)"), NodeHarness.column(out, ODD.trim()));
        for (String column : List.of("Count", "Sum of age")) {
            double sum = IntStream.range(0, 4)
                    .mapToDouble(g -> number(out, column, g))
                    .sum();
            assertEquals(number(out, column, 4), sum, 1e-6 * Math.abs(sum));
        }
        assertEquals(table.size(), number(out, "Count", 4), 30);
        assertRefused(totals(of("UNITS")), table, "are not the sum of theirs");
        NodeHarness discovered = totals(of("COUNT"));
        discovered.settings().addString("source", "RECORDS");
        assertRefused(discovered, table, "a codebook must declare them");
        NodeHarness largest = totals(of("COUNT"));
        largest.settings().addInt("largest", 1);
        assertRefused(largest, table, "The largest groups alone");
    }

    private static NodeHarness totals(Object[] statistic) throws Exception {
        NodeHarness node = node(ODD.trim(), statistic);
        node.settings().addBoolean("totals", true);
        return node;
    }

    /** The search of bounds and the statistics are two entries; nothing is searched for if there is no budget for both. */
    @Test
    void aLedgerGivesBoundsBackToo() throws Exception {
        NodeHarness account = new NodeHarness(new PrivacyLedgerNodeFactory());
        account.settings().addString("folder", folder.resolve("bounds.ledger").toString());
        account.settings().addDouble("epsilon", 5);
        account.settings().addDouble("delta", 1e-5);
        LedgerPortObject ledger = (LedgerPortObject) account.run()[0];
        NodeHarness node = node("", of("MEAN", "age", 0, 1, "", "find"));
        BufferedDataTable table = cases(2000, "a");
        List<String> first = NodeHarness.column(node.run(table, null, ledger)[0], "Mean of age");
        assertEquals(first, NodeHarness.column(node.run(table, null, ledger)[0], "Mean of age"));
        assertEquals(2, Ledgers.open(ledger.getSpec()).entries().size());
        NodeHarness more = node("", of("SUM", "age", 0, 1, "", "find"));
        KNIMEException refused = assertThrows(KNIMEException.class, () -> more.run(table, null, ledger));
        assertTrue(refused.getMessage().contains("would cost"), refused.getMessage());
        assertEquals(2, Ledgers.open(ledger.getSpec()).entries().size());
    }

    @Test
    void wrongSettingsAndTablesAreRefusedWithARemedy() throws Exception {
        BufferedDataTable some = cases(20, "some");
        assertRefused(node("", of("MEAN", "nothing", 0, 1)), some, "no column \"nothing\"");
        assertRefused(node("", of("MEAN", "age", 5, 5)), some, "lower one below the upper one");
        assertRefused(node("", of("MEAN", "", 0, 1)), some, "needs a column");
        assertRefused(node("", of("QUANTILES", "age", 0, 1, "half")), some, "numbers separated by semicolons");
        assertRefused(node("", of("COUNT"), of("COUNT")), some, "asked for twice");
        assertRefused(node(""), some, "Ask for 1 to");
        assertRefused(node("age", of("COUNT")), some, "does not declare");
        NodeHarness rows = node("", of("COUNT"));
        rows.settings().addInt("rows", 2);
        assertRefused(rows, some, "Without a privacy unit column");
        NodeHarness source = node("", of("COUNT"));
        source.settings().addString("source", "RECORDS");
        assertRefused(source, some, "Name the columns to group by");
        NodeHarness person = node("", of("COUNT"));
        person.settings().addString("person", "months");
        KNIMEException missing = assertThrows(KNIMEException.class, () -> person.run(cases(200, "some"), null, null));
        assertTrue(missing.getMessage().contains("no identifier"), missing.getMessage());
        assertFalse(missing.getMessage().contains("p1"));
        NodeHarness nobody = node("", of("COUNT"), of("MEAN", "age", 0, 100));
        seed(nobody); // real noise would now and then look like somebody
        PortObject[] empty = nobody.run(cases(0, "none"), null, null);
        assertEquals(1, ((BufferedDataTable) empty[0]).size());
        assertEquals(50, number(empty[0], "Mean of age", 0));
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> node("", of("COUNT"))
                .run(canceled, cases(20_000, "long"), null, null));
    }

    // --- DP Quick Statistics ----------------------------------------------------------------------------------------

    private static final CodebookPortObject MIXED = NodeHarness.codebook(Codebook.of(
            List.of(
                    Attribute.builder("age")
                            .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 20, 40, 80))
                            .missingValues(Set.of("?"))
                            .build(),
                    Attribute.builder("since")
                            .bins(Discretization.of(Discretization.Scale.DATE, 0, 10_000, 20_000))
                            .build(),
                    Attribute.categorical("work", "farm", "fishing")),
            Codebook.Origin.PUBLIC));

    private static BufferedDataTable files(int rows) {
        String[][] cells = new String[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = new String[] {
                r % 10 == 0 ? "?" : " " + (20 + r % 40),
                "2010-01-" + (10 + r % 20),
                r % 3 == 0 ? "farm" : r % 3 == 1 ? null : "fishing"
            };
        }
        return NodeHarness.texts(List.of("age", "since", "work"), cells);
    }

    private static int line(PortObject table, String column, String statistic, String value) {
        for (int r = 0; r < ((BufferedDataTable) table).size(); r++) {
            if (column.equals(NodeHarness.column(table, "Column").get(r))
                    && statistic.equals(NodeHarness.column(table, "Statistic").get(r))
                    && (value == null
                            || value.equals(
                                    NodeHarness.column(table, "Counted value").get(r)))) {
                return r;
            }
        }
        throw new AssertionError("There is no " + statistic + " of " + column);
    }

    @Test
    void everyColumnOfTheCodebookIsDescribed() throws Exception {
        NodeHarness node = new NodeHarness(new DpQuickStatisticsNodeFactory());
        node.group("budget").addDouble("epsilon", 20);
        PortObject table = node.run(files(3000), MIXED, null)[0];
        assertTrue(node.warning().contains("No ledger"), node.warning());
        assertEquals("Rows", NodeHarness.column(table, "Statistic").get(0));
        assertEquals(3000, number(table, "Value", 0), 40);
        assertEquals(2700, number(table, "Value", line(table, "age", "Values", null)), 40);
        assertEquals(40, number(table, "Value", line(table, "age", "Mean", null)), 2);
        assertEquals(40, number(table, "Value", line(table, "age", "Median", null)), 4);
        String day = NodeHarness.column(table, "Day").get(line(table, "since", "Median", null));
        assertTrue(day.startsWith("2010-01") || day.startsWith("2009-12") || day.startsWith("2010-02"), day);
        assertEquals(1000, number(table, "Value", line(table, "work", "Count", "farm")), 60);
        assertEquals(1000, number(table, "Value", line(table, "work", "Count", "(missing)")), 60);
        node.settings().addInt("top", 1);
        PortObject one = node.run(files(3000), MIXED, null)[0];
        assertEquals(((BufferedDataTable) table).size() - 3, ((BufferedDataTable) one).size());
        assertEquals(
                NodeHarness.stored(table.getSpec()), NodeHarness.stored(node.run(files(0), MIXED, null)[0].getSpec()));
        node.settings().addInt("top", 0);
        assertThrows(InvalidSettingsException.class, () -> node.run(files(10), MIXED, null));
        NodeHarness draft = new NodeHarness(new DpQuickStatisticsNodeFactory());
        CodebookPortObject private_ =
                NodeHarness.codebook(Codebook.of(MIXED.codebook().attributes(), Codebook.Origin.DATA));
        assertThrows(InvalidSettingsException.class, () -> draft.run(files(10), private_, null));
        assertThrows(
                InvalidSettingsException.class,
                () -> draft.run(NodeHarness.texts(List.of("x"), new String[] {"1"}), MIXED, null));
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> new NodeHarness(new DpQuickStatisticsNodeFactory())
                .run(canceled, files(20_000), MIXED, null));
    }

    private static void assertRefused(NodeHarness node, BufferedDataTable table, String reason) {
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> node.run(table, null, null), reason);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }
}
