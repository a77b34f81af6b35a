// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.time.localdate.LocalDateValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.nodes.adapter.Canaries;
import org.murmuration.nodes.adapter.MixedInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.canaryaudit.CanaryAuditNodeFactory;
import org.murmuration.nodes.canaryinserter.CanaryInserterNodeFactory;
import org.murmuration.nodes.comparison.SynthesizerComparisonNodeFactory;
import org.murmuration.nodes.dputility.DpUtilityEvaluationNodeFactory;
import org.murmuration.nodes.ledger.PrivacyLedgerNodeFactory;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.utility.UtilityEvaluationNodeFactory;

/** Utility in all its nodes, the comparison of synthesizers and the audit by canaries. */
class EvaluationNodesTest {
    private static final String ODD = " odd \"name\" \u4e2d";
    private static final List<String> NAMES = List.of("a", ODD, "c");

    @TempDir
    Path folder;

    private static CodebookPortObject book(Codebook.Origin origin) throws Exception {
        return NodeHarness.codebook(Codebook.of(
                NAMES.stream().map(n -> Attribute.categorical(n, "0", "1", "2")).toList(), origin));
    }

    /** The second column follows the first, unless it is drawn by itself; some values are missing. */
    private static BufferedDataTable texts(int rows, String seed, boolean related) {
        RandomSource random = RandomSource.seeded(seed);
        String[][] cells = new String[rows][];
        for (int r = 0; r < rows; r++) {
            String first = "" + random.nextLong(3);
            String second = related && random.nextLong(8) > 0 ? first : "" + random.nextLong(3);
            cells[r] = new String[] {first, random.nextLong(20) == 0 ? null : second, "" + random.nextLong(3)};
        }
        return NodeHarness.texts(NAMES, cells);
    }

    private static String value(PortObject table, String metric, int together) {
        List<String> metrics = NodeHarness.column(table, "Metric");
        List<String> sizes = NodeHarness.column(table, "Attributes counted together");
        int row = IntStream.range(0, metrics.size())
                .filter(r -> metrics.get(r).equals(metric)
                        && (together == 0 ? sizes.get(r) == null : ("" + together).equals(sizes.get(r))))
                .findFirst()
                .orElseThrow();
        return NodeHarness.column(
                        table,
                        NodeHarness.column(table, "Metric").isEmpty()
                                ? ""
                                : ((BufferedDataTable) table).getDataTableSpec().containsName("Value")
                                        ? "Value"
                                        : "Value (private)")
                .get(row);
    }

