// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.aggregation.marginals.AggregateTable;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.nodes.adapter.TableOutput;

/** Writes noisy counts as a table, one row a cell. */
final class MarginalTable {
    private MarginalTable() {}

    /** Attributes and values in turn, then the counts and their errors. */
    static DataTableSpec spec(int order) {
        List<Object> columns = new ArrayList<>();
        for (int i = 1; i <= order; i++) {
            columns.addAll(List.of("Attribute " + i, StringCell.TYPE, "Value " + i, StringCell.TYPE));
        }
        columns.addAll(List.of("Noisy count", LongCell.TYPE, "Consistent count", DoubleCell.TYPE));
        columns.addAll(List.of("Sigma", DoubleCell.TYPE, "95% half-width", DoubleCell.TYPE));
        return TableOutput.spec(columns.toArray());
    }

    static BufferedDataTable write(ReleasedAggregates aggregates, int order, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, spec(order));
        exec.setMessage("Writing aggregates");
        AggregateTable.<CanceledExecutionException>forEach(aggregates, row -> {
            DataCell[] cells = new DataCell[2 * order + 4];
            for (int i = 0; i < order; i++) {
                boolean used = i < row.attributes().size();
                cells[2 * i] = TableOutput.text(used ? row.attributes().get(i) : null);
                cells[2 * i + 1] = TableOutput.text(used ? row.values().get(i) : null);
            }
            cells[2 * order] = new LongCell(row.noisy());
            cells[2 * order + 1] = new DoubleCell(row.consistent());
            cells[2 * order + 2] = new DoubleCell(row.sigma());
            cells[2 * order + 3] = new DoubleCell(row.halfWidth());
            table.add(cells);
        });
        return table.finish();
    }
}
