// SPDX-License-Identifier: Apache-2.0
package org.knime.core.util;

import java.util.HashSet;
import java.util.Set;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Stand-in for the KNIME type of the same name. */
public final class UniqueNameGenerator {
    private final Set<String> m_names = new HashSet<>();

    public UniqueNameGenerator(Set<String> set) {
        if (set != null) {
            m_names.addAll(set);
        }
    }

    public UniqueNameGenerator(DataTableSpec dataTableSpec) {
        this(Set.of(dataTableSpec.getColumnNames()));
    }

    public DataColumnSpec newColumn(String text, DataType dataType) {
        return new DataColumnSpecCreator(newName(text), dataType).createSpec();
    }

    public String newName(String text) {
        String base = text.trim();
        String name = base;
        for (int i = 1; !m_names.add(name); i++) {
            name = base + " (#" + i + ")";
        }
        return name;
    }
}
