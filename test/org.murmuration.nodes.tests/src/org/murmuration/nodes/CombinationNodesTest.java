// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
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
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.aggregateevaluation.AggregateEvaluationNodeFactory;
import org.murmuration.nodes.aggregateseeded.AggregateSeededSynthesizerNodeFactory;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeFactory;
import org.murmuration.nodes.kanonymous.KAnonymousAggregatesNodeFactory;
import org.murmuration.nodes.ksynthesizer.KAnonymousSynthesizerNodeFactory;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.release.ReleaseWriterNodeFactory;
import org.murmuration.nodes.sdsreader.SdsAggregatesReaderNodeFactory;
import org.murmuration.nodes.sdswriter.SdsAggregatesWriterNodeFactory;

/** The nodes that count combinations of values and make records of them, driven as KNIME drives them. */
class CombinationNodesTest {
    private static final List<String> ODD = List.of(" leading blank", "\u4e2d\u6587 \u00e9", "quote\"s, and 'more'");

    private static CodebookPortObject book(Codebook.Origin origin, List<String> names, String... values) {
        return NodeHarness.codebook(Codebook.of(
                names.stream().map(n -> Attribute.categorical(n, values)).toList(), origin));
    }

    private static CodebookPortObject book() {
        return book(Codebook.Origin.PUBLIC, ODD, "x", "y");
    }

