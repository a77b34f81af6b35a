// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.nodes.adapter.TableOutput;

/** Writes statistics as a table, one row a group. */
final class GroupTable {
    private GroupTable() {}

    /** The keys, then each number with its error and its interval. */
    static DataTableSpec spec(List<String> keys, GroupByPlan plan) {
        List<Object> columns = new ArrayList<>();
        for (String key : keys) {
            columns.addAll(List.of(key, StringCell.TYPE));
        }
        for (GroupByPlan.Output o : plan.outputs()) {
            columns.addAll(List.of(o.title(), DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", standard error", DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", 95% low", DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", 95% high", DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", may be 0", StringCell.TYPE));
        }
        return TableOutput.spec(columns.toArray());
    }

    static BufferedDataTable write(ReleasedGroups groups, DataTableSpec spec, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, spec);
        for (ReleasedGroups.Group g : groups.groups()) {
            List<DataCell> cells = new ArrayList<>();
            g.values().forEach(v -> cells.add(TableOutput.text(v)));
            for (ReleasedGroups.Estimate e : g.estimates()) {
                cells.add(new DoubleCell(e.value()));
                cells.add(new DoubleCell(e.error()));
                cells.add(new DoubleCell(e.low()));
                cells.add(new DoubleCell(e.high()));
                cells.add(new StringCell(e.containsZero() ? "yes" : "no"));
            }
            table.add(cells.toArray(DataCell[]::new));
        }
        return table.finish();
    }
}
