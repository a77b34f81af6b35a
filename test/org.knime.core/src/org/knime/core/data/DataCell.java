// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.Serializable;

/** Stand-in for the KNIME type of the same name. */
public abstract class DataCell implements DataValue, Serializable {
    private static final long serialVersionUID = 1L;

    public DataCell() {}

    protected abstract boolean equalsDataCell(DataCell dataCell);

    @Override
    public abstract int hashCode();

    @Override
    public abstract String toString();

    @Override
    public final boolean equals(Object object) {
        if (this == object) {
            return true;
        }
        return object instanceof DataCell other && getClass() == other.getClass() && equalsDataCell(other);
    }

    public final DataType getType() {
        return DataType.getType(getClass());
    }

    public boolean isMissing() {
        return false;
    }
}
