// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.quickstatistics;

import java.time.LocalDate;
import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.aggregation.groups.QuickStatistics;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.nodes.adapter.TableOutput;

/** Writes statistics of all columns, one row a number. */
final class LineTable {
    static final DataTableSpec SPEC = TableOutput.spec(
            "Column", StringCell.TYPE,
            "Statistic", StringCell.TYPE,
            "Counted value", StringCell.TYPE,
            "Value", DoubleCell.TYPE,
            "Day", StringCell.TYPE,
            "Standard error", DoubleCell.TYPE,
            "95% low", DoubleCell.TYPE,
            "95% high", DoubleCell.TYPE,
            "May be 0", StringCell.TYPE);

    private LineTable() {}

    static BufferedDataTable write(List<QuickStatistics.Line> lines, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, SPEC);
        for (QuickStatistics.Line line : lines) {
            ReleasedGroups.Estimate e = line.estimate();
            String day =
                    line.isDay() ? LocalDate.ofEpochDay(Math.round(e.value())).toString() : null;
            table.add(
                    TableOutput.text(line.column().isEmpty() ? null : line.column()),
                    new StringCell(line.statistic()),
                    TableOutput.text(line.value().isEmpty() ? null : line.value()),
                    new DoubleCell(e.value()),
                    TableOutput.text(day),
                    new DoubleCell(e.error()),
                    new DoubleCell(e.low()),
                    new DoubleCell(e.high()),
                    new StringCell(e.containsZero() ? "yes" : "no"));
        }
        return table.finish();
    }
}
