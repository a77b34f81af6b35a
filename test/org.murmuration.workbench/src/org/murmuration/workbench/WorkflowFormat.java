// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.standin.core.NodeModelAccess;

/** Reads and writes workflows in KNIME's format: {@code workflow.knime} and one {@code settings.xml} a node. */
public final class WorkflowFormat {
    private static final String WORKFLOW = "workflow.knime";
    private static final String SETTINGS = "settings.xml";
    private static final String BOUNDS = "extrainfo.node.bounds";
    private static final int ANNOTATION_VERSION = 20230412;

    private WorkflowFormat() {}

    /** Reads a workflow folder. */
    public static Workflow read(Path folder) throws WorkbenchException {
        Path file = folder.resolve(WORKFLOW);
        if (!Files.isRegularFile(file)) {
            throw new WorkbenchException(folder + " is no workflow: it has no " + WORKFLOW
                    + ". Give the folder of a KNIME workflow, or a .knwf file.");
        }
        try {
            NodeSettingsRO root = load(file);
            List<Workflow.Node> nodes = new ArrayList<>();
            NodeSettingsRO list = root.getNodeSettings("nodes");
            for (String key : list.keySet()) {
                nodes.add(readNode(folder, list.getNodeSettings(key)));
            }
            nodes.sort(Comparator.comparingInt(Workflow.Node::id));
            List<Workflow.Connection> connections = new ArrayList<>();
            NodeSettingsRO links = root.getNodeSettings("connections");
            for (String key : links.keySet()) {
                NodeSettingsRO c = links.getNodeSettings(key);
                connections.add(new Workflow.Connection(
                        c.getInt("sourceID"), c.getInt("sourcePort"), c.getInt("destID"), c.getInt("destPort")));
            }
            return new Workflow(folder, nodes, connections, readAnnotations(root));
        } catch (IOException | InvalidSettingsException e) {
            throw new WorkbenchException("The workflow " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static NodeSettingsRO load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return NodeSettings.loadFromXML(in);
        }
    }

    private static Workflow.Node readNode(Path folder, NodeSettingsRO entry)
            throws IOException, InvalidSettingsException, WorkbenchException {
        if (entry.getBoolean("node_is_meta", false)) {
            throw new WorkbenchException("The workflow holds a component or metanode, which the workbench cannot run.");
        }
        Path file = folder.resolve(entry.getString("node_settings_file"));
        NodeSettingsRO settings = load(file);
        int x = 0;
        int y = 0;
        if (entry.containsKey("ui_settings")) {
            NodeSettingsRO bounds = entry.getNodeSettings("ui_settings").getNodeSettings(BOUNDS);
            x = bounds.getInt("0");
            y = bounds.getInt("1");
        }
        return new Workflow.Node(
                entry.getInt("id"),
                settings.getString("name"),
                settings.getString("factory"),
                (NodeSettings) settings.getNodeSettings("model"),
                x,
                y);
    }

    private static List<Workflow.Annotation> readAnnotations(NodeSettingsRO root) throws InvalidSettingsException {
        List<Workflow.Annotation> result = new ArrayList<>();
        if (root.containsKey("annotations")) {
            NodeSettingsRO list = root.getNodeSettings("annotations");
            for (String key : list.keySet()) {
                NodeSettingsRO a = list.getNodeSettings(key);
                result.add(new Workflow.Annotation(
                        a.getString("text"),
                        a.getInt("x-coordinate"),
                        a.getInt("y-coordinate"),
                        a.getInt("width"),
                        a.getInt("height")));
            }
        }
        return result;
    }

    /** Unpacks a .knwf file and finds the workflow in it. */
    public static Path unpack(Path knwf, Path into) throws WorkbenchException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(knwf))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                Path file = into.resolve(e.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new WorkbenchException("The archive " + knwf + " names a file outside of itself.");
                }
                if (!e.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
            try (Stream<Path> all = Files.walk(into)) {
                return all.filter(p -> p.getFileName().toString().equals(WORKFLOW))
                        .min(Comparator.comparingInt(Path::getNameCount))
                        .orElseThrow(() -> new WorkbenchException("The archive " + knwf + " holds no workflow."))
                        .getParent();
            }
        } catch (IOException e) {
            throw new WorkbenchException("The archive " + knwf + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Packs a workflow folder as .knwf. */
    public static void pack(Path folder, Path knwf) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(knwf));
                Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
                String name = folder.getParent().relativize(file).toString().replace('\\', '/');
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** Writes a workflow that KNIME opens with all nodes to be executed. */
    public static void write(Workflow workflow, NodeRepository repository) throws IOException {
        Files.createDirectories(workflow.folder());
        NodeSettings root = new NodeSettings(WORKFLOW);
        root.addString("created_by", "5.8.0");
        root.addBoolean("created_by_nightly", false);
        root.addString("version", "5.1.0");
        root.addString("name", null);
        NodeSettingsWO author = root.addNodeSettings("authorInformation");
        author.addString("authored-by", "Murmuration");
        author.addString("authored-when", "2026-11-23 00:00:00 +0000");
        author.addString("lastEdited-by", null);
        author.addString("lastEdited-when", null);
        root.addString("customDescription", null);
        root.addString("state", "CONFIGURED");
        root.addNodeSettings("workflow_credentials");
        NodeSettingsWO nodes = root.addNodeSettings("nodes");
        for (Workflow.Node node : workflow.nodes()) {
            NodeSettingsWO n = nodes.addNodeSettings("node_" + node.id());
            n.addInt("id", node.id());
            n.addString("node_settings_file", node.folderName() + "/" + SETTINGS);
            n.addBoolean("node_is_meta", false);
            n.addString("node_type", "NativeNode");
            n.addString("ui_classname", "org.knime.core.node.workflow.NodeUIInformation");
            addInts(n.addNodeSettings("ui_settings").addNodeSettings(BOUNDS), node.x(), node.y(), 100, 120);
            writeNode(workflow.folder().resolve(node.folderName()), node, repository);
        }
        NodeSettingsWO connections = root.addNodeSettings("connections");
        for (int i = 0; i < workflow.connections().size(); i++) {
            Workflow.Connection c = workflow.connections().get(i);
            NodeSettingsWO s = connections.addNodeSettings("connection_" + i);
            s.addInt("sourceID", c.source());
            s.addInt("destID", c.target());
            s.addInt("sourcePort", c.sourcePort());
            s.addInt("destPort", c.targetPort());
        }
        NodeSettingsWO annotations = root.addNodeSettings("annotations");
        for (int i = 0; i < workflow.annotations().size(); i++) {
            writeAnnotation(
                    annotations.addNodeSettings("annotation_" + i),
                    workflow.annotations().get(i));
        }
        save(root, workflow.folder().resolve(WORKFLOW));
    }

    private static void addInts(NodeSettingsWO config, int... values) {
        config.addInt("array-size", values.length);
        for (int i = 0; i < values.length; i++) {
            config.addInt(Integer.toString(i), values[i]);
        }
    }

    private static void writeAnnotation(NodeSettingsWO config, Workflow.Annotation a) {
        config.addString("text", a.text());
        config.addString("contentType", "text/plain");
        config.addInt("bgcolor", 0xffffff);
        config.addInt("x-coordinate", a.x());
        config.addInt("y-coordinate", a.y());
        config.addInt("width", a.width());
        config.addInt("height", a.height());
        config.addString("alignment", "LEFT");
        config.addInt("borderSize", 2);
        config.addInt("borderColor", 0x0b5c8f);
        config.addInt("defFontSize", 12);
        config.addInt("annotation-version", ANNOTATION_VERSION);
        config.addNodeSettings("styles");
    }

    private static void writeNode(Path folder, Workflow.Node node, NodeRepository repository) throws IOException {
        NodeRepository.Entry entry = repository.byFactory(node.factoryClass()).orElseThrow();
        DefaultNodeFactory factory = entry.createFactory();
        NodeSettings settings = new NodeSettings(SETTINGS);
        settings.addString("node_file", SETTINGS);
        settings.addNodeSettings("flow_stack");
        settings.addNodeSettings("internal_node_subsettings").addString("memory_policy", "CacheSmallInMemory");
        settings.addNodeSettings(node.model());
        settings.addString("customDescription", null);
        settings.addString("state", "IDLE");
        settings.addString("factory", node.factoryClass());
        settings.addString("node-name", factory.getNodeName());
        settings.addString("node-bundle-name", "Murmuration Nodes");
        settings.addString("node-bundle-symbolic-name", entry.bundle());
        settings.addString("node-bundle-vendor", "Murmuration");
        settings.addString("node-bundle-version", "0.1.0");
        settings.addString("node-feature-name", "Murmuration");
        settings.addString("node-feature-symbolic-name", "org.murmuration.feature.feature.group");
        settings.addString("node-feature-vendor", "Murmuration");
        settings.addString("node-feature-version", "0.1.0");
        settings.addNodeSettings("factory_settings");
        NodeSettingsWO ports = settings.addNodeSettings("node_creation_config");
        var model = factory.createNodeModel();
        for (int i = 0; i < NodeModelAccess.get().inPorts(model).length; i++) {
            ports.addNodeSettings(factory.getInportName(i));
        }
        for (int i = 0; i < NodeModelAccess.get().outPorts(model).length; i++) {
            ports.addNodeSettings(factory.getOutportName(i));
        }
        settings.addString("name", node.name());
        settings.addBoolean("hasContent", false);
        settings.addBoolean("isInactive", false);
        settings.addNodeSettings("ports");
        NodeSettingsWO stores = settings.addNodeSettings("filestores");
        stores.addString("file_store_location", null);
        stores.addString("file_store_id", null);
        Files.createDirectories(folder);
        save(settings, folder.resolve(SETTINGS));
    }

    private static void save(NodeSettings settings, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }
}
