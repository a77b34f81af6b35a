// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Map;
import java.util.TreeMap;

/** Stand-in for the KNIME type of the same name. */
public final class DataColumnProperties implements Cloneable {
    private final Map<String, String> m_properties;

    public DataColumnProperties() {
        this(Map.of());
    }

    public DataColumnProperties(Map<String, String> content) {
        m_properties = new TreeMap<>(content);
    }

    public boolean containsProperty(String key) {
        return m_properties.containsKey(key);
    }

    public String getProperty(String key) {
        return m_properties.get(key);
    }

    public int size() {
        return m_properties.size();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DataColumnProperties other && m_properties.equals(other.m_properties);
    }

    @Override
    public int hashCode() {
        return m_properties.hashCode();
    }

    @Override
    public String toString() {
        return m_properties.toString();
    }
}
