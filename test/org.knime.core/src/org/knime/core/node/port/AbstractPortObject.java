// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Stand-in for the KNIME type of the same name. */
public abstract class AbstractPortObject implements PortObject {
    public AbstractPortObject() {}

    protected abstract void load(
            PortObjectZipInputStream portObjectZipInputStream,
            PortObjectSpec portObjectSpec,
            ExecutionMonitor executionMonitor)
            throws IOException, CanceledExecutionException;

    protected abstract void save(PortObjectZipOutputStream portObjectZipOutputStream, ExecutionMonitor executionMonitor)
            throws IOException, CanceledExecutionException;

    /** Stand-in for the KNIME type of the same name. */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
            extends PortObject.PortObjectSerializer<T> {
        public AbstractPortObjectSerializer() {}

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(
                PortObjectZipInputStream portObjectZipInputStream,
                PortObjectSpec portObjectSpec,
                ExecutionMonitor executionMonitor)
                throws IOException, CanceledExecutionException {
            Class<?> type =
                    (Class<?>) ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
            try {
                T result = (T) type.getConstructor().newInstance();
                result.load(portObjectZipInputStream, portObjectSpec, executionMonitor);
                return result;
            } catch (ReflectiveOperationException e) {
                throw new IOException("Cannot instantiate " + type.getName(), e);
            }
        }

        @Override
        public void savePortObject(
                T value, PortObjectZipOutputStream portObjectZipOutputStream, ExecutionMonitor executionMonitor)
                throws IOException, CanceledExecutionException {
            value.save(portObjectZipOutputStream, executionMonitor);
        }
    }
}
