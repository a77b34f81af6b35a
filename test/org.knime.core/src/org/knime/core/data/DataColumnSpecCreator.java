// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Stand-in for the KNIME type of the same name. */
public final class DataColumnSpecCreator {
    private static final AtomicInteger EMPTY_NAMES = new AtomicInteger();

    private String m_name;
    private DataType m_type;
    private DataColumnDomain m_domain = new DataColumnDomain(null, null, null);
    private DataColumnProperties m_properties = new DataColumnProperties();

    public DataColumnSpecCreator(String text, DataType dataType) {
        setName(text);
        m_type = Objects.requireNonNull(dataType, "A column type must not be null.");
    }

    public DataColumnSpecCreator(DataColumnSpec dataColumnSpec) {
        this(dataColumnSpec.getName(), dataColumnSpec.getType());
        m_domain = dataColumnSpec.getDomain();
        m_properties = dataColumnSpec.getProperties();
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_type, m_domain, m_properties);
    }

    public void setDomain(DataColumnDomain dataColumnDomain) {
        m_domain = dataColumnDomain == null ? new DataColumnDomain(null, null, null) : dataColumnDomain;
    }

    public void setProperties(DataColumnProperties props) {
        m_properties = props == null ? new DataColumnProperties() : props;
    }

    /** As KNIME does: blanks at the ends are cut off, and a name of nothing else is replaced. */
    public void setName(String text) {
        String trimmed =
                Objects.requireNonNull(text, "A column name must not be null.").trim();
        m_name = trimmed.isEmpty() ? "<empty_" + EMPTY_NAMES.incrementAndGet() + ">" : trimmed;
    }

    public void setType(DataType dataType) {
        m_type = Objects.requireNonNull(dataType, "A column type must not be null.");
    }
}
