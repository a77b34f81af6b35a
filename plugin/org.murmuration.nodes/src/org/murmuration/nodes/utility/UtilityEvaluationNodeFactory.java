// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.utility;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
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
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.combinations.CombinationEvaluation;
import org.murmuration.engine.evaluation.marginals.MarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.MarginalReport;
import org.murmuration.engine.evaluation.scores.UtilityScores;
import org.murmuration.engine.evaluation.scores.UtilityScoring;
import org.murmuration.engine.report.pages.UtilityJson;
import org.murmuration.nodes.adapter.MixedInput;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Compares synthetic records with the real ones. */
public final class UtilityEvaluationNodeFactory extends DefaultNodeFactory {
    private static final int CODED_ORDER = 3;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Utility Evaluation")
            .icon("utility-evaluation.png")
            .shortDescription("Measures how near synthetic records are to the real ones.")
            .fullDescription(
                    """
                    <p>Compares the relative counts of all combinations of up to three attributes in two tables by their
                    total variation distance: 0 when equal, 1 when nothing agrees; 0.05 means that one record in twenty
                    would have to change. Also says how the number of records and the shares of missing values
                    differ.</p>
                    <p><b>Columns</b> are scored as in SDMetrics and the textbooks, 1 is best but for distances: shape
                    (of numbers 1 - Kolmogorov-Smirnov statistic, of texts 1 - total variation distance), missing
                    values, coverage of the real range or texts, adherence to it, similarity of mean, median and
                    standard deviation (over the range), Wasserstein distance over the range or Jensen-Shannon distance,
                    Hellinger distance. Columns that have bins in the codebook are compared as numbers or days.</p>
                    <p><b>Pairs of columns</b>, worst first: 1 - total variation distance of the joint tables, numbers
                    in ten bins. Beside it, what two samples of one population would have, and what the real columns
                    would have if they were independent: a score by itself says little, a table whose every relation is
                    destroyed may still have 0.95. <i>Relation kept</i> is 1 for two samples, 0 for independent
                    columns.</p>
                    <p><b>k-marginals</b> are the scores of NIST (SDNist), 0 to 1000, for one to four columns, all
                    tables or as many as set, drawn at random with a standard error. They come with the share of the
                    real records whose random sample is as near, and, for a column of groups, with the score of each
                    group, worst first.</p>
                    <p><b>Whole records.</b> Row expansion, new records (none within 1 %), unique records matched, keys,
                    and which columns are filled together.</p>
                    <p><b>Distinguishability.</b> Decision trees (a random forest) try to tell synthetic from real
                    records that they have not seen. The propensity score error over that of chance, S_pMSE, is about 1
                    when they cannot; what they find in independent columns is given beside it. Logistic regression
                    stands there for agreement with other tools only: it sees no relation.</p>
                    <p><b>Analysis.</b> For a target column: overlap of the confidence intervals of a regression, and
                    how well trees that learned from synthetic records predict real ones (accuracy, F1, AUC or R\u00b2),
                    beside trees that learned from real ones. <b>Counting questions</b>: errors of counts over up to
                    three columns.</p>
                    <p><b>Privacy.</b> The results <b>contain sensitive results: do not publish</b>. They are exact
                    comparisons with the real records, made without noise, for the people who decide about a
                    release.</p>""")
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
            .addView(v -> ViewData.view(
                    v,
                    Page.UTILITY,
                    "Distances at a glance: totals, a heat map of pairs, pairs between chance and"
                            + " independence, the worst tables, columns and missing values. Private: do not publish."))
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
        UtilityEvaluationNodeParameters parameters = in.getParameters();
        parameters.check(codebook.attributes());
        out.setOutSpec(0, UtilityTables.METRICS);
        out.setOutSpec(1, UtilityTables.COLUMNS);
        out.setOutSpec(2, UtilityTables.PAIRS);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        UtilityEvaluationNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable realTable = in.getInPortObject(0);
        BufferedDataTable syntheticTable = in.getInPortObject(1);
        CodebookPortObject port = in.getInPortObject(2);
        Work.execute(() -> {
            Codebook codebook = port.codebook();
            Dataset real = TableInput.read(realTable, codebook, "real table", exec.createSubProgress(0.1));
            Dataset synthetic =
                    TableInput.read(syntheticTable, codebook, "synthetic table", exec.createSubProgress(0.1));
            MarginalReport report = MarginalEvaluation.compare(
                    real,
                    synthetic,
                    Math.min(CODED_ORDER, parameters.m_order.size()),
                    Work.monitor(exec.createSubProgress(0.1)));
            UtilityScores scores = UtilityScores.EMPTY;
            Optional<UtilityScoring.Options> options = parameters.options();
            if (options.isPresent() && realTable.size() > 0 && syntheticTable.size() > 0) {
                MixedColumns columns = MixedInput.of(codebook);
                MixedRecords first = MixedInput.read(realTable, codebook, columns, exec.createSubProgress(0.1));
                MixedRecords second = MixedInput.read(syntheticTable, codebook, columns, exec.createSubProgress(0.1));
                scores = UtilityScoring.measure(
                        first,
                        second,
                        options.get(),
                        "utility " + parameters.m_seed,
                        Work.monitor(exec.createSubProgress(0.4)));
            }
            out.setOutData(0, UtilityTables.metrics(report, scores, exec));
            out.setOutData(1, UtilityTables.columns(scores.report(ColumnReport.class), exec));
            out.setOutData(2, UtilityTables.pairs(scores.report(ColumnReport.class), exec));
            String view = real.rows() == 0 || synthetic.rows() == 0
                    ? UtilityJson.of(report, scores)
                    : UtilityJson.of(
                            report,
                            scores,
                            CombinationEvaluation.compareRecords(
                                    real,
                                    synthetic,
                                    Math.min(CODED_ORDER, parameters.m_order.size()),
                                    Work.monitor(exec.createSubProgress(0.1))));
            out.setInternalData(ViewData.store(exec, view));
        });
    }
}
