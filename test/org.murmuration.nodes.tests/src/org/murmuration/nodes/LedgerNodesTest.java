// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerEntry;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.ledger.PrivacyLedgerNodeFactory;
import org.murmuration.nodes.ledgerreport.PrivacyLedgerReportNodeFactory;
import org.murmuration.nodes.marginals.DpMarginalsNodeFactory;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.standin.core.LoopAccess;
import org.murmuration.standin.core.PortStreams;
import org.murmuration.workbench.NodeRepository;
import org.murmuration.workbench.WorkbenchApplication;
import org.murmuration.workbench.WorkflowBuilder;

/** Releases under a ledger: nodes one by one, and whole workflows that are run, reset, copied and changed. */
class LedgerNodesTest {
    private static final Codebook BOOK = Codebook.of(
            List.of(Attribute.categorical("sex", "F", "M"), Attribute.categorical("year", "2019", "2020", "2021")),
            Codebook.Origin.PUBLIC);

    @TempDir
    Path folder;

    private Path where;

    @BeforeEach
    void choosePlace() {
        where = folder.resolve("cases.ledger");
    }

    @AfterEach
    void leaveLoop() {
        LoopAccess.get().leave();
    }

    private NodeHarness ledgerNode(double epsilon) {
        NodeHarness node = new NodeHarness(new PrivacyLedgerNodeFactory());
        node.settings().addString("folder", where.toString());
        node.settings().addString("unit", "victim");
        node.settings().addString("cohortAttribute", "year");
        node.settings().addDouble("epsilon", epsilon);
        return node;
    }

    private LedgerPortObject ledger(double epsilon) throws Exception {
        return (LedgerPortObject) ledgerNode(epsilon).run()[0];
    }

    private static NodeHarness marginals(double epsilon) throws Exception {
        NodeHarness node = new NodeHarness(new DpMarginalsNodeFactory());
        node.group("budget").addDouble("epsilon", epsilon);
        return node;
    }

    private static BufferedDataTable cases(int rows) {
        String[][] cells = new String[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = new String[] {r % 3 == 0 ? "F" : "M", r % 2 == 0 ? "2019" : "2020"};
        }
        return NodeHarness.texts(List.of("sex", "year"), cells);
    }

    private static List<String> counts(PortObject[] out) {
        return NodeHarness.column(out[0], "Noisy count");
    }

    private List<LedgerEntry> entries() throws Exception {
        return PrivacyLedger.open(where).entries();
    }

    // --- Privacy Ledger
    // ------------------------------------------------------------------------------------------------

    @Test
    void ledgerIsCreatedOnceAndOpenedAfterwards() throws Exception {
        LedgerPortObject first = ledger(2);
        byte[] file = Files.readAllBytes(where.resolve("ledger.jsonl"));
        LedgerPortObject second = ledger(2);
        assertEquals(first, second);
        assertArrayEquals(file, Files.readAllBytes(where.resolve("ledger.jsonl")));
        assertEquals("victim", first.getSpec().terms().unit().name());
        assertTrue(first.getSummary().contains("case records"));
    }

    @Test
    void otherTermsThanThoseOfTheLedgerAreRefused() throws Exception {
        ledger(2);
        KNIMEException refused = assertThrows(KNIMEException.class, () -> ledger(3));
        assertTrue(refused.getMessage().contains("terms of a ledger never change"), refused.getMessage());
        assertTrue(refused.getMessage().contains("epsilon 2.0"), refused.getMessage());
    }

