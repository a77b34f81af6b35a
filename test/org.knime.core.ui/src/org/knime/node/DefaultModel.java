// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** Stand-in for the KNIME type of the same name. */
public abstract sealed class DefaultModel implements FluentNodeAPI
        permits DefaultModel.RearrangeColumnsDefaultModel, DefaultModel.StandardDefaultModel {
    final Class<? extends NodeParameters> m_parametersClass;

    DefaultModel(Class<? extends NodeParameters> parametersClass) {
        m_parametersClass = parametersClass;
    }

    Optional<Class<? extends NodeParameters>> getParametersClass() {
        return Optional.ofNullable(m_parametersClass);
    }

    static RequireModelParameters create() {
        return type -> configure -> execute -> new StandardDefaultModel(type, configure, execute);
    }

    static final class StandardDefaultModel extends DefaultModel {
        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> m_configure;
        final ExecuteConsumer m_execute;

        StandardDefaultModel(
                Class<? extends NodeParameters> type,
                ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
                ExecuteConsumer execute) {
            super(type);
            m_configure = configure;
            m_execute = execute;
        }
    }

    static final class RearrangeColumnsDefaultModel extends DefaultModel {
        RearrangeColumnsDefaultModel(Class<? extends NodeParameters> type) {
            super(type);
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface ConfigureInput {
        <S extends PortObjectSpec> S getInPortSpec(int index);

        PortObjectSpec[] getInPortSpecs();

        DataTableSpec getInTableSpec(int index);

        DataTableSpec[] getInTableSpecs();

        PortType[] getOutPortTypes();

        <S extends NodeParameters> S getParameters();
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface ConfigureOrRearrangerConsumer<I, O> {
        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface ConfigureOutput {
        <S extends PortObjectSpec> void setOutSpec(int index, S s);

        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... s);

        void setWarningMessage(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface ExecuteConsumer {
        void accept(ExecuteInput executeInput, ExecuteOutput executeOutput)
                throws CanceledExecutionException, KNIMEException;
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface ExecuteInput {
        ExecutionContext getExecutionContext();

        <D extends PortObject> D getInPortObject(int index);

        PortObject[] getInPortObjects();

        BufferedDataTable getInTable(int index);

        BufferedDataTable[] getInTables();

        PortType[] getOutPortTypes();

        <S extends NodeParameters> S getParameters();
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface ExecuteOutput {
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... values);

        <D extends PortObject> void setOutData(int index, D value);

        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... values);

        void setWarningMessage(String text);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireConfigureOrRearrangeColumns {
        RequireExecute configure(
                ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configureOrRearrangerConsumer);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireExecute {
        DefaultModel execute(ExecuteConsumer executeConsumer);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface RequireModelParameters {
        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> type);

        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }
}
