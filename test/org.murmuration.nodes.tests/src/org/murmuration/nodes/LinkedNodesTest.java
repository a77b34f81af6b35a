// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.linkedbuilder.LinkedDataBuilderNodeFactory;
import org.murmuration.nodes.linkedsynthesizer.LinkedDpSynthesizerNodeFactory;
import org.murmuration.nodes.linkedutility.LinkedUtilityEvaluationNodeFactory;
import org.murmuration.nodes.linkedwriter.LinkedReleaseWriterNodeFactory;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.FamiliesPortObject;
import org.murmuration.nodes.port.FamiliesPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;
import org.murmuration.standin.core.PortStreams;

/** The four nodes of linked tables, driven as KNIME drives them. */
class LinkedNodesTest {
    private static final String ODD = "\u4e2d\u6587 \u00e9, \"quoted\"";
    private static final List<String> PARENT_HEADER = List.of("victim_id", ODD, "age");
    private static final List<String> CHILD_HEADER = List.of("p", "victim_id", "role", "gender");

    @TempDir
    Path folder;

    private static CodebookPortObject parents() {
        return NodeHarness.codebook(Codebook.of(
                List.of(
                        Attribute.categorical(ODD, "north", "south"),
                        Attribute.builder("age")
                                .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 18, 40, 100))
                                .build()),
                Codebook.Origin.PUBLIC));
    }

    private static CodebookPortObject children() {
        return NodeHarness.codebook(Codebook.of(
                List.of(Attribute.categorical("role", "recruits", "moves"), Attribute.categorical("gender", "f", "m")),
                Codebook.Origin.PUBLIC));
    }

    private static BufferedDataTable victims(int rows) {
        String[][] cells = new String[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = new String[] {"v" + r, r % 3 == 0 ? null : r % 2 == 0 ? "north" : "south", "" + (r * 7 % 100)};
        }
        return NodeHarness.texts(PARENT_HEADER, cells);
    }

    /** One to three perpetrators for each victim but every fourth. */
    private static BufferedDataTable perpetrators(int victims) {
        List<String[]> cells = new java.util.ArrayList<>();
        for (int v = 0; v < victims; v++) {
            for (int c = 0; v % 4 != 0 && c <= v % 3; c++) {
                cells.add(new String[] {
                    "p" + cells.size(),
                    "v" + v,
                    c == 0 ? "recruits" : "moves",
                    v % 5 == 0 ? null : v % 2 == 0 ? "f" : "m"
                });
            }
        }
        return NodeHarness.texts(CHILD_HEADER, cells.toArray(String[][]::new));
    }

    private static NodeHarness builder() {
        return new NodeHarness(new LinkedDataBuilderNodeFactory());
    }

    private static LinkedDataPortObject linked(int victims) throws Exception {
        return (LinkedDataPortObject) builder().run(victims(victims), perpetrators(victims), parents(), children())[0];
    }

    private static NodeHarness synthesizer() throws Exception {
        NodeHarness node = new NodeHarness(new LinkedDpSynthesizerNodeFactory());
        node.group("test").addString("seed", "linked");
        node.group("test").addBoolean("seed_is_present", true);
        return node;
    }

    private static long finding(PortObject integrity, String about, String finding) {
        for (int r = 0; r < ((BufferedDataTable) integrity).size(); r++) {
            if (NodeHarness.column(integrity, "About").get(r).equals(about)
                    && NodeHarness.column(integrity, "Finding").get(r).equals(finding)) {
                return Long.parseLong(
                        NodeHarness.column(integrity, "Rows (private)").get(r));
            }
        }
        throw new AssertionError(about + ": " + finding);
    }

    // --- from tables to a release --------------------------------------------------------------------------------

    @Test
    void twoTablesAreLinkedReleasedJudgedAndWritten() throws Exception {
        LinkedDataPortObject data = linked(400);
        NodeHarness synthesizer = synthesizer();
        PortObject[] out = synthesizer.run(data, null);
        assertTrue(synthesizer.warning().contains("TEST: not private"), synthesizer.warning());
        List<String> keys = NodeHarness.column(out[0], "victim_id");
        assertEquals("V000001", keys.get(0));
        assertEquals(keys.size(), new HashSet<>(keys).size());
        assertTrue(keys.containsAll(NodeHarness.column(out[1], "victim_id")), "every perpetrator has a victim");
        assertEquals("P000001", NodeHarness.column(out[1], "perpetrator_id").get(0));
        assertEquals(
                "Long",
                ((BufferedDataTable) out[0])
                        .getDataTableSpec()
                        .getColumnSpec("age")
                        .getType()
                        .getName()
                        .replaceAll(".*(Long).*|.*long.*", "Long"));
        assertTrue(NodeHarness.column(out[2], "Kind").containsAll(Set.of("V", "VV", "VP", "PP", "SS")));
        PortObject[] judged = new NodeHarness(new LinkedUtilityEvaluationNodeFactory())
                .run(data, (BufferedDataTable) out[0], (BufferedDataTable) out[1], out[3]);
        List<String> metrics = NodeHarness.column(judged[0], "Metric");
        assertEquals(
                "1.0",
                NodeHarness.column(judged[0], "Value (private)").get(metrics.indexOf("Valid keys of the parent")));
        assertEquals(3 + 6 + 1 + 2, ((BufferedDataTable) judged[1]).size());
        assertFalse(NodeHarness.column(judged[1], "Aggregates (private)").contains(null));
        assertEquals(400, ((BufferedDataTable) judged[2]).size());
        NodeHarness writer = new NodeHarness(new LinkedReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("release").toString());
        writer.run(out[0], out[1], out[3]);
        try (Stream<Path> files = Files.list(folder.resolve("release"))) {
            assertEquals(
                    Set.of(
                            "parents.csv",
                            "children.csv",
                            "aggregates.csv",
                            "model.json",
                            "codebook.json",
                            "privacy.json",
                            "report.html",
                            "explore.html"),
                    files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertEquals(
                keys.size() + 1,
                Files.readAllLines(folder.resolve("release/parents.csv")).size());
    }

    @Test
    void portsAreStoredAndLoadedAlike() throws Exception {
        LinkedDataPortObject data = linked(50);
        ByteArrayOutputStream spec = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        PortStreams.saveSpec(data.getSpec(), spec);
        PortStreams.save(data, content);
        var loadedSpec =
                PortStreams.loadSpec(LinkedDataPortObjectSpec.class, new ByteArrayInputStream(spec.toByteArray()));
        assertEquals(data.getSpec(), loadedSpec);
        LinkedDataPortObject loaded = (LinkedDataPortObject) PortStreams.load(
                LinkedDataPortObject.class, loadedSpec, new ByteArrayInputStream(content.toByteArray()));
        assertEquals(50, loaded.data().families());
        assertEquals(data.data().children().rows(), loaded.data().children().rows());
        assertEquals(data.data().childrenOf(7), loaded.data().childrenOf(7));
        assertEquals(data.data().children().code(9, 0), loaded.data().children().code(9, 0));
        assertFalse(data.getSummary().matches(".*\\b50\\b.*"), "a summary shows no number of records");
        FamiliesPortObject model = (FamiliesPortObject) synthesizer().run(data, null)[3];
        spec.reset();
        content.reset();
        PortStreams.saveSpec(model.getSpec(), spec);
        PortStreams.save(model, content);
        var modelSpec =
                PortStreams.loadSpec(FamiliesPortObjectSpec.class, new ByteArrayInputStream(spec.toByteArray()));
        assertEquals(model.getSpec(), modelSpec);
        assertEquals(
                model,
                PortStreams.load(FamiliesPortObject.class, modelSpec, new ByteArrayInputStream(content.toByteArray())));
    }

    // --- building ------------------------------------------------------------------------------------------------

    @Test
    void rowsThatDoNotFitAreRefusedOrCounted() throws Exception {
        BufferedDataTable victims = NodeHarness.texts(
                PARENT_HEADER, new String[] {"a", "north", "20"}, new String[] {"a", "south", "30"}, new String[] {
                    null, "south", "30"
                });
        BufferedDataTable perpetrators = NodeHarness.texts(
                CHILD_HEADER,
                new String[] {"1", "a", "moves", "f"},
                new String[] {"2", "zzz", "moves", "f"},
                new String[] {"3", null, "moves", "f"});
        KNIMEException e =
                assertThrows(KNIMEException.class, () -> builder().run(victims, perpetrators, parents(), children()));
        assertTrue(e.getMessage().contains("names a victim that is not there"), e.getMessage());
        assertFalse(e.getMessage().contains("zzz"));
        NodeHarness node = builder();
        node.settings().addString("misfits", "LEAVE_OUT");
        node.settings().addString("childKey", "p");
        PortObject[] out = node.run(victims, perpetrators, parents(), children());
        assertTrue(node.warning().contains("left out"), node.warning());
        assertEquals(1, finding(out[1], "perpetrator", "whose victim is not there"));
        assertEquals(1, finding(out[1], "victim", "with the key of an earlier one"));
        assertEquals(1, finding(out[1], "victim", "without a key"));
        assertEquals(1, ((LinkedDataPortObject) out[0]).data().families());
    }

    @Test
    void sheetsAreTakenApart() throws Exception {
        NodeHarness wide = builder();
        wide.settings().addString("shape", "WIDE");
        wide.settings().addString("parentKey", "");
        BufferedDataTable sheet = NodeHarness.texts(
                List.of(ODD, "age", "perpetrator_1_role", "perpetrator_1_gender", "perpetrator_2_role"),
                new String[] {"north", "20", "moves", "f", "recruits"},
                new String[] {"south", null, null, null, null});
        PortObject[] out = wide.run(sheet, null, parents(), children());
        assertNull(wide.warning());
        assertEquals(2, ((LinkedDataPortObject) out[0]).data().childrenOf(0));
        assertEquals(0, ((LinkedDataPortObject) out[0]).data().childrenOf(1));
        NodeHarness lists = builder();
        lists.settings().addString("shape", "LISTS");
        BufferedDataTable listed = NodeHarness.texts(
                List.of("victim_id", ODD, "age", "role", "gender"),
                new String[] {"a", "north", "20", "moves;recruits;moves", "f"},
                new String[] {"b", "north", "20", null, null});
        PortObject[] three = lists.run(listed, perpetrators(3), parents(), children());
        assertTrue(lists.warning().contains("not used"), lists.warning());
        assertEquals(3, ((LinkedDataPortObject) three[0]).data().childrenOf(0));
        wide.settings().addString("prefix", "offender");
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> wide.run(sheet, null, parents(), children()));
        assertTrue(e.getMessage().contains("offender_1_role"), e.getMessage());
        lists.settings().addString("separator", "");
        assertThrows(InvalidSettingsException.class, () -> lists.run(listed, null, parents(), children()));
    }

    @Test
    void wrongKeysAndColumnsAreToldBeforeExecution() throws Exception {
        NodeHarness absent = builder();
        absent.settings().addString("parentKey", "nothing");
        assertTrue(refused(absent).contains("no column \"nothing\""));
        NodeHarness same = builder();
        same.settings().addString("childKey", "victim_id");
        assertTrue(refused(same).contains("They are different columns"));
        NodeHarness counted = builder();
        counted.settings().addString("foreignKey", "role");
        assertTrue(refused(counted).contains("Take it out of the codebook"));
        NodeHarness alike = builder();
        alike.settings().addString("child", "victim");
        assertTrue(refused(alike).contains("Name them apart"));
        NodeHarness blank = builder();
        blank.settings().addString("parent", " ");
        refused(blank);
        NodeHarness numbers = builder();
        numbers.settings().addInt("exact", 60);
        refused(numbers);
        InvalidSettingsException one = assertThrows(
                InvalidSettingsException.class, () -> builder().run(victims(5), null, parents(), children()));
        assertTrue(one.getMessage().contains("Connect the perpetrator table"), one.getMessage());
        InvalidSettingsException swapped = assertThrows(InvalidSettingsException.class, () -> builder()
                .run(victims(5), perpetrators(5), children(), parents()));
        assertTrue(swapped.getMessage().contains("is absent"), swapped.getMessage());
        CodebookPortObject draft =
                NodeHarness.codebook(Codebook.of(List.of(Attribute.categorical(ODD, "north")), Codebook.Origin.DATA));
        InvalidSettingsException secret = assertThrows(
                InvalidSettingsException.class, () -> builder().run(victims(5), perpetrators(5), draft, children()));
        assertTrue(secret.getMessage().contains("not public"), secret.getMessage());
    }

    private static String refused(NodeHarness node) {
        return assertThrows(
                        InvalidSettingsException.class,
                        () -> node.run(victims(5), perpetrators(5), parents(), children()))
                .getMessage();
    }

    @Test
    void emptyTablesAndOtherTypesAreTables() throws Exception {
        LinkedDataPortObject nobody =
                (LinkedDataPortObject) builder().run(victims(0), perpetrators(0), parents(), children())[0];
        PortObject[] drawn = synthesizer().run(nobody, null);
        assertTrue(((BufferedDataTable) drawn[0]).size() < 200);
        KNIMEException e =
                assertThrows(KNIMEException.class, () -> new NodeHarness(new LinkedUtilityEvaluationNodeFactory())
                        .run(nobody, drawn[0], drawn[1], null));
        assertTrue(e.getMessage().contains("no victim to compare"), e.getMessage());
        LinkedDataPortObject childless =
                (LinkedDataPortObject) builder().run(victims(30), perpetrators(0), parents(), children())[0];
        synthesizer().run(childless, null);
        BufferedDataTable typed = NodeHarness.table(
                TableOutput.spec("victim_id", IntCell.TYPE, ODD, BooleanCell.TYPE, "age", DoubleCell.TYPE),
                new DataCell[] {new IntCell(1), BooleanCell.TRUE, new DoubleCell(17)},
                new DataCell[] {new IntCell(2), BooleanCell.FALSE, new DoubleCell(1e9)});
        BufferedDataTable ofTyped = NodeHarness.table(
                TableOutput.spec(
                        "p",
                        StringCell.TYPE,
                        "victim_id",
                        IntCell.TYPE,
                        "role",
                        StringCell.TYPE,
                        "gender",
                        StringCell.TYPE),
                new DataCell[] {new StringCell("x"), new IntCell(2), new StringCell("moves"), new StringCell("unknown")
                });
        PortObject[] out = builder().run(typed, ofTyped, parents(), children());
        assertEquals(1, ((LinkedDataPortObject) out[0]).data().childrenOf(1), "keys of numbers link too");
        assertTrue(((BufferedDataTable) out[1]).size() > 12, "values outside of codebooks are reported");
    }

    @Test
    void workCanBeCanceled() throws Exception {
        LinkedDataPortObject data = linked(200);
        PortObject[] out = synthesizer().run(data, null);
        DefaultNodeProgressMonitor canceled = new DefaultNodeProgressMonitor();
        canceled.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> builder()
                .run(canceled, victims(5000), perpetrators(5000), parents(), children()));
        assertThrows(CanceledExecutionException.class, () -> synthesizer().run(canceled, data, null));
        assertThrows(CanceledExecutionException.class, () -> new NodeHarness(new LinkedUtilityEvaluationNodeFactory())
                .run(canceled, data, out[0], out[1], out[3]));
        NodeHarness writer = new NodeHarness(new LinkedReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("canceled").toString());
        assertThrows(CanceledExecutionException.class, () -> writer.run(canceled, out[0], out[1], out[3]));
        assertFalse(Files.exists(folder.resolve("canceled")));
    }

    // --- releasing -----------------------------------------------------------------------------------------------

    private LedgerPortObject ledger(String unit) throws Exception {
        LedgerTerms terms = new LedgerTerms(
                "cases",
                new PrivacyUnit(unit),
                NeighboringRelation.ADD_OR_REMOVE_ONE,
                new ApproximateDp(2, 1e-6),
                "",
                LedgerTerms.Overlap.ADD);
        PrivacyLedger.create(folder.resolve(unit + ".ledger"), terms);
        return new LedgerPortObject(new LedgerPortObjectSpec(folder.resolve(unit + ".ledger"), terms));
    }

    @Test
    void aLedgerGivesTheSameTablesBackAndRefusesAnotherUnit() throws Exception {
        LinkedDataPortObject data = linked(300);
        LedgerPortObject ledger = ledger("victim");
        NodeHarness node = new NodeHarness(new LinkedDpSynthesizerNodeFactory());
        node.group("budget").addDouble("epsilon", 1.5);
        PortObject[] first = node.run(data, ledger);
        assertNull(node.warning());
        PortObject[] again = node.run(data, ledger);
        assertEquals(first[3], again[3]);
        for (String column : List.of("victim_id", ODD, "age")) {
            assertEquals(NodeHarness.column(first[0], column), NodeHarness.column(again[0], column));
        }
        assertEquals(NodeHarness.column(first[1], "role"), NodeHarness.column(again[1], "role"));
        assertEquals(
                1, PrivacyLedger.open(folder.resolve("victim.ledger")).entries().size());
        node.group("recording").addInt("number", 2);
        KNIMEException spent = assertThrows(KNIMEException.class, () -> node.run(data, ledger));
        assertTrue(spent.getMessage().contains("budget"), spent.getMessage());
        KNIMEException unit =
                assertThrows(KNIMEException.class, () -> new NodeHarness(new LinkedDpSynthesizerNodeFactory())
                        .run(data, ledger("case")));
        assertTrue(unit.getMessage().contains("protects one case"), unit.getMessage());
        assertThrows(InvalidSettingsException.class, () -> synthesizer().run(data, ledger));
        NodeHarness alone = new NodeHarness(new LinkedDpSynthesizerNodeFactory());
        PortObject[] a = alone.run(data, null);
        assertTrue(alone.warning().contains("No ledger"), alone.warning());
        assertNotEquals(a[3], alone.run(data, null)[3]);
    }

    @Test
    void settingsChangeWhatIsReleased() throws Exception {
        LinkedDataPortObject data = linked(200);
        NodeHarness triples = synthesizer();
        triples.settings().addString("tables", "TRIPLES");
        assertTrue(NodeHarness.column(triples.run(data, null)[2], "Kind").contains("VVP"));
        NodeHarness adaptive = synthesizer();
        adaptive.settings().addString("split", "ADAPTIVE");
        adaptive.settings().addString("target", "role");
        assertTrue(NodeHarness.column(adaptive.run(data, null)[2], "Kind").contains("P"));
        NodeHarness small = synthesizer();
        small.settings().addInt("cells", 20);
        small.run(data, null);
        assertTrue(small.warning().contains("TEST"), small.warning());
        assertTrue(small.warning().contains("too many cells"), small.warning());
        NodeHarness wrong = synthesizer();
        wrong.settings().addString("target", "nobody");
        InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> wrong.run(data, null));
        assertTrue(e.getMessage().contains("No attribute is named"), e.getMessage());
        NodeHarness labels = synthesizer();
        labels.stored().addString("numbers", "LABEL");
        assertTrue(NodeHarness.column(labels.run(data, null)[0], "age").contains("[18, 40)"));
        NodeHarness budget = synthesizer();
        budget.group("budget").addDouble("epsilon", 0);
        assertThrows(InvalidSettingsException.class, () -> budget.run(data, null));
    }

    @Test
    void brokenLinksOfSyntheticTablesAreSeenAndNotWritten() throws Exception {
        LinkedDataPortObject data = linked(200);
        PortObject[] out = synthesizer().run(data, null);
        BufferedDataTable orphans = NodeHarness.texts(
                List.of("perpetrator_id", "victim_id", "role", "gender"),
                new String[] {"P1", "V000001", "moves", "f"},
                new String[] {"P2", "nobody", "moves", "f"});
        PortObject[] judged =
                new NodeHarness(new LinkedUtilityEvaluationNodeFactory()).run(data, out[0], orphans, null);
        List<String> metrics = NodeHarness.column(judged[0], "Metric");
        assertEquals(
                "0.5",
                NodeHarness.column(judged[0], "Value (private)").get(metrics.indexOf("Valid keys of the parent")));
        assertNull(NodeHarness.column(judged[1], "Aggregates (private)").get(0));
        NodeHarness writer = new NodeHarness(new LinkedReleaseWriterNodeFactory());
        writer.settings().addString("folder", folder.resolve("broken").toString());
        InvalidSettingsException unmarked =
                assertThrows(InvalidSettingsException.class, () -> writer.run(out[0], orphans, out[3]));
        assertTrue(unmarked.getMessage().contains("may be the sensitive one"), unmarked.getMessage());
        writer.settings().addBoolean("synthetic", true);
        assertThrows(KNIMEException.class, () -> writer.run(out[0], orphans, out[3]));
        assertFalse(Files.exists(folder.resolve("broken")));
        assertThrows(InvalidSettingsException.class, () -> new NodeHarness(new LinkedUtilityEvaluationNodeFactory())
                .run(data, out[1], out[0], null));
    }
}
