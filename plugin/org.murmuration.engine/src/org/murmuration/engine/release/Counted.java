// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.Optional;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Sensitive records as a release of counts sees them, wherever they lie: what can be counted, whose they are, and which
 * they are.
 *
 * @param <S> what can be counted
 */
public interface Counted<S> {
    /**
     * What can be counted.
     *
     * @return exact counts
     */
    S counts();

    /**
     * The records of a cohort.
     *
     * @param cohort some of the people
     * @return their records alone
     * @throws IllegalArgumentException when the records cannot be told apart by it
     */
    Counted<S> of(Cohort cohort);

    /**
     * Recognises the records.
     *
     * @param empty to be filled
     * @param monitor receives progress
     * @return the fingerprint of all records
     */
    Fingerprint recognise(Fingerprint empty, ProgressMonitor monitor);

    /**
     * Records in memory.
     *
     * @param records coded
     * @return counted when asked for
     */
    static Counted<CountSource> of(Dataset records) {
        return new Counted<>() {
            @Override
            public CountSource counts() {
                return CountSource.of(records);
            }

            @Override
            public Counted<CountSource> of(Cohort cohort) {
                return Counted.of(Records.of(records, cohort));
            }

            @Override
            public Fingerprint recognise(Fingerprint empty, ProgressMonitor monitor) {
                return Records.recognise(records, empty, monitor);
            }
        };
    }

    /**
     * Records that were counted elsewhere.
     *
     * @param <S> what can be counted
     * @param counts of the records of one cohort
     * @param counted whose records they are
     * @param fingerprint of the same records; empty where no ledger recognises them
     * @return their counts
     */
    static <S> Counted<S> elsewhere(S counts, Cohort counted, Optional<Fingerprint> fingerprint) {
        return new Counted<>() {
            @Override
            public S counts() {
                return counts;
            }

            @Override
            public Counted<S> of(Cohort cohort) {
                Checks.require(cohort.equals(counted), "The records of another cohort were counted.");
                return this;
            }

            @Override
            public Fingerprint recognise(Fingerprint empty, ProgressMonitor monitor) {
                return fingerprint.orElseThrow(
                        () -> new IllegalArgumentException("The records were not recognised for the ledger."));
            }
        };
    }
}
