// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.swing.JComponent;
import org.knime.core.node.port.PortObjectSpec;

/** Stand-in for the KNIME type of the same name. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {
    private final String m_name;
    private final List<DataColumnSpec> m_columns;
    private final Map<String, Integer> m_index = new HashMap<>();

    public DataTableSpec() {
        this(new DataColumnSpec[0]);
    }

    public DataTableSpec(DataColumnSpec... dataColumnSpecs) {
        this(null, dataColumnSpecs);
    }

    public DataTableSpec(String text, DataColumnSpec... dataColumnSpecs) {
        m_name = text == null ? "default" : text;
        m_columns = List.of(dataColumnSpecs);
        for (int i = 0; i < dataColumnSpecs.length; i++) {
            if (m_index.put(dataColumnSpecs[i].getName(), i) != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + dataColumnSpecs[i].getName() + "\"");
            }
        }
    }

    public boolean containsName(String text) {
        return m_index.containsKey(text);
    }

    public int findColumnIndex(String text) {
        return m_index.getOrDefault(text, -1);
    }

    public final String[] getColumnNames() {
        return m_columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    public DataColumnSpec getColumnSpec(int index) {
        return m_columns.get(index);
    }

    public DataColumnSpec getColumnSpec(String text) {
        Integer i = m_index.get(text);
        return i == null ? null : m_columns.get(i);
    }

    public String getName() {
        return m_name;
    }

    public int getNumColumns() {
        return m_columns.size();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return m_columns.iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return m_columns.stream();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DataTableSpec other && m_columns.equals(other.m_columns);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(getColumnNames());
    }

    @Override
    public String toString() {
        return "name=" + m_name + ",columns=" + m_columns;
    }
}
