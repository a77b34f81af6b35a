// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** Stand-in for the KNIME type of the same name. */
public final class DataColumnSpec {
    private final String m_name;
    private final DataType m_type;
    private final DataColumnDomain m_domain;

    DataColumnSpec(String name, DataType type, DataColumnDomain domain) {
        m_name = name;
        m_type = type;
        m_domain = domain;
    }

    public DataColumnDomain getDomain() {
        return m_domain;
    }

    public String getName() {
        return m_name;
    }

    public DataType getType() {
        return m_type;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DataColumnSpec other
                && m_name.equals(other.m_name)
                && m_type.equals(other.m_type)
                && m_domain.equals(other.m_domain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_name, m_type);
    }

    @Override
    public String toString() {
        return m_name + " (" + m_type + ")";
    }
}
