// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.webui.data.InitialDataService;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.codebook.CodebookBuilderNodeFactory;
import org.murmuration.nodes.generator.SyntheticDataGeneratorNodeFactory;
import org.murmuration.nodes.marginals.DpMarginalsNodeFactory;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.nodes.reader.CaseDataReaderNodeFactory;
import org.murmuration.nodes.release.ReleaseWriterNodeFactory;
import org.murmuration.nodes.utility.UtilityEvaluationNodeFactory;
import org.murmuration.standin.core.PortStreams;
import org.murmuration.workbench.NodeRepository;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class NodesTest {
    private static final List<String> ODD = List.of(" leading blank", "\u4e2d\u6587 \u00e9", "quote\"s, and 'more'");

    @TempDir
    Path folder;

    static List<NodeRepository.Entry> entries() {
        return new NodeRepository().entries();
    }

    private static Codebook codebook(List<String> names) {
        List<Attribute> attributes = new ArrayList<>();
        for (String name : names) {
            attributes.add(Attribute.categorical(name, "x", "y"));
        }
        return Codebook.of(attributes, Codebook.Origin.PUBLIC);
    }

    private static BufferedDataTable sample(List<String> names, int rows) {
        String[][] cells = new String[rows][names.size()];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < names.size(); c++) {
                cells[r][c] = (r + c) % 3 == 0 ? "x" : (r + c) % 7 == 0 ? null : "y";
            }
        }
        return NodeHarness.texts(names, cells);
    }

    private static NodeHarness marginals() throws Exception {
        NodeHarness node = new NodeHarness(new DpMarginalsNodeFactory());
        NodeSettings test = node.group("test");
        test.addString("seed", "nodes");
        test.addBoolean("seed_is_present", true);
        return node;
    }

    private static AggregatesPortObject aggregates(List<String> names, int rows) throws Exception {
        return (AggregatesPortObject) marginals().run(sample(names, rows), NodeHarness.codebook(codebook(names)))[1];
    }

    // --- every node -------------------------------------------------------------------------------------------------

    @Test
    void allNodesStandInTheCategory() {
        NodeRepository repository = new NodeRepository();
        assertEquals(29, repository.entries().size());
        assertEquals("Murmuration", repository.categories().get("/community/murmuration"));
        repository.entries().forEach(e -> assertEquals("/community/murmuration", e.categoryPath()));
        assertTrue(repository.list().contains("DP Marginals"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void descriptionIsCompleteAndValid(NodeRepository.Entry entry) {
        Element xml = entry.createFactory().getXMLDescription();
        assertNotNull(entry.createFactory().getIcon(), "icon");
        String name = text(xml, "name");
        assertTrue(name.length() <= 40, name);
        String brief = text(xml, "shortDescription");
        assertTrue(brief.length() >= 30 && brief.length() <= 110 && brief.endsWith("."), brief);
        assertTrue(text(xml, "intro").length() > 200, name);
        assertTrue(xml.getElementsByTagName("keyword").getLength() >= 3, name);
        for (String tag : List.of("option", "inPort", "outPort", "view")) {
            for (int i = 0; i < xml.getElementsByTagName(tag).getLength(); i++) {
                Element e = (Element) xml.getElementsByTagName(tag).item(i);
                assertFalse(e.getAttribute("name").isBlank(), name + " " + tag);
                assertTrue(e.getTextContent().trim().length() > 10, name + " " + tag + " " + e.getAttribute("name"));
            }
        }
        // inline tags that the schema Node_v5.3.xsd allows
        Set<String> allowed = Set.of(
                "knimeNode",
                "name",
                "shortDescription",
                "fullDescription",
                "intro",
                "tab",
                "option",
                "link",
                "ports",
                "inPort",
                "outPort",
                "views",
                "view",
                "keywords",
                "keyword",
                "p",
                "ul",
                "ol",
                "li",
                "b",
                "i",
                "a",
                "tt");
        Set<String> used = new TreeSet<>();
        collect(xml, used);
        used.removeAll(allowed);
        assertEquals(Set.of(), used);
        List<String> order = new ArrayList<>();
        for (Node n = xml.getFirstChild(); n != null; n = n.getNextSibling()) {
            order.add(n.getNodeName());
        }
        List<String> schemaOrder =
                new ArrayList<>(List.of("name", "shortDescription", "fullDescription", "ports", "views", "keywords"));
        schemaOrder.retainAll(order);
        assertEquals(schemaOrder, order);
    }

    private static void collect(Element e, Set<String> tags) {
        tags.add(e.getTagName());
        for (Node n = e.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element child) {
                collect(child, tags);
            }
        }
    }

    private static String text(Element xml, String tag) {
        return xml.getElementsByTagName(tag).item(0).getTextContent();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void storedSettingsAreTheGoldenOnesAndLoad(NodeRepository.Entry entry) throws Exception {
        NodeHarness node = new NodeHarness(entry.createFactory());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        node.stored().saveToXML(out);
        String file = "settings/" + entry.factoryClass().replaceAll(".*\\.", "") + ".xml";
        String golden = new String(NodesTest.class.getResourceAsStream(file).readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(golden, out.toString(StandardCharsets.UTF_8), file);
        NodeSettings loaded = (NodeSettings)
                NodeSettings.loadFromXML(new ByteArrayInputStream(golden.getBytes(StandardCharsets.UTF_8)));
        org.murmuration.standin.core.NodeModelAccess.get().loadSettings(node.model(), loaded);
    }

    @Test
    void portTypesAreRegisteredWithTheirSerializers() {
        for (Class<? extends PortObject> type : List.of(
                CodebookPortObject.class, AggregatesPortObject.class, LedgerPortObject.class, ModelPortObject.class)) {
            PortTypeRegistry registry = PortTypeRegistry.getInstance();
            assertTrue(registry.getObjectSerializer(type).isPresent());
            assertTrue(registry.getSpecSerializer(registry.getPortType(type).getPortObjectSpecClass())
                    .isPresent());
            assertFalse(registry.getPortType(type).getName().isBlank());
        }
    }

    @Test
    void portObjectsSurviveSavingAndLoading() throws Exception {
        for (PortObject object : List.of(aggregates(ODD, 40), NodeHarness.codebook(codebook(ODD)))) {
            ByteArrayOutputStream spec = new ByteArrayOutputStream();
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            PortStreams.saveSpec(object.getSpec(), spec);
            PortStreams.save(object, content);
            PortObjectSpec loadedSpec =
                    PortStreams.loadSpec(object.getSpec().getClass(), new ByteArrayInputStream(spec.toByteArray()));
            assertEquals(object.getSpec(), loadedSpec);
            assertEquals(
                    object,
                    PortStreams.load(object.getClass(), loadedSpec, new ByteArrayInputStream(content.toByteArray())));
        }
    }

    // --- tables of all shapes, through every node that takes one ----------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50})
    void lineFromTableToReleaseTakesAnyNumberOfRows(int rows) throws Exception {
        BufferedDataTable real = sample(ODD, rows);
        CodebookPortObject book = NodeHarness.codebook(codebook(ODD));
        PortObject[] counts = marginals().run(real, book);
        assertEquals(3 * 4 + 3 * 16, ((BufferedDataTable) counts[0]).size());
        PortObject synthetic = new NodeHarness(new SyntheticDataGeneratorNodeFactory()).run(counts[1])[0];
        assertEquals(
                ODD.stream().map(String::trim).toList(),
                List.of(((BufferedDataTable) synthetic).getDataTableSpec().getColumnNames()));
        BufferedDataTable metrics =
                (BufferedDataTable) new NodeHarness(new UtilityEvaluationNodeFactory()).run(real, synthetic, book)[0];
        assertTrue(metrics.size() > 8);
        NodeHarness writer = new NodeHarness(new ReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("release " + rows).toString());
        writer.run(synthetic, counts[1]);
        assertTrue(Files.size(folder.resolve("release " + rows).resolve("report.html")) > 1000);
        assertTrue(writer.warning().contains("TEST: not private"));
    }

    @Test
    void allMissingColumnIsCountedAsMissing() throws Exception {
        String[][] rows = new String[200][];
        Arrays.fill(rows, new String[] {null});
        NodeHarness node = marginals();
        node.group("budget").addDouble("epsilon", 50);
        PortObject table =
                node.run(NodeHarness.texts(List.of("a"), rows), NodeHarness.codebook(codebook(List.of("a"))))[0];
        List<String> counts = NodeHarness.column(table, "Noisy count");
        assertEquals(200, Long.parseLong(counts.get(3)), 10);
        assertEquals(0, Long.parseLong(counts.get(0)), 10);
        PortObject draft = new NodeHarness(new DpMarginalsNodeFactory())
                .run(NodeHarness.texts(List.of("a"), rows), NodeHarness.codebook(codebook(List.of("a"))))[1];
        assertFalse(((AggregatesPortObject) draft).aggregates().test());
    }

    @Test
    void cellsOfAllTypesAreCoded() throws Exception {
        Codebook book = Codebook.of(
                List.of(
                        Attribute.categorical("i", "1", "2"),
                        Attribute.builder("l")
                                .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 10, 20))
                                .build(),
                        Attribute.builder("d")
                                .bins(Discretization.of(Discretization.Scale.NUMBER, 0, 0.5, 1))
                                .build(),
                        Attribute.categorical("b", "true", "false")),
                Codebook.Origin.PUBLIC);
        DataTableSpec spec =
                TableOutput.spec("i", IntCell.TYPE, "l", LongCell.TYPE, "d", DoubleCell.TYPE, "b", BooleanCell.TYPE);
        DataCell[] row = {new IntCell(2), new LongCell(15), new DoubleCell(0.25), BooleanCell.FALSE};
        DataCell[][] rows = new DataCell[500][];
        Arrays.fill(rows, row);
        NodeHarness node = marginals();
        node.group("budget").addDouble("epsilon", 50);
        PortObject table = node.run(NodeHarness.table(spec, rows), NodeHarness.codebook(book))[0];
        List<String> value = NodeHarness.column(table, "Value 1");
        List<String> count = NodeHarness.column(table, "Consistent count");
        List<String> high = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            if (Double.parseDouble(count.get(i)) > 400) {
                high.add(value.get(i));
            }
        }
        assertEquals(List.of("2", "[10, 20]", "[0, 0.5)", "false"), high);
    }

    @Test
    void columnsRenamedAfterConfigurationAreNamedWithARemedy() throws Exception {
        CodebookPortObject book = NodeHarness.codebook(codebook(List.of("a", "b", "c")));
        BufferedDataTable renamed = sample(List.of("a", "B", "C"), 5);
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> marginals().run(renamed, book));
        assertTrue(e.getMessage().contains("\"b\" is absent") && e.getMessage().contains("\"c\" is absent"));
        assertTrue(e.getMessage().contains("Rename"));
        assertThrows(InvalidSettingsException.class, () -> new NodeHarness(new UtilityEvaluationNodeFactory())
                .run(renamed, renamed, book));
        NodeHarness writer = new NodeHarness(new ReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("r").toString());
        assertThrows(InvalidSettingsException.class, () -> writer.run(renamed, aggregates(List.of("a", "b", "c"), 5)));
    }

    /** A cell of a type that no codebook can describe. */
    private static final class Picture extends DataCell {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "picture";
        }
    }

    @Test
    void columnsOfTypesThatCannotBeCodedAreNamed() {
        BufferedDataTable pictures = NodeHarness.table(
                TableOutput.spec("a", DataType.getType(Picture.class)), new DataCell[] {new Picture()});
        CodebookPortObject book = NodeHarness.codebook(codebook(List.of("a")));
        for (Executable run : List.<Executable>of(
                () -> marginals().run(pictures, book),
                () -> new NodeHarness(new UtilityEvaluationNodeFactory()).run(pictures, pictures, book),
                () -> new NodeHarness(new CodebookBuilderNodeFactory()).run(pictures))) {
            String message = assertThrows(InvalidSettingsException.class, run).getMessage();
            assertTrue(message.contains("\"a\" has the type Picture, which cannot be coded"), message);
        }
    }

    // --- privacy ----------------------------------------------------------------------------------------------------

    @Test
    void outputSpecsOfNeighbouringTablesAreByteIdentical() throws Exception {
        BufferedDataTable one = sample(ODD, 20);
        String[][] more = new String[21][3];
        for (int r = 0; r < 20; r++) {
            for (int c = 0; c < 3; c++) {
                more[r][c] = (r + c) % 3 == 0 ? "x" : (r + c) % 7 == 0 ? null : "y";
            }
        }
        more[20] = new String[] {"a rare value", "another", "third"};
        BufferedDataTable other = NodeHarness.texts(ODD, more);
        assertNotEquals(NodeHarness.stored(one.getSpec()), NodeHarness.stored(other.getSpec()), "inputs show values");
        CodebookPortObject book = NodeHarness.codebook(codebook(ODD));
        PortObject[] a = marginals().run(one, book);
        PortObject[] b = marginals().run(other, book);
        for (int i = 0; i < a.length; i++) {
            assertEquals(NodeHarness.stored(a[i].getSpec()), NodeHarness.stored(b[i].getSpec()));
        }
        PortObject[] sa = new NodeHarness(new SyntheticDataGeneratorNodeFactory()).run(a[1]);
        PortObject[] sb = new NodeHarness(new SyntheticDataGeneratorNodeFactory()).run(b[1]);
        assertEquals(NodeHarness.stored(sa[0].getSpec()), NodeHarness.stored(sb[0].getSpec()));
        NodeHarness builder = new NodeHarness(new CodebookBuilderNodeFactory());
        PortObjectSpec[] da = builder.configure(one.getSpec());
        PortObjectSpec[] db = builder.configure(other.getSpec());
        assertNull(da[0]);
        assertNull(db[0]);
        assertEquals(NodeHarness.stored(da[1]), NodeHarness.stored(db[1]));
        PortObject[] ua = new NodeHarness(new UtilityEvaluationNodeFactory()).run(one, sa[0], book);
        PortObject[] ub = new NodeHarness(new UtilityEvaluationNodeFactory()).run(other, sb[0], book);
        assertEquals(NodeHarness.stored(ua[0].getSpec()), NodeHarness.stored(ub[0].getSpec()));
    }

    @Test
    void rowKeysAreFresh() throws Exception {
        for (PortObject o : marginals().run(sample(ODD, 30), NodeHarness.codebook(codebook(ODD)))) {
            if (o instanceof BufferedDataTable table) {
                long i = 0;
                for (DataRow row : table) {
                    assertEquals("Row" + i++, row.getKey().getString());
                }
            }
        }
    }

    @Test
    void draftCodebookIsRefusedUntilItIsConfirmed() throws Exception {
        BufferedDataTable table = sample(List.of("a", "b"), 30);
        NodeHarness builder = new NodeHarness(new CodebookBuilderNodeFactory());
        PortObject[] draft = builder.run(table);
        assertTrue(builder.warning().startsWith("Made from the data: not private"));
        assertEquals(
                Codebook.Origin.DATA, ((CodebookPortObject) draft[0]).codebook().origin());
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> marginals().run(table, draft[0]));
        assertTrue(e.getMessage().contains("confirmation code"));
        String code = NodeHarness.column(draft[1], "Confirmation code").get(0);
        NodeHarness confirmed = new NodeHarness(new CodebookBuilderNodeFactory());
        confirmed.settings().addString("confirmation", code);
        PortObject[] declared = confirmed.run(table);
        assertNull(confirmed.warning());
        assertEquals(
                Codebook.Origin.PUBLIC,
                ((CodebookPortObject) declared[0]).codebook().origin());
        marginals().run(table, declared[0]);
        // another value makes another draft: the old code no longer counts
        BufferedDataTable changed = NodeHarness.texts(List.of("a", "b"), new String[] {"new", "x"});
        PortObject[] stale = confirmed.run(changed);
        assertEquals(
                Codebook.Origin.DATA, ((CodebookPortObject) stale[0]).codebook().origin());
        assertTrue(confirmed.warning().contains("another draft"));
        assertFalse(confirmed.warning().contains("new\""));
    }

    @Test
    void secureNoiseDiffersAndSeededNoiseRepeats() throws Exception {
        BufferedDataTable table = sample(List.of("a"), 10);
        CodebookPortObject book = NodeHarness.codebook(codebook(List.of("a")));
        assertEquals(
                NodeHarness.column(marginals().run(table, book)[0], "Noisy count"),
                NodeHarness.column(marginals().run(table, book)[0], "Noisy count"));
        NodeHarness secure = new NodeHarness(new DpMarginalsNodeFactory());
        assertNotEquals(
                NodeHarness.column(secure.run(table, book)[0], "Noisy count"),
                NodeHarness.column(secure.run(table, book)[0], "Noisy count"));
        assertEquals(org.murmuration.nodes.adapter.Ledgers.UNRECORDED, secure.warning());
    }

    // --- settings ---------------------------------------------------------------------------------------------------

    @Test
    void settingsOutOfRangeAreRefused() throws Exception {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e6}) {
            NodeHarness node = marginals();
            node.group("budget").addDouble("epsilon", bad);
            assertThrows(InvalidSettingsException.class, () -> node.configure(null, null), "epsilon " + bad);
        }
        for (double bad : new double[] {0, -1, 0.5, Double.NaN}) {
            NodeHarness node = marginals();
            node.group("budget").addDouble("delta", bad);
            assertThrows(InvalidSettingsException.class, () -> node.configure(null, null), "delta " + bad);
        }
        NodeHarness unit = marginals();
        unit.group("unit").addString("name", "  ");
        assertThrows(InvalidSettingsException.class, () -> unit.configure(null, null));
        NodeHarness order = marginals();
        order.settings().addString("order", "FOUR");
        assertThrows(InvalidSettingsException.class, () -> order.configure(null, null));
        NodeHarness rows = new NodeHarness(new SyntheticDataGeneratorNodeFactory());
        rows.settings().addInt("rows", -5);
        rows.settings().addBoolean("rows_is_present", true);
        assertThrows(InvalidSettingsException.class, () -> rows.configure((PortObjectSpec) null));
        NodeHarness builder = new NodeHarness(new CodebookBuilderNodeFactory());
        builder.settings().addInt("maxCategories", 1);
        assertThrows(InvalidSettingsException.class, () -> builder.configure((PortObjectSpec) null));
    }

    @Test
    void numberOfSyntheticRecordsCanBeSet() throws Exception {
        NodeHarness node = new NodeHarness(new SyntheticDataGeneratorNodeFactory());
        node.settings().addInt("rows", 17);
        node.settings().addBoolean("rows_is_present", true);
        assertEquals(17, ((BufferedDataTable) node.run(aggregates(ODD, 30))[0]).size());
    }

    // --- cancel -----------------------------------------------------------------------------------------------------

    @Test
    void everyNodeStopsWhenItIsCanceled() throws Exception {
        BufferedDataTable table = sample(ODD, 20_000);
        CodebookPortObject book = NodeHarness.codebook(codebook(ODD));
        AggregatesPortObject counts = aggregates(ODD, 20_000);
        PortObject synthetic = new NodeHarness(new SyntheticDataGeneratorNodeFactory()).run(counts)[0];
        Path csv = folder.resolve("cancel.csv");
        Files.writeString(csv, "a\n" + "x\n".repeat(20_000));
        Path json = folder.resolve("cancel.json");
        Files.writeString(json, codebook(List.of("a")).toJson());
        NodeHarness reader = new NodeHarness(new CaseDataReaderNodeFactory());
        reader.settings().addString("file", csv.toString());
        reader.settings().addString("codebook", json.toString());
        NodeHarness writer = new NodeHarness(new ReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("canceled").toString());
        assertCanceled(reader);
        assertCanceled(new NodeHarness(new CodebookBuilderNodeFactory()), table);
        assertCanceled(marginals(), table, book);
        assertCanceled(new NodeHarness(new SyntheticDataGeneratorNodeFactory()), counts);
        assertCanceled(new NodeHarness(new UtilityEvaluationNodeFactory()), table, synthetic, book);
        assertCanceled(writer, synthetic, counts);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    Set.of("cancel.csv", "cancel.json"),
                    left.map(p -> p.getFileName().toString()).collect(java.util.stream.Collectors.toSet()));
        }
    }

    @Test
    void cancelInTheMiddleStopsLongWork() throws Exception {
        BufferedDataTable table = sample(ODD, 60_000);
        CodebookPortObject book = NodeHarness.codebook(codebook(ODD));
        AggregatesPortObject counts = aggregates(ODD, 60_000);
        PortObject synthetic = new NodeHarness(new SyntheticDataGeneratorNodeFactory()).run(counts)[0];
        assertStopsAt(0.2, marginals(), table, book);
        assertStopsAt(0.4, new NodeHarness(new CodebookBuilderNodeFactory()), table);
        assertStopsAt(0.4, new NodeHarness(new SyntheticDataGeneratorNodeFactory()), counts);
        assertStopsAt(0.3, new NodeHarness(new UtilityEvaluationNodeFactory()), table, synthetic, book);
        NodeHarness writer = new NodeHarness(new ReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("half").toString());
        assertStopsAt(0.4, writer, synthetic, counts);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    /** The user presses cancel when the progress bar has come so far. */
    private static void assertStopsAt(double progress, NodeHarness node, PortObject... inputs) {
        DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void setProgress(double value) {
                super.setProgress(value);
                if (value >= progress) {
                    setExecuteCanceled();
                }
            }
        };
        assertThrows(CanceledExecutionException.class, () -> node.run(monitor, inputs));
        assertTrue(monitor.getProgress() >= progress && monitor.getProgress() < 1, "ran on to the end");
    }

    private static void assertCanceled(NodeHarness node, PortObject... inputs) {
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> node.run(canceled, inputs));
    }

    // --- reader -----------------------------------------------------------------------------------------------------

    private NodeHarness reader(String csv) throws Exception {
        Path file = folder.resolve("cases.csv");
        Path book = folder.resolve("codebook.json");
        Files.writeString(file, csv);
        Files.writeString(book, codebook(ODD).toJson());
        NodeHarness node = new NodeHarness(new CaseDataReaderNodeFactory());
        node.settings().addString("file", file.toString());
        node.settings().addString("codebook", book.toString());
        return node;
    }

    private static String line(String... fields) {
        return String.join(
                        ";",
                        Arrays.stream(fields)
                                .map(f -> '"' + f.replace("\"", "\"\"") + '"')
                                .toList()) + "\n";
    }

    @Test
    void readerKeepsTextsAndCountsViolations() throws Exception {
        String header = line(ODD.get(0), ODD.get(1), ODD.get(2), "extra");
        NodeHarness node = reader(header + line("x", "", "Z\u00fcrich", "1") + line("y", "x", "y", "2"));
        PortObject[] out = node.run();
        assertEquals(
                Arrays.asList("x", "y"), NodeHarness.column(out[0], ODD.get(0).trim()));
        assertEquals(Arrays.asList("Z\u00fcrich", "y"), NodeHarness.column(out[0], ODD.get(2)));
        assertEquals(Arrays.asList(ODD.get(1), ODD.get(2)), NodeHarness.column(out[2], "Attribute"));
        assertEquals(Arrays.asList("1", "1"), NodeHarness.column(out[2], "Count (private)"));
        assertTrue(node.warning().contains("extra"));
        ((BufferedDataTable) out[0])
                .getDataTableSpec()
                .forEach(c -> assertFalse(c.getDomain().hasValues()));
    }

    @Test
    void readerAcceptsAHeaderAlone() throws Exception {
        NodeHarness node = reader(line(ODD.get(0), ODD.get(1), ODD.get(2)));
        assertEquals(0, ((BufferedDataTable) node.run()[0]).size());
        assertTrue(node.warning().contains("no records"));
    }

    @Test
    void readerSaysWhatIsWrongBeforeExecution() throws Exception {
        String header = line(ODD.get(0), ODD.get(1), ODD.get(2));
        assertRefused(reader(""), "empty");
        assertRefused(reader("a;b\n"), "lacks");
        assertRefused(reader(line("a", "b", "a")), "same name");
        assertRefused(reader(line("a", "b", " a ")), "same name");
        NodeHarness noFile = reader(header);
        noFile.settings().addString("file", folder.resolve("absent.csv").toString());
        assertRefused(noFile, "no file");
        NodeHarness noPath = reader(header);
        noPath.settings().addString("file", "  ");
        assertRefused(noPath, "Enter it in the dialog");
        NodeHarness noBook = reader(header);
        noBook.settings().addString("codebook", folder.resolve("absent.json").toString());
        assertRefused(noBook, "no codebook");
        NodeHarness broken = reader(header);
        Files.writeString(folder.resolve("codebook.json"), "{");
        assertRefused(broken, "not JSON");
        NodeHarness encoding = reader(header);
        Files.write(folder.resolve("cases.csv"), "n\u00e4me\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(encoding, "encoding");
    }

    private static void assertRefused(NodeHarness node, String reason) {
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, node::configure);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void readerFailsOnBadRecordsWithARemedyAndWithoutQuotingThem() throws Exception {
        String header = line(ODD.get(0), ODD.get(1), ODD.get(2));
        for (String bad : List.of(
                line("x", "secret"), line("x", "secret".repeat(200_000), "x"), "\"secret\"x;y;z\n", "\"secret;y;z\n")) {
            NodeHarness node = reader(header + bad);
            KNIMEException e = assertThrows(KNIMEException.class, node::run);
            assertFalse(e.getKNIMEMessage().toLogPrintable().contains("secret"), e.getMessage());
            assertFalse(e.getKNIMEMessage().getResolutions().isEmpty());
        }
    }

    // --- utility view -----------------------------------------------------------------------------------------------

    @Test
    void viewGivesItsDataAsKnimeAsksForThem() throws Exception {
        NodeHarness node = new NodeHarness(new UtilityEvaluationNodeFactory());
        CodebookPortObject book = NodeHarness.codebook(codebook(ODD));
        node.run(sample(ODD, 20), sample(ODD, 25), book);
        var view = node.factory().createNodeView(node.model());
        InitialDataService<Object> service =
                view.<Object>createInitialDataService().orElseThrow();
        String data = service.getInitialData();
        assertTrue(
                data.startsWith("{\"result\":{\"format\":1,\"mark\":\"contains sensitive results: do not publish\""));
        assertTrue(data.contains("\"pairScores\":[{") && data.contains("\"told\":{\"records\":20"));
        assertTrue(data.contains("\"realRows\":20") && data.contains("\"syntheticRows\":25"));
        String page = new String(
                ((org.murmuration.standin.ui.PageHolder) view)
                        .getPage()
                        .getInputStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertTrue(page.contains("do not publish"));
        String known = "http://www\\.w3\\.org/|https://github\\.com/ecomfe/zrender/blob/master/LICENSE\\.txt";
        assertFalse(
                page.replaceAll(known, "").matches("(?s).*https?://.*"),
                "has an address that is neither a name of SVG's nor that of a licence");
    }

    @Test
    void utilityScoresColumnsAndPairs() throws Exception {
        List<String> names = ODD.stream().map(String::trim).toList();
        BufferedDataTable real = sample(ODD, 60);
        CodebookPortObject book = NodeHarness.codebook(codebook(ODD));
        PortObject[] results = new NodeHarness(new UtilityEvaluationNodeFactory()).run(real, real, book);
        assertEquals(
                names,
                NodeHarness.column(results[1], "Column").stream()
                        .map(String::trim)
                        .toList());
        assertEquals(Set.of("1.0"), Set.copyOf(NodeHarness.column(results[1], "Shape (private)")));
        int pairs = names.size() * (names.size() - 1) / 2;
        assertEquals(Collections.nCopies(pairs, "1.0"), NodeHarness.column(results[2], "Similarity (private)"));
        List<String> metrics = NodeHarness.column(results[0], "Metric");
        int accuracy = metrics.indexOf("Accuracy of distinguishing synthetic records");
        assertEquals("0.5", NodeHarness.column(results[0], "Value (private)").get(accuracy));
        PortObject[] none = new NodeHarness(new UtilityEvaluationNodeFactory()).run(sample(ODD, 0), real, book);
        assertEquals(0, ((BufferedDataTable) none[1]).size());
        assertEquals(0, ((BufferedDataTable) none[2]).size());
        assertEquals(
                ((BufferedDataTable) none[2]).getDataTableSpec(), ((BufferedDataTable) results[2]).getDataTableSpec());
    }

    /** A file gives texts, a synthesizer numbers and missing cells: both are what the codebook says. */
    @Test
    void utilityComparesWhatTheCodebookMeans() throws Exception {
        CodebookPortObject book = NodeHarness.codebook(Codebook.of(
                List.of(
                        Attribute.builder("age")
                                .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 20, 40))
                                .missingValues(Set.of("?"))
                                .build(),
                        Attribute.builder("work")
                                .categories(List.of("farm", "7"))
                                .missingValues(Set.of("?"))
                                .build()),
                Codebook.Origin.PUBLIC));
        BufferedDataTable real = NodeHarness.texts(
                List.of("age", "work"),
                new String[] {"12", " farm"},
                new String[] {"?", "7"},
                new String[] {"33", " ? "},
                new String[] {"25", null});
        BufferedDataTable synthetic = NodeHarness.table(
                TableOutput.spec("age", DoubleCell.TYPE, "work", StringCell.TYPE),
                new DataCell[] {new DoubleCell(12), new StringCell("farm")},
                new DataCell[] {DataType.getMissingCell(), new StringCell("7")},
                new DataCell[] {new DoubleCell(33), DataType.getMissingCell()},
                new DataCell[] {new DoubleCell(25), new StringCell("?")});
        PortObject[] results = new NodeHarness(new UtilityEvaluationNodeFactory()).run(real, synthetic, book);
        assertEquals(List.of("numbers", "texts"), NodeHarness.column(results[1], "Compared as"));
        for (String score : List.of("Shape (private)", "Missing values (private)", "Adherence (private)")) {
            assertEquals(List.of("1.0", "1.0"), NodeHarness.column(results[1], score), score);
        }
        assertEquals(List.of("1.0"), NodeHarness.column(results[2], "Similarity (private)"));
    }

    @Test
    void missingCellsStayMissing() {
        assertEquals(DataType.getMissingCell(), TableOutput.text(null));
        assertEquals(new StringCell("x"), TableOutput.text("x"));
    }
}
