// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeFactory;
import org.murmuration.nodes.learner.DpSynthesizerLearnerNodeFactory;
import org.murmuration.nodes.ledger.PrivacyLedgerNodeFactory;
import org.murmuration.nodes.linkedbuilder.LinkedDataBuilderNodeFactory;
import org.murmuration.nodes.linkedsynthesizer.LinkedDpSynthesizerNodeFactory;
import org.murmuration.nodes.marginals.DpMarginalsNodeFactory;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.FamiliesPortObject;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.standin.core.PortStreams;

/** What all seven port types promise: what is loaded equals what was saved, and nothing else does. */
class PortObjectsTest {
    @TempDir
    static Path folder;

    private static Codebook book(String... names) {
        List<Attribute> attributes = new ArrayList<>();
        for (String name : names) {
            attributes.add(Attribute.categorical(name, "x", "y"));
        }
        return Codebook.of(attributes, Codebook.Origin.PUBLIC);
    }

    private static BufferedDataTable cases(int rows, String... names) {
        String[][] cells = new String[rows][names.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < names.length; c++) {
                cells[r][c] = c > 0 && (r + c) % 3 == 0 ? "x" : "y";
            }
        }
        return NodeHarness.texts(List.of(names), cells);
    }

    private static PortObject released(DefaultNodeFactory factory, int port, PortObject... inputs) throws Exception {
        return new NodeHarness(factory).run(inputs)[port];
    }

    private static LinkedDataPortObject linked(int families) throws Exception {
        String[][] parents = new String[families][];
        String[][] children = new String[families][];
        for (int r = 0; r < families; r++) {
            parents[r] = new String[] {"v" + r, r % 2 == 0 ? "x" : "y"};
            children[r] = new String[] {"p" + r, "v" + r, r % 3 == 0 ? "x" : "y"};
        }
        return (LinkedDataPortObject) released(
                new LinkedDataBuilderNodeFactory(),
                0,
                NodeHarness.texts(List.of("victim_id", "a"), parents),
                NodeHarness.texts(List.of("p", "victim_id", "b"), children),
                NodeHarness.codebook(book("a")),
                NodeHarness.codebook(book("b")));
    }

    private static LedgerPortObject ledger(String name) throws Exception {
        NodeHarness node = new NodeHarness(new PrivacyLedgerNodeFactory());
        node.settings().addString("folder", folder.resolve(name + ".ledger").toString());
        node.settings().addString("unit", "victim");
        return (LedgerPortObject) node.run()[0];
    }

    /** Two different ones of every type; noise makes them so where the settings do not. */
    static Stream<List<PortObject>> pairs() throws Exception {
        CodebookPortObject book = NodeHarness.codebook(book("a", "b"));
        BufferedDataTable table = cases(300, "a", "b");
        List<List<PortObject>> pairs = new ArrayList<>();
        pairs.add(List.of(book, NodeHarness.codebook(book("a", "c"))));
        pairs.add(List.of(
                released(new DpMarginalsNodeFactory(), 1, table, book),
                released(new DpMarginalsNodeFactory(), 1, table, book)));
        pairs.add(List.of(
                released(new DpAggregatesNodeFactory(), 1, table, book),
                released(new DpAggregatesNodeFactory(), 1, table, book)));
        pairs.add(List.of(
                released(new DpSynthesizerLearnerNodeFactory(), 0, table, book),
                released(new DpSynthesizerLearnerNodeFactory(), 0, table, book)));
        pairs.add(List.of(linked(40), linked(41)));
        pairs.add(List.of(
                released(new LinkedDpSynthesizerNodeFactory(), 3, linked(40)),
                released(new LinkedDpSynthesizerNodeFactory(), 3, linked(40))));
        pairs.add(List.of(ledger("one"), ledger("two")));
        return pairs.stream();
    }

    private static PortObjectSpec reload(PortObjectSpec spec) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PortStreams.saveSpec(spec, out);
        return PortStreams.loadSpec(spec.getClass(), new ByteArrayInputStream(out.toByteArray()));
    }

    private static byte[] stored(PortObject object) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PortStreams.save(object, out);
        return out.toByteArray();
    }

    @Test
    void allSevenTypesAreRegisteredAndTriedHere() throws Exception {
        List<Class<? extends PortObject>> types = List.of(
                CodebookPortObject.class,
                AggregatesPortObject.class,
                CombinationsPortObject.class,
                ModelPortObject.class,
                LinkedDataPortObject.class,
                FamiliesPortObject.class,
                LedgerPortObject.class);
        List<Class<? extends PortObject>> tried = new ArrayList<>();
        pairs().forEach(p -> tried.add(p.get(0).getClass()));
        assertEquals(types, tried);
        PortTypeRegistry registry = PortTypeRegistry.getInstance();
        for (Class<? extends PortObject> type : types) {
            assertTrue(registry.getObjectSerializer(type).isPresent(), type.getName());
            assertTrue(registry.getSpecSerializer(registry.getPortType(type).getPortObjectSpecClass())
                    .isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatIsLoadedEqualsWhatWasSaved(List<PortObject> pair) throws Exception {
        PortObject saved = pair.get(0);
        PortObjectSpec spec = reload(saved.getSpec());
        assertEquals(saved.getSpec(), spec);
        assertEquals(saved.getSpec().hashCode(), spec.hashCode());
        PortObject loaded = PortStreams.load(saved.getClass(), spec, new ByteArrayInputStream(stored(saved)));
        assertNotSame(saved, loaded);
        assertEquals(saved, loaded);
        assertEquals(loaded, saved);
        assertEquals(saved.hashCode(), loaded.hashCode());
        assertEquals(saved.getSummary(), loaded.getSummary());
        assertArrayEquals(stored(saved), stored(loaded));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void othersAreNotEqual(List<PortObject> pair) {
        assertNotEquals(pair.get(0), pair.get(1));
        assertNotEquals(pair.get(1), pair.get(0));
        assertNotEquals(pair.get(0), pair.get(0).getSpec());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anEntryOfAnotherNameIsRefused(List<PortObject> pair) throws Exception {
        PortObject saved = pair.get(0);
        PortObject other = saved instanceof CodebookPortObject ? ledger("other") : NodeHarness.codebook(book("a"));
        IOException refused = assertThrows(
                IOException.class,
                () -> PortStreams.load(saved.getClass(), saved.getSpec(), new ByteArrayInputStream(stored(other))));
        assertTrue(refused.getMessage().contains("lacks"), refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aNewerFormatOfASpecIsRefusedInWords(List<PortObject> pair) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PortStreams.saveSpec(pair.get(0).getSpec(), out);
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
        String name = zip.getNextEntry().getName();
        ModelContent content = (ModelContent) ModelContent.loadFromXML(zip);
        ModelContent model = (ModelContent) content.getModelContent("model");
        assertEquals(1, model.getInt("format"), "every spec says which format it has");
        model.addInt("format", 2);
        ByteArrayOutputStream newer = new ByteArrayOutputStream();
        ZipOutputStream to = new ZipOutputStream(newer);
        to.putNextEntry(new ZipEntry(name));
        content.saveToXML(to);
        to.close();
        IOException refused = assertThrows(
                IOException.class,
                () -> PortStreams.loadSpec(
                        pair.get(0).getSpec().getClass(), new ByteArrayInputStream(newer.toByteArray())));
        assertTrue(
                refused.getCause().getMessage().contains("format 2"),
                refused.getCause().getMessage());
        assertTrue(refused.getCause().getMessage().contains("Update Murmuration"));
    }
}
