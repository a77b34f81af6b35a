// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * A kind of release that needs nothing of the records but counts.
 *
 * @param <S> what can be counted
 * @param <R> what is released
 */
public interface CountedKind<S, R> extends ReleaseKind<Counted<S>, R> {
    /**
     * What tells cohorts apart.
     *
     * @return public domain of the records
     */
    Domain domain();

    @Override
    default void check(Account used) {
        Records.codes(domain(), used.cohort());
    }

    @Override
    default Counted<S> of(Counted<S> data, Cohort cohort) {
        return data.of(cohort);
    }

    @Override
    default Fingerprint recognise(Counted<S> data, Fingerprint empty, ProgressMonitor monitor) {
        return data.recognise(empty, monitor);
    }
}
