// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.core;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What KNIME's workflow manager may do with a node model; here it opens the model to the workbench. */
public abstract class NodeModelAccess {
    private static NodeModelAccess instance;

    /** Registers the access; called by the node model class alone. */
    public static void set(NodeModelAccess access) {
        instance = access;
    }

    /** The access to all node models. */
    public static NodeModelAccess get() {
        return instance;
    }

    /** Computes the output specs. */
    public abstract PortObjectSpec[] configure(NodeModel model, PortObjectSpec[] specs) throws InvalidSettingsException;

    /** Runs the node. */
    public abstract PortObject[] execute(NodeModel model, PortObject[] objects, ExecutionContext exec) throws Exception;

    /** Writes the settings. */
    public abstract void saveSettings(NodeModel model, NodeSettingsWO settings);

    /** Validates and loads settings. */
    public abstract void loadSettings(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

    /** Forgets results. */
    public abstract void reset(NodeModel model);

    /** The warning of the last configure or execute, or null. */
    public abstract String warning(NodeModel model);

    /** Types of the input ports. */
    public abstract PortType[] inPorts(NodeModel model);

    /** Types of the output ports. */
    public abstract PortType[] outPorts(NodeModel model);
}
