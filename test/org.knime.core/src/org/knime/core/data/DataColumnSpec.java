// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** Stand-in for the KNIME type of the same name. */
public final class DataColumnSpec {
    private final String m_name;
    private final DataType m_type;
    private final DataColumnDomain m_domain;
    private final DataColumnProperties m_properties;

    DataColumnSpec(String name, DataType type, DataColumnDomain domain, DataColumnProperties properties) {
        m_name = name;
        m_type = type;
        m_domain = domain;
        m_properties = properties;
    }

    public DataColumnDomain getDomain() {
        return m_domain;
    }

    public DataColumnProperties getProperties() {
        return m_properties;
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
                && m_domain.equals(other.m_domain)
                && m_properties.equals(other.m_properties);
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
