// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.standin.core.ConfigXml;

/** Stand-in for the KNIME type of the same name: an ordered tree of typed entries. */
public abstract class ConfigBase implements ConfigBaseRO, ConfigBaseWO {
    static {
        ConfigXml.setAdder((parent, child) -> parent.m_entries.put(child.getKey(), child));
    }

    private static final String ARRAY_SIZE = "array-size";

    private final String m_key;
    private final Map<String, Object> m_entries = new LinkedHashMap<>();

    protected ConfigBase(String key) {
        m_key = key;
    }

    public abstract ConfigBase getInstance(String key);

    @Override
    public String getKey() {
        return m_key;
    }

    @Override
    public boolean containsKey(String key) {
        return m_entries.containsKey(key);
    }

    @Override
    public Set<String> keySet() {
        return m_entries.keySet();
    }

    @Override
    public Iterator<String> iterator() {
        return keySet().iterator();
    }

    public ConfigBase addConfigBase(String key) {
        ConfigBase child = getInstance(key);
        m_entries.put(key, child);
        return child;
    }

    public ConfigBase getConfigBase(String key) throws InvalidSettingsException {
        return get(key, ConfigBase.class);
    }

    public void saveToXML(OutputStream out) throws IOException {
        ConfigXml.write(this, m_entries, out);
    }

    public void load(InputStream in) throws IOException {
        ConfigXml.read(this, in);
    }

    @Override
    public void addString(String key, String value) {
        m_entries.put(key, value == null ? ConfigXml.NULL : value);
    }

    @Override
    public void addInt(String key, int value) {
        m_entries.put(key, value);
    }

    @Override
    public void addLong(String key, long value) {
        m_entries.put(key, value);
    }

    @Override
    public void addDouble(String key, double value) {
        m_entries.put(key, value);
    }

    @Override
    public void addBoolean(String key, boolean value) {
        m_entries.put(key, value);
    }

    @Override
    public void addStringArray(String key, String... values) {
        ConfigBase array = addConfigBase(key);
        if (values == null) {
            return;
        }
        array.addInt(ARRAY_SIZE, values.length);
        for (int i = 0; i < values.length; i++) {
            array.addString(Integer.toString(i), values[i]);
        }
    }

    @Override
    public String getString(String key) throws InvalidSettingsException {
        Object value = m_entries.get(key);
        return value == ConfigXml.NULL ? null : get(key, String.class);
    }

    @Override
    public int getInt(String key) throws InvalidSettingsException {
        return get(key, Integer.class);
    }

    @Override
    public long getLong(String key) throws InvalidSettingsException {
        return get(key, Long.class);
    }

    @Override
    public double getDouble(String key) throws InvalidSettingsException {
        return get(key, Double.class);
    }

    @Override
    public boolean getBoolean(String key) throws InvalidSettingsException {
        return get(key, Boolean.class);
    }

    @Override
    public String[] getStringArray(String key) throws InvalidSettingsException {
        ConfigBase array = getConfigBase(key);
        if (!array.containsKey(ARRAY_SIZE)) {
            return null;
        }
        String[] values = new String[array.getInt(ARRAY_SIZE)];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getString(Integer.toString(i));
        }
        return values;
    }

    @Override
    public String getString(String key, String def) {
        Object value = m_entries.get(key);
        if (value == ConfigXml.NULL) {
            return null;
        }
        return value instanceof String s ? s : def;
    }

    @Override
    public int getInt(String key, int def) {
        return m_entries.get(key) instanceof Integer i ? i : def;
    }

    @Override
    public long getLong(String key, long def) {
        return m_entries.get(key) instanceof Long l ? l : def;
    }

    @Override
    public double getDouble(String key, double def) {
        return m_entries.get(key) instanceof Double d ? d : def;
    }

    @Override
    public boolean getBoolean(String key, boolean def) {
        return m_entries.get(key) instanceof Boolean b ? b : def;
    }

    @Override
    public String[] getStringArray(String key, String... def) {
        try {
            return getStringArray(key);
        } catch (InvalidSettingsException e) {
            return def;
        }
    }

    private <T> T get(String key, Class<T> type) throws InvalidSettingsException {
        Object value = m_entries.get(key);
        if (!type.isInstance(value)) {
            throw new InvalidSettingsException((type == ConfigBase.class ? "Config" : type.getSimpleName())
                    + " for key \"" + key + "\" not found.");
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        return m_key + "=" + m_entries;
    }
}
