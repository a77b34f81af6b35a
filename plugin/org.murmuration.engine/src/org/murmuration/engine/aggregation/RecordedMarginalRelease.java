// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.murmuration.engine.accounting.Cohort;
import org.murmuration.engine.accounting.Fingerprint;
import org.murmuration.engine.accounting.LedgerAccount;
import org.murmuration.engine.accounting.LedgerException;
import org.murmuration.engine.accounting.LedgerScope;
import org.murmuration.engine.accounting.PrivacyLedger;
import org.murmuration.engine.accounting.ReleaseNumber;
import org.murmuration.engine.accounting.ReleaseRequest;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Marginals under a ledger: the same request over the same records gives the stored values back at no cost; anything else is
 * reserved before noise is drawn.
 */
public final class RecordedMarginalRelease {
    private static final String ALGORITHM = "dp-marginals/1";
    private static final int CHUNK = 1 << 14;

    private final PrivacyLedger ledger;
    private final Codebook codebook;
    private final MarginalPlan plan;
    private final ReleaseRequest request;

    private RecordedMarginalRelease(
            PrivacyLedger ledger, Codebook codebook, MarginalPlan plan, ReleaseRequest request) {
        this.ledger = ledger;
        this.codebook = codebook;
        this.plan = plan;
        this.request = request;
    }

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any record is read.
     *
     * @param ledger account of the data source; its unit and neighbouring relation hold
     * @param codebook public codebook
     * @param plan made for the domain of the codebook and the ledger's relation
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort who it is about
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when codebook, cohort or relation do not fit
     */
    public static RecordedMarginalRelease of(
            PrivacyLedger ledger,
            Codebook codebook,
            MarginalPlan plan,
            ReleaseNumber number,
            String node,
            Cohort cohort)
            throws LedgerException {
        Checks.require(
                plan.relation() == ledger.terms().relation(), "The plan is made for other neighbours than the ledger.");
        codes(codebook.domain(), cohort);
        String parameters =
                "epsilon " + plan.target().epsilon() + " delta " + plan.target().delta() + " order " + plan.order()
                        + " unit " + ledger.terms().unit().name() + "\n" + codebook.toJson();
        ReleaseRequest request = new ReleaseRequest(ALGORITHM, parameters, number, plan.event(), node, cohort);
        ledger.check(request);
        return new RecordedMarginalRelease(ledger, codebook, plan, request);
    }

    /** Which codes of the cohort's attribute belong to it. */
    private static boolean[] codes(Domain domain, Cohort cohort) {
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
     * @return noisy aggregates that may be published, and whether they were stored before
     * @throws LedgerException when the ledger refuses, or the work was canceled after noise had been drawn
     * @throws IllegalArgumentException when the source of randomness is a test's, because a ledger counts real releases
     */
    public Outcome release(Dataset data, RandomSource random, ProgressMonitor monitor) throws LedgerException {
        Checks.require(
                random.isSecure(),
                "A test seed and a ledger cannot be used together: noise that can be foreseen protects nobody. Remove the"
                        + " test seed, or disconnect the ledger.");
        Checks.require(data.domain().equals(codebook.domain()), "The data are coded against another codebook.");
        Dataset records = inCohort(data);
        Fingerprint fingerprint = fingerprint(records, monitor.part(0, 0.3));
        PrivacyLedger.Beginning beginning = ledger.begin(request, fingerprint);
        if (beginning.stored().isPresent()) {
            return new Outcome(read(beginning.stored().get()), true);
        }
        try (PrivacyLedger.Reservation reservation = beginning.reservation()) {
            MarginalRelease counted = MarginalRelease.count(
                    records, codebook, plan, ledger.terms().unit(), monitor.part(0.3, 0.6));
            LedgerScope scope = scope(beginning.entry().release());
            reservation.startNoise();
            ReleasedAggregates aggregates = draw(counted, random, scope, monitor.part(0.6, 1));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(aggregates, bytes);
            reservation.commit(bytes.toByteArray());
            return new Outcome(aggregates, false);
        }
    }

    /**
     * A release and where it came from.
     *
     * @param aggregates what may be published
     * @param replayed whether it was stored before, so that nothing was charged
     */
    public record Outcome(ReleasedAggregates aggregates, boolean replayed) {}

    private static ReleasedAggregates draw(
            MarginalRelease counted, RandomSource random, LedgerScope scope, ProgressMonitor monitor)
            throws LedgerException {
        try {
            return counted.draw(random, Optional.of(scope), monitor);
        } catch (CanceledException e) {
            throw new LedgerException(
                    LedgerException.Reason.CANCELED,
                    "Canceled after noise had been drawn: the cost of this release stays charged.",
                    e);
        }
    }

    private LedgerScope scope(String release) throws LedgerException {
        LedgerAccount account = ledger.account();
        return new LedgerScope(
                ledger.terms().asset(),
                release,
                request.cohort().describe(),
                ledger.describe(account.budget()),
                ledger.describe(account.spent(request.cohort())));
    }

    private static void write(ReleasedAggregates aggregates, ByteArrayOutputStream bytes) {
        try {
            AggregatesJson.write(aggregates, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing to memory does not fail
        }
    }

    private static ReleasedAggregates read(byte[] stored) throws LedgerException {
        try {
            return AggregatesJson.read(new ByteArrayInputStream(stored));
        } catch (IOException e) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "The stored values of this release cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private Dataset inCohort(Dataset data) {
        if (request.cohort().isAll()) {
            return data;
        }
        boolean[] codes = codes(codebook.domain(), request.cohort());
        return data.where(data.domain().indexOf(request.cohort().attribute()), c -> codes[c]);
    }

    /** Fingerprint of coded records, in parallel: the sum of parts does not depend on how they were cut. */
    private Fingerprint fingerprint(Dataset data, ProgressMonitor monitor) {
        Fingerprint whole = ledger.fingerprint();
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
