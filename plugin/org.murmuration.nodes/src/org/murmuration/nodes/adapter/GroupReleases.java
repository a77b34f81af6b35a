// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupByRelease;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.PartialAggregate;
import org.murmuration.engine.aggregation.groups.RecordedGroupByRelease;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.random.KeyedHash;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Makes statistics by group of a table, with or without a ledger. */
public final class GroupReleases {
    private static final double READING = 0.6;
    private static final double RELEASING = 0.3;

    private GroupReleases() {}

    /**
     * What is made.
     *
     * @param plan what is measured
     * @param keys the groups; without any discovered one
     * @param input which columns are read
     * @param cohort whose rows count
     * @param rows what the outcome depends on besides plan and rows, for a ledger
     * @param node what makes it, for people
     * @param following what will be asked for with what this gives; a ledger must have a budget for it too
     */
    public record Task(
            GroupByPlan plan,
            GroupKeys keys,
            GroupInput input,
            Cohort cohort,
            String rows,
            String node,
            List<PrivacyEvent> following) {}

    /**
     * Reads a table and releases its statistics.
     *
     * @param task what is made
     * @param table the sensitive rows
     * @param ledger of the data source; null without one
     * @param number which of several releases with the same settings it is
     * @param unit whose presence is hidden, without a ledger
     * @param random secure bits, or a test's
     * @param exec told about progress
     * @return what may be published
     * @throws CanceledExecutionException when the user canceled
     * @throws InvalidSettingsException when a row does not say whose it is, or the ledger is another one
     * @throws LedgerException when the ledger refuses
     */
    public static ReleasedGroups release(
            Task task,
            BufferedDataTable table,
            LedgerPortObjectSpec ledger,
            long number,
            String unit,
            RandomSource random,
            ExecutionMonitor exec)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        KeyedHash choice = KeyedHash.random(random);
        PartialAggregate rows = PartialAggregate.of(
                task.plan(), task.keys(), choice, task.input().person() < 0);
        if (ledger == null) {
            task.input().read(table, rows, choice, Optional.empty(), task.cohort(), exec.createSubProgress(READING));
            return GroupByRelease.release(
                    rows, new PrivacyUnit(unit), random, Work.monitor(exec.createSubProgress(RELEASING)));
        }
        RecordedGroupByRelease release = RecordedGroupByRelease.of(
                Ledgers.open(ledger),
                task.plan(),
                task.rows(),
                new ReleaseNumber(number, Loops.iteration()),
                task.node(),
                task.cohort(),
                task.following());
        Fingerprint fingerprint = release.fingerprint();
        task.input()
                .read(table, rows, choice, Optional.of(fingerprint), task.cohort(), exec.createSubProgress(READING));
        return release.release(rows, fingerprint, random, Work.monitor(exec.createSubProgress(RELEASING)))
                .value();
    }
}
