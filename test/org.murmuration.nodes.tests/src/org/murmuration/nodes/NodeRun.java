// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Runs releasing nodes for tests that stand in the packages of the nodes. */
public final class NodeRun {
    private NodeRun() {}

    /** Executes a node with given settings of its release and default ones besides. */
    public static PortObject[] execute(DefaultNodeFactory factory, NodeParameters release, List<PortObject> inputs)
            throws Exception {
        NodeHarness node = new NodeHarness(factory);
        NodeParametersUtil.saveSettings(release.getClass(), release, node.settings());
        return node.runLoose(inputs.toArray(PortObject[]::new));
    }

    /** Executes a node with default settings. */
    public static PortObject[] run(DefaultNodeFactory factory, PortObject... inputs) throws Exception {
        return new NodeHarness(factory).run(inputs);
    }

    /** A table of texts; null is a missing cell. */
    public static BufferedDataTable texts(List<String> names, String[]... rows) {
        return NodeHarness.texts(names, rows);
    }

    /** A table. */
    public static BufferedDataTable table(DataTableSpec spec, DataCell[]... rows) {
        return NodeHarness.table(spec, rows);
    }

    /** The texts of a column; null where a cell is missing. */
    public static List<String> column(PortObject table, String name) {
        return NodeHarness.column(table, name);
    }
}
