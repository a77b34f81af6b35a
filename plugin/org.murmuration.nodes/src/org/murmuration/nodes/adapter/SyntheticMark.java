// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.List;
import java.util.Map;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;

/**
 * A property of the columns of synthetic tables, which KNIME keeps where a column passes through other nodes. Nodes
 * that publish a table ask for it, so that a wire to the wrong table does not publish sensitive records.
 */
public final class SyntheticMark {
    /** Title of the field that does without the mark. */
    public static final String TITLE = "Synthetic without a mark";

    /** Description of that field. */
    public static final String DESCRIPTION =
            "Tables that a synthesizer of this extension made carry a mark, and others are refused, because they may be the"
                    + " sensitive ones. Tick this only for synthetic records that came another way, from a file or another"
                    + " tool.";

    private static final String KEY = "murmuration.records";
    private static final String VALUE = "synthetic";

    private SyntheticMark() {}

    /**
     * Marks a column.
     *
     * @param column being made
     * @return the column with the mark
     */
    public static DataColumnSpec on(DataColumnSpecCreator column) {
        column.setProperties(new DataColumnProperties(Map.of(KEY, VALUE)));
        return column.createSpec();
    }

    /**
     * Refuses a table that may be sensitive.
     *
     * @param table about to be published
     * @param columns those that are published
     * @param what the table in words, for example "synthetic table"
     * @throws InvalidSettingsException when one of the columns is there and has no mark
     */
    public static void check(DataTableSpec table, List<String> columns, String what) throws InvalidSettingsException {
        for (String name : columns) {
            int c = table.findColumnIndex(name);
            if (c >= 0 && !VALUE.equals(table.getColumnSpec(c).getProperties().getProperty(KEY))) {
                throw new InvalidSettingsException("The " + what + " may be the sensitive one: its column \"" + name
                        + "\" does not carry the mark of records that a synthesizer of this extension made. Connect"
                        + " synthetic data. If it is synthetic and came another way, from a file or another tool, tick"
                        + " \"" + TITLE + "\".");
            }
        }
    }
}
