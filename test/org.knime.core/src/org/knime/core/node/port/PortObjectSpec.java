// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.internal.SerializerMethodLoader;

/** Stand-in for the KNIME type of the same name. */
public interface PortObjectSpec {
    JComponent[] getViews();

    /** Stand-in for the KNIME type of the same name. */
    abstract class PortObjectSpecSerializer<T extends PortObjectSpec> implements SerializerMethodLoader.Serializer<T> {
        public PortObjectSpecSerializer() {}

        public abstract T loadPortObjectSpec(PortObjectSpecZipInputStream portObjectSpecZipInputStream)
                throws IOException;

        public abstract void savePortObjectSpec(T value, PortObjectSpecZipOutputStream portObjectSpecZipOutputStream)
                throws IOException;
    }
}
