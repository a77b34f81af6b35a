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
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.release.Settings;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.QuickStatistics;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.aggregation.groups.ReleasedGroupsJson;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.adapter.GroupInput;
import org.murmuration.nodes.adapter.GroupReleases;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** A first look at every column with differential privacy. */
public final class DpQuickStatisticsNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec LINES = TableOutput.spec(
            "Column",
            StringCell.TYPE,
            "Statistic",
            StringCell.TYPE,
            "Counted value",
            StringCell.TYPE,
            "Value",
            DoubleCell.TYPE,
            "Day",
            StringCell.TYPE,
            "Standard error",
            DoubleCell.TYPE,
            "95% low",
            DoubleCell.TYPE,
            "95% high",
            DoubleCell.TYPE,
            "May be 0",
            StringCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Quick Statistics")
            .icon("dp-quick-statistics.png")
            .shortDescription("Statistics of every column of a codebook with differential privacy.")
            .fullDescription(
                    "<p>A first look at a table that may be published: the counterpart of the Statistics node. Of columns"
                            + " with bins in the codebook (numbers, days) the number of values, mean, standard deviation, quartiles and the"
                            + " 0.5 % and 99.5 % quantiles, which stand for minimum and maximum; of the others the counts of their most"
                            + " frequent declared values, missing and other ones too.</p>"
                            + "<p><b>Bounds</b> of numbers are the first and the last edge of their bins, which are public; values outside"
                            + " count as the nearer one. The number of rows less the number of values is what is missing.</p>"
                            + "<p><b>Budget.</b> Everything is one release, whose budget is split so that relative errors are small. The more"
                            + " columns the codebook has, the more noise each gets: keep it to those that matter.</p>"
                            + "<p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn, and executing again with"
                            + " the same settings and rows gives the same numbers back at no cost.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addInputPort(
                            "Ledger",
                            "Account of the data source (optional). Its unit and its neighbours hold then.",
                            LedgerPortObject.OPTIONAL)
                    .addOutputTable("Statistics", "One row a number, column by column. May be published."))
            .model(m -> m.parametersClass(DpQuickStatisticsNodeParameters.class)
                    .configure(DpQuickStatisticsNodeFactory::configure)
                    .execute(DpQuickStatisticsNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.QUICK,
                    "Boxes of numbers and bars of counted values with their intervals. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords("differential privacy", "describe", "summary", "mean", "median", "top values");

    /** Creates the factory. */
    public DpQuickStatisticsNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpQuickStatisticsNodeParameters.Settings parameters =
                in.<DpQuickStatisticsNodeParameters>getParameters().m_release;
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        LedgerPortObjectSpec ledger = in.getInPortSpec(2);
        TableInput.columnsOf(spec.attributes(), (DataTableSpec) in.getInPortSpec(0), "table");
        Codebook codebook = spec.publicCodebook();
        DpQuickStatisticsNodeParameters.NODE.configure(parameters, in, out);
        Work.configure(() -> {
            parameters.plan(codebook, ledger); // refused now rather than when executed
            out.setOutSpec(0, LINES);
        });
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpQuickStatisticsNodeParameters.Settings parameters =
                in.<DpQuickStatisticsNodeParameters>getParameters().m_release;
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        CodebookPortObject port = in.getInPortObject(1);
        LedgerPortObject ledger = in.getInPortObject(2);
        Work.execute(() -> {
            Codebook codebook = port.publicCodebook();
            Loops.refuse(parameters.m_recording.isEachIteration());
            LedgerPortObjectSpec spec = ledger == null ? null : ledger.getSpec();
            GroupByPlan plan = parameters.plan(codebook, spec);
            Cohort cohort = parameters.m_recording.cohort(spec == null ? null : spec.terms());
            GroupInput input = GroupInput.of(table.getDataTableSpec(), List.of(), plan.columns(), "", cohort)
                    .meaning(codebook.attributes());
            ReleasedGroups released = GroupReleases.release(
                    new GroupReleases.Task(
                            plan,
                            GroupKeys.declared(List.of()),
                            input,
                            cohort,
                            Settings.none().with(codebook.domain()),
                            List.of()),
                    table,
                    DpQuickStatisticsNodeParameters.NODE.account(parameters, spec, parameters.m_unit.unit()),
                    parameters.m_test.source("quick statistics"),
                    exec);
            List<QuickStatistics.Line> lines = QuickStatistics.of(codebook).lines(released, parameters.m_top);
            out.setOutData(0, write(lines, exec));
            out.setInternalData(ViewData.store(exec, ReleasedGroupsJson.text(released, lines)));
            if (released.test()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Remove the test seed for real data.");
            } else if (ledger == null) {
                out.setWarningMessage(Ledgers.UNRECORDED);
            }
        });
    }

    private static BufferedDataTable write(List<QuickStatistics.Line> lines, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, LINES);
        for (QuickStatistics.Line line : lines) {
            ReleasedGroups.Estimate e = line.estimate();
            table.add(
                    TableOutput.text(line.column().isEmpty() ? null : line.column()),
                    new StringCell(line.statistic()),
                    TableOutput.text(line.value().isEmpty() ? null : line.value()),
                    new DoubleCell(e.value()),
                    TableOutput.text(
                            line.isDay()
                                    ? LocalDate.ofEpochDay(Math.round(e.value()))
                                            .toString()
                                    : null),
                    new DoubleCell(e.error()),
                    new DoubleCell(e.low()),
                    new DoubleCell(e.high()),
                    new StringCell(e.containsZero() ? "yes" : "no"));
        }
        return table.finish();
    }
}
