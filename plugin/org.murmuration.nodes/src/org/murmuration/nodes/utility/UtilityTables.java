// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.utility;

import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.marginals.MarginalReport;
import org.murmuration.engine.evaluation.scores.UtilityScores;
import org.murmuration.nodes.adapter.TableOutput;

/** The output tables of Utility Evaluation. */
final class UtilityTables {
    static final DataTableSpec METRICS = TableOutput.spec(
            "Metric",
            StringCell.TYPE,
            "Attributes counted together",
            IntCell.TYPE,
            "Attributes",
            StringCell.TYPE,
            "Value (private)",
            DoubleCell.TYPE,
            "By chance (private)",
            DoubleCell.TYPE,
            "If independent (private)",
            DoubleCell.TYPE,
            "Standard error (private)",
            DoubleCell.TYPE,
            "Meaning",
            StringCell.TYPE);
    static final DataTableSpec COLUMNS = TableOutput.spec(
            "Column",
            StringCell.TYPE,
            "Compared as",
            StringCell.TYPE,
            "Shape (private)",
            DoubleCell.TYPE,
            "Shape by chance (private)",
            DoubleCell.TYPE,
            "Shape, missing is a value (private)",
            DoubleCell.TYPE,
            "Missing values (private)",
            DoubleCell.TYPE,
            "Coverage (private)",
            DoubleCell.TYPE,
            "Adherence (private)",
            DoubleCell.TYPE,
            "Distance (private)",
            DoubleCell.TYPE,
            "Hellinger distance (private)",
            DoubleCell.TYPE,
            "Mean (private)",
            DoubleCell.TYPE,
            "Median (private)",
            DoubleCell.TYPE,
            "Standard deviation (private)",
            DoubleCell.TYPE);
    static final DataTableSpec PAIRS = TableOutput.spec(
            "First column",
            StringCell.TYPE,
            "Second column",
            StringCell.TYPE,
            "Similarity (private)",
            DoubleCell.TYPE,
            "Similarity of two samples (private)",
            DoubleCell.TYPE,
            "Similarity if independent (private)",
            DoubleCell.TYPE,
            "Relation kept (private)",
            DoubleCell.TYPE,
            "Association",
            StringCell.TYPE,
            "Association in real data (private)",
            DoubleCell.TYPE,
            "Association in synthetic data (private)",
            DoubleCell.TYPE,
            "Correlation similarity (private)",
            DoubleCell.TYPE,
            "Rank correlation similarity (private)",
            DoubleCell.TYPE);

    private UtilityTables() {}

    static BufferedDataTable metrics(MarginalReport report, UtilityScores scores, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, METRICS);
        for (Score s : report.scores()) {
            add(table, s);
        }
        for (Score s : scores.scores()) {
            add(table, s);
        }
        return table.finish();
    }

    static BufferedDataTable columns(Optional<ColumnReport> report, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, COLUMNS);
        for (ColumnReport.ColumnScores c : report.map(ColumnReport::columns).orElse(List.of())) {
            table.add(
                    new StringCell(c.name()),
                    new StringCell(c.isNumeric() ? "numbers" : "texts"),
                    TableOutput.number(c.shape()),
                    TableOutput.number(c.floor()),
                    TableOutput.number(c.shapeWithMissing()),
                    TableOutput.number(c.missing()),
                    TableOutput.number(c.coverage()),
                    TableOutput.number(c.adherence()),
                    TableOutput.number(c.distance()),
                    TableOutput.number(c.hellinger()),
                    TableOutput.number(c.mean()),
                    TableOutput.number(c.median()),
                    TableOutput.number(c.deviation()));
        }
        return table.finish();
    }

    static BufferedDataTable pairs(Optional<ColumnReport> report, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, PAIRS);
        for (ColumnReport.PairScores p :
                report.map(m -> m.worstPairs(Integer.MAX_VALUE)).orElse(List.of())) {
            table.add(
                    new StringCell(p.first()),
                    new StringCell(p.second()),
                    TableOutput.number(p.similarity()),
                    TableOutput.number(p.floor()),
                    TableOutput.number(p.independent()),
                    TableOutput.number(p.betweenAnchors()),
                    new StringCell(p.association().title()),
                    TableOutput.number(p.real()),
                    TableOutput.number(p.synthetic()),
                    TableOutput.number(p.correlation()),
                    TableOutput.number(p.rankCorrelation()));
        }
        return table.finish();
    }

    private static void add(TableOutput table, Score s) throws CanceledExecutionException {
        table.add(
                new StringCell(s.metric()),
                s.size() == 0 ? DataType.getMissingCell() : new IntCell(s.size()),
                TableOutput.text(s.about().isEmpty() ? null : s.about()),
                TableOutput.number(s.value()),
                TableOutput.number(s.chance()),
                TableOutput.number(s.independent()),
                TableOutput.number(s.error()),
                new StringCell(s.meaning()));
    }
}
