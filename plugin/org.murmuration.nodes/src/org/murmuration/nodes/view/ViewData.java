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
     * The view of a node: a page that is given what the node stored with {@link #store}.
     *
     * @param view of the node
     * @param page which one
     * @param description what it shows, and whether it may be published
     * @return the view
     */
    public static DefaultView view(DefaultView.RequireViewParameters view, Page page, String description) {
        return view.withoutParameters()
                .description(description)
                .page(p -> p.fromString(() -> ViewPage.html(page)).relativePath("index.html"))
                .initialData(d -> d.data(ViewData::read));
    }

    /**
     * The data of a view.
     *
     * @param in what the view is opened with
     * @return JSON, an empty object before the node was executed
     */
    private static String read(DefaultView.ViewInput in) {
        BufferedDataTable[] internal = in.getInternalTables();
        return internal == null
                ? "{}"
                : TableInput.text(internal[0].iterator().next().getCell(0));
    }
}
