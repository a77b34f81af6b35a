// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** Stand-in for the KNIME type of the same name. */
public final class RowKey implements RowKeyValue {
    private final String m_id;

    public RowKey(String text) {
        m_id = Objects.requireNonNull(text, "A row key must not be null.");
    }

    public static RowKey createRowKey(int index) {
        return createRowKey((long) index);
    }

    public static RowKey createRowKey(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("A row index must not be negative: " + value);
        }
        return new RowKey("Row" + value);
    }

    @Override
    public String getString() {
        return m_id;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof RowKey other && m_id.equals(other.m_id);
    }

    @Override
    public int hashCode() {
        return m_id.hashCode();
    }

    @Override
    public String toString() {
        return m_id;
    }
}
