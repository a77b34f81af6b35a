// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Stand-in for the KNIME type of the same name. */
public final class MissingCell extends DataCell implements MissingValue {
    private static final long serialVersionUID = 1L;

    private final String m_error;

    public MissingCell(String text) {
        m_error = text;
    }

    @Override
    public String getError() {
        return m_error;
    }

    @Override
    public boolean isMissing() {
        return true;
    }

    @Override
    protected boolean equalsDataCell(DataCell dataCell) {
        return true;
    }

    @Override
    public int hashCode() {
        return 7;
    }

    @Override
    public String toString() {
        return "?";
    }
}
