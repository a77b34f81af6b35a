// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * What is released and how. One for each kind of release; everything else about a release is the same for all.
 *
 * @param <D> the sensitive records, or what was counted of them
 * @param <R> what is released
 */
public interface ReleaseKind<D, R> {
    /**
     * What is measured and what it costs.
     *
     * @return the plan that is executed
     */
    ReleasePlan plan();

    /**
     * Which request this is.
     *
     * @return that of the plan, with what else the outcome depends on besides the records
     */
    default ReleaseIdentity identity() {
        return plan().identity();
    }

    /**
     * What the outcome depends on too and may not be published. Only a ledger sees it, behind its key.
     *
     * @return nothing, unless a kind has such settings
     */
    default Settings unpublished() {
        return Settings.none();
    }

    /**
     * How what is released is kept.
     *
     * @return the stored form
     */
    StoredForm<R> form();

    /**
     * Refuses an account that the plan does not fit.
     *
     * @param used where the release is accounted for
     * @throws IllegalArgumentException when the unit or the cohort does not fit
     */
    default void check(Account used) {
        // fits
    }

    /**
     * The records of a cohort.
     *
     * @param data all records
     * @param cohort some of the people
     * @return their records alone
     */
    D of(D data, Cohort cohort);

    /**
     * Recognises records, so that the same request over the same records is answered from the store.
     *
     * @param data records of the cohort
     * @param empty to be filled
     * @param monitor receives progress
     * @return the fingerprint of all records
     */
    Fingerprint recognise(D data, Fingerprint empty, ProgressMonitor monitor);

    /**
     * Makes the release.
     *
     * @param data records of the cohort
     * @param gate to noise; it is opened once, before the first noise is drawn
     * @param monitor receives progress
     * @return what may be published
     * @throws LedgerException when the ledger cannot note that noise begins
     */
    R make(D data, NoiseGate gate, ProgressMonitor monitor) throws LedgerException;
}
