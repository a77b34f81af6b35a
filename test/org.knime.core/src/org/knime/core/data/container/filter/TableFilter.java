// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container.filter;

import java.util.Arrays;
import org.knime.core.data.DataTableSpec;
import org.murmuration.standin.core.TableStore;

/** Stand-in for the KNIME type of the same name. */
public final class TableFilter {
    private final int[] m_columns;
    private final long m_lastRow;

    static {
        TableStore.setFilterAccess(f -> ((TableFilter) f).m_columns, f -> ((TableFilter) f).m_lastRow);
    }

    private TableFilter(int[] columns, long lastRow) {
        m_columns = columns;
        m_lastRow = lastRow;
    }

    public static TableFilter filterRowsToIndex(long value) {
        return new TableFilter(null, value);
    }

    public static TableFilter materializeCols(DataTableSpec dataTableSpec, String... texts) {
        return materializeCols(
                Arrays.stream(texts).mapToInt(dataTableSpec::findColumnIndex).toArray());
    }

    public static TableFilter materializeCols(int... indices) {
        return new TableFilter(indices.clone(), Long.MAX_VALUE);
    }
}