    private static void assertCanceled(NodeHarness node, PortObject... inputs) {
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> node.run(canceled, inputs));
    }

    // --- Utility Evaluation -----------------------------------------------------------------------------------------

    @Test
    void groupsOfMetricsAndRolesOfColumnsCanBeChosen() throws Exception {
        BufferedDataTable real = texts(400, "real", true);
        BufferedDataTable synthetic = texts(400, "synthetic", false);
        NodeHarness node = new NodeHarness(new UtilityEvaluationNodeFactory());
        for (String off : List.of("columns", "marginals", "records", "trees", "questions")) {
            node.settings().addBoolean(off, false);
        }
        PortObject[] few = node.run(real, synthetic, book(Codebook.Origin.PUBLIC));
        assertEquals(0, ((BufferedDataTable) few[1]).size());
        assertTrue(NodeHarness.column(few[0], "Metric").stream().noneMatch("S_pMSE"::equals));
        NodeHarness roles = new NodeHarness(new UtilityEvaluationNodeFactory());
        roles.settings().addString("target", "a");
        roles.settings().addString("group", "c");
        roles.settings().addString("keys", "a; c");
        roles.settings().addString("order", "FOUR");
        PortObject[] all = roles.run(real, synthetic, book(Codebook.Origin.PUBLIC));
        List<String> metrics = NodeHarness.column(all[0], "Metric");
        for (String m : List.of(
                "k-marginal score",
                "Equivalent sub-sample",
                "k-marginal score within a group",
                "Key uniqueness",
                "Joint presence of values",
                "Overlap of regression intervals",
                "AUC of learning from synthetic records",
                "Error of counting questions")) {
            assertTrue(metrics.contains(m), m);
        }
        double learned = Double.parseDouble(value(all[0], "AUC of learning from synthetic records", 0));
        assertEquals(0.5, learned, 0.12, "nothing can be learned from columns that are independent");
        roles.settings().addString("target", "nowhere");
        InvalidSettingsException absent = assertThrows(
                InvalidSettingsException.class, () -> roles.run(real, synthetic, book(Codebook.Origin.PUBLIC)));
        assertTrue(absent.getMessage().contains("nowhere"), absent.getMessage());
    }

    @Test
    void largeTablesAreSampledWithAStatedError() throws Exception {
        NodeHarness node = new NodeHarness(new UtilityEvaluationNodeFactory());
        node.settings().addInt("limit", 200);
        PortObject[] out =
                node.run(texts(1000, "real", true), texts(1000, "other", true), book(Codebook.Origin.PUBLIC));
        int row = NodeHarness.column(out[0], "Metric").indexOf("Mean similarity of pairs");
        double error = Double.parseDouble(
                NodeHarness.column(out[0], "Standard error (private)").get(row));
        assertTrue(error > 0.001 && error < 0.1, "" + error);
        node.settings().addInt("limit", 5);
        assertThrows(
                InvalidSettingsException.class,
                () -> node.run(texts(10, "real", true), texts(10, "other", true), book(Codebook.Origin.PUBLIC)));
    }

    // --- DP Utility Evaluation --------------------------------------------------------------------------------------

    private static NodeHarness dp(double epsilon) throws Exception {
        NodeHarness node = new NodeHarness(new DpUtilityEvaluationNodeFactory());
        node.group("budget").addDouble("epsilon", epsilon);
        return node;
    }

    private LedgerPortObject ledger(double epsilon) throws Exception {
        NodeHarness node = new NodeHarness(new PrivacyLedgerNodeFactory());
        node.settings().addString("folder", folder.resolve("case.ledger").toString());
        node.settings().addString("asset", "case records");
        node.settings().addString("unit", "victim");
        node.settings().addDouble("epsilon", epsilon);
        return (LedgerPortObject) node.run()[0];
    }

    /** The page is checked before anything is spent, and written for people without KNIME. */
    @Test
    void dpUtilityCanBeHandedOnAsAPage() throws Exception {
        BufferedDataTable real = texts(500, "real", true);
        BufferedDataTable made = texts(500, "made", true);
        Path file = folder.resolve("utility.html");
        LedgerPortObject account = ledger(3);
        NodeHarness node = dp(1);
        node.group("page").addString("file", folder.resolve("no/where.html").toString());
        assertThrows(InvalidSettingsException.class, () -> node.run(real, book(Codebook.Origin.PUBLIC), account, made));
        node.group("page").addString("file", file.toString());
        node.group("page").addString("language", "FR");
        node.run(real, book(Codebook.Origin.PUBLIC), account, made);
        String page = Files.readString(file);
        assertTrue(page.contains("data-page=\"dp-utility\"") && page.contains("{\"language\":\"fr\","));
        assertTrue(page.contains(node.viewData().substring(1, 200)), "the same numbers as in the view");
        assertFalse(node.viewData().contains("language"), "the view follows the window");
        assertEquals(
                1,
                PrivacyLedger.open(folder.resolve("case.ledger")).entries().size(),
                "nothing was spent where the page could not be written");
    }

    @Test
    void utilityMayBePublishedAndIsReplayedFromTheLedger() throws Exception {
        BufferedDataTable real = texts(3000, "real", true);
        BufferedDataTable lost = texts(2000, "lost", false);
        NodeHarness unrecorded = dp(2);
        PortObject[] out = unrecorded.run(real, book(Codebook.Origin.PUBLIC), null, lost);
        assertTrue(unrecorded.warning().contains("No ledger"), unrecorded.warning());
        assertTrue(Double.parseDouble(value(out[0], "Mean total variation distance", 2)) > 0.1);
        assertTrue(Double.parseDouble(value(out[0], "S_pMSE", 0)) > 3);
        assertEquals(3000, Double.parseDouble(value(out[0], "Number of real records", 0)), 100);
        PortObject[] near = dp(2).run(real, book(Codebook.Origin.PUBLIC), null, texts(3000, "near", true));
        assertTrue(Double.parseDouble(value(near[0], "Mean total variation distance", 2)) < 0.08);
        LedgerPortObject ledger = ledger(2.5);
        List<String> first =
                NodeHarness.column(dp(2).run(real, book(Codebook.Origin.PUBLIC), ledger, lost)[0], "Value");
        assertEquals(
                first, NodeHarness.column(dp(2).run(real, book(Codebook.Origin.PUBLIC), ledger, lost)[0], "Value"));
        assertNotEquals(first, NodeHarness.column(out[0], "Value"));
        KNIMEException refused = assertThrows(KNIMEException.class, () -> dp(2).run(
                        real, book(Codebook.Origin.PUBLIC), ledger, texts(10, "another", true)));
        assertTrue(refused.getMessage().contains("Nothing was read or spent"), refused.getMessage());
    }

    @Test
    void dpUtilityTakesEmptyTablesAndRefusesWhatIsWrong() throws Exception {
        BufferedDataTable some = texts(20, "some", true);
        PortObject[] empty = dp(1).run(texts(0, "none", true), book(Codebook.Origin.PUBLIC), null, some);
        assertTrue(((BufferedDataTable) empty[0]).size() > 10);
        KNIMEException none = assertThrows(KNIMEException.class, () -> dp(1).run(
                        some, book(Codebook.Origin.PUBLIC), null, texts(0, "none", true)));
        assertTrue(none.getMessage().contains("no synthetic record"), none.getMessage());
        assertThrows(InvalidSettingsException.class, () -> dp(1).run(some, book(Codebook.Origin.DATA), null, some));
        assertThrows(InvalidSettingsException.class, () -> dp(0).run(some, book(Codebook.Origin.PUBLIC), null, some));
        BufferedDataTable other = NodeHarness.texts(List.of("x"), new String[] {"1"});
        InvalidSettingsException absent = assertThrows(
                InvalidSettingsException.class, () -> dp(1).run(some, book(Codebook.Origin.PUBLIC), null, other));
        assertTrue(absent.getMessage().contains("synthetic table"), absent.getMessage());
        NodeHarness test = dp(1);
        test.group("test").addString("seed", "s");
        test.run(some, book(Codebook.Origin.PUBLIC), null, some);
        assertTrue(test.warning() == null
                || test.warning().contains("TEST")
                || test.warning().contains("No ledger"));
        assertCanceled(dp(1), texts(20_000, "long", true), book(Codebook.Origin.PUBLIC), null, some);
    }

    // --- Synthesizer Comparison -------------------------------------------------------------------------------------

    /** Numbers, texts and missing values; a wide table has one column that others lack. */
    private static BufferedDataTable mixed(int rows, String seed, boolean related) {
        RandomSource random = RandomSource.seeded(seed);
        DataCell[][] cells = new DataCell[rows][];
        for (int r = 0; r < rows; r++) {
            long x = random.nextLong(50);
            long y = related ? x / 10 : random.nextLong(5);
            cells[r] = new DataCell[] {
                random.nextLong(30) == 0 ? DataType.getMissingCell() : new DoubleCell(x),
                new StringCell("t" + y),
                new IntCell((int) random.nextLong(3))
            };
        }
        return NodeHarness.table(
                TableOutput.spec("x", DoubleCell.TYPE, ODD, StringCell.TYPE, "z", IntCell.TYPE), cells);
    }

    @Test
    void tablesAreRankedBestFirst() throws Exception {
        NodeHarness node = new NodeHarness(new SynthesizerComparisonNodeFactory());
        node.settings().addString("names", "lost; near");
        node.settings().addString("target", ODD.trim().isEmpty() ? "" : "z");
        BufferedDataTable real = mixed(500, "real", true);
        BufferedDataTable near = mixed(500, "near", true);
        PortObject[] out = node.run(real, mixed(500, "lost", false), null, near, null, null, null, null);
        // a gap between the ports does not shift the names of tables
        assertEquals(List.of("Synthetic 3", "lost"), NodeHarness.column(out[0], "Table"));
        assertEquals(List.of("1", "2"), NodeHarness.column(out[0], "Rank (private)"));
        double best = Double.parseDouble(
                NodeHarness.column(out[0], "Mean rank (private)").get(0));
        assertTrue(best < 1.4, "" + best);
        assertEquals(13, ((BufferedDataTable) out[0]).getDataTableSpec().getNumColumns());
        assertEquals(Set.of("lost", "Synthetic 3"), Set.copyOf(NodeHarness.column(out[1], "Table")));
        PortObject[] again = node.run(real, mixed(500, "lost", false), null, near, null, null, null, null);
        assertEquals(NodeHarness.column(out[1], "Value (private)"), NodeHarness.column(again[1], "Value (private)"));
    }

    @Test
    void aCodebookTellsWhatTextsMean() throws Exception {
        CodebookPortObject book = NodeHarness.codebook(Codebook.of(
                List.of(Attribute.builder("age")
                        .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 20, 40))
                        .missingValues(Set.of("?"))
                        .build()),
                Codebook.Origin.PUBLIC));
        BufferedDataTable file = NodeHarness.texts(
                List.of("age"),
                IntStream.range(0, 40)
                        .mapToObj(i -> new String[] {i % 4 == 0 ? "?" : " " + i})
                        .toArray(String[][]::new));
        BufferedDataTable numbers = NodeHarness.table(
                TableOutput.spec("age", DoubleCell.TYPE),
                IntStream.range(0, 40)
                        .mapToObj(i -> new DataCell[] {i % 4 == 0 ? DataType.getMissingCell() : new DoubleCell(i)})
                        .toArray(DataCell[][]::new));
        NodeHarness node = new NodeHarness(new SynthesizerComparisonNodeFactory());
        PortObject[] out = node.run(file, numbers, null, null, null, null, null, book);
        assertEquals(
                "1.0",
                NodeHarness.column(out[0], "Mean shape of columns (private)").get(0));
        BufferedDataTable other = NodeHarness.texts(List.of("years"), new String[] {"1"});
        InvalidSettingsException lacks = assertThrows(
                InvalidSettingsException.class, () -> node.run(file, other, null, null, null, null, null, book));
        assertTrue(lacks.getMessage().contains("table 2"), lacks.getMessage());
    }

    private static final class Day extends DataCell implements LocalDateValue {
        private static final long serialVersionUID = 1L;

        private final LocalDate day;

        private Day(String day) {
            this.day = LocalDate.parse(day);
        }

        @Override
        public LocalDate getLocalDate() {
            return day;
        }

        @Override
        public String toString() {
            return day.toString();
        }

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return day.equals(((Day) other).day);
        }

        @Override
        public int hashCode() {
            return day.hashCode();
        }
    }

    /** Days are compared as days without a codebook too, so that one day off is near. */
    @Test
    void daysAreNumbers() throws Exception {
        DataTableSpec spec = TableOutput.spec("day", DataType.getType(Day.class));
        BufferedDataTable table = NodeHarness.table(
                spec,
                new DataCell[] {new Day("1970-01-11")},
                new DataCell[] {DataType.getMissingCell()},
                new DataCell[] {new Day("1969-12-31")});
        MixedColumns columns = MixedInput.shared(spec, spec);
        assertTrue(columns.columns().get(0).isNumeric());
        double[] read = MixedInput.read(table, columns, NodeHarness.context()).column(0);
        assertEquals(10, read[0]);
        assertTrue(Double.isNaN(read[1]));
        assertEquals(-1, read[2]);
        DataTableSpec texts = TableOutput.spec("day", StringCell.TYPE);
        assertFalse(MixedInput.shared(spec, texts).columns().get(0).isNumeric());
    }

    @Test
    void comparisonRefusesWhatIsWrong() throws Exception {
        BufferedDataTable real = mixed(50, "real", true);
        NodeHarness node = new NodeHarness(new SynthesizerComparisonNodeFactory());
        BufferedDataTable other = NodeHarness.texts(List.of("unknown"), new String[] {"1"});
        assertThrows(InvalidSettingsException.class, () -> node.run(real, other, null, null, null, null, null, null));
        KNIMEException empty = assertThrows(
                KNIMEException.class, () -> node.run(real, mixed(0, "none", true), null, null, null, null, null, null));
        assertTrue(empty.getMessage().contains("empty"), empty.getMessage());
        assertCanceled(node, mixed(20_000, "a", true), mixed(20_000, "b", true), null, null, null, null, null, null);
        node.settings().addString("names", "one; one");
        assertThrows(InvalidSettingsException.class, () -> node.run(real, real, null, null, null, null, null, null));
        node.settings().addString("names", "");
        node.settings().addString("target", "nowhere");
        assertThrows(InvalidSettingsException.class, () -> node.run(real, real, null, null, null, null, null, null));
    }

    // --- Canaries ---------------------------------------------------------------------------------------------------

    private static List<List<String>> rows(PortObject table) {
        List<List<String>> rows = new ArrayList<>();
        for (DataRow row : (BufferedDataTable) table) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                cells.add(row.getCell(c).isMissing() ? null : row.getCell(c).toString());
            }
            rows.add(cells);
        }
        return rows;
    }

    private static double bound(PortObject audit) {
        int row = NodeHarness.column(audit, "Metric").indexOf("Epsilon is at least");
        return Double.parseDouble(NodeHarness.column(audit, "Value (private)").get(row));
    }

    @Test
    void canariesAreInsertedAndFoundAgain() throws Exception {
        BufferedDataTable real = mixed(300, "real", true);
        NodeHarness inserter = new NodeHarness(new CanaryInserterNodeFactory());
        inserter.group("test").addString("seed", "canaries");
        inserter.group("test").addBoolean("seed_is_present", true);
        PortObject[] out = inserter.run(real);
        assertTrue(inserter.warning().contains("audit only"), inserter.warning());
        List<List<String>> with = rows(out[0]);
        List<List<String>> canaries = rows(out[1]);
        List<String> isIn = NodeHarness.column(out[1], Canaries.COLUMN);
        assertEquals(400, canaries.size());
        List<List<String>> expected = new ArrayList<>(rows(real));
        IntStream.range(0, 400)
                .filter(i -> Canaries.YES.equals(isIn.get(i)))
                .forEach(i -> expected.add(canaries.get(i)));
        Comparator<List<String>> order = Comparator.comparing(Object::toString);
        assertEquals(
                expected.stream().sorted(order).toList(),
                with.stream().sorted(order).toList());
        long in = isIn.stream().filter(Canaries.YES::equals).count();
        assertEquals(200, in, 60, "a fair coin"); // six standard deviations
        NodeHarness auditor = new NodeHarness(new CanaryAuditNodeFactory());
        assertTrue(bound(auditor.run(out[1], out[0], null)[0]) > 0.5, "the records themselves are released");
        assertEquals(0, bound(auditor.run(out[1], mixed(300, "others", true), null)[0]));
        NodeHarness secret = new NodeHarness(new CanaryInserterNodeFactory());
        assertNotEquals(canaries, rows(secret.run(real)[1]), "canaries are secret");
    }

    @Test
    void canaryNodesRefuseWhatIsWrong() throws Exception {
        NodeHarness inserter = new NodeHarness(new CanaryInserterNodeFactory());
        KNIMEException empty = assertThrows(KNIMEException.class, () -> inserter.run(mixed(0, "none", true)));
        assertTrue(empty.getMessage().contains("empty"), empty.getMessage());
        PortObject[] out = inserter.run(mixed(30, "real", true));
        assertThrows(InvalidSettingsException.class, () -> inserter.run(out[1]), "canaries of canaries");
        NodeHarness auditor = new NodeHarness(new CanaryAuditNodeFactory());
        InvalidSettingsException absent =
                assertThrows(InvalidSettingsException.class, () -> auditor.run(out[0], out[0], null));
        assertTrue(absent.getMessage().contains("second output of Canary Inserter"), absent.getMessage());
        assertThrows(KNIMEException.class, () -> auditor.run(out[1], mixed(0, "none", true), null));
        BufferedDataTable wrong = NodeHarness.texts(
                List.of("z", Canaries.COLUMN), new String[] {"1", "perhaps"}, new String[] {"1", "yes"});
        KNIMEException said =
                assertThrows(KNIMEException.class, () -> auditor.run(wrong, mixed(10, "others", true), null));
        assertTrue(said.getMessage().contains("yes or no"), said.getMessage());
        auditor.settings().addDouble("confidence", 1);
        assertThrows(InvalidSettingsException.class, () -> auditor.run(out[1], out[0], null));
        inserter.settings().addInt("canaries", 3);
        assertThrows(InvalidSettingsException.class, () -> inserter.run(mixed(30, "real", true)));
        assertCanceled(new NodeHarness(new CanaryInserterNodeFactory()), mixed(20_000, "long", true));
        assertCanceled(new NodeHarness(new CanaryAuditNodeFactory()), out[1], mixed(20_000, "long", true), null);
        assertNull(new NodeHarness(new CanaryAuditNodeFactory()).warning());
    }
}
