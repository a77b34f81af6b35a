// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.aggregation.groups.ReleasedGroupsJson;
import org.murmuration.engine.aggregation.groups.SearchedPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.adapter.GroupInput;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.releasing.ReleasingNode;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Statistics per group with differential privacy. */
public final class DpGroupByNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>The GroupBy node with a guarantee: its output may be published. Each number comes with its standard error and its
            95 % interval from the noise, and says whether it may be nothing but noise.</p>
            <p><b>Groups</b> are declared by a codebook, and then all of them appear, those without a row too. Or they are
            discovered in the records, and then only groups of enough people are named (truncated geometric mechanism or Gaussian
            threshold, whichever names smaller groups).</p>
            <p><b>Totals</b> of declared groups, over the last key column, the last two, and so on, are measured too on request,
            and made to agree with their groups: the total is then much better than the sum of noisy groups.</p>
            <p><b>People.</b> With a privacy unit column, each person counts in a bounded number of groups with a bounded number of
            rows; which of them, a secret key decides at random. The noise grows with both bounds.</p>
            <p><b>Statistics.</b> Values are clamped to declared bounds, which must not be read from the records, or to bounds
            that are found with a part of the budget. A mean costs what sum and count cost; sum, mean and variance of a column
            share their counts; any number of quantiles costs what one costs. Missing, NaN and infinite values are left out.
            Minimum and maximum are the 0.5 % and 99.5 % quantiles.</p>
            <p><b>Noise</b> is discrete, exact and from a secure source: Laplace, or Gaussian with the exact account of Gaussian
            differential privacy, whichever is smaller for the bounds. The dialog shows the expected error of every number before
            anything is spent.</p>
            <p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn. Executing again with the same
            settings and rows gives the same numbers back at no cost.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP GroupBy")
            .icon("dp-group-by.png")
            .shortDescription("Counts, sums, means, variances, quantiles per group with differential privacy.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive rows.")
                    .addInputPort(
                            "Codebook",
                            "Declares the values of the columns to group by (optional when groups come from the records).",
                            CodebookPortObject.OPTIONAL)
                    .addInputPort("Ledger", LedgerPortObject.DESCRIPTION, LedgerPortObject.OPTIONAL)
                    .addOutputTable(
                            "Statistics",
                            "One row a group: its values, and of each number the value, its standard error, its 95 % interval"
                                    + " and whether that contains 0. May be published."))
            .model(m -> m.parametersClass(DpGroupByNodeParameters.class)
                    .configure(DpGroupByNodeFactory::configure)
                    .execute(DpGroupByNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v, Page.GROUPS, "Bars with their intervals, one chart a number, sortable. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "differential privacy", "group by", "aggregate", "mean", "sum", "median", "quantile", "histogram");

    /** Creates the factory. */
    public DpGroupByNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpGroupByNodeParameters.Settings settings = in.<DpGroupByNodeParameters>getParameters().m_release;
        ReleasingNode.Planned<Codebook, SearchedPlan> planned =
                DpGroupByNodeParameters.NODE.configure(settings, in, out);
        GroupByPlan plan = planned.plan().orElseThrow().statistics();
        settings.keys(planned.codebook());
        GroupInput.of(
                (DataTableSpec) in.getInPortSpec(0),
                settings.keyNames(),
                plan.columns(),
                settings.person(),
                planned.cohort());
        out.setOutSpec(0, GroupTable.spec(settings.keyNames(), plan));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpGroupByNodeParameters.Settings settings = in.<DpGroupByNodeParameters>getParameters().m_release;
        DpGroupByNodeParameters.NODE.execute(settings, in, run -> {
            GroupStatistics.Outcome released = new GroupStatistics(settings, in.getInPortObject(0), run).release();
            ReleasedGroups shown = settings.m_largest == 0
                    ? released.groups()
                    : released.groups().top(settings.m_largest, 0);
            DataTableSpec spec = GroupTable.spec(settings.keyNames(), run.plan().statistics());
            out.setOutData(0, GroupTable.write(shown, spec, run.exec()));
            out.setInternalData(ViewData.store(run.exec(), ReleasedGroupsJson.text(shown, released.found())));
            List<String> notes = new ArrayList<>();
            // read from what was released with noise, so they may be shown
            released.found()
                    .forEach((column, r) ->
                            notes.add("Bounds found for \"" + column + "\": " + r.low() + " to " + r.high() + "."));
            run.warn(out, notes);
        });
    }
}
