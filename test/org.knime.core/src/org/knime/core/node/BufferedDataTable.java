// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import javax.swing.JComponent;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.CloseableDataRowIterable;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.murmuration.standin.core.TableStore;

/** Stand-in for the KNIME type of the same name. */
public final class BufferedDataTable implements DataTable, PortObject {
    public static final PortType TYPE = new PortType(BufferedDataTable.class);
    public static final PortType TYPE_OPTIONAL = new PortType(BufferedDataTable.class, true);

    private final TableStore m_store;
    private final DataTableSpec m_spec;

    BufferedDataTable(TableStore store) {
        m_store = store;
        m_spec = store.spec();
    }

    public CloseableDataRowIterable filter(TableFilter tableFilter) {
        return () -> CloseableRowIterator.wrap(m_store.filtered(tableFilter));
    }

    public CloseableDataRowIterable filter(TableFilter tableFilter, ExecutionMonitor executionMonitor) {
        return filter(tableFilter);
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return m_spec;
    }

    @Override
    public DataTableSpec getSpec() {
        return m_spec;
    }

    @Override
    public String getSummary() {
        return "Rows: " + size() + ", Cols: " + m_spec.getNumColumns();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public CloseableRowIterator iterator() {
        return CloseableRowIterator.wrap(m_store.rows(null, Long.MAX_VALUE));
    }

    public long size() {
        return m_store.size();
    }
}
