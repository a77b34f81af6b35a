// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
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
import org.knime.core.node.port.PortObjectSpec;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.learner.DpSynthesizerLearnerNodeFactory;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.nodes.release.ReleaseWriterNodeFactory;
import org.murmuration.nodes.sampler.SyntheticDataSamplerNodeFactory;
import org.murmuration.standin.core.PortStreams;

/** DP Synthesizer Learner and Synthetic Data Sampler, driven as KNIME drives them. */
class ModelNodesTest {
    private static final List<String> ODD = List.of(" leading blank", "\u4e2d\u6587 \u00e9", "quote\"s, and 'more'");

    private static Codebook codebook(List<String> names) {
        return Codebook.of(
                names.stream().map(n -> Attribute.categorical(n, "x", "y")).toList(), Codebook.Origin.PUBLIC);
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

    private static NodeHarness learner(String method, double epsilon) throws Exception {
        NodeHarness node = new NodeHarness(new DpSynthesizerLearnerNodeFactory());
        node.settings().addString("method", method);
        node.group("budget").addDouble("epsilon", epsilon);
        NodeSettings test = node.group("test");
        test.addString("seed", "nodes");
        test.addBoolean("seed_is_present", true);
        return node;
    }

    private static ModelPortObject model(List<String> names, int rows) throws Exception {
        return (ModelPortObject)
                learner("ONE_SHOT", 10).run(cases(names, rows), NodeHarness.codebook(codebook(names)))[0];
    }

    private static NodeHarness sampler() {
        return new NodeHarness(new SyntheticDataSamplerNodeFactory());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 5000})
    void anyNumberOfRowsAndOddNamesGoThrough(int rows) throws Exception {
        for (String method : List.of("ONE_SHOT", "AIM", "MST", "INDEPENDENT")) {
            NodeHarness learner = learner(method, 5);
            PortObject[] out = learner.run(cases(ODD, rows), NodeHarness.codebook(codebook(ODD)));
            assertTrue(learner.warning().contains("TEST: not private"));
            assertTrue(((BufferedDataTable) out[1]).size() >= 3);
            NodeHarness sampler = sampler();
            BufferedDataTable drawn = (BufferedDataTable) sampler.run(out[0])[0];
            assertEquals(rows, drawn.size(), 60, method);
            assertTrue(sampler.warning().contains("TEST: not private"));
            assertEquals(
                    ODD.stream().map(String::trim).toList(),
                    List.of(drawn.getDataTableSpec().getColumnNames()));
            drawn.forEach(r -> assertTrue(r.getKey().getString().matches("Row\\d+"), "fresh row keys"));
        }
    }

    @Test
    void relationsAndMissingValuesAreKept() throws Exception {
        PortObject drawn = sampler().run(model(List.of("a", "b"), 5000))[0];
        List<String> a = NodeHarness.column(drawn, "a");
        List<String> b = NodeHarness.column(drawn, "b");
        int same = 0;
        int missing = 0;
        for (int r = 0; r < a.size(); r++) {
            same += java.util.Objects.equals(a.get(r), b.get(r)) ? 1 : 0;
            missing += a.get(r) == null ? 1 : 0;
        }
        assertTrue(same > 0.98 * a.size(), same + " of " + a.size());
        assertEquals(1000, missing, 40);
    }

