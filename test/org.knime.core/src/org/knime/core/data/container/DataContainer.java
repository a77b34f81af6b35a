// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.murmuration.standin.core.TableStore;

/** Stand-in for the KNIME type of the same name: collects rows into columns held in memory. */
public class DataContainer implements RowAppender, RowFlushable {
    private final DataTableSpec m_spec;
    private final TableStore m_store;
    private boolean m_closed;

    public DataContainer(DataTableSpec dataTableSpec) {
        this(dataTableSpec, DataContainerSettings.getDefault());
    }

    public DataContainer(DataTableSpec dataTableSpec, boolean flag) {
        this(
                dataTableSpec,
                DataContainerSettings.builder().withInitializedDomain(flag).build());
    }

    public DataContainer(DataTableSpec dataTableSpec, DataContainerSettings dataContainerSettings) {
        m_spec = dataTableSpec;
        m_store = new TableStore(
                dataTableSpec,
                dataContainerSettings.isInitializeDomain(),
                dataContainerSettings.isEnableDomainUpdate(),
                dataContainerSettings.getMaxDomainValues(),
                dataContainerSettings.isCheckDuplicateRowKeys());
    }

    @Override
    public void addRowToTable(DataRow dataRow) {
        if (m_closed) {
            throw new IllegalStateException("Cannot add a row: the container is closed.");
        }
        m_store.add(dataRow);
    }

    public void close() {
        m_closed = true;
    }

    @Override
    public void flushRows() {
        // rows are stored as they come
    }

    public DataTable getTable() {
        TableStore store = getStore();
        return new DataTable() {
            @Override
            public DataTableSpec getDataTableSpec() {
                return store.spec();
            }

            @Override
            public CloseableRowIterator iterator() {
                return CloseableRowIterator.wrap(store.rows(null, Long.MAX_VALUE));
            }
        };
    }

    public DataTableSpec getTableSpec() {
        return m_closed ? m_store.spec() : m_spec;
    }

    public boolean isClosed() {
        return m_closed;
    }

    public boolean isOpen() {
        return !m_closed;
    }

    public long size() {
        return m_store.size();
    }

    private TableStore getStore() {
        if (!m_closed) {
            throw new IllegalStateException("Cannot get the table: the container is not closed.");
        }
        return m_store;
    }

    static TableStore storeOf(DataContainer container) {
        return container.getStore();
    }

    static {
        TableStore.setContainerAccess(c -> storeOf((DataContainer) c));
    }
}
