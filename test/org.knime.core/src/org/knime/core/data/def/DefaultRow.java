// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** Stand-in for the KNIME type of the same name. */
public class DefaultRow implements DataRow {
    private final RowKey m_key;
    private final DataCell[] m_cells;

    public DefaultRow(RowKey rowKey, DataCell... dataCells) {
        m_key = rowKey;
        m_cells = dataCells.clone();
    }

    public DefaultRow(String text, DataCell... dataCells) {
        this(new RowKey(text), dataCells);
    }

    public DefaultRow(RowKey rowKey, List<DataCell> list) {
        this(rowKey, list.toArray(DataCell[]::new));
    }

    public DefaultRow(String text, List<DataCell> list) {
        this(new RowKey(text), list);
    }

    public DefaultRow(RowKey rowKey, String... texts) {
        this(rowKey, Arrays.stream(texts).map(StringCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(String text, String... texts) {
        this(new RowKey(text), texts);
    }

    @Override
    public final DataCell getCell(int index) {
        return m_cells[index];
    }

    @Override
    public final RowKey getKey() {
        return m_key;
    }

    @Override
    public final int getNumCells() {
        return m_cells.length;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Arrays.asList(m_cells).iterator();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DefaultRow other && m_key.equals(other.m_key) && Arrays.equals(m_cells, other.m_cells);
    }

    @Override
    public int hashCode() {
        return m_key.hashCode();
    }

    @Override
    public String toString() {
        return m_key + ": " + Arrays.toString(m_cells);
    }
}
