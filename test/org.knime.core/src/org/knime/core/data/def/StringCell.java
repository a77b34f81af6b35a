// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.util.Objects;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;

/** Stand-in for the KNIME type of the same name. */
public final class StringCell extends DataCell implements StringValue, NominalValue {
    public static final DataType TYPE = DataType.getType(StringCell.class);

    private static final long serialVersionUID = 1L;

    private final String m_string;

    public StringCell(String text) {
        m_string = Objects.requireNonNull(text, "A string cell must not be null; use a missing cell.");
    }

    @Override
    public String getStringValue() {
        return m_string;
    }

    @Override
    protected boolean equalsDataCell(DataCell dataCell) {
        return m_string.equals(((StringCell) dataCell).m_string);
    }

    @Override
    public int hashCode() {
        return m_string.hashCode();
    }

    @Override
    public String toString() {
        return m_string;
    }
}
