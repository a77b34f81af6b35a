// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupByRelease;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.GroupRows;
import org.murmuration.engine.aggregation.groups.PartialAggregate;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.random.KeyedHash;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.Settings;

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
     * @param rows what the outcome depends on besides plan and rows
     * @param following what will be asked for with what this gives; a ledger must have a budget for it too
     */
    public record Task(
            GroupByPlan plan, GroupKeys keys, GroupInput input, Settings rows, List<PrivacyEvent> following) {}

    /**
     * Reads a table and releases its statistics.
     *
     * @param task what is made
     * @param table the sensitive rows
     * @param account where the release is accounted for
     * @param random secure bits, or a test's
     * @param exec receives progress
     * @return what may be published
     * @throws CanceledExecutionException when the user canceled
     * @throws InvalidSettingsException when a row does not say whose it is
     * @throws LedgerException when the ledger refuses
     */
    public static ReleasedGroups release(
            Task task, BufferedDataTable table, Account account, RandomSource random, ExecutionMonitor exec)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        KeyedHash choice = KeyedHash.random(random);
        PartialAggregate rows = PartialAggregate.of(
                task.plan(), task.keys(), choice, task.input().person() < 0);
        Account whole = account instanceof Account.InLedger in
                ? new Account.InLedger(in.ledger(), in.number(), in.node(), in.cohort(), task.following())
                : account;
        Release<GroupRows, ReleasedGroups> release = Release.of(GroupByRelease.of(task.plan(), task.rows()), whole);
        Optional<Fingerprint> fingerprint = release.fingerprint();
        task.input().read(table, rows, choice, fingerprint, account.cohort(), exec.createSubProgress(READING));
        return release.run(new GroupRows(rows, fingerprint), random, Work.monitor(exec.createSubProgress(RELEASING)))
                .value();
    }
}
