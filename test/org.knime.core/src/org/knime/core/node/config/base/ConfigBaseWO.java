// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

/** Stand-in for the KNIME type of the same name. */
public interface ConfigBaseWO {
    String getKey();

    void addString(String key, String value);

    void addInt(String key, int value);

    void addLong(String key, long value);

    void addDouble(String key, double value);

    void addBoolean(String key, boolean value);

    void addStringArray(String key, String... values);
}
