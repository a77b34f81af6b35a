// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.murmuration.standin.ui.FieldPersistence;

/** Stand-in for the KNIME type of the same name. */
public final class NodeParametersUtil {
    private NodeParametersUtil() {}

    public static NodeParametersInput createDefaultNodeSettingsContext(PortObjectSpec[] portObjectSpecs) {
        return new SpecsInput(portObjectSpecs.clone());
    }

    public static <S extends NodeParameters> S createSettings(Class<S> type) {
        return instantiate(type, null);
    }

    public static <S extends NodeParameters> S createSettings(Class<S> type, NodeParametersInput nodeParametersInput) {
        return instantiate(type, nodeParametersInput);
    }

    public static <S extends NodeParameters> S createSettings(Class<S> type, PortObjectSpec[] portObjectSpecs) {
        return instantiate(type, createDefaultNodeSettingsContext(portObjectSpecs));
    }

    public static <S extends NodeParameters> S loadSettings(NodeSettingsRO nodeSettingsRO, Class<S> type)
            throws InvalidSettingsException {
        S parameters = instantiate(type, null);
        FieldPersistence.load(parameters, nodeSettingsRO);
        return parameters;
    }

    public static void saveSettings(
            Class<? extends NodeParameters> type, NodeParameters nodeParameters, NodeSettingsWO nodeSettingsWO) {
        FieldPersistence.save(type.cast(nodeParameters), nodeSettingsWO);
    }

    private static <S> S instantiate(Class<S> type, NodeParametersInput input) {
        try {
            if (input != null) {
                for (Constructor<?> c : type.getDeclaredConstructors()) {
                    if (c.getParameterCount() == 1 && c.getParameterTypes()[0] == NodeParametersInput.class) {
                        c.setAccessible(true);
                        return type.cast(c.newInstance(input));
                    }
                }
            }
            Constructor<S> empty = type.getDeclaredConstructor();
            empty.setAccessible(true);
            return empty.newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(type.getName() + " needs an empty constructor.", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The constructor of " + type.getName() + " failed.", e.getCause());
        }
    }

    private record SpecsInput(PortObjectSpec[] specs) implements NodeParametersInput {
        @Override
        public Optional<PortObject> getInPortObject(int index) {
            return Optional.empty();
        }

        @Override
        public PortObject[] getInPortObjects() {
            return new PortObject[specs.length];
        }

        @Override
        public Optional<PortObjectSpec> getInPortSpec(int index) {
            return index < specs.length ? Optional.ofNullable(specs[index]) : Optional.empty();
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return specs.clone();
        }

        @Override
        public PortType[] getInPortTypes() {
            return new PortType[specs.length];
        }

        @Override
        public Optional<BufferedDataTable> getInTable(int index) {
            return Optional.empty();
        }

        @Override
        public Optional<DataTableSpec> getInTableSpec(int index) {
            return getInPortSpec(index).filter(DataTableSpec.class::isInstance).map(DataTableSpec.class::cast);
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return new BufferedDataTable[specs.length];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return new PortType[0];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            DataTableSpec[] tables = new DataTableSpec[specs.length];
            for (int i = 0; i < specs.length; i++) {
                tables[i] = getInTableSpec(i).orElse(null);
            }
            return tables;
        }
    }
}
