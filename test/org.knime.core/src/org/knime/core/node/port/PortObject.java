// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.internal.SerializerMethodLoader;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Stand-in for the KNIME type of the same name. */
public interface PortObject {
    PortObjectSpec getSpec();

    String getSummary();

    JComponent[] getViews();

    /** Stand-in for the KNIME type of the same name. */
    abstract class PortObjectSerializer<T extends PortObject> implements SerializerMethodLoader.Serializer<T> {
        public PortObjectSerializer() {}

        public abstract T loadPortObject(
                PortObjectZipInputStream portObjectZipInputStream,
                PortObjectSpec portObjectSpec,
                ExecutionMonitor executionMonitor)
                throws IOException, CanceledExecutionException;

        public abstract void savePortObject(
                T value, PortObjectZipOutputStream portObjectZipOutputStream, ExecutionMonitor executionMonitor)
                throws IOException, CanceledExecutionException;
    }
}
