// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Stand-in for the KNIME type of the same name. */
public interface NodeParametersInput {
    Optional<PortObject> getInPortObject(int index);

    PortObject[] getInPortObjects();

    Optional<PortObjectSpec> getInPortSpec(int index);

    PortObjectSpec[] getInPortSpecs();

    PortType[] getInPortTypes();

    Optional<BufferedDataTable> getInTable(int index);

    Optional<DataTableSpec> getInTableSpec(int index);

    DataTableSpec[] getInTableSpecs();

    BufferedDataTable[] getInTables();

    PortType[] getOutPortTypes();
}