    private static BufferedDataTable cases(List<String> names, int rows) {
        String[][] cells = new String[rows][names.size()];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < names.size(); c++) {
                cells[r][c] = r % 5 == 0 ? null : r % 2 == 0 ? "x" : "y"; // all columns agree
            }
        }
        return NodeHarness.texts(names, cells);
    }

    private static NodeHarness seeded(NodeHarness node) throws Exception {
        NodeSettings test = node.group("test");
        test.addString("seed", "nodes");
        test.addBoolean("seed_is_present", true);
        return node;
    }

    private static NodeHarness dp(double epsilon) throws Exception {
        NodeHarness node = seeded(new NodeHarness(new DpAggregatesNodeFactory()));
        node.group("budget").addDouble("epsilon", epsilon);
        return node;
    }

    private static NodeHarness seededSynthesizer() {
        return new NodeHarness(new AggregateSeededSynthesizerNodeFactory());
    }

    private static CombinationsPortObject combinations(int rows) throws Exception {
        return (CombinationsPortObject) dp(5).run(cases(ODD, rows), book())[1];
    }

    private static CombinationsPortObject kAnonymous(int rows) throws Exception {
        return (CombinationsPortObject)
                new NodeHarness(new KAnonymousAggregatesNodeFactory()).run(cases(ODD, rows), book())[1];
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 5000})
    void anyNumberOfRowsAndOddNamesGoThrough(int rows) throws Exception {
        NodeHarness node = dp(5);
        PortObject[] out = node.run(cases(ODD, rows), book());
        assertTrue(node.warning().contains("TEST: not private"), node.warning());
        assertEquals(
                rows,
                Double.parseDouble(NodeHarness.column(out[0], "Protected count").get(0)),
                60);
        NodeHarness synthesizer = seededSynthesizer();
        if (((BufferedDataTable) out[0]).size() == 1) {
            KNIMEException e = assertThrows(KNIMEException.class, () -> synthesizer.run(out[1]));
            assertTrue(e.getMessage().contains("No value was released"), e.getMessage());
            return;
        }
        BufferedDataTable made = (BufferedDataTable) synthesizer.run(out[1])[0];
        assertTrue(synthesizer.warning().contains("TEST: not private"));
        assertEquals(rows, made.size(), 60);
        assertEquals(
                ODD.stream().map(String::trim).toList(),
                List.of(made.getDataTableSpec().getColumnNames()));
        made.forEach(r -> assertTrue(r.getKey().getString().matches("Row\\d+"), "fresh row keys"));
    }

    @Test
    void relationsAndMissingValuesAreKeptInWholeRecords() throws Exception {
        PortObject made = seededSynthesizer().run(combinations(5000))[0];
        List<String> a = NodeHarness.column(made, ODD.get(0).trim());
        List<String> b = NodeHarness.column(made, ODD.get(1));
        int same = 0;
        int missing = 0;
        for (int r = 0; r < a.size(); r++) {
            same += java.util.Objects.equals(a.get(r), b.get(r)) ? 1 : 0;
            missing += a.get(r) == null ? 1 : 0;
        }
        assertTrue(same > 0.97 * a.size(), same + " of " + a.size());
        assertEquals(1000, missing, 40);
        NodeHarness fragments = seededSynthesizer();
        fragments.settings().addString("manner", "FRAGMENTS");
        assertTrue(((BufferedDataTable) fragments.run(combinations(5000))[0]).size() > 0);
    }

    @Test
    void valuesOfTheRecordsAreNamedOnlyWhenTheyAreCommon() throws Exception {
        String[][] cells = new String[3000][];
        for (int r = 0; r < 3000; r++) {
            cells[r] = new String[] {r < 3 ? "secret" : "common", r % 2 == 0 ? "a" : "b", "id" + r};
        }
        List<String> names = List.of("country", "group", "unique");
        String[] ids = java.util.stream.IntStream.range(0, 3000)
                .mapToObj(r -> "id" + r)
                .toArray(String[]::new);
        Codebook draft = Codebook.of(
                List.of(
                        Attribute.categorical("country", "secret", "common"),
                        Attribute.categorical("group", "a", "b"),
                        Attribute.categorical("unique", ids)),
                Codebook.Origin.DATA);
        NodeHarness node = new NodeHarness(new DpAggregatesNodeFactory());
        assertThrows(
                InvalidSettingsException.class,
                () -> node.run(NodeHarness.texts(names, cells), NodeHarness.codebook(draft)));
        node.settings().addString("values", "RECORDS");
        NodeModelOutput out = new NodeModelOutput(node.configure(
                NodeHarness.texts(names, cells).getSpec(),
                NodeHarness.codebook(draft).getSpec()));
        assertFalse(out.text().contains("secret"), "the spec names a value");
        PortObject[] made = node.runLoose(NodeHarness.texts(names, cells), NodeHarness.codebook(draft));
        assertTrue(node.warning().contains("1 columns"), node.warning());
        List<String> values = NodeHarness.column(made[0], "Value 1");
        assertTrue(values.contains("common") && !values.contains("secret"), values.toString());
        assertEquals(
                2,
                ((CombinationsPortObject) made[1])
                        .combinations()
                        .codebook()
                        .attributes()
                        .size());
    }

    /** Specs in words. */
    private record NodeModelOutput(org.knime.core.node.port.PortObjectSpec[] specs) {
        String text() throws Exception {
            StringBuilder text = new StringBuilder();
            for (var s : specs) {
                text.append(s == null ? "" : NodeHarness.stored(s));
            }
            return text.toString();
        }
    }

    @Test
    void severalRowsOfAPersonAreJoinedOrBounded() throws Exception {
        List<String> names = List.of("person", "a", "b");
        String[][] cells = new String[400][];
        for (int r = 0; r < 400; r++) {
            cells[r] = new String[] {"P" + r / 4, r % 4 == 0 ? "x" : null, r % 4 == 3 ? "y" : null};
        }
        BufferedDataTable table = NodeHarness.texts(names, cells);
        CodebookPortObject book = book(Codebook.Origin.PUBLIC, List.of("a", "b"), "x", "y");
        NodeHarness joined = new NodeHarness(new KAnonymousAggregatesNodeFactory());
        joined.group("persons").addString("column", "person");
        PortObject[] out = joined.run(table, book);
        assertEquals(List.of("100", "100", "100", "100"), NodeHarness.column(out[0], "Protected count"));
        NodeHarness bounded = dp(20);
        bounded.group("persons").addString("column", "person");
        bounded.group("persons").addString("rows", "BOUND");
        bounded.group("persons").addInt("most", 2);
        double count = Double.parseDouble(NodeHarness.column(bounded.run(table, book)[0], "Protected count")
                .get(0));
        assertEquals(200, count, 25);
        NodeHarness wrong = dp(1);
        wrong.group("persons").addString("column", "nobody");
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> wrong.run(table, book));
        assertTrue(e.getMessage().contains("no column \"nobody\""), e.getMessage());
        CodebookPortObject counted = book(Codebook.Origin.PUBLIC, names, "x", "y");
        InvalidSettingsException twice = assertThrows(InvalidSettingsException.class, () -> joined.run(table, counted));
        assertTrue(twice.getMessage().contains("would be counted"), twice.getMessage());
        cells[1][1] = "y";
        KNIMEException conflict =
                assertThrows(KNIMEException.class, () -> joined.run(NodeHarness.texts(names, cells), book));
        assertTrue(conflict.getMessage().contains("\"a\""), conflict.getMessage());
    }

    @Test
    void kAnonymousRecordsAreWholeOrFragmentsByEveryMethod() throws Exception {
        for (String method : List.of("ROW_SEEDED", "UNSEEDED", "VALUE_SEEDED")) {
            for (String manner : List.of("WHOLE", "FRAGMENTS")) {
                for (int rows : new int[] {0, 1, 55, 500}) {
                    NodeHarness node = new NodeHarness(new KAnonymousSynthesizerNodeFactory());
                    node.settings().addString("method", method);
                    node.settings().addString("manner", manner);
                    BufferedDataTable made = (BufferedDataTable) node.run(cases(ODD, rows), book())[0];
                    assertTrue(node.warning().contains("for one release only"), node.warning());
                    if (manner.equals("WHOLE")) {
                        assertEquals(rows / 10 * 10, made.size());
                    }
                    List<String> a = NodeHarness.column(made, ODD.get(0).trim());
                    List<String> b = NodeHarness.column(made, ODD.get(1));
                    for (int r = 0; r < a.size(); r++) {
                        assertTrue(
                                a.get(r) == null || b.get(r) == null || a.get(r).equals(b.get(r)),
                                "a combination that no record has");
                    }
                }
            }
        }
        NodeHarness limited = new NodeHarness(new KAnonymousSynthesizerNodeFactory());
        limited.settings().addString("method", "VALUE_SEEDED");
        limited.settings().addString("manner", "FRAGMENTS");
        limited.settings().addBoolean("limited", true);
        assertTrue(((BufferedDataTable) limited.run(cases(ODD, 500), book())[0]).size() > 0);
    }

    @Test
    void aLimitReadsTheFirstRowsOnly() throws Exception {
        NodeHarness counts = new NodeHarness(new KAnonymousAggregatesNodeFactory());
        counts.settings().addInt("limit", 57);
        assertEquals(
                "50",
                NodeHarness.column(counts.run(cases(ODD, 500), book())[0], "Protected count")
                        .get(0));
        NodeHarness records = new NodeHarness(new KAnonymousSynthesizerNodeFactory());
        records.settings().addInt("limit", 57);
        assertEquals(50, ((BufferedDataTable) records.run(cases(ODD, 500), book())[0]).size());
        records.settings().addInt("limit", -1);
        assertThrows(InvalidSettingsException.class, () -> records.run(cases(ODD, 500), book()));
    }

    @Test
    void binnedNumbersComeBackAsNumbers() throws Exception {
        Codebook codebook = Codebook.of(
                List.of(Attribute.builder("age")
                        .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 20, 40))
                        .build()),
                Codebook.Origin.PUBLIC);
        DataCell[][] cells = new DataCell[200][];
        for (int r = 0; r < 200; r++) {
            cells[r] = new DataCell[] {new DoubleCell(r % 40)};
        }
        BufferedDataTable table = NodeHarness.table(TableOutput.spec("age", DoubleCell.TYPE), cells);
        for (NodeHarness node : List.of(new NodeHarness(new KAnonymousSynthesizerNodeFactory()))) {
            for (String v : NodeHarness.column(node.run(table, NodeHarness.codebook(codebook))[0], "age")) {
                assertTrue(Integer.parseInt(v) >= 0 && Integer.parseInt(v) <= 40);
            }
        }
    }

    @Test
    void evaluationKeepsThePrivatePartApart() throws Exception {
        CombinationsPortObject counts = combinations(5000);
        PortObject made = seededSynthesizer().run(counts)[0];
        NodeHarness open = new NodeHarness(new AggregateEvaluationNodeFactory());
        PortObject[] published = open.run(counts, book(), made, null);
        assertTrue(((BufferedDataTable) published[0]).size() > 40);
        assertEquals(0, ((BufferedDataTable) published[1]).size());
        assertEquals(null, open.warning());
        NodeHarness all = new NodeHarness(new AggregateEvaluationNodeFactory());
        PortObject[] both = all.run(counts, book(), made, cases(ODD, 5000));
        assertTrue(all.warning().contains("do not publish"), all.warning());
        assertEquals(
                NodeHarness.column(published[0], "Value"),
                NodeHarness.column(both[0], "Value"),
                "sensitive records change what may be published");
        assertTrue(NodeHarness.column(both[1], "Compared").contains("Sensitive records themselves"));
        assertTrue(NodeHarness.column(both[1], "Compared").contains("Synthetic records against sensitive records"));
        NodeHarness countsOnly = new NodeHarness(new AggregateEvaluationNodeFactory());
        PortObject[] secret = countsOnly.run(counts, book(), null, cases(ODD, 5000));
        assertEquals(0, ((BufferedDataTable) secret[0]).size());
        assertTrue(((BufferedDataTable) secret[1]).size() > 40);
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> new NodeHarness(new AggregateEvaluationNodeFactory())
                        .run(counts, book(), null, null));
        assertTrue(e.getMessage().contains("nothing to compare"), e.getMessage());
        for (int rows : new int[] {0, 1}) {
            new NodeHarness(new AggregateEvaluationNodeFactory())
                    .run(counts, book(), NodeHarness.texts(ODD, new String[rows][3]), cases(ODD, rows));
        }
    }

    @Test
    void aggregatesFilesOfTheOtherProgramComeAndGo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("reportable aggregates.tsv");
        NodeHarness writer = new NodeHarness(new SdsAggregatesWriterNodeFactory());
        writer.settings().addString("file", file.toString());
        writer.run(kAnonymous(500));
        assertTrue(Files.readString(file).startsWith("selections\tprotected_count\nrecord_count\t500\n"));
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> writer.run(kAnonymous(500)));
        assertTrue(e.getMessage().contains("already"), e.getMessage());
        writer.settings().addBoolean("overwrite", true);
        writer.settings().addString("delimiter", "COMMA");
        writer.run(kAnonymous(500));
        assertTrue(Files.readString(file).startsWith("selections,protected_count\n"));
        try (var list = Files.list(folder)) {
            assertEquals(1, list.count(), "something else was left in the folder");
        }
        NodeHarness reader = new NodeHarness(new SdsAggregatesReaderNodeFactory());
        reader.settings().addString("file", file.toString());
        PortObject[] read = reader.runLoose();
        assertEquals("500", NodeHarness.column(read[0], "Protected count").get(0));
        NodeHarness synthesizer = seededSynthesizer();
        assertEquals(500, ((BufferedDataTable) synthesizer.runLoose(read[1])[0]).size());
        assertTrue(synthesizer.warning().contains("imported"), synthesizer.warning());
        new NodeHarness(new AggregateEvaluationNodeFactory())
                .run(read[1], read[2], seededSynthesizer().runLoose(read[1])[0], null);
        Files.writeString(file, "selections\tcount\nrecord_count\t9\nA:x\t9\n", StandardCharsets.UTF_8);
        PortObject[] open = reader.runLoose();
        assertTrue(reader.warning().contains("not protected"), reader.warning());
        NodeHarness release = new NodeHarness(new ReleaseWriterNodeFactory());
        release.settings().addString("folder", folder.resolve("release").toString());
        KNIMEException refused = assertThrows(
                KNIMEException.class,
                () -> release.runLoose(seededSynthesizer().runLoose(open[1])[0], null, null, open[1]));
        assertTrue(refused.getMessage().contains("not protected"), refused.getMessage());
        Files.writeString(file, "nonsense", StandardCharsets.UTF_8);
        KNIMEException bad = assertThrows(KNIMEException.class, () -> reader.runLoose());
        assertTrue(bad.getMessage().contains("first line"), bad.getMessage());
        reader.settings().addString("file", folder.resolve("none").toString());
        assertThrows(InvalidSettingsException.class, () -> reader.runLoose());
    }

    @Test
    void releasesOfCombinationsTellWhatTheyPromise(@TempDir Path folder) throws Exception {
        for (boolean isNoisy : new boolean[] {true, false}) {
            CombinationsPortObject counts = isNoisy ? combinations(2000) : kAnonymous(2000);
            Path target = folder.resolve("release " + isNoisy);
            NodeHarness writer = new NodeHarness(new ReleaseWriterNodeFactory());
            writer.settings().addString("folder", target.toString());
            writer.run(seededSynthesizer().run(counts)[0], null, null, counts);
            String privacy = Files.readString(target.resolve("privacy.json"));
            String report = Files.readString(target.resolve("report.html"));
            if (isNoisy) {
                assertTrue(privacy.contains("TEST: not private") && privacy.contains("\"events\""), privacy);
            } else {
                assertTrue(privacy.contains("one release only") && privacy.contains("\"kAnonymity\" : 10"), privacy);
                assertTrue(report.contains("no promise over several releases"));
            }
            assertTrue(Files.readString(target.resolve("aggregates.csv")).contains("protected_count"));
        }
        NodeHarness both = new NodeHarness(new ReleaseWriterNodeFactory());
        both.settings().addString("folder", folder.resolve("x").toString());
        InvalidSettingsException e = assertThrows(
                InvalidSettingsException.class,
                () -> both.run(seededSynthesizer().run(kAnonymous(500))[0], null, null, null));
        assertTrue(e.getMessage().contains("Connect what the records"), e.getMessage());
    }

    @Test
    void wrongInputAndSettingsAreRefused() throws Exception {
        for (NodeHarness node : List.of(dp(1), new NodeHarness(new KAnonymousSynthesizerNodeFactory()))) {
            InvalidSettingsException absent = assertThrows(
                    InvalidSettingsException.class,
                    () -> node.run(NodeHarness.texts(List.of("z"), new String[] {"x"}), book()));
            assertTrue(absent.getMessage().contains("absent"), absent.getMessage());
            assertThrows(
                    InvalidSettingsException.class,
                    () -> node.run(cases(ODD, 5), book(Codebook.Origin.DATA, ODD, "x", "y")));
            DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
            canceled.setExecuteCanceled();
            assertThrows(CanceledExecutionException.class, () -> node.run(canceled, cases(ODD, 50), book()));
            CodebookPortObject bools = book(Codebook.Origin.PUBLIC, List.of("n"), "true", "false");
            BufferedDataTable table =
                    NodeHarness.table(TableOutput.spec("n", BooleanCell.TYPE), new DataCell[] {BooleanCell.TRUE});
            node.run(table, bools);
        }
        NodeHarness parts = dp(1);
        parts.settings().addString("fabricated", "CUSTOM");
        parts.settings().addString("parts", "0.5");
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> parts.run(cases(ODD, 5), book()));
        assertTrue(e.getMessage().contains("Give 2 custom parts"), e.getMessage());
        parts.settings().addString("parts", "0.5; many");
        assertThrows(InvalidSettingsException.class, () -> parts.run(cases(ODD, 5), book()));
        parts.settings().addString("parts", "0.5; 0.1");
        parts.run(cases(ODD, 5), book());
        for (String bad : List.of("percentile", "length")) {
            NodeHarness node = dp(1);
            node.settings().addInt(bad, 101);
            assertThrows(InvalidSettingsException.class, () -> node.run(cases(ODD, 5), book()));
        }
        NodeHarness share = dp(1);
        share.settings().addDouble("countShare", 1.5);
        assertThrows(InvalidSettingsException.class, () -> share.run(cases(ODD, 5), book()));
        NodeHarness rows = seededSynthesizer();
        rows.settings().addInt("rows", -1);
        rows.settings().addBoolean("rows_is_present", true);
        assertThrows(InvalidSettingsException.class, () -> rows.run(combinations(500)));
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> seededSynthesizer().run(canceled, combinations(500)));
        assertThrows(CanceledExecutionException.class, () -> new NodeHarness(new AggregateEvaluationNodeFactory())
                .run(canceled, combinations(500), book(), cases(ODD, 50), null));
        NodeHarness noFile = new NodeHarness(new SdsAggregatesReaderNodeFactory());
        assertThrows(InvalidSettingsException.class, () -> noFile.runLoose());
    }
}
