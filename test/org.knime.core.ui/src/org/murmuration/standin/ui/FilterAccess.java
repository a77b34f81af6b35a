// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.ui;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Reads and writes the inside of a column filter. */
public abstract class FilterAccess {
    private static FilterAccess instance;

    /** Registers the access; called by the filter class alone. */
    public static void set(FilterAccess access) {
        instance = access;
    }

    static void save(ColumnFilter filter, NodeSettingsWO settings) {
        initialise();
        instance.write(filter, settings);
    }

    static ColumnFilter load(NodeSettingsRO settings) throws InvalidSettingsException {
        initialise();
        return instance.read(settings);
    }

    private static void initialise() {
        if (instance == null) {
            new ColumnFilter();
        }
    }

    /** Writes a filter. */
    protected abstract void write(ColumnFilter filter, NodeSettingsWO settings);

    /** Reads a filter. */
    protected abstract ColumnFilter read(NodeSettingsRO settings) throws InvalidSettingsException;
}
