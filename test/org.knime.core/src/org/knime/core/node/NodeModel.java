// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.murmuration.standin.core.NodeModelAccess;

/** Stand-in for the KNIME type of the same name. */
public abstract class NodeModel implements AbstractNodeView.ViewableModel {
    static {
        NodeModelAccess.set(new NodeModelAccess() {
            @Override
            public PortObjectSpec[] configure(NodeModel model, PortObjectSpec[] specs) throws InvalidSettingsException {
                model.m_warning = null;
                return model.configure(specs);
            }

            @Override
            public PortObject[] execute(NodeModel model, PortObject[] objects, ExecutionContext exec) throws Exception {
                model.m_warning = null;
                return model.execute(objects, exec);
            }

            @Override
            public void saveSettings(NodeModel model, NodeSettingsWO settings) {
                model.saveSettingsTo(settings);
            }

            @Override
            public void loadSettings(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException {
                model.validateSettings(settings);
                model.loadValidatedSettingsFrom(settings);
            }

            @Override
            public void reset(NodeModel model) {
                model.reset();
            }

            @Override
            public String warning(NodeModel model) {
                return model.m_warning;
            }

            @Override
            public PortType[] inPorts(NodeModel model) {
                return model.m_inPorts.clone();
            }

            @Override
            public PortType[] outPorts(NodeModel model) {
                return model.m_outPorts.clone();
            }
        });
    }

    private final PortType[] m_inPorts;
    private final PortType[] m_outPorts;
    private String m_warning;

    protected NodeModel(PortType[] portTypes, PortType[] portTypes2) {
        m_inPorts = portTypes.clone();
        m_outPorts = portTypes2.clone();
    }

    protected PortObjectSpec[] configure(PortObjectSpec[] portObjectSpecs) throws InvalidSettingsException {
        throw new IllegalStateException("This node model does not configure port object specs.");
    }

    protected PortObject[] execute(PortObject[] portObjects, ExecutionContext executionContext) throws Exception {
        throw new IllegalStateException("This node model does not execute port objects.");
    }

    protected final int getNrInPorts() {
        return m_inPorts.length;
    }

    protected final int getNrOutPorts() {
        return m_outPorts.length;
    }

    protected final PortType getInPortType(int index) {
        return m_inPorts[index];
    }

    protected final PortType getOutPortType(int index) {
        return m_outPorts[index];
    }

    protected final void setWarningMessage(String text) {
        m_warning = text;
    }

    protected final String getWarningMessage() {
        return m_warning;
    }

    protected abstract void loadInternals(File file, ExecutionMonitor executionMonitor)
            throws IOException, CanceledExecutionException;

    protected abstract void saveInternals(File file, ExecutionMonitor executionMonitor)
            throws IOException, CanceledExecutionException;

    protected abstract void saveSettingsTo(NodeSettingsWO nodeSettingsWO);

    protected abstract void validateSettings(NodeSettingsRO nodeSettingsRO) throws InvalidSettingsException;

    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO nodeSettingsRO) throws InvalidSettingsException;

    protected abstract void reset();
}
