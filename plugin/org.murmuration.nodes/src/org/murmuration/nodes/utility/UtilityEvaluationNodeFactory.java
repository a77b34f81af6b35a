// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.utility;

import java.util.List;
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
import org.knime.node.DefaultView;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.evaluation.UtilityEvaluation;
import org.murmuration.engine.evaluation.UtilityReport;
import org.murmuration.engine.report.UtilityJson;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
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
    private static final DataTableSpec VIEW_DATA = TableOutput.spec("json", StringCell.TYPE);
    private static final int WORST = 10;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Utility Evaluation")
            .icon("utility-evaluation.png")
            .shortDescription("Measures how near synthetic records are to the real ones.")
            .fullDescription(
                    "<p>Compares the relative counts of all combinations of up to three attributes in two tables"
                            + " by their total variation distance: 0 when equal, 1 when nothing agrees; 0.05 means that one"
                            + " record in twenty would have to change. Also tells how the number of records and the shares of"
                            + " missing values differ.</p>"
                            + "<p><b>Privacy.</b> The results <b>contain sensitive results: do not publish</b>. They are exact"
                            + " comparisons with the real records, made without noise, for the people who decide about a"
                            + " release.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Real data", "The sensitive records.")
                    .addInputTable("Synthetic data", "The records to judge.")
                    .addInputPort("Codebook", "The codebook of both tables.", CodebookPortObject.TYPE)
                    .addOutputTable("Metrics", "One row a metric (private)."))
            .model(m -> m.parametersClass(UtilityEvaluationNodeParameters.class)
                    .configure(UtilityEvaluationNodeFactory::configure)
                    .execute(UtilityEvaluationNodeFactory::execute))
            .addView(v -> v.withoutParameters()
                    .description("Distances at a glance: totals, a heat map of pairs, the worst tables and the missing"
                            + " values. Private: do not publish.")
                    .page(p -> p.fromString(() -> ViewPage.html("utility.html")).relativePath("index.html"))
                    .initialData(d -> d.data(UtilityEvaluationNodeFactory::viewData)))
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
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        UtilityEvaluationNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable realTable = in.getInPortObject(0);
        BufferedDataTable syntheticTable = in.getInPortObject(1);
        CodebookPortObject port = in.getInPortObject(2);
        Work.execute(() -> {
            Codebook codebook = port.codebook();
            Dataset real = TableInput.read(realTable, codebook, "real table", exec.createSubProgress(0.2));
            Dataset synthetic =
                    TableInput.read(syntheticTable, codebook, "synthetic table", exec.createSubProgress(0.2));
            UtilityReport report = UtilityEvaluation.compare(
                    real, synthetic, parameters.m_order.size(), Work.monitor(exec.createSubProgress(0.6)));
            out.setOutData(0, metrics(report, exec));
            TableOutput json = new TableOutput(exec, VIEW_DATA);
            json.add(new StringCell(UtilityJson.of(report)));
            out.setInternalData(json.finish());
        });
    }

    private static String viewData(DefaultView.ViewInput in) {
        BufferedDataTable[] internal = in.getInternalTables();
        return internal == null
                ? "{}"
                : TableInput.text(internal[0].iterator().next().getCell(0));
    }

    private static BufferedDataTable metrics(UtilityReport report, ExecutionContext exec)
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
        return table.finish();
    }

    private static String names(UtilityReport.MarginalDistance m) {
        return String.join(", ", m.attributes());
    }

    private static void add(TableOutput table, String metric, int order, String attributes, double value)
            throws CanceledExecutionException {
        DataCell number = Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
        table.add(
                new StringCell(metric),
                order == 0 ? DataType.getMissingCell() : new IntCell(order),
                TableOutput.text(attributes),
                number);
    }
}
