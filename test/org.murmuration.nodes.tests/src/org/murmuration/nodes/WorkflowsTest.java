// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.lookalike.LookAlike;
import org.murmuration.workbench.ExampleWorkflows;
import org.murmuration.workbench.NodeRepository;
import org.murmuration.workbench.WorkbenchApplication;
import org.murmuration.workbench.Workflow;
import org.murmuration.workbench.WorkflowBuilder;
import org.murmuration.workbench.WorkflowFormat;

/** Stored workflows, and workflows that are wrong. */
class WorkflowsTest {
    private static final Path ROOT = Path.of(System.getProperty("murmuration.root"));
    private static final Path WORKFLOWS = ROOT.resolve("test/workflows");

    @TempDir
    Path folder;

    private record Run(int code, String text) {}

    private static Run workbench(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = WorkbenchApplication.run(new PrintStream(out, true, StandardCharsets.UTF_8), args);
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> texts(Path where) throws IOException {
        Map<String, String> result = new TreeMap<>();
        try (Stream<Path> all = Files.walk(where)) {
            for (Path p : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = where.relativize(p).toString().replace('\\', '/');
                if (!name.contains("data/") && !name.startsWith("releases")) {
                    result.put(name, Files.readString(p));
                }
            }
        }
        return result;
    }

    @Test
    void storedExamplesAreWhatTheCodeMakes() throws Exception {
        ExampleWorkflows.write(folder);
        assertEquals(texts(folder), texts(WORKFLOWS));
    }

    @Test
    void adultWorkflowRunsFromTheFileToTheRelease() throws Exception {
        Run run = workbench(
                WORKFLOWS.resolve(ExampleWorkflows.ADULT).toString(),
                "--set",
                "Release Writer.folder=" + folder.resolve("release"),
                "--out",
                folder.resolve("views").toString(),
                "--tables",
                "--print",
                "Utility Evaluation=8",
                "--json",
                folder.resolve("release/privacy.json") + "#statement");
        assertEquals(WorkbenchApplication.OK, run.code, run.text);
        assertTrue(run.text.contains("[5/6] Release Writer"), run.text);
        assertTrue(run.text.contains("rows out: 48842"), run.text);
        assertTrue(run.text.contains("With epsilon = 1 and delta = 0.000001"), run.text);
        try (Stream<String> lines = Files.lines(folder.resolve("release/synthetic.csv"))) {
            assertEquals(48_842, lines.count() - 1, 250);
        }
        String view = Files.readString(folder.resolve("views/Utility Evaluation (4).html"));
        assertTrue(view.contains("\"realRows\":48842"));
        assertTrue(Files.exists(folder.resolve("views/DP Marginals (2) - Aggregates.csv")));
        double twoWay = Double.parseDouble(
                run.text.replaceAll("(?s).*Mean total variation distance \\| 2 \\| - \\| ([0-9.]+).*", "$1"));
        assertTrue(twoWay < 0.06, "mean two-way distance " + twoWay);
    }

    @Test
    void codebookWorkflowRunsAndWarns() {
        Run run = workbench(WORKFLOWS.resolve(ExampleWorkflows.CODEBOOK).toString());
        assertEquals(WorkbenchApplication.OK, run.code, run.text);
        assertTrue(run.text.contains("WARNING Made from the data: not private"), run.text);
    }

    @Test
    void ledgerWorkflowSpendsOnceHoweverOftenItRuns() throws Exception {
        for (int i = 0; i < 2; i++) {
            Run run = workbench(
                    WORKFLOWS.resolve(ExampleWorkflows.LEDGER).toString(),
                    "--set",
                    "Privacy Ledger.folder=" + folder.resolve("adult.ledger"),
                    "--print",
                    "Privacy Ledger Report=3");
            assertEquals(WorkbenchApplication.OK, run.code, run.text);
            assertTrue(run.text.contains("rows out: 1, 12, 1"), run.text);
            assertFalse(run.text.contains("WARNING"), run.text);
        }
    }

    @Test
    void modelWorkflowLearnsOnceAndDrawsAnew() throws Exception {
        for (int i = 0; i < 2; i++) {
            Run run = workbench(
                    WORKFLOWS.resolve(ExampleWorkflows.MODEL).toString(),
                    "--set",
                    "Privacy Ledger.folder=" + folder.resolve("model.ledger"),
                    "--set",
                    "Release Writer.folder=" + folder.resolve("released"));
            assertEquals(WorkbenchApplication.OK, run.code, run.text);
            assertFalse(run.text.contains("WARNING"), run.text);
        }
        assertEquals(
                1,
                org.murmuration.engine.accounting.ledger.PrivacyLedger.open(folder.resolve("model.ledger"))
                        .entries()
                        .size());
    }

    @Test
    void combinationsWorkflowCountsOnceAndMakesWholeRecords() throws Exception {
        for (int i = 0; i < 2; i++) {
            Run run = workbench(
                    WORKFLOWS.resolve(ExampleWorkflows.COMBINATIONS).toString(),
                    "--set",
                    "Privacy Ledger.folder=" + folder.resolve("combinations.ledger"),
                    "--set",
                    "SDS Aggregates Writer.file=" + folder.resolve("aggregates.tsv"),
                    "--set",
                    "Release Writer.folder=" + folder.resolve("combinations"));
            assertEquals(WorkbenchApplication.OK, run.code, run.text);
        }
        assertEquals(
                1,
                org.murmuration.engine.accounting.ledger.PrivacyLedger.open(folder.resolve("combinations.ledger"))
                        .entries()
                        .size());
        assertTrue(Files.readString(folder.resolve("aggregates.tsv")).startsWith("selections\tprotected_count\n"));
    }

    @Test
    void evaluationWorkflowComparesJudgesAndAudits() throws Exception {
        for (int i = 0; i < 2; i++) {
            Run run = workbench(
                    WORKFLOWS.resolve(ExampleWorkflows.EVALUATION).toString(),
                    "--set",
                    "Privacy Ledger.folder=" + folder.resolve("evaluation.ledger"),
                    "--set",
                    "Synthesizer Comparison.limit=2000",
                    "--set",
                    "Synthesizer Comparison.shown=500",
                    "--out",
                    folder.resolve("views" + i).toString(),
                    "--tables",
                    "--print",
                    "Canary Audit=6");
            assertEquals(WorkbenchApplication.OK, run.code, run.text);
            assertTrue(run.text.contains("Epsilon is at least"), run.text);
        }
        assertEquals(
                2,
                PrivacyLedger.open(folder.resolve("evaluation.ledger"))
                        .entries()
                        .size());
    }

    @Test
    void statisticsWorkflowSpendsOnce() throws Exception {
        for (int i = 0; i < 2; i++) {
            Run run = workbench(
                    WORKFLOWS.resolve(ExampleWorkflows.STATISTICS).toString(),
                    "--set",
                    "Privacy Ledger.folder=" + folder.resolve("statistics.ledger"),
                    "--print",
                    "DP GroupBy=16");
            assertEquals(WorkbenchApplication.OK, run.code, run.text);
            assertFalse(run.text.contains("WARNING"), run.text);
            assertTrue(run.text.contains("Mean of hours-per-week"), run.text);
        }
        assertEquals(
                2,
                PrivacyLedger.open(folder.resolve("statistics.ledger"))
                        .entries()
                        .size());
    }

    @Test
    void packedWorkflowsRunToo() throws Exception {
        Path knwf = folder.resolve("example.knwf");
        WorkflowFormat.pack(WORKFLOWS.resolve(ExampleWorkflows.FIRST), knwf);
        Run run = workbench(knwf.toString(), "--set", "Privacy Ledger.folder=" + folder.resolve("packed.ledger"));
        assertEquals(WorkbenchApplication.OK, run.code, run.text);
    }

    @Test
    void storedWorkflowsAreReadAsTheyWereWritten() throws Exception {
        for (String name : ExampleWorkflows.names()) {
            Workflow stored = WorkflowFormat.read(WORKFLOWS.resolve(name));
            Path copy = folder.resolve(name);
            WorkflowFormat.write(
                    new Workflow(copy, stored.nodes(), stored.connections(), stored.annotations()),
                    new NodeRepository());
            assertEquals(texts(WORKFLOWS.resolve(name)), texts(copy));
        }
    }

    // --- workflows that are wrong -----------------------------------------------------------------------------------

    @Test
    void wrongCallsAreUsageErrors() {
        assertUsage("No workflow is given");
        assertUsage("no workflow", folder.toString());
        assertUsage("Unknown argument", "--frobnicate");
        assertUsage("needs a value", "--set");
        assertUsage("no node named", "--describe", "Frobnicator");
        String adult = WORKFLOWS.resolve(ExampleWorkflows.ADULT).toString();
        assertUsage("does not begin with a node", adult, "--set", "Nobody.x=1");
        assertUsage(
                "Its parameters are: release.budget.audience, release.budget.delta, release.budget.epsilon",
                adult,
                "--set",
                "DP Marginals.eps=1");
        assertUsage("has no parameter", adult, "--set", "DP Marginals.release.budget.epsilon=one");
    }

    private static void assertUsage(String reason, String... args) {
        Run run = workbench(args);
        assertEquals(WorkbenchApplication.USAGE, run.code, run.text);
        assertTrue(run.text.startsWith("ERROR ") && run.text.contains(reason), run.text);
        assertFalse(run.text.contains("\tat "), "stack trace without --debug");
    }

    @Test
    void listAndDescribeTellAboutNodes() {
        assertTrue(workbench("--list").text.contains("Synthetic Data Generator"));
        String text = workbench("--describe", "dp marginals").text;
        assertTrue(text.contains("Epsilon: How much the release may reveal"), text);
        assertEquals(WorkbenchApplication.OK, workbench("--help").code);
    }

    private Run broken(int kind) throws Exception {
        Path where = folder.resolve("broken" + kind);
        Files.createDirectories(where.resolve("data"));
        Files.writeString(where.resolve("data/cases.csv"), "a,b\nx,y\ny,x\n");
        Files.writeString(
                where.resolve("data/codebook.json"),
                "{\"fields\":[{\"name\":\"a\",\"categories\":[\"x\",\"y\"]}"
                        + (kind == 1 ? ",{\"name\":\"absent\",\"categories\":[\"x\"]}" : "") + "]}");
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int reader = w.add("Case Data Reader", 0, 0);
        int marginals = w.add("DP Marginals", 200, 0);
        int generator = w.add("Synthetic Data Generator", 400, 0);
        w.set(reader, "file", kind == 2 ? "data/nowhere.csv" : "data/cases.csv")
                .set(reader, "codebook", "data/codebook.json");
        w.set(marginals, "release.budget.epsilon", kind == 3 ? "-1" : "1");
        w.connect(reader, 1, marginals, 1).connect(marginals, kind == 4 ? 1 : 2, generator, 1);
        if (kind != 5) {
            w.connect(reader, 2, marginals, 2);
        }
        w.save(where);
        return workbench(where.toString());
    }

    @Test
    void fiveWrongWorkflowsEachFailWithTheNodeTheMessageAndWhatToDo() throws Exception {
        assertFails(broken(1), "Case Data Reader", "lacks: \"absent\"", "What to do");
        assertFails(broken(2), "Case Data Reader", "There is no file at", "Check the path");
        assertFails(broken(3), "DP Marginals", "Epsilon must lie above 0", "What to do");
        assertFails(
                broken(4), "Synthetic Data Generator", "cannot take the output of \"DP Marginals\"", "DP Aggregates");
        assertFails(broken(5), "DP Marginals", "\"Codebook\" is not connected", "Connect it");
    }

    private static void assertFails(Run run, String node, String message, String remedy) {
        assertEquals(WorkbenchApplication.FAILED, run.code, run.text);
        String after = run.text.substring(run.text.indexOf(node));
        assertTrue(after.contains("FAILED") && after.contains(message) && after.contains(remedy), run.text);
        assertFalse(run.text.contains("\tat "), "stack trace without --debug");
        assertTrue(run.text.contains("did not finish"), run.text);
    }

    @Test
    void releaseInsideTheWorkflowIsRefused() {
        Run run = workbench(
                WORKFLOWS.resolve(ExampleWorkflows.ADULT).toString(),
                "--set",
                "Release Writer.folder=release-here",
                "--set",
                "Utility Evaluation.order=ONE");
        assertEquals(WorkbenchApplication.FAILED, run.code);
        assertTrue(run.text.contains("inside the workflow, which holds sensitive data"), run.text);
        assertFalse(Files.exists(WORKFLOWS.resolve(ExampleWorkflows.ADULT).resolve("release-here")));
    }

    @Test
    void circlesAreNoticed() throws Exception {
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        int a = w.add("DP Marginals", 0, 0);
        int b = w.add("DP Marginals", 0, 0);
        w.connect(a, 1, b, 1).connect(b, 1, a, 1);
        w.save(folder.resolve("circle"));
        Run run = workbench(folder.resolve("circle").toString());
        assertEquals(WorkbenchApplication.USAGE, run.code);
        assertTrue(run.text.contains("circle"), run.text);
    }

    @Test
    void workflowsWithUnknownNodesNameThem() throws Exception {
        Path where = folder.resolve("unknown");
        WorkflowBuilder w = new WorkflowBuilder(new NodeRepository());
        w.add("Case Data Reader", 0, 0);
        w.save(where);
        Path settings = where.resolve("Case Data Reader (#1)/settings.xml");
        Files.writeString(
                settings, Files.readString(settings).replace("org.murmuration.nodes.reader.", "org.elsewhere."));
        Run run = workbench(where.toString());
        assertEquals(WorkbenchApplication.USAGE, run.code);
        assertTrue(run.text.contains("not installed"), run.text);
    }

    @Test
    void linkedWorkflowReleasesBothTablesOnceAndTakesSheetsToo() throws Exception {
        Path data = WORKFLOWS.resolve(ExampleWorkflows.LINKED).resolve("data");
        LookAlike.of(LookAlike.VICTIMS, 1).write(folder.resolve("invented"));
        for (String file :
                new String[] {"victims.csv", "perpetrators.csv", "victims-codebook.json", "perpetrators-codebook.json"
                }) {
            assertEquals(-1, Files.mismatch(folder.resolve("invented").resolve(file), data.resolve(file)), file);
        }
        for (int i = 0; i < 2; i++) {
            Run run = workbench(
                    WORKFLOWS.resolve(ExampleWorkflows.LINKED).toString(),
                    "--set",
                    "Privacy Ledger.folder=" + folder.resolve("linked.ledger"),
                    "--set",
                    "Linked Release Writer.folder=" + folder.resolve("linked"),
                    "--print",
                    "Linked Utility Evaluation=40");
            assertEquals(WorkbenchApplication.OK, run.code, run.text);
            double mean = Double.parseDouble(run.text.replaceAll(
                    "(?s).*Mean total variation of synthetic tables \\| all \\| ([0-9.]+).*", "$1"));
            assertTrue(mean < 0.01, "mean distance " + mean);
            assertTrue(run.text.contains("Valid keys of the parent | perpetrator | 1.0"), run.text);
        }
        assertEquals(
                1, PrivacyLedger.open(folder.resolve("linked.ledger")).entries().size());
        assertTrue(Files.exists(folder.resolve("linked/children.csv")));
        LookAlike.of(2000, 2).writeFlat(folder.resolve("flat.csv"));
        Run flat = workbench(
                WORKFLOWS.resolve(ExampleWorkflows.LINKED).toString(),
                "--set",
                "Case Data Reader.file=" + folder.resolve("flat.csv"),
                "--set",
                "Linked Data Builder.shape=LISTS",
                "--set",
                "Linked Data Builder.parentKey=",
                "--set",
                "Privacy Ledger.folder=" + folder.resolve("flat.ledger"),
                "--set",
                "Linked Release Writer.folder=" + folder.resolve("flat"));
        assertEquals(WorkbenchApplication.OK, flat.code, flat.text);
        assertTrue(flat.text.contains("rows out: 2000"), flat.text);
    }

    @Test
    void theFirstTableIsForThePublicAndComesBackAtNoCost() throws Exception {
        assertEquals(
                Files.readAllLines(WORKFLOWS.resolve(ExampleWorkflows.LINKED).resolve("data/victims.csv"))
                        .subList(0, 2001),
                Files.readAllLines(WORKFLOWS.resolve(ExampleWorkflows.FIRST).resolve("data/victims.csv")));
        Path account = folder.resolve("first.ledger");
        for (String time : List.of("first", "second")) {
            Run run = workbench(
                    WORKFLOWS.resolve(ExampleWorkflows.FIRST).toString(),
                    "--set",
                    "Privacy Ledger.folder=" + account,
                    "--tables",
                    "--out",
                    folder.resolve(time).toString());
            assertEquals(WorkbenchApplication.OK, run.code, run.text);
        }
        String table = "DP Marginals (3) - Aggregates.csv";
        assertEquals(
                -1,
                Files.mismatch(
                        folder.resolve("first").resolve(table),
                        folder.resolve("second").resolve(table)));
        var entries = PrivacyLedger.open(account).entries();
        assertEquals(1, entries.size());
        assertEquals(
                1,
                new org.murmuration.engine.accounting.ledger.LedgerAccount(
                                PrivacyLedger.open(account).terms(), entries)
                        .spent(entries.get(0).cohort()),
                0.01,
                "the guarantee of a release for the public");
    }

    @Test
    void yearlyReleasesFitOneBudgetAndASecondOneOfAYearDoesNot() throws Exception {
        sameVictims(ExampleWorkflows.YEARLY);
        String ledger = "Privacy Ledger.folder=" + folder.resolve("yearly.ledger");
        Run run = workbench(
                WORKFLOWS.resolve(ExampleWorkflows.YEARLY).toString(),
                "--set",
                ledger,
                "--print",
                "Privacy Ledger Report=5");
        assertEquals(WorkbenchApplication.OK, run.code, run.text);
        assertEquals(
                3, PrivacyLedger.open(folder.resolve("yearly.ledger")).entries().size());
        Run again = workbench(
                WORKFLOWS.resolve(ExampleWorkflows.YEARLY).toString(),
                "--set",
                ledger,
                "--set",
                "DP Marginals.release.recording.number=2");
        assertEquals(WorkbenchApplication.FAILED, again.code, again.text);
        assertTrue(again.text.contains("would cost"), again.text);
        assertEquals(
                3, PrivacyLedger.open(folder.resolve("yearly.ledger")).entries().size());
    }

    private static void sameVictims(String workflow) throws IOException {
        for (String file : new String[] {"victims.csv", "victims-codebook.json"}) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            WORKFLOWS
                                    .resolve(ExampleWorkflows.LINKED)
                                    .resolve("data")
                                    .resolve(file),
                            WORKFLOWS.resolve(workflow).resolve("data").resolve(file)));
        }
    }

    @Test
    void withoutALedgerCountsDifferAndWithOneTheyAreTheSame() throws Exception {
        sameVictims(ExampleWorkflows.UNRECORDED);
        Run run = workbench(
                WORKFLOWS.resolve(ExampleWorkflows.UNRECORDED).toString(),
                "--set",
                "Privacy Ledger.folder=" + folder.resolve("unrecorded.ledger"),
                "--out",
                folder.resolve("views").toString(),
                "--tables");
        assertEquals(WorkbenchApplication.OK, run.code, run.text);
        Path[] tables = new Path[4];
        for (int i = 0; i < 4; i++) {
            tables[i] = folder.resolve("views/DP Marginals (" + (3 + i) + ") - Aggregates.csv");
        }
        assertTrue(Files.mismatch(tables[0], tables[1]) >= 0, "two draws of noise");
        assertEquals(-1, Files.mismatch(tables[2], tables[3]), "one release");
        assertEquals(
                1,
                PrivacyLedger.open(folder.resolve("unrecorded.ledger"))
                        .entries()
                        .size());
    }
}
