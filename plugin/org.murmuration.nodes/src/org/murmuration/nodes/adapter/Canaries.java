// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** The table of canaries that the node which inserts them gives to the one that audits. */
public final class Canaries {
    /** Column that tells whether a canary was put into the data. */
    public static final String COLUMN = "Canary in the data";
    /** It was. */
    public static final String YES = "yes";
    /** It was not. */
    public static final String NO = "no";

    private Canaries() {}

    /**
     * The columns of the table.
     *
     * @param data of the table that canaries are put into
     * @return its columns, without domains, and {@link #COLUMN}
     * @throws InvalidSettingsException when there is a column of this name already
     */
    public static DataTableSpec spec(DataTableSpec data) throws InvalidSettingsException {
        if (data.containsName(COLUMN)) {
            throw new InvalidSettingsException(
                    "The table has a column \"" + COLUMN
                            + "\" already: canaries were put into it before, or it is the list of canaries. Connect the records.");
        }
        return new DataTableSpecCreator(TableOutput.copy(data))
                .addColumns(TableOutput.spec(COLUMN, StringCell.TYPE).getColumnSpec(0))
                .createSpec();
    }
}
