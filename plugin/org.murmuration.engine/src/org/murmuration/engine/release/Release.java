// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.FingerprintKey;
import org.murmuration.engine.accounting.ledger.LedgerAccount;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseRequest;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * The one way to release, with or without a ledger, whatever is released.
 *
 * <p>With a ledger the cost is checked before any record is read and reserved before noise is drawn; the same request
 * over the same records gives the stored values back at no cost; a test seed is refused; and a cancel that comes after
 * noise was drawn says that the cost stays. Without one the release is certified by itself, and a test seed marks it as
 * a test.
 *
 * @param <D> the sensitive records, or what was counted of them
 * @param <R> what is released
 */
public final class Release<D, R> {
    private static final double RECOGNISED = 0.2;

    private final ReleaseKind<D, R> kind;
    private final Account account;

    /**
     * A release and where it came from.
     *
     * @param value what may be published
     * @param replayed whether it was stored before, so that nothing was charged
     * @param <R> what is released
     */
    public record Outcome<R>(R value, boolean replayed) {}

    private Release(ReleaseKind<D, R> kind, Account account) {
        this.kind = kind;
        this.account = account;
    }

    /**
     * Prepares a release; with a ledger it is refused if the budget cannot take it, before any record is read.
     *
     * @param <D> the sensitive records, or what was counted of them
     * @param <R> what is released
     * @param kind what is released
     * @param account where it is accounted for
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     * @throws IllegalArgumentException when plan and account do not fit
     */
    public static <D, R> Release<D, R> of(ReleaseKind<D, R> kind, Account account) throws LedgerException {
        kind.check(account);
        Release<D, R> release = new Release<>(kind, account);
        if (account instanceof Account.InLedger in) {
            Checks.require(
                    kind.plan().relation() == in.ledger().terms().relation(),
                    "The plan is made for other neighbours than the ledger.");
            in.ledger().check(release.request(in), in.following());
        }
        return release;
    }

    private ReleaseRequest request(Account.InLedger in) {
        ReleaseIdentity identity = kind.identity();
        return new ReleaseRequest(
                identity.algorithm(),
                identity.canonical()
                        + kind.unpublished().canonical()
                        + account.unit().name(),
                in.number(),
                kind.plan().event(),
                in.node(),
                in.cohort());
    }

    /**
     * Starts the fingerprint of records that stream through before the release is made.
     *
     * @return without any record; empty when there is no ledger to recognise them
     */
    public Optional<Fingerprint> fingerprint() {
        return account instanceof Account.InLedger in ? Optional.of(in.ledger().fingerprint()) : Optional.empty();
    }

    /**
     * The key by which records that lie elsewhere are recognised, see {@link PrivacyLedger#fingerprintKey}.
     *
     * @return for this release alone; empty when there is no ledger to recognise them
     */
    public Optional<FingerprintKey> fingerprintKey() {
        return account instanceof Account.InLedger in
                ? Optional.of(in.ledger().fingerprintKey(request(in)))
                : Optional.empty();
    }

    /**
     * Makes the release, or gives the stored one back.
     *
     * @param data the sensitive records; those outside of the cohort are left out
     * @param random secure bits, or, without a ledger, a test's
     * @param monitor receives progress
     * @return what may be published, and whether it was stored before
     * @throws LedgerException when the ledger refuses, or the work was canceled after noise had been drawn
     * @throws IllegalArgumentException when data and plan do not fit, or a test seed is used with a ledger, which
     *     counts real releases
     */
    public Outcome<R> run(D data, RandomSource random, ProgressMonitor monitor) throws LedgerException {
        if (account instanceof Account.InLedger in) {
            Checks.require(
                    random.isSecure(),
                    "A test seed and a ledger cannot be used together: noise that can be foreseen protects nobody."
                            + " Remove the test seed, or disconnect the ledger.");
            D records = in.cohort().isAll() ? data : kind.of(data, in.cohort());
            return recorded(in, records, random, monitor);
        }
        return new Outcome<>(kind.make(data, new Gate(random, Optional.empty(), () -> {}), monitor), false);
    }

    /**
     * Makes a release outside of any ledger.
     *
     * @param <D> the sensitive records, or what was counted of them
     * @param <R> what is released
     * @param kind what is released
     * @param unit whose presence is hidden
     * @param data the sensitive records
     * @param random secure bits, or a test's
     * @param monitor receives progress
     * @return what may be published
     * @throws IllegalArgumentException when data and plan do not fit
     */
    public static <D, R> R alone(
            ReleaseKind<D, R> kind, PrivacyUnit unit, D data, RandomSource random, ProgressMonitor monitor) {
        try {
            return of(kind, Account.alone(unit)).run(data, random, monitor).value();
        } catch (LedgerException e) {
            throw new IllegalStateException("There is no ledger.", e);
        }
    }

    private Outcome<R> recorded(Account.InLedger in, D records, RandomSource random, ProgressMonitor monitor)
            throws LedgerException {
        PrivacyLedger ledger = in.ledger();
        Fingerprint fingerprint = kind.recognise(records, ledger.fingerprint(), monitor.part(0, RECOGNISED));
        PrivacyLedger.Beginning beginning = ledger.begin(request(in), fingerprint);
        if (beginning.stored().isPresent()) {
            return new Outcome<>(read(beginning.stored().get()), true);
        }
        try (PrivacyLedger.Reservation reservation = beginning.reservation()) {
            try {
                LedgerScope scope = scope(ledger, in.cohort(), beginning.entry().release());
                Gate gate = new Gate(random, Optional.of(scope), reservation::startNoise);
                R value = kind.make(records, gate, monitor.part(RECOGNISED, 1));
                reservation.commit(kind.form().bytes(value));
                return new Outcome<>(value, false);
            } catch (CanceledException e) {
                if (!reservation.isSpent()) {
                    throw e;
                }
                throw new LedgerException(
                        LedgerException.Reason.CANCELED,
                        "Canceled after noise had been drawn: the cost of this release stays charged.",
                        e);
            }
        }
    }

    private static LedgerScope scope(PrivacyLedger ledger, Cohort cohort, String release) throws LedgerException {
        LedgerAccount spent = ledger.account();
        return new LedgerScope(
                ledger.terms().asset(),
                release,
                cohort.describe(),
                ledger.describe(spent.budget()),
                ledger.describe(spent.spent(cohort)));
    }

    private R read(byte[] stored) throws LedgerException {
        try {
            return kind.form().read(new ByteArrayInputStream(stored));
        } catch (IOException e) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "The stored values of this release cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** How noise is noted to begin. */
    @FunctionalInterface
    private interface Note {
        void noise() throws LedgerException;
    }

    private final class Gate implements NoiseGate {
        private final RandomSource random;
        private final Optional<LedgerScope> scope;
        private final Note note;

        Gate(RandomSource random, Optional<LedgerScope> scope, Note note) {
            this.random = random;
            this.scope = scope;
            this.note = note;
        }

        @Override
        public RandomSource open() throws LedgerException {
            note.noise();
            return random;
        }

        @Override
        public Certificate certify(List<PrivacyEvent> events) {
            ReleasePlan plan = kind.plan();
            return new Certificate(
                    account.unit(), plan.target(), plan.relation(), events, scope, !random.isSecure(), kind.identity());
        }
    }
}
