// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.nio.ByteBuffer;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseRequest;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * A release under a ledger, whatever is released: the same request over the same records gives the stored values back at no
 * cost; anything else is reserved before noise is drawn.
 *
 * @param <T> what is released
 */
public final class RecordedRelease<T> {
    private static final int CHUNK = 1 << 14;

    private final LedgerRelease<T> release;
    private final Codebook codebook;
    private final Kind<T> kind;

    /**
     * How a kind of release is made and kept.
     *
     * @param <T> what is released
     */
    public interface Kind<T> extends LedgerRelease.Store<T> {
        /**
         * Makes the release.
         *
         * @param records of the cohort
         * @param random secure bits
         * @param scope where the release stands in the ledger
         * @param beforeNoise to be called once, before the first noise is drawn; from then on the cost stays
         * @param monitor told about progress
         * @return what may be published
         * @throws LedgerException when the ledger cannot note that noise begins
         */
        T make(
                Dataset records,
                RandomSource random,
                LedgerScope scope,
                LedgerRelease.NoiseStart beforeNoise,
                ProgressMonitor monitor)
                throws LedgerException;
    }

    private RecordedRelease(LedgerRelease<T> release, Codebook codebook, Kind<T> kind) {
        this.release = release;
        this.codebook = codebook;
        this.kind = kind;
    }

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any record is read.
     *
     * @param ledger account of the data source
     * @param codebook public codebook
     * @param request what is asked for and what it costs
     * @param kind how it is made and kept
     * @param <T> what is released
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when the codebook does not know the cohort
     */
    public static <T> RecordedRelease<T> of(
            PrivacyLedger ledger, Codebook codebook, ReleaseRequest request, Kind<T> kind) throws LedgerException {
        codes(codebook.domain(), request.cohort());
        return new RecordedRelease<>(LedgerRelease.of(ledger, request, kind), codebook, kind);
    }

    /**
     * Which codes of the cohort's attribute belong to it.
     *
     * @param domain that has the attribute
     * @param cohort all people, or some of them
     * @return one a code; none for all people
     * @throws IllegalArgumentException when the domain does not have the attribute or a value of it
     */
    public static boolean[] codes(Domain domain, Cohort cohort) {
        if (cohort.isAll()) {
            return new boolean[0];
        }
        int index = domain.indexOf(cohort.attribute());
        Checks.require(
                index >= 0, "The codebook has no attribute \"" + cohort.attribute() + "\" to tell cohorts apart.");
        Attribute attribute = domain.attribute(index);
        boolean[] codes = new boolean[attribute.size()];
        int found = 0;
        for (int c = 0; c < codes.length; c++) {
            codes[c] = cohort.values().contains(attribute.label(c));
            found += codes[c] ? 1 : 0;
        }
        Checks.require(
                found == cohort.values().size(),
                "The cohort names a value that the codebook does not have for \"" + cohort.attribute() + "\".");
        return codes;
    }

    /**
     * Makes the release.
     *
     * @param data the sensitive records; those outside of the cohort are left out
     * @param random secure bits
     * @param monitor told about progress
     * @return what may be published, and whether it was stored before
     * @throws LedgerException when the ledger refuses, or the work was canceled after noise had been drawn
     * @throws IllegalArgumentException when the source of randomness is a test's, because a ledger counts real releases
     */
    public LedgerRelease.Outcome<T> release(Dataset data, RandomSource random, ProgressMonitor monitor)
            throws LedgerException {
        Checks.require(
                random.isSecure(),
                "A test seed and a ledger cannot be used together: noise that can be foreseen protects nobody. Remove the"
                        + " test seed, or disconnect the ledger.");
        Checks.require(data.domain().equals(codebook.domain()), "The data are coded against another codebook.");
        Dataset records = inCohort(data);
        Fingerprint fingerprint = fingerprint(records, monitor.part(0, 0.2));
        return release.release(
                fingerprint, (scope, start) -> kind.make(records, random, scope, start, monitor.part(0.2, 1)));
    }

    private Dataset inCohort(Dataset data) {
        if (release.request().cohort().isAll()) {
            return data;
        }
        boolean[] codes = codes(codebook.domain(), release.request().cohort());
        return data.where(data.domain().indexOf(release.request().cohort().attribute()), c -> codes[c]);
    }

    /** Fingerprint of coded records, in parallel: the sum of parts does not depend on how they were cut. */
    private Fingerprint fingerprint(Dataset data, ProgressMonitor monitor) {
        Fingerprint whole = release.fingerprint();
        int chunks = (data.rows() + CHUNK - 1) / CHUNK;
        Parallel.forEach(chunks, chunk -> {
            monitor.checkCanceled();
            Fingerprint part;
            synchronized (whole) {
                part = whole.part();
            }
            ByteBuffer record =
                    ByteBuffer.allocate(Integer.BYTES * data.domain().size());
            int end = Math.min(data.rows(), (chunk + 1) * CHUNK);
            for (int r = chunk * CHUNK; r < end; r++) {
                record.clear();
                for (int a = 0; a < data.domain().size(); a++) {
                    record.putInt(data.code(r, a));
                }
                part.add(record.array());
            }
            synchronized (whole) {
                whole.merge(part);
            }
            monitor.report((double) chunk / chunks, "Recognising the records");
        });
        return whole;
    }
}