    @Test
    void givenValuesAreKeptAndOtherColumnsAreFree() throws Exception {
        ModelPortObject model = model(List.of("a", "b", "c"), 5000);
        NodeHarness sampler = sampler();
        sampler.settings().addInt("perRow", 3);
        BufferedDataTable given = NodeHarness.texts(
                List.of("unrelated", "b", "c"),
                new String[] {"1", "x", null},
                new String[] {"2", "y", "y"},
                new String[] {"3", null, null},
                new String[] {"4", "never heard of", null});
        PortObject drawn = sampler.run(model, given)[0];
        List<String> b = NodeHarness.column(drawn, "b");
        assertEquals(12, b.size());
        assertEquals(List.of("x", "x", "x", "y", "y", "y"), b.subList(0, 6));
        assertEquals(List.of("y", "y", "y"), NodeHarness.column(drawn, "c").subList(3, 6));
        assertEquals(1, b.subList(9, 12).stream().distinct().count());
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> sampler()
                .run(model, NodeHarness.texts(List.of("z"), new String[] {"x"})));
        assertTrue(e.getMessage().contains("Rename"), e.getMessage());
        PortObject none = sampler().run(model, NodeHarness.texts(List.of("b")))[0];
        assertEquals(0, ((BufferedDataTable) none).size());
    }

    @Test
    void numbersComeBackInsideTheirBins() throws Exception {
        Codebook book = Codebook.of(
                List.of(
                        Attribute.builder("age")
                                .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 18, 40, 90))
                                .build(),
                        Attribute.categorical("a", "x", "y")),
                Codebook.Origin.PUBLIC);
        DataTableSpec spec = TableOutput.spec("age", IntCell.TYPE, "a", StringCell.TYPE);
        DataCell[][] rows = new DataCell[2000][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = new DataCell[] {new IntCell(r % 2 == 0 ? 10 : 50), new StringCell(r % 2 == 0 ? "x" : "y")};
        }
        PortObject[] out = learner("ONE_SHOT", 10).run(NodeHarness.table(spec, rows), NodeHarness.codebook(book));
        NodeHarness sampler = sampler();
        sampler.settings().addInt("rows", 400);
        sampler.settings().addBoolean("rows_is_present", true);
        PortObject drawn = sampler.run(out[0])[0];
        List<String> ages = NodeHarness.column(drawn, "age");
        List<String> a = NodeHarness.column(drawn, "a");
        assertEquals(400, ages.size());
        int right = 0;
        for (int r = 0; r < 400; r++) {
            boolean isYoung = ages.get(r) != null && Integer.parseInt(ages.get(r)) < 18;
            right += isYoung == "x".equals(a.get(r)) ? 1 : 0;
        }
        assertTrue(right > 380, "right " + right);
        BufferedDataTable wrong =
                NodeHarness.table(TableOutput.spec("age", DoubleCell.TYPE), new DataCell[] {new DoubleCell(12)});
        assertEquals(1, ((BufferedDataTable) sampler().run(out[0], wrong)[0]).size());
    }

    @Test
    void seedsOfTheDrawRepeatItAndNothingElseDoes() throws Exception {
        ModelPortObject model = model(List.of("a", "b"), 400);
        assertNotEquals(
                NodeHarness.column(sampler().run(model)[0], "a"),
                NodeHarness.column(sampler().run(model)[0], "a"));
        List<String> first = seeded(model);
        assertEquals(first, seeded(model));
    }

    private static List<String> seeded(ModelPortObject model) throws Exception {
        NodeHarness sampler = sampler();
        sampler.settings().addString("seed", "7");
        sampler.settings().addBoolean("seed_is_present", true);
        return NodeHarness.column(sampler.run(model)[0], "a");
    }

    @Test
    void wrongInputIsToldBeforeAnythingIsSpent() throws Exception {
        CodebookPortObject book = NodeHarness.codebook(codebook(List.of("a", "b")));
        InvalidSettingsException absent = assertThrows(
                InvalidSettingsException.class, () -> learner("MST", 1).run(cases(List.of("a", "B"), 5), book));
        assertTrue(absent.getMessage().contains("\"b\" is absent"), absent.getMessage());
        NodeHarness target = learner("MST", 1);
        target.settings().addString("target", "c");
        InvalidSettingsException unknown =
                assertThrows(InvalidSettingsException.class, () -> target.run(cases(List.of("a", "b"), 5), book));
        assertTrue(unknown.getMessage().contains("no attribute \"c\""), unknown.getMessage());
        for (double epsilon : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(InvalidSettingsException.class, () -> learner("AIM", epsilon)
                    .run(cases(List.of("a", "b"), 5), book));
        }
        NodeHarness small = learner("AIM", 1);
        small.settings().addInt("cells", 10);
        assertThrows(InvalidSettingsException.class, () -> small.run(cases(List.of("a", "b"), 5), book));
        CodebookPortObject draft =
                NodeHarness.codebook(Codebook.of(codebook(List.of("a", "b")).attributes(), Codebook.Origin.DATA));
        assertTrue(assertThrows(
                        InvalidSettingsException.class, () -> learner("AIM", 1).run(cases(List.of("a", "b"), 5), draft))
                .getMessage()
                .contains("not public"));
    }

    @Test
    void aTargetColumnIsAccepted() throws Exception {
        NodeHarness target = learner("ONE_SHOT", 1);
        target.settings().addString("target", "b");
        target.settings().addString("combinations", "TRIPLES");
        ModelPortObject out = (ModelPortObject) target.run(
                        cases(List.of("a", "b", "c"), 500), NodeHarness.codebook(codebook(List.of("a", "b", "c"))))[0];
        assertTrue(out.model().model().task().workload().stream().allMatch(w -> w.weight() == 5));
    }

    @Test
    void namedCombinationsJoinTheWorkload() throws Exception {
        List<String> names = List.of("a", "b", "c");
        NodeHarness node = learner("AIM", 1);
        node.settings().addString("list", " a , b,c ; c;");
        ModelPortObject out = (ModelPortObject) node.run(cases(names, 500), NodeHarness.codebook(codebook(names)))[0];
        var workload = out.model().model().task().workload();
        assertEquals(5, workload.size());
        assertEquals(3, workload.get(3).clique().size());
        assertEquals(5, workload.get(4).weight());
        node.settings().addString("list", "a, nobody");
        InvalidSettingsException e = assertThrows(
                InvalidSettingsException.class,
                () -> node.run(cases(names, 500), NodeHarness.codebook(codebook(names))));
        assertTrue(e.getMessage().contains("\"nobody\""), e.getMessage());
    }

    @Test
    void specsOfNeighbouringTablesAreByteIdentical() throws Exception {
        PortObject[] with = learner("AIM", 1).run(cases(ODD, 41), NodeHarness.codebook(codebook(ODD)));
        PortObject[] without = learner("AIM", 1).run(cases(ODD, 40), NodeHarness.codebook(codebook(ODD)));
        for (int i = 0; i < with.length; i++) {
            assertEquals(NodeHarness.stored(with[i].getSpec()), NodeHarness.stored(without[i].getSpec()));
        }
        assertEquals(
                NodeHarness.stored(sampler().run(with[0])[0].getSpec()),
                NodeHarness.stored(sampler().run(without[0])[0].getSpec()));
    }

    @Test
    void modelsSurviveSavingAndLoading() throws Exception {
        ModelPortObject model = model(List.of("a", "b", "c"), 60);
        ByteArrayOutputStream spec = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        PortStreams.saveSpec(model.getSpec(), spec);
        PortStreams.save(model, content);
        PortObjectSpec loadedSpec =
                PortStreams.loadSpec(model.getSpec().getClass(), new ByteArrayInputStream(spec.toByteArray()));
        assertEquals(model.getSpec(), loadedSpec);
        ModelPortObject loaded = (ModelPortObject)
                PortStreams.load(ModelPortObject.class, loadedSpec, new ByteArrayInputStream(content.toByteArray()));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        PortStreams.save(loaded, again);
        assertArrayEquals(content.toByteArray(), again.toByteArray());
        assertEquals(seeded(model), seeded(loaded));
        assertTrue(model.getSummary().startsWith("TEST: not private, oneshot model of 3 attributes"));
    }

    @Test
    void cancelStopsBothNodes() throws Exception {
        ModelPortObject model = model(List.of("a", "b"), 400);
        for (PortObject[] inputs : List.of(
                new PortObject[] {cases(List.of("a", "b"), 3000), NodeHarness.codebook(codebook(List.of("a", "b")))},
                new PortObject[] {model})) {
            NodeHarness node = inputs.length == 2 ? learner("AIM", 1) : sampler();
            DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor();
            monitor.setExecuteCanceled();
            assertThrows(CanceledExecutionException.class, () -> node.run(monitor, inputs));
        }
    }

    @Test
    void aDraftWithoutSeedSaysThatNobodyKeepsAccount() throws Exception {
        NodeHarness node = new NodeHarness(new DpSynthesizerLearnerNodeFactory());
        PortObject[] out = node.run(cases(List.of("a", "b"), 50), NodeHarness.codebook(codebook(List.of("a", "b"))));
        assertTrue(node.warning().contains("edger"), node.warning());
        assertFalse(((ModelPortObject) out[0]).model().model().isTest());
    }

    @Test
    void aModelCanBeReleasedWithItsRecords(@TempDir Path folder) throws Exception {
        ModelPortObject model = model(ODD, 400);
        PortObject drawn = sampler().run(model)[0];
        NodeHarness writer = new NodeHarness(new ReleaseWriterNodeFactory());
        Path target = folder.resolve("release");
        writer.settings().addString("folder", target.toString());
        writer.run(drawn, null, model);
        assertTrue(writer.warning().contains("TEST: not private"));
        for (String file : List.of("synthetic.csv", "model.json", "errors.csv", "codebook.json", "privacy.json")) {
            assertTrue(Files.size(target.resolve(file)) > 100, file);
        }
        assertTrue(Files.readString(target.resolve("report.html")).contains("How exact the model is"));
        assertFalse(Files.exists(target.resolve("aggregates.csv")));
        InvalidSettingsException none =
                assertThrows(InvalidSettingsException.class, () -> writer.run(drawn, null, null));
        assertTrue(
                none.getMessage().contains("DP aggregates, a DP model or combination aggregates"), none.getMessage());
    }

    @Test
    void failuresOfTheSamplerSayWhatToDo() throws Exception {
        ModelPortObject model = model(List.of("a", "b"), 0);
        NodeHarness sampler = sampler();
        sampler.settings().addInt("perRow", Integer.MAX_VALUE);
        String[][] rows = {{"x"}, {"x"}};
        KNIMEException e =
                assertThrows(KNIMEException.class, () -> sampler.run(model, NodeHarness.texts(List.of("a"), rows)));
        assertTrue(e.getMessage().contains("two billion"), e.getMessage());
    }
}
