// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.util.Set;
import org.knime.core.node.InvalidSettingsException;

/** Stand-in for the KNIME type of the same name. */
public interface ConfigBaseRO extends Iterable<String> {
    boolean containsKey(String key);

    Set<String> keySet();

    String getKey();

    String getString(String key) throws InvalidSettingsException;

    String getString(String key, String def);

    int getInt(String key) throws InvalidSettingsException;

    int getInt(String key, int def);

    long getLong(String key) throws InvalidSettingsException;

    long getLong(String key, long def);

    double getDouble(String key) throws InvalidSettingsException;

    double getDouble(String key, double def);

    boolean getBoolean(String key) throws InvalidSettingsException;

    boolean getBoolean(String key, boolean def);

    String[] getStringArray(String key) throws InvalidSettingsException;

    String[] getStringArray(String key, String... def);
}
