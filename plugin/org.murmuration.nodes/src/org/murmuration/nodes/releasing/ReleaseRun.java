// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.ReleaseKind;
import org.murmuration.engine.report.ReleaseException;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Work;

/**
 * An execution of a releasing node, with or without a ledger: what it releases, and how it is accounted for.
 *
 * @param <C> the codebook that the plan needs
 * @param <P> the plan
 */
public final class ReleaseRun<C, P> {
    private static final double READING = 0.3;
    private static final double RELEASING = 0.5;

    private final C codebook;
    private final P plan;
    private final Account account;
    private final ReleaseSettings<C, ?> settings;
    private final ExecutionContext exec;

    ReleaseRun(C codebook, P plan, Account account, ReleaseSettings<C, ?> settings, ExecutionContext exec) {
        this.codebook = codebook;
        this.plan = plan;
        this.account = account;
        this.settings = settings;
        this.exec = exec;
    }

    /**
     * What a node does in an execution.
     *
     * @param <C> the codebook that the plan needs
     * @param <P> the plan
     */
    @FunctionalInterface
    public interface Body<C, P> {
        /**
         * Releases and hands the results over.
         *
         * @param run the execution
         * @throws IOException when a file cannot be read or written
         * @throws ReleaseException when a release cannot be written
         * @throws CanceledExecutionException when the user canceled
         * @throws InvalidSettingsException when the input does not fit the settings
         * @throws LedgerException when a ledger refuses or cannot be used
         */
        void run(ReleaseRun<C, P> run)
                throws IOException, ReleaseException, CanceledExecutionException, InvalidSettingsException,
                        LedgerException;
    }

    /**
     * Reads what is released.
     *
     * @param <D> sensitive
     */
    @FunctionalInterface
    public interface Source<D> {
        /**
         * Reads.
         *
         * @param monitor told about progress
         * @return sensitive records
         * @throws CanceledExecutionException when the user canceled
         * @throws InvalidSettingsException when the records do not fit the settings
         */
        D read(ExecutionMonitor monitor) throws CanceledExecutionException, InvalidSettingsException;
    }

    /**
     * The codebook of the records.
     *
     * @return null where none is needed and none is connected
     */
    public C codebook() {
        return codebook;
    }

    /**
     * The plan that is executed; the same that the dialog shows.
     *
     * @return the plan
     */
    public P plan() {
        return plan;
    }

    /**
     * The context of the execution.
     *
     * @return KNIME's
     */
    public ExecutionContext exec() {
        return exec;
    }

    /**
     * Where the release is accounted for.
     *
     * @return a ledger, or nothing but its own certificate
     */
    public Account account() {
        return account;
    }

    /**
     * Makes a release. A ledger that cannot take it refuses before anything is read.
     *
     * @param <D> sensitive
     * @param <R> what is released
     * @param kind what is released
     * @param purpose keeps the random bits of different nodes apart
     * @param source of the sensitive records
     * @return what may be published
     * @throws CanceledExecutionException when the user canceled
     * @throws InvalidSettingsException when the records do not fit the settings
     * @throws LedgerException when the ledger refuses
     */
    public <D, R> R release(ReleaseKind<D, R> kind, String purpose, Source<D> source)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        Release<D, R> release = Release.of(kind, account);
        D data = source.read(exec.createSubProgress(READING));
        return release.run(data, random(purpose), Work.monitor(exec.createSubProgress(RELEASING)))
                .value();
    }

    /**
     * Random bits of the execution.
     *
     * @param purpose keeps the bits of different nodes apart
     * @return secure, unless this is a test
     */
    public RandomSource random(String purpose) {
        return settings.test().source(purpose);
    }

    /**
     * Says what people must know of the release: that it is a test, or that nothing keeps account of it, and what else the node
     * noticed.
     *
     * @param out where the warning goes
     * @param more sentences of the node
     */
    public void warn(ExecuteOutput out, List<String> more) {
        List<String> warnings = new ArrayList<>();
        if (settings.test().isTest()) {
            warnings.add(Certificate.TEST_MARK + ". Remove the test seed for real data.");
        } else if (account instanceof Account.Alone) {
            warnings.add(Ledgers.UNRECORDED);
        }
        warnings.addAll(more);
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join(" ", warnings));
        }
    }
}
