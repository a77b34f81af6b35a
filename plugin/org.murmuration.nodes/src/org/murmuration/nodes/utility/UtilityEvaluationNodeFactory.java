// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.utility;

import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.evaluation.Discriminator;
import org.murmuration.engine.evaluation.Distinguishability;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedEvaluation;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.MixedReport;
import org.murmuration.engine.evaluation.UtilityEvaluation;
import org.murmuration.engine.evaluation.UtilityReport;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.report.UtilityJson;
import org.murmuration.nodes.adapter.MixedInput;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.view.ViewData;
import org.murmuration.nodes.view.ViewPage;

/** Compares synthetic records with the real ones. */
public final class UtilityEvaluationNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec METRICS = TableOutput.spec(
            "Metric",
            StringCell.TYPE,
            "Attributes counted together",
            IntCell.TYPE,
            "Attributes",
            StringCell.TYPE,
            "Value (private)",
            DoubleCell.TYPE);
    private static final DataTableSpec COLUMNS = TableOutput.spec(
            "Column",
            StringCell.TYPE,
            "Compared as",
            StringCell.TYPE,
            "Shape (private)",
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
    private static final DataTableSpec PAIRS = TableOutput.spec(
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
    private static final int WORST = 10;
    private static final int SHOWN_TO_TREES = 5000;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Utility Evaluation")
            .icon("utility-evaluation.png")
            .shortDescription("Measures how near synthetic records are to the real ones.")
            .fullDescription(
                    "<p>Compares the relative counts of all combinations of up to three attributes in two tables"
                            + " by their total variation distance: 0 when equal, 1 when nothing agrees; 0.05 means that one"
                            + " record in twenty would have to change. Also tells how the number of records and the shares of"
                            + " missing values differ.</p>"
                            + "<p><b>Columns</b> are scored as in SDMetrics and the textbooks, 1 is best but for distances: shape (of"
                            + " numbers 1 - Kolmogorov-Smirnov statistic, of texts 1 - total variation distance), missing values,"
                            + " coverage of the real range or texts, adherence to it, similarity of mean, median and standard deviation"
                            + " (over the range), Wasserstein distance over the range or Jensen-Shannon distance, Hellinger distance."
                            + " Columns that have bins in the codebook are compared as numbers or days.</p>"
                            + "<p><b>Pairs of columns</b>, worst first: 1 - total variation distance of the joint tables, numbers in ten"
                            + " bins. Beside it, what two samples of one population would have, and what the real columns would have if"
                            + " they were independent: a score by itself says little, a table whose every relation is destroyed may"
                            + " still have 0.95. <i>Relation kept</i> is 1 for two samples, 0 for independent columns.</p>"
                            + "<p><b>Telling apart.</b> Decision trees (a random forest) try to tell up to 5,000 synthetic from as many"
                            + " real records that they have not seen. The propensity score error over that of chance, S_pMSE, is about 1"
                            + " when they cannot; what they find in independent columns is given beside it. The choice of records is"
                            + " always the same.</p>"
                            + "<p><b>Privacy.</b> The results <b>contain sensitive results: do not publish</b>. They are exact"
                            + " comparisons with the real records, made without noise, for the people who decide about a"
                            + " release.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Real data", "The sensitive records.")
                    .addInputTable("Synthetic data", "The records to judge.")
                    .addInputPort("Codebook", "The codebook of both tables.", CodebookPortObject.TYPE)
                    .addOutputTable("Metrics", "One row a metric (private).")
                    .addOutputTable("Columns", "Scores of each column (private); none when a table is empty.")
                    .addOutputTable(
                            "Pairs of columns",
                            "Scores of each pair, worst first (private); none when a table is empty."))
            .model(m -> m.parametersClass(UtilityEvaluationNodeParameters.class)
                    .configure(UtilityEvaluationNodeFactory::configure)
                    .execute(UtilityEvaluationNodeFactory::execute))
            .addView(v -> v.withoutParameters()
                    .description("Distances at a glance: totals, a heat map of pairs, pairs between chance and"
                            + " independence, the worst tables, columns and missing values. Private: do not publish.")
                    .page(p -> p.fromString(() -> ViewPage.html("utility.html")).relativePath("index.html"))
                    .initialData(d -> d.data(ViewData::read)))
            .nodeType(NodeType.Visualizer)
            .keywords("quality", "total variation distance", "marginals", "compare", "fidelity");

    /** Creates the factory. */
    public UtilityEvaluationNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        CodebookPortObjectSpec codebook = in.getInPortSpec(2);
        TableInput.columnsOf(codebook.attributes(), (DataTableSpec) in.getInPortSpec(0), "real table");
        TableInput.columnsOf(codebook.attributes(), (DataTableSpec) in.getInPortSpec(1), "synthetic table");
        out.setOutSpec(0, METRICS);
        out.setOutSpec(1, COLUMNS);
        out.setOutSpec(2, PAIRS);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        UtilityEvaluationNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable realTable = in.getInPortObject(0);
        BufferedDataTable syntheticTable = in.getInPortObject(1);
        CodebookPortObject port = in.getInPortObject(2);
        Work.execute(() -> {
            Codebook codebook = port.codebook();
            Dataset real = TableInput.read(realTable, codebook, "real table", exec.createSubProgress(0.15));
            Dataset synthetic =
                    TableInput.read(syntheticTable, codebook, "synthetic table", exec.createSubProgress(0.15));
            UtilityReport report = UtilityEvaluation.compare(
                    real, synthetic, parameters.m_order.size(), Work.monitor(exec.createSubProgress(0.3)));
            MixedReport mixed = new MixedReport(List.of(), List.of());
            Optional<Distinguishability> told = Optional.empty();
            if (realTable.size() > 0 && syntheticTable.size() > 0) {
                MixedColumns columns = MixedInput.of(codebook);
                MixedRecords first = MixedInput.read(realTable, codebook, columns, exec.createSubProgress(0.1));
                MixedRecords second = MixedInput.read(syntheticTable, codebook, columns, exec.createSubProgress(0.1));
                mixed = MixedEvaluation.compare(first, second, Work.monitor(exec.createSubProgress(0.1)));
                told = Optional.of(Discriminator.compare(
                        first,
                        second,
                        SHOWN_TO_TREES,
                        RandomSource.seeded("discriminator"),
                        Work.monitor(exec.createSubProgress(0.1))));
            }
            out.setOutData(0, metrics(report, mixed, told, exec));
            out.setOutData(1, columns(mixed, exec));
            out.setOutData(2, pairs(mixed, exec));
            out.setInternalData(ViewData.store(exec, UtilityJson.of(report, mixed, told)));
        });
    }

    private static BufferedDataTable metrics(
            UtilityReport report, MixedReport mixed, Optional<Distinguishability> told, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, METRICS);
        for (int k = 1; k <= report.order(); k++) {
            add(table, "Mean total variation distance", k, null, report.mean(k));
            List<UtilityReport.MarginalDistance> worst = report.worst(k, 1);
            add(
                    table,
                    "Worst total variation distance",
                    k,
                    names(worst.get(0)),
                    worst.get(0).distance());
        }
        add(table, "Row expansion", 0, null, report.rowExpansion());
        add(table, "Worst error of the share of missing values", 0, null, report.worstMissingError());
        for (UtilityReport.MissingRate m : report.missing()) {
            add(table, "Error of the share of missing values", 1, m.attribute(), m.error());
        }
        for (int k = 1; k <= report.order(); k++) {
            for (UtilityReport.MarginalDistance m : report.worst(k, k == 1 ? Integer.MAX_VALUE : WORST)) {
                add(table, "Total variation distance", k, names(m), m.distance());
            }
        }
        add(table, "Mean shape of columns", 1, null, mixed.columnShapes());
        add(table, "Mean similarity of pairs", 2, null, mixed.pairSimilarity());
        if (told.isPresent()) {
            Distinguishability d = told.get();
            add(table, "Records of each kind shown to trees", 0, null, d.records());
            add(
                    table,
                    "Accuracy of telling synthetic records (0.5 is chance)",
                    0,
                    null,
                    d.accuracy().value());
            add(table, "Half-width of its 95 % interval", 0, null, d.accuracy().error());
            add(table, "Propensity score mean-squared error", 0, null, d.error());
            add(table, "Its ratio to chance, S_pMSE", 0, null, d.ratio());
            add(table, "S_pMSE of independent columns", 0, null, d.independentRatio());
        }
        return table.finish();
    }

    private static BufferedDataTable columns(MixedReport mixed, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, COLUMNS);
        for (MixedReport.ColumnScores c : mixed.columns()) {
            table.add(
                    new StringCell(c.name()),
                    new StringCell(c.isNumeric() ? "numbers" : "texts"),
                    number(c.shape()),
                    number(c.shapeWithMissing()),
                    number(c.missing()),
                    number(c.coverage()),
                    number(c.adherence()),
                    number(c.distance()),
                    number(c.hellinger()),
                    number(c.mean()),
                    number(c.median()),
                    number(c.deviation()));
        }
        return table.finish();
    }

    private static BufferedDataTable pairs(MixedReport mixed, ExecutionContext exec) throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, PAIRS);
        for (MixedReport.PairScores p : mixed.worstPairs(Integer.MAX_VALUE)) {
            table.add(
                    new StringCell(p.first()),
                    new StringCell(p.second()),
                    number(p.similarity()),
                    number(p.floor()),
                    number(p.independent()),
                    number(p.betweenAnchors()),
                    new StringCell(p.association().title()),
                    number(p.real()),
                    number(p.synthetic()),
                    number(p.correlation()),
                    number(p.rankCorrelation()));
        }
        return table.finish();
    }

    private static DataCell number(double value) {
        return Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
    }

    private static String names(UtilityReport.MarginalDistance m) {
        return String.join(", ", m.attributes());
    }

    private static void add(TableOutput table, String metric, int order, String attributes, double value)
            throws CanceledExecutionException {
        table.add(
                new StringCell(metric),
                order == 0 ? DataType.getMissingCell() : new IntCell(order),
                TableOutput.text(attributes),
                number(value));
    }
}
