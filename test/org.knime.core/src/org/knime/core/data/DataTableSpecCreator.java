// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.List;

/** Stand-in for the KNIME type of the same name. */
public final class DataTableSpecCreator {
    private final List<DataColumnSpec> m_columns = new ArrayList<>();
    private String m_name;

    public DataTableSpecCreator() {}

    public DataTableSpecCreator(DataTableSpec dataTableSpec) {
        dataTableSpec.forEach(m_columns::add);
        m_name = dataTableSpec.getName();
    }

    public DataTableSpecCreator addColumns(DataColumnSpec... dataColumnSpecs) {
        m_columns.addAll(List.of(dataColumnSpecs));
        return this;
    }

    public DataTableSpecCreator addColumns(DataTableSpec dataTableSpec) {
        dataTableSpec.forEach(m_columns::add);
        return this;
    }

    public DataTableSpecCreator setName(String text) {
        m_name = text;
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(m_name, m_columns.toArray(DataColumnSpec[]::new));
    }
}
