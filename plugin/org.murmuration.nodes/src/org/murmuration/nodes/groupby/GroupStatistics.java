// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import java.util.List;
import java.util.Map;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.Range;
import org.murmuration.engine.aggregation.groups.RangeSearch;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.aggregation.groups.SearchedPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.release.Settings;
import org.murmuration.nodes.adapter.GroupInput;
import org.murmuration.nodes.adapter.GroupReleases;
import org.murmuration.nodes.releasing.ReleaseRun;

/**
 * Reads a table once for its statistics, and once before where ranges are to be found.
 *
 * @param settings of the node
 * @param table the sensitive rows
 * @param run the execution
 */
record GroupStatistics(
        DpGroupByNodeParameters.Settings settings, BufferedDataTable table, ReleaseRun<Codebook, SearchedPlan> run) {
    private static final double SEARCHING = 0.4;

    /**
     * What came out.
     *
     * @param groups what may be published
     * @param found ranges by column; none when all were declared
     */
    record Outcome(ReleasedGroups groups, Map<String, Range> found) {}

    Outcome release() throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        SearchedPlan plan = run.plan();
        if (plan.search().isEmpty()) {
            return new Outcome(statistics(plan, run.exec()), Map.of());
        }
        ReleasedGroups counts = release(
                plan.search().get(),
                GroupKeys.declared(List.of()),
                List.of(),
                List.of(plan.statistics().event()),
                run.exec().createSubProgress(SEARCHING));
        Map<String, Range> found = ranges(counts, plan.search().get());
        ReleasedGroups groups = statistics(plan.with(found), run.exec().createSubProgress(1 - SEARCHING));
        return new Outcome(RangeSearch.together(counts, groups, plan.target()), found);
    }

    private static Map<String, Range> ranges(ReleasedGroups counts, GroupByPlan search)
            throws InvalidSettingsException {
        try {
            return RangeSearch.ranges(counts, search.columns());
        } catch (RangeSearch.NoRangeException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private ReleasedGroups statistics(SearchedPlan plan, ExecutionMonitor exec)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        return release(plan.statistics(), settings.keys(run.codebook()), settings.keyNames(), List.of(), exec);
    }

    private ReleasedGroups release(
            GroupByPlan plan, GroupKeys keys, List<String> names, List<PrivacyEvent> following, ExecutionMonitor exec)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        GroupInput input = GroupInput.of(
                table.getDataTableSpec(),
                names,
                plan.columns(),
                settings.person(),
                run.account().cohort());
        Settings rows = (names.isEmpty() && !following.isEmpty() ? Settings.none() : keys.settings())
                .with("unitColumn", settings.person());
        return GroupReleases.release(
                new GroupReleases.Task(plan, keys, input, rows, following),
                table,
                run.account(),
                run.random(following.isEmpty() ? "group by" : "search of bounds"),
                exec);
    }
}
