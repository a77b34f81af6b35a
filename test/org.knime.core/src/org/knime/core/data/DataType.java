// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.knime.core.data.convert.map.IdentifiableType;

/** Stand-in for the KNIME type of the same name: one instance per cell class. */
public final class DataType implements IdentifiableType {
    private static final Map<Class<? extends DataCell>, DataType> TYPES = new ConcurrentHashMap<>();
    private static final DataCell MISSING = new MissingCell(null);
    private static final Map<String, String> NAMES = Map.of(
            "StringCell",
            "String",
            "IntCell",
            "Number (Integer)",
            "LongCell",
            "Number (Long)",
            "DoubleCell",
            "Number (Float)",
            "BooleanCell",
            "Boolean value");

    private final Class<? extends DataCell> m_cellClass;
    private final List<Class<? extends DataValue>> m_valueClasses;

    private DataType(Class<? extends DataCell> cellClass) {
        m_cellClass = cellClass;
        Set<Class<? extends DataValue>> values = new LinkedHashSet<>();
        for (Class<?> c = cellClass; c != null; c = c.getSuperclass()) {
            collect(c, values);
        }
        m_valueClasses = List.copyOf(new ArrayList<>(values));
    }

    private static void collect(Class<?> type, Set<Class<? extends DataValue>> values) {
        for (Class<?> i : type.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(i)) {
                values.add(i.asSubclass(DataValue.class));
                collect(i, values);
            }
        }
    }

    public static DataType getType(Class<? extends DataCell> type) {
        return TYPES.computeIfAbsent(type, DataType::new);
    }

    public static DataCell getMissingCell() {
        return MISSING;
    }

    public Class<? extends DataCell> getCellClass() {
        return m_cellClass;
    }

    @Override
    public String getIdentifier() {
        return m_cellClass.getName();
    }

    public String getName() {
        return NAMES.getOrDefault(m_cellClass.getSimpleName(), m_cellClass.getSimpleName());
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        return m_valueClasses.get(0);
    }

    public List<Class<? extends DataValue>> getValueClasses() {
        return m_valueClasses;
    }

    public boolean isASuperTypeOf(DataType dataType) {
        return equals(dataType) || dataType.isMissingValueType();
    }

    public boolean isCompatible(Class<? extends DataValue> type) {
        return type == DataValue.class || m_valueClasses.contains(type);
    }

    public boolean isMissingValueType() {
        return m_cellClass == MissingCell.class;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DataType other && m_cellClass == other.m_cellClass;
    }

    @Override
    public int hashCode() {
        return m_cellClass.hashCode();
    }

    @Override
    public String toString() {
        return getName();
    }
}