    @Test
    void ledgerNodeSaysWhatIsWrong() throws Exception {
        NodeHarness none = new NodeHarness(new PrivacyLedgerNodeFactory());
        assertTrue(assertThrows(InvalidSettingsException.class, none::configure)
                .getMessage()
                .contains("No path is given"));
        NodeHarness fail = ledgerNode(1);
        fail.settings().addString("ifAbsent", "FAIL");
        assertTrue(assertThrows(KNIMEException.class, fail::run).getMessage().contains("There is no ledger"));
        assertFalse(Files.exists(where));
        NodeHarness deep = ledgerNode(1);
        deep.settings()
                .addString("folder", folder.resolve("no/such/place.ledger").toString());
        assertTrue(assertThrows(KNIMEException.class, deep::run).getMessage().contains("does not exist"));
        for (double bad : new double[] {0, -1, Double.NaN}) {
            assertThrows(InvalidSettingsException.class, () -> ledgerNode(bad).configure());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSILON_DELTA", "RHO", "EPSILON"})
    void portsOfAllMeasuresSurviveSavingAndLoading(String measure) throws Exception {
        NodeHarness node = ledgerNode(2);
        node.settings().addString("measure", measure);
        PortObject object = node.run()[0];
        ByteArrayOutputStream spec = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        PortStreams.saveSpec(object.getSpec(), spec);
        PortStreams.save(object, content);
        LedgerPortObjectSpec loaded = (LedgerPortObjectSpec)
                PortStreams.loadSpec(LedgerPortObjectSpec.class, new ByteArrayInputStream(spec.toByteArray()));
        assertEquals(object.getSpec(), loaded);
        assertEquals(
                object,
                PortStreams.load(LedgerPortObject.class, loaded, new ByteArrayInputStream(content.toByteArray())));
        String key = Files.readString(where.resolve("ledger.key"));
        assertFalse(spec.toString(StandardCharsets.ISO_8859_1).contains(key));
        assertFalse(content.toString(StandardCharsets.ISO_8859_1).contains(key));
    }

    // --- DP Marginals
    // --------------------------------------------------------------------------------------------------

    @Test
    void executingAgainGivesTheSameCountsAtNoCost() throws Exception {
        LedgerPortObject ledger = ledger(2);
        PortObject[] first = marginals(1).run(cases(50), NodeHarness.codebook(BOOK), ledger);
        byte[] file = Files.readAllBytes(where.resolve("ledger.jsonl"));
        NodeHarness again = marginals(1);
        PortObject[] second = again.run(cases(50), NodeHarness.codebook(BOOK), ledger);
        assertEquals(counts(first), counts(second));
        assertEquals(first[1], second[1]);
        assertArrayEquals(file, Files.readAllBytes(where.resolve("ledger.jsonl")));
        assertNull(again.warning());
        AggregatesPortObject released = (AggregatesPortObject) first[1];
        assertEquals("victim", released.aggregates().unit().name());
        assertEquals(
                entries().get(0).release(),
                released.aggregates().ledger().orElseThrow().release());
    }

    @Test
    void anExhaustedBudgetIsToldBeforeARowIsRead() throws Exception {
        LedgerPortObject ledger = ledger(1.2);
        marginals(1).run(cases(50), NodeHarness.codebook(BOOK), ledger);
        // a table whose rows cannot be read: refused before anybody tries
        double[] progress = {0};
        DefaultNodeProgressMonitor watcher = new DefaultNodeProgressMonitor() {
            @Override
            public void setProgress(double value) {
                progress[0] = Math.max(progress[0], value);
                super.setProgress(value);
            }
        };
        KNIMEException refused = assertThrows(KNIMEException.class, () -> marginals(0.9)
                .run(watcher, cases(20_000), NodeHarness.codebook(BOOK), ledger));
        assertTrue(refused.getMessage().contains("would cost epsilon 0.9"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Nothing was read or spent"), refused.getMessage());
        assertEquals(0, progress[0]);
        assertEquals(1, entries().size());
    }

    @Test
    void cohortsUseTheirRecordsAloneAndPayForThemselves() throws Exception {
        LedgerPortObject ledger = ledger(1);
        NodeHarness first = marginals(1);
        first.group("recording").addString("cohort", "2019");
        PortObject[] counts = first.run(cases(4000), NodeHarness.codebook(BOOK), ledger);
        NodeHarness second = marginals(1);
        second.group("recording").addString("cohort", " 2020 ; 2021 ");
        second.run(cases(4000), NodeHarness.codebook(BOOK), ledger);
        assertEquals(2, entries().size());
        assertEquals(
                2000,
                ((AggregatesPortObject) counts[1]).aggregates().count().count(),
                300,
                "the other year is left out");
        assertThrows(KNIMEException.class, () -> marginals(0.2).run(cases(4000), NodeHarness.codebook(BOOK), ledger));
        NodeHarness unknown = marginals(0.1);
        unknown.group("recording").addString("cohort", "1999");
        KNIMEException wrong =
                assertThrows(KNIMEException.class, () -> unknown.run(cases(10), NodeHarness.codebook(BOOK), ledger));
        assertTrue(wrong.getMessage().contains("does not have"), wrong.getMessage());
        assertFalse(wrong.getMessage().contains("1999"));
        NodeHarness without = marginals(1);
        without.group("recording").addString("cohort", "2019");
        assertThrows(InvalidSettingsException.class, () -> without.run(cases(10), NodeHarness.codebook(BOOK)));
    }

    @Test
    void seedsAndLedgersDoNotGoTogether() throws Exception {
        LedgerPortObject ledger = ledger(1);
        NodeHarness node = marginals(1);
        node.group("test").addString("seed", "x");
        node.group("test").addBoolean("seed_is_present", true);
        assertTrue(assertThrows(
                        InvalidSettingsException.class, () -> node.run(cases(10), NodeHarness.codebook(BOOK), ledger))
                .getMessage()
                .contains("cannot be used together"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void loopsAreRefusedUnlessEachIterationIsARelease(boolean inComponent) throws Exception {
        LedgerPortObject ledger = ledger(3);
        LoopAccess.get().enter(0, inComponent);
        InvalidSettingsException refused = assertThrows(
                InvalidSettingsException.class, () -> marginals(1).run(cases(10), NodeHarness.codebook(BOOK), ledger));
        assertTrue(refused.getMessage().contains("stands in a loop"), refused.getMessage());
        assertThrows(InvalidSettingsException.class, () -> marginals(1).run(cases(10), NodeHarness.codebook(BOOK)));
        NodeHarness meant = marginals(1);
        meant.group("recording").addBoolean("eachIteration", true);
        List<String> first = counts(meant.run(cases(10), NodeHarness.codebook(BOOK), ledger));
        assertEquals(first, counts(meant.run(cases(10), NodeHarness.codebook(BOOK), ledger)));
        LoopAccess.get().enter(1, inComponent);
        meant.run(cases(10), NodeHarness.codebook(BOOK), ledger);
        assertEquals(2, entries().size());
        LoopAccess.get().leave();
        meant.run(cases(10), NodeHarness.codebook(BOOK), ledger);
        assertEquals(3, entries().size());
    }

    @Test
    void cancelBeforeNoiseIsFreeAndAfterNoiseIsCharged() throws Exception {
        LedgerPortObject ledger = ledger(3);
        DefaultNodeProgressMonitor early = new DefaultNodeProgressMonitor();
        early.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> marginals(1)
                .run(early, cases(50_000), NodeHarness.codebook(BOOK), ledger));
        assertEquals(0, PrivacyLedger.open(where).account().spent(Cohort.ALL));
        DefaultNodeProgressMonitor late = new DefaultNodeProgressMonitor() {
            @Override
            public void setProgress(double value) {
                super.setProgress(value);
                if (value > 0.4 * 0.65) { // fifty rows report no progress of their own; noise begins at 0.6 of 0.4
                    setExecuteCanceled();
                }
            }
        };
        KNIMEException told = assertThrows(
                KNIMEException.class, () -> marginals(1).run(late, cases(50), NodeHarness.codebook(BOOK), ledger));
        assertTrue(told.getMessage().contains("stays charged"), told.getMessage());
        assertEquals(1, PrivacyLedger.open(where).account().spent(Cohort.ALL), 0.01);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void tablesOfAnySizeAreReleasedUnderALedger(int rows) throws Exception {
        PortObject[] out = marginals(1).run(cases(rows), NodeHarness.codebook(BOOK), ledger(1));
        assertEquals(rows, ((AggregatesPortObject) out[1]).aggregates().count().count(), 250);
    }

    @Test
    void replacedNeighboursCostTwiceAsMuchNoise() throws Exception {
        NodeHarness node = ledgerNode(2);
        node.settings().addString("neighbours", "REPLACED");
        PortObject replaced = node.run()[0];
        where = folder.resolve("usual.ledger");
        PortObject usual = ledger(2);
        double sigma = sigma(replaced);
        assertEquals(Math.sqrt(2), sigma / sigma(usual), 1e-3);
    }

    private static double sigma(PortObject ledger) throws Exception {
        PortObject[] out = marginals(1).run(cases(10), NodeHarness.codebook(BOOK), ledger);
        return Double.parseDouble(NodeHarness.column(out[0], "Sigma").get(0));
    }

    @Test
    void specsUnderALedgerDoNotDependOnTheRecords() throws Exception {
        LedgerPortObject ledger = ledger(3);
        NodeHarness node = marginals(1);
        String[] stored = new String[2];
        for (int i = 0; i < 2; i++) {
            PortObject[] out = node.run(cases(40 + i), NodeHarness.codebook(BOOK), ledger);
            stored[i] = NodeHarness.stored(out[0].getSpec()) + NodeHarness.stored(out[1].getSpec());
        }
        assertEquals(stored[0], stored[1]);
    }

    // --- Privacy Ledger Report
    // -----------------------------------------------------------------------------------------

    @Test
    void reportListsReleasesAndTotals() throws Exception {
        LedgerPortObject ledger = ledger(2);
        NodeHarness report = new NodeHarness(new PrivacyLedgerReportNodeFactory());
        PortObject[] empty = report.run(ledger);
        assertEquals(0, ((BufferedDataTable) empty[0]).size());
        assertTrue(NodeHarness.column(empty[2], "In words").get(0).contains("Nothing was released"));
        marginals(1).run(cases(50), NodeHarness.codebook(BOOK), ledger);
        marginals(0.5).run(cases(50), NodeHarness.codebook(BOOK), ledger);
        PortObject[] out = report.run(ledger);
        assertEquals(List.of("COMMITTED", "COMMITTED"), NodeHarness.column(out[0], "State"));
        assertEquals(
                1,
                Double.parseDouble(NodeHarness.column(out[0], "Cost by itself").get(0)),
                1e-4);
        double total =
                Double.parseDouble(NodeHarness.column(out[0], "Total after it").get(1));
        assertTrue(total > 1 && total < 1.5, "total " + total);
        assertEquals(12, ((BufferedDataTable) out[1]).size());
        List<String> zcdp = NodeHarness.column(out[1], "Epsilon by sums of rho");
        List<String> pld = NodeHarness.column(out[1], "Epsilon by loss distributions");
        for (int i = 0; i < zcdp.size(); i++) {
            assertTrue(Double.parseDouble(pld.get(i)) <= Double.parseDouble(zcdp.get(i)));
        }
        String words = NodeHarness.column(out[2], "In words").get(0);
        assertTrue(words.contains("All 2 releases together"), words);
        assertTrue(words.contains("any single victim"), words);
        Files.delete(where.resolve("ledger.head"));
        KNIMEException damaged = assertThrows(KNIMEException.class, () -> report.run(ledger));
        assertTrue(damaged.getMessage().contains("changed outside of this software"), damaged.getMessage());
        assertTrue(out[0].getSpec() instanceof DataTableSpec);
    }

    // --- workflows that are run, reset, copied and changed
    // ---------------------------------------------------------------

    private Path workflow(String name) throws Exception {
        Path w = folder.resolve(name);
        WorkflowBuilder b = new WorkflowBuilder(new NodeRepository());
        int reader = b.add("Case Data Reader", 0, 0);
        int ledger = b.add("Privacy Ledger", 0, 100);
        int marginals = b.add("DP Marginals", 100, 0);
        int generator = b.add("Synthetic Data Generator", 200, 0);
        int release = b.add("Release Writer", 300, 0);
        int report = b.add("Privacy Ledger Report", 300, 100);
        b.set(reader, "file", "data/cases.csv").set(reader, "codebook", "data/codebook.json");
        b.set(ledger, "folder", "../cases.ledger").set(ledger, "epsilon", "5");
        b.set(release, "folder", "../release").set(release, "ifExists", "REPLACE");
        b.connect(reader, 1, marginals, 1)
                .connect(reader, 2, marginals, 2)
                .connect(ledger, 1, marginals, 3)
                .connect(marginals, 2, generator, 1)
                .connect(generator, 1, release, 1)
                .connect(marginals, 2, release, 2)
                .connect(ledger, 1, report, 1)
                .connect(marginals, 0, report, 0);
        b.save(w);
        Files.createDirectories(w.resolve("data"));
        Files.writeString(w.resolve("data/codebook.json"), BOOK.toJson());
        Files.writeString(w.resolve("data/cases.csv"), "sex,year\n" + "F,2019\nM,2020\n".repeat(200));
        return w;
    }

    private String run(Path workflow, String... settings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path tables = folder.resolve("tables");
        String[] args = new String[4 + 2 * settings.length];
        args[0] = workflow.toString();
        args[1] = "--out";
        args[2] = tables.toString();
        args[3] = "--tables";
        for (int i = 0; i < settings.length; i++) {
            args[4 + 2 * i] = "--set";
            args[5 + 2 * i] = settings[i];
        }
        int code = WorkbenchApplication.run(new PrintStream(out, true, StandardCharsets.UTF_8), args);
        assertEquals(WorkbenchApplication.OK, code, out.toString(StandardCharsets.UTF_8));
        return Files.readString(tables.resolve("DP Marginals (3) - Aggregates.csv"))
                + Files.readString(folder.resolve("release/aggregates.csv"))
                + Files.readString(folder.resolve("release/privacy.json"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                Files.copy(p, to.resolve(from.relativize(p).toString()));
            }
        }
    }

    @Test
    void runningResettingAndCopyingAWorkflowSpendsOnce() throws Exception {
        Path workflow = workflow("original");
        String first = run(workflow);
        byte[] ledger = Files.readAllBytes(where.resolve("ledger.jsonl"));
        assertEquals(first, run(workflow), "run again from the start, as after a reset");
        copy(workflow, folder.resolve("copied"));
        assertEquals(first, run(folder.resolve("copied")), "a copy of the workflow");
        assertArrayEquals(ledger, Files.readAllBytes(where.resolve("ledger.jsonl")), "the ledger did not change");
        Path csv = workflow.resolve("data/cases.csv");
        Files.writeString(csv, "sex,year\n" + "M,2020\nF,2019\n".repeat(200));
        assertEquals(first, run(workflow), "other order of the rows");
        assertEquals(1, entries().size());

        String changedParameter = run(workflow, "DP Marginals.release.budget.epsilon=0.5");
        assertNotEquals(first, changedParameter);
        assertEquals(2, entries().size(), "one parameter changed: a new charge");
        Files.writeString(csv, "sex,year\n" + "M,2020\nF,2019\n".repeat(199) + "M,2020\nF,2020\n");
        assertNotEquals(first, run(workflow));
        assertEquals(3, entries().size(), "one row changed: a new charge");
        Files.writeString(csv, "sex,year\n" + "F,2019\nM,2020\n".repeat(200));
        assertNotEquals(
                first, run(workflow, "DP Marginals.release.recording.number=2"), "a new release has other noise");
        assertEquals(4, entries().size(), "a new release: a new charge");
        assertEquals(first, run(workflow), "and the first one is still there");
        assertEquals(4, entries().size());
        assertTrue(first.contains("all releases together keep to epsilon 5 at delta 0.000001"), first);
        String view = Files.readString(folder.resolve("tables/Privacy Ledger Report (6).html"));
        assertTrue(view.contains("\"entries\":[{\"release\""), "the view carries its data");
        assertFalse(view.contains("<!--client-->"));
    }

    @Test
    void aLedgerInsideTheWorkflowIsRefused() throws Exception {
        Path workflow = workflow("inside");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = WorkbenchApplication.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                workflow.toString(),
                "--set",
                "Privacy Ledger.folder=cases.ledger");
        String text = out.toString(StandardCharsets.UTF_8);
        assertNotEquals(WorkbenchApplication.OK, code, text);
        assertTrue(text.contains("lies inside the workflow"), text);
    }
}
