// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.io.File;
import java.util.Arrays;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** Runs a declared model. */
final class StandardNodeModel extends NodeModel {
    private final DefaultModel.StandardDefaultModel m_model;
    private final PortType[] m_outTypes;
    private NodeParameters m_parameters;
    private PortObject[] m_internal;

    StandardNodeModel(DefaultNode node) {
        super(PortCollector.types(node.m_inputs), PortCollector.types(node.m_outputs));
        m_model = (DefaultModel.StandardDefaultModel) node.m_model;
        m_outTypes = PortCollector.types(node.m_outputs);
    }

    PortObject[] getInternalPortObjects() {
        return m_internal;
    }

    private NodeParameters parameters(PortObjectSpec[] specs) {
        Class<? extends NodeParameters> type = m_model.getParametersClass().orElse(null);
        if (m_parameters == null && type != null) {
            m_parameters = NodeParametersUtil.createSettings(type, specs);
        }
        return m_parameters;
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] specs) throws InvalidSettingsException {
        NodeParameters parameters = parameters(specs);
        PortObjectSpec[] out = new PortObjectSpec[m_outTypes.length];
        m_model.m_configure.accept(new SpecsIn(specs, parameters), new DefaultModel.ConfigureOutput() {
            @Override
            public <S extends PortObjectSpec> void setOutSpec(int index, S spec) {
                out[index] = spec;
            }

            @Override
            @SuppressWarnings("unchecked")
            public <S extends PortObjectSpec> void setOutSpecs(S... all) {
                System.arraycopy(all, 0, out, 0, all.length);
            }

            @Override
            public void setWarningMessage(String text) {
                StandardNodeModel.this.setWarningMessage(text);
            }
        });
        return out;
    }

    @Override
    protected PortObject[] execute(PortObject[] objects, ExecutionContext exec) throws Exception {
        NodeParameters parameters = m_parameters;
        PortObject[] out = new PortObject[m_outTypes.length];
        m_model.m_execute.accept(new ObjectsIn(objects, parameters, exec), new DefaultModel.ExecuteOutput() {
            @Override
            @SuppressWarnings("unchecked")
            public <D extends PortObject> void setInternalData(D... values) {
                m_internal = values.clone();
            }

            @Override
            public <D extends PortObject> void setOutData(int index, D value) {
                out[index] = value;
            }

            @Override
            @SuppressWarnings("unchecked")
            public <D extends PortObject> void setOutData(D... values) {
                System.arraycopy(values, 0, out, 0, values.length);
            }

            @Override
            public void setWarningMessage(String text) {
                StandardNodeModel.this.setWarningMessage(text);
            }
        });
        return out;
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        m_model.getParametersClass()
                .ifPresent(type -> NodeParametersUtil.saveSettings(type, parameters(new PortObjectSpec[0]), settings));
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        Class<? extends NodeParameters> type = m_model.getParametersClass().orElse(null);
        if (type != null) {
            NodeParametersUtil.loadSettings(settings, type).validate();
        }
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        Class<? extends NodeParameters> type = m_model.getParametersClass().orElse(null);
        if (type != null) {
            m_parameters = NodeParametersUtil.loadSettings(settings, type);
        }
    }

    @Override
    protected void loadInternals(File file, ExecutionMonitor executionMonitor) {
        // internal data are port objects
    }

    @Override
    protected void saveInternals(File file, ExecutionMonitor executionMonitor) {
        // internal data are port objects
    }

    @Override
    protected void reset() {
        m_internal = null;
    }

    private record SpecsIn(PortObjectSpec[] specs, NodeParameters values) implements DefaultModel.ConfigureInput {
        @Override
        @SuppressWarnings("unchecked")
        public <S extends PortObjectSpec> S getInPortSpec(int index) {
            return (S) specs[index];
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return specs;
        }

        @Override
        public DataTableSpec getInTableSpec(int index) {
            return (DataTableSpec) specs[index];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Arrays.stream(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public PortType[] getOutPortTypes() {
            return new PortType[0];
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S) values;
        }
    }

    private record ObjectsIn(PortObject[] objects, NodeParameters values, ExecutionContext exec)
            implements DefaultModel.ExecuteInput {
        @Override
        public ExecutionContext getExecutionContext() {
            return exec;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <D extends PortObject> D getInPortObject(int index) {
            return (D) objects[index];
        }

        @Override
        public PortObject[] getInPortObjects() {
            return objects;
        }

        @Override
        public BufferedDataTable getInTable(int index) {
            return (BufferedDataTable) objects[index];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Arrays.stream(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public PortType[] getOutPortTypes() {
            return new PortType[0];
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S) values;
        }
    }
}
