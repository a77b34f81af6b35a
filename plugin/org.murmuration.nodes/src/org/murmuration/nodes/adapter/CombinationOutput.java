// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.marginal.CombinationTable;

/** Writes protected counts of combinations as a table: the number of records first, then one row a combination. */
public final class CombinationOutput {
    private CombinationOutput() {}

    /**
     * The spec of the table.
     *
     * @param maxLength values in the longest combinations
     * @return attributes and values in turn, their number, the count and how exact it is
     */
    public static DataTableSpec spec(int maxLength) {
        List<Object> columns = new ArrayList<>();
        for (int i = 1; i <= maxLength; i++) {
            columns.addAll(List.of("Attribute " + i, StringCell.TYPE, "Value " + i, StringCell.TYPE));
        }
        columns.addAll(
                List.of("Length", IntCell.TYPE, "Protected count", LongCell.TYPE, "95% half-width", DoubleCell.TYPE));
        return TableOutput.spec(columns.toArray());
    }

    /**
     * Writes the table.
     *
     * @param exec of the node
     * @param released what to write
     * @param maxLength as in the spec
     * @return the table; half-widths are missing where there is no noise
     * @throws CanceledExecutionException when the user canceled
     */
    public static BufferedDataTable write(ExecutionContext exec, ReleasedCombinations released, int maxLength)
            throws CanceledExecutionException {
        CombinationTable counts = released.table();
        TableOutput table = new TableOutput(exec, spec(maxLength));
        exec.setMessage("Writing aggregates");
        table.add(row(maxLength, List.of(), List.of(), released.records(), released.protection()));
        for (int i = 0; i < counts.size(); i++) {
            CombinationTable.Described d = counts.describe(counts.key(i));
            table.add(row(maxLength, d.attributes(), d.values(), counts.count(i), released.protection()));
        }
        return table.finish();
    }

    private static DataCell[] row(
            int maxLength, List<String> names, List<String> values, long count, Protection protection) {
        DataCell[] cells = new DataCell[2 * maxLength + 3];
        for (int i = 0; i < maxLength; i++) {
            cells[2 * i] = TableOutput.text(i < names.size() ? names.get(i) : null);
            cells[2 * i + 1] = TableOutput.text(i < names.size() ? values.get(i) : null);
        }
        cells[2 * maxLength] = new IntCell(names.size());
        cells[2 * maxLength + 1] = new LongCell(count);
        cells[2 * maxLength + 2] = protection instanceof Protection.DifferentialPrivacy dp
                ? new DoubleCell(dp.halfWidth(names.size()))
                : DataType.getMissingCell();
        return cells;
    }
}
