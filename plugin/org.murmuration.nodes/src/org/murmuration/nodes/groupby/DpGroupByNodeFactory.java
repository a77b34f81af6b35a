// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
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
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.Range;
import org.murmuration.engine.aggregation.groups.RangeSearch;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.aggregation.groups.ReleasedGroupsJson;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.adapter.GroupInput;
import org.murmuration.nodes.adapter.GroupReleases;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.groupby.DpGroupByNodeParameters.Plans;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Statistics per group with differential privacy. */
public final class DpGroupByNodeFactory extends DefaultNodeFactory {
    private static final double SEARCHING = 0.4;
    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP GroupBy")
            .icon("dp-group-by.png")
            .shortDescription("Counts, sums, means, variances, quantiles per group with differential privacy.")
            .fullDescription(
                    "<p>The GroupBy node with a guarantee: what leaves this node may be published. Each number comes"
                            + " with its standard error and its 95 % interval from the noise, and says whether it may be nothing but"
                            + " noise.</p>"
                            + "<p><b>Groups</b> are declared by a codebook, and then all of them appear, those without a row too; or they"
                            + " are discovered in the records, and then only groups of enough people are named (truncated geometric"
                            + " mechanism or Gaussian threshold, whichever names smaller groups).</p>"
                            + "<p><b>Totals</b> of declared groups, over the last key column, the last two, and so on, are measured too on"
                            + " request, and made to agree with their groups: the total is then much better than the sum of noisy groups.</p>"
                            + "<p><b>People.</b> With a privacy unit column, each counts in a bounded number of groups with a bounded"
                            + " number of rows; which of them, a secret key decides at random. The noise grows with both bounds.</p>"
                            + "<p><b>Statistics.</b> Values are clamped to declared bounds, which must not be read from the records, or to"
                            + " bounds that are found with a part of the budget. A mean"
                            + " costs what sum and count cost; sum, mean and variance of a column share their counts; any number of"
                            + " quantiles costs what one costs. Missing, NaN and infinite values are left out. Minimum and maximum are the"
                            + " 0.5 % and 99.5 % quantiles.</p>"
                            + "<p><b>Noise</b> is discrete, exact and from a secure source: Laplace, or Gaussian with the exact account of"
                            + " Gaussian differential privacy, whichever is smaller for the bounds. The dialog shows the expected error of"
                            + " every number before anything is spent.</p>"
                            + "<p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn, and executing again with"
                            + " the same settings and rows gives the same numbers back at no cost.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive rows.")
                    .addInputPort(
                            "Codebook",
                            "Declares the values of the columns to group by (optional when groups come from the records).",
                            CodebookPortObject.OPTIONAL)
                    .addInputPort(
                            "Ledger",
                            "Account of the data source (optional). Its unit and its neighbours hold then.",
                            LedgerPortObject.OPTIONAL)
                    .addOutputTable(
                            "Statistics",
                            "One row a group: its values, and of each number the value, its standard error, its 95 % interval and"
                                    + " whether that contains 0. May be published."))
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
        DpGroupByNodeParameters.Settings parameters = in.<DpGroupByNodeParameters>getParameters().m_release;
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        LedgerPortObjectSpec ledger = in.getInPortSpec(2);
        Codebook codebook = spec == null ? null : spec.publicCodebook();
        DpGroupByNodeParameters.NODE.configure(parameters, in, out);
        Work.configure(() -> {
            GroupByPlan plan = parameters.plans(ledger, Map.of()).statistics();
            parameters.keys(codebook);
            input(parameters.keyNames(), parameters, plan, in.getInPortSpec(0), cohort(parameters, ledger));
            out.setOutSpec(0, tableSpec(parameters, plan));
        });
    }

    private static Cohort cohort(DpGroupByNodeParameters.Settings parameters, LedgerPortObjectSpec ledger)
            throws InvalidSettingsException {
        return parameters.m_recording.cohort(ledger == null ? null : ledger.terms());
    }

    private static GroupInput input(
            List<String> keys,
            DpGroupByNodeParameters.Settings parameters,
            GroupByPlan plan,
            DataTableSpec spec,
            Cohort cohort)
            throws InvalidSettingsException {
        return GroupInput.of(spec, keys, plan.columns(), parameters.person(), cohort);
    }

    private static DataTableSpec tableSpec(DpGroupByNodeParameters.Settings parameters, GroupByPlan plan) {
        List<Object> columns = new ArrayList<>();
        for (String key : parameters.keyNames()) {
            columns.addAll(List.of(key, StringCell.TYPE));
        }
        for (GroupByPlan.Output o : plan.outputs()) {
            columns.addAll(List.of(o.title(), DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", standard error", DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", 95% low", DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", 95% high", DoubleCell.TYPE));
            columns.addAll(List.of(o.title() + ", may be 0", StringCell.TYPE));
        }
        return TableOutput.spec(columns.toArray());
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpGroupByNodeParameters.Settings parameters = in.<DpGroupByNodeParameters>getParameters().m_release;
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        CodebookPortObject port = in.getInPortObject(1);
        LedgerPortObject ledger = in.getInPortObject(2);
        Work.execute(() -> {
            Codebook codebook = port == null ? null : port.publicCodebook();
            Loops.refuse(parameters.m_recording.isEachIteration());
            LedgerPortObjectSpec spec = ledger == null ? null : ledger.getSpec();
            Source source = new Source(parameters, table, spec);
            Plans plans = parameters.plans(spec, Map.of());
            Map<String, Range> found = Map.of();
            ReleasedGroups groups;
            if (plans.search().isPresent()) {
                GroupByPlan search = plans.search().get();
                ReleasedGroups counts = source.search(search, plans.statistics(), exec.createSubProgress(SEARCHING));
                found = ranges(counts, search);
                plans = parameters.plans(spec, found);
                groups = RangeSearch.together(
                        counts,
                        source.release(
                                plans.statistics(), parameters.keys(codebook), exec.createSubProgress(1 - SEARCHING)),
                        parameters.m_budget.target());
            } else {
                groups = source.release(plans.statistics(), parameters.keys(codebook), exec);
            }
            ReleasedGroups shown = parameters.m_largest == 0 ? groups : groups.top(parameters.m_largest, 0);
            out.setOutData(0, write(shown, tableSpec(parameters, plans.statistics()), exec));
            out.setInternalData(ViewData.store(exec, ReleasedGroupsJson.text(shown, found)));
            warn(shown, found, ledger == null, out);
        });
    }

    private static Map<String, Range> ranges(ReleasedGroups counts, GroupByPlan search)
            throws InvalidSettingsException {
        try {
            return RangeSearch.ranges(counts, search.columns());
        } catch (RangeSearch.NoRangeException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static void warn(ReleasedGroups groups, Map<String, Range> found, boolean isUnrecorded, ExecuteOutput out) {
        List<String> warnings = new ArrayList<>();
        if (groups.test()) {
            warnings.add(Certificate.TEST_MARK + ". Remove the test seed for real data.");
        } else if (isUnrecorded) {
            warnings.add(Ledgers.UNRECORDED);
        }
        // read from what was released with noise, so they may be shown
        found.forEach((column, r) ->
                warnings.add("Bounds found for \"" + column + "\": " + r.low() + " to " + r.high() + "."));
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join(" ", warnings));
        }
    }

    /** Where the rows are, and under which account they are released. */
    private record Source(
            DpGroupByNodeParameters.Settings parameters, BufferedDataTable table, LedgerPortObjectSpec ledger) {
        ReleasedGroups search(GroupByPlan plan, GroupByPlan following, ExecutionMonitor exec)
                throws CanceledExecutionException, InvalidSettingsException, LedgerException {
            return release(
                    plan,
                    GroupKeys.declared(List.of()),
                    List.of(),
                    Settings.none().with("unitColumn", parameters.person()),
                    List.of(following.event()),
                    exec);
        }

        ReleasedGroups release(GroupByPlan plan, GroupKeys keys, ExecutionMonitor exec)
                throws CanceledExecutionException, InvalidSettingsException, LedgerException {
            List<String> names = parameters.keyNames();
            Settings rows = keys.settings().with("unitColumn", parameters.person());
            return release(plan, keys, names, rows, List.of(), exec);
        }

        private ReleasedGroups release(
                GroupByPlan plan,
                GroupKeys keys,
                List<String> names,
                Settings rows,
                List<PrivacyEvent> following,
                ExecutionMonitor exec)
                throws CanceledExecutionException, InvalidSettingsException, LedgerException {
            Cohort cohort = cohort(parameters, ledger);
            return GroupReleases.release(
                    new GroupReleases.Task(
                            plan,
                            keys,
                            input(names, parameters, plan, table.getDataTableSpec(), cohort),
                            cohort,
                            rows,
                            following),
                    table,
                    DpGroupByNodeParameters.NODE.account(parameters, ledger, parameters.m_unit.unit()),
                    parameters.m_test.source(following.isEmpty() ? "group by" : "search of bounds"),
                    exec);
        }
    }

    private static BufferedDataTable write(ReleasedGroups groups, DataTableSpec spec, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, spec);
        for (ReleasedGroups.Group g : groups.groups()) {
            List<DataCell> cells = new ArrayList<>();
            g.values().forEach(v -> cells.add(TableOutput.text(v)));
            for (ReleasedGroups.Estimate e : g.estimates()) {
                cells.add(new DoubleCell(e.value()));
                cells.add(new DoubleCell(e.error()));
                cells.add(new DoubleCell(e.low()));
                cells.add(new DoubleCell(e.high()));
                cells.add(new StringCell(e.containsZero() ? "yes" : "no"));
            }
            table.add(cells.toArray(DataCell[]::new));
        }
        return table.finish();
    }
}
