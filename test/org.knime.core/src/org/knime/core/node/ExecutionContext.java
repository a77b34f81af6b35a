// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainerSettings;

/** Stand-in for the KNIME type of the same name. */
public class ExecutionContext extends ExecutionMonitor {
    private final Node m_node;

    public ExecutionContext(NodeProgressMonitor nodeProgressMonitor, Node node) {
        super(nodeProgressMonitor);
        m_node = node;
    }

    public BufferedDataContainer createDataContainer(DataTableSpec dataTableSpec) {
        return createDataContainer(dataTableSpec, DataContainerSettings.getDefault());
    }

    public BufferedDataContainer createDataContainer(
            DataTableSpec dataTableSpec, DataContainerSettings dataContainerSettings) {
        return new BufferedDataContainer(dataTableSpec, dataContainerSettings);
    }

    public BufferedDataContainer createDataContainer(DataTableSpec dataTableSpec, boolean flag) {
        return createDataContainer(
                dataTableSpec,
                DataContainerSettings.builder().withInitializedDomain(flag).build());
    }

    public BufferedDataTable createBufferedDataTable(DataTable dataTable, ExecutionMonitor executionMonitor)
            throws CanceledExecutionException {
        BufferedDataContainer container = createDataContainer(dataTable.getDataTableSpec(), true);
        for (DataRow row : dataTable) {
            executionMonitor.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    public ExecutionContext createSubExecutionContext(double value) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), value, false), m_node);
    }

    public ExecutionContext createSilentSubExecutionContext(double value) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), value, true), m_node);
    }
}
