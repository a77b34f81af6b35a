// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Stand-in for the KNIME type of the same name. */
public final class DataColumnDomain {
    private final DataCell m_lower;
    private final DataCell m_upper;
    private final Set<DataCell> m_values;

    DataColumnDomain(DataCell lower, DataCell upper, Set<? extends DataCell> values) {
        m_lower = lower;
        m_upper = upper;
        m_values = values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    public DataCell getLowerBound() {
        return m_lower;
    }

    public DataCell getUpperBound() {
        return m_upper;
    }

    public Set<DataCell> getValues() {
        return m_values;
    }

    public boolean hasBounds() {
        return hasLowerBound() && hasUpperBound();
    }

    public boolean hasLowerBound() {
        return m_lower != null;
    }

    public boolean hasUpperBound() {
        return m_upper != null;
    }

    public boolean hasValues() {
        return m_values != null;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DataColumnDomain other
                && Objects.equals(m_lower, other.m_lower)
                && Objects.equals(m_upper, other.m_upper)
                && Objects.equals(m_values, other.m_values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_lower, m_upper, m_values);
    }

    @Override
    public String toString() {
        return "lower=" + m_lower + ",upper=" + m_upper + ",values=" + m_values;
    }
}
