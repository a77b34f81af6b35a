// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dputility;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.aggregation.utility.ReleasedUtility;
import org.murmuration.engine.aggregation.utility.UtilityMetric;
import org.murmuration.nodes.adapter.TableOutput;

/** Writes how near synthetic records are to the real ones, one row a metric. */
final class UtilityTable {
    static final DataTableSpec SPEC = TableOutput.spec(
            "Metric", StringCell.TYPE,
            "Attributes counted together", IntCell.TYPE,
            "Attributes", StringCell.TYPE,
            "Value", DoubleCell.TYPE,
            "95% half-width", DoubleCell.TYPE);

    private UtilityTable() {}

    static BufferedDataTable write(ReleasedUtility utility, ExecutionContext exec) throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, SPEC);
        for (UtilityMetric m : UtilityMetric.of(utility)) {
            table.add(
                    new StringCell(m.name()),
                    m.order() == 0 ? DataType.getMissingCell() : new IntCell(m.order()),
                    TableOutput.text(m.attributes().isEmpty() ? null : String.join(", ", m.attributes())),
                    TableOutput.number(m.value()),
                    TableOutput.number(m.halfWidth()));
        }
        return table.finish();
    }
}
