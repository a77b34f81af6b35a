// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.report.pages.ModelReport;
import org.murmuration.engine.synthesis.model.LearnedModel;
import org.murmuration.nodes.adapter.TableOutput;

/** Writes how far a model may be from the records, one row a combination of attributes. */
final class ErrorTable {
    static final DataTableSpec SPEC = TableOutput.spec(
            "Attributes", StringCell.TYPE,
            "Number of attributes", IntCell.TYPE,
            "Expected error", DoubleCell.TYPE,
            "95% bound", DoubleCell.TYPE,
            "Measured", BooleanCell.TYPE);

    private ErrorTable() {}

    static BufferedDataTable write(LearnedModel model, ExecutionContext exec) throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, SPEC);
        for (LearnedModel.QueryError e : model.errors()) {
            table.add(
                    new StringCell(ModelReport.names(model, e.clique())),
                    new IntCell(e.clique().size()),
                    new DoubleCell(e.expected()),
                    new DoubleCell(e.bound()),
                    BooleanCell.get(e.measured()));
        }
        return table.finish();
    }
}
