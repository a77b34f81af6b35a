// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.standin.core.NodeModelAccess;
import org.murmuration.standin.core.PortStreams;
import org.murmuration.standin.ui.ParametersAccess;

/** Drives one node as KNIME does: settings in, configure, execute. */
final class NodeHarness {
    private static final String RELEASE = "release";

    private final DefaultNodeFactory factory;
    private final NodeModel model;
    private final NodeSettings settings = new NodeSettings("model");
    private PortObjectSpec[] specs;

    NodeHarness(DefaultNodeFactory factory) {
        this.factory = factory;
        this.model = factory.createNodeModel();
        ParametersAccess.of(factory)
                .ifPresent(c -> NodeParametersUtil.saveSettings(
                        c, NodeParametersUtil.createSettings(c, new PortObjectSpec[3]), settings));
    }

    static ExecutionContext context() {
        return new ExecutionContext(new DefaultNodeProgressMonitor(), null);
    }

    /** Everything that is stored. */
    NodeSettings stored() {
        return settings;
    }

    /** Where the parameters stand: those of a releasing node in one group. */
    NodeSettings settings() {
        try {
            return settings.containsKey(RELEASE) ? settings.getNodeSettings(RELEASE) : settings;
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException(e);
        }
    }

    NodeSettings group(String key) throws InvalidSettingsException {
        return (settings.containsKey(key) ? settings : settings()).getNodeSettings(key);
    }

    DefaultNodeFactory factory() {
        return factory;
    }

    NodeModel model() {
        return model;
    }

    PortObjectSpec[] configure(PortObjectSpec... inputs) throws Exception {
        NodeModelAccess.get().loadSettings(model, settings);
        specs = NodeModelAccess.get().configure(model, Arrays.copyOf(inputs, ports(inputs.length)));
        return specs;
    }

    PortObject[] run(PortObject... inputs) throws Exception {
        return run(new DefaultNodeProgressMonitor(), inputs);
    }

    /** Runs a node whose output spec is known after execution only. */
    PortObject[] runLoose(PortObject... inputs) throws Exception {
        return execute(new DefaultNodeProgressMonitor(), inputs);
    }

    private PortObject[] execute(DefaultNodeProgressMonitor monitor, PortObject... inputs) throws Exception {
        PortObjectSpec[] in = new PortObjectSpec[inputs.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = inputs[i] == null ? null : inputs[i].getSpec();
        }
        configure(in);
        PortObject[] all = Arrays.copyOf(inputs, ports(inputs.length));
        return NodeModelAccess.get().execute(model, all, new ExecutionContext(monitor, null));
    }

    PortObject[] run(DefaultNodeProgressMonitor monitor, PortObject... inputs) throws Exception {
        PortObject[] out = execute(monitor, inputs);
        for (int i = 0; i < out.length; i++) {
            if (specs[i] != null && !specs[i].equals(out[i].getSpec())) {
                throw new AssertionError("Output " + i + " has another spec than configure promised:\n" + specs[i]
                        + "\n" + out[i].getSpec());
            }
        }
        return out;
    }

    /** Number of inputs; those that a test does not give are unconnected. */
    private int ports(int given) {
        return Math.max(given, NodeModelAccess.get().inPorts(model).length);
    }

    String warning() {
        return NodeModelAccess.get().warning(model);
    }

    /** What the view of the executed node is given: the JSON alone, without what KNIME puts around it. */
    String viewData() throws Exception {
        InitialDataService<Object> service =
                factory.createNodeView(model).<Object>createInitialDataService().orElseThrow();
        String answer = service.getInitialData();
        String before = "{\"result\":";
        if (!answer.startsWith(before)) {
            throw new AssertionError(answer);
        }
        return answer.substring(before.length(), answer.length() - 1);
    }

    /** A table of texts; null is a missing cell. */
    static BufferedDataTable texts(List<String> names, String[]... rows) {
        DataCell[][] cells = new DataCell[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            cells[r] = new DataCell[rows[r].length];
            for (int c = 0; c < cells[r].length; c++) {
                cells[r][c] = rows[r][c] == null ? DataType.getMissingCell() : new StringCell(rows[r][c]);
            }
        }
        return table(TableOutput.textSpec(names), cells);
    }

    /** A table whose spec shows its values, as KNIME's usual tables do. */
    static BufferedDataTable table(DataTableSpec spec, DataCell[]... rows) {
        BufferedDataContainer container = context().createDataContainer(spec, DataContainerSettings.getDefault());
        for (int r = 0; r < rows.length; r++) {
            container.addRowToTable(new DefaultRow(new RowKey("case-" + (4711 + r)), rows[r]));
        }
        container.close();
        return container.getTable();
    }

    static CodebookPortObject codebook(Codebook codebook) {
        return new CodebookPortObject(codebook);
    }

    static List<String> column(PortObject table, String name) {
        BufferedDataTable t = (BufferedDataTable) table;
        int c = t.getDataTableSpec().findColumnIndex(name);
        List<String> values = new ArrayList<>();
        for (DataRow row : t) {
            values.add(row.getCell(c).isMissing() ? null : row.getCell(c).toString());
        }
        return values;
    }

    /** The stored form of a spec, byte by byte. */
    static String stored(PortObjectSpec spec) throws IOException {
        if (spec instanceof DataTableSpec table) {
            StringBuilder text = new StringBuilder();
            table.forEach(c -> text.append(c).append(c.getDomain()).append('\n'));
            return text.toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PortStreams.saveSpec(spec, out);
        // the archive itself holds the time
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
        zip.getNextEntry();
        return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
}
