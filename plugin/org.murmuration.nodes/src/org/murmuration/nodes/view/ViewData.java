// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.view;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultView;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;

/** What a view shows, kept in a table of one cell with the node that computed it. */
public final class ViewData {
    private static final DataTableSpec SPEC = TableOutput.spec("json", StringCell.TYPE);

    private ViewData() {}

    /**
     * Makes the table that keeps the data of a view.
     *
     * @param exec of the node
     * @param json what the page reads
     * @return a table for the node's internal data
     * @throws CanceledExecutionException when the user canceled
     */
    public static BufferedDataTable store(ExecutionContext exec, String json) throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, SPEC);
        table.add(new StringCell(json));
        return table.finish();
    }

    /**
     * The data of a view.
     *
     * @param in what the view is opened with
     * @return JSON, an empty object before the node was executed
     */
    public static String read(DefaultView.ViewInput in) {
        BufferedDataTable[] internal = in.getInternalTables();
        return internal == null
                ? "{}"
                : TableInput.text(internal[0].iterator().next().getCell(0));
    }
}
