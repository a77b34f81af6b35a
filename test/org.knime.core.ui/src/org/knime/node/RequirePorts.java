// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.function.Consumer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;

/** Stand-in for the KNIME type of the same name. */
public interface RequirePorts {
    default DefaultNode.RequireModel ports(Consumer<PortsAdder> consumer) {
        return ((PortCollector) this).collect(consumer);
    }

    /** Stand-in for the KNIME type of the same name. */
    public interface PortsAdder {
        PortsAdder addInputPort(String text, String text2, PortType portType);

        PortsAdder addOutputPort(String text, String text2, PortType portType);

        default PortsAdder addInputTable(String text, String text2) {
            return addInputPort(text, text2, BufferedDataTable.TYPE);
        }

        default PortsAdder addOutputTable(String text, String text2) {
            return addOutputPort(text, text2, BufferedDataTable.TYPE);
        }
    }
}
