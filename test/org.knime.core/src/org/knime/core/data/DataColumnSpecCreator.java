// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** Stand-in for the KNIME type of the same name. */
public final class DataColumnSpecCreator {
    private String m_name;
    private DataType m_type;
    private DataColumnDomain m_domain = new DataColumnDomain(null, null, null);

    public DataColumnSpecCreator(String text, DataType dataType) {
        m_name = Objects.requireNonNull(text, "A column name must not be null.");
        m_type = Objects.requireNonNull(dataType, "A column type must not be null.");
    }

    public DataColumnSpecCreator(DataColumnSpec dataColumnSpec) {
        this(dataColumnSpec.getName(), dataColumnSpec.getType());
        m_domain = dataColumnSpec.getDomain();
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_type, m_domain);
    }

    public void setDomain(DataColumnDomain dataColumnDomain) {
        m_domain = dataColumnDomain == null ? new DataColumnDomain(null, null, null) : dataColumnDomain;
    }

    public void setName(String text) {
        m_name = Objects.requireNonNull(text, "A column name must not be null.");
    }

    public void setType(DataType dataType) {
        m_type = Objects.requireNonNull(dataType, "A column type must not be null.");
    }
}
