// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerAccount;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseRequest;
import org.murmuration.engine.progress.CanceledException;

/**
 * A release under a ledger, whatever the records are: the same request over records with the same fingerprint gives the stored
 * values back at no cost; anything else is reserved before noise is drawn.
 *
 * @param <T> what is released
 */
public final class LedgerRelease<T> {
    private final PrivacyLedger ledger;
    private final ReleaseRequest request;
    private final Store<T> store;

    /**
     * How what is released is kept.
     *
     * @param <T> what is released
     */
    public interface Store<T> {
        /**
         * Writes what was released.
         *
         * @param value what may be published
         * @param out left open
         * @throws IOException when writing fails
         */
        void write(T value, OutputStream out) throws IOException;

        /**
         * Reads what was written.
         *
         * @param in left open
         * @return the same value
         * @throws IOException when it cannot be read
         */
        T read(InputStream in) throws IOException;
    }

    /** Notes that noise begins to be drawn. */
    @FunctionalInterface
    public interface NoiseStart {
        /**
         * Notes it.
         *
         * @throws LedgerException when that fails; no noise may be drawn then
         */
        void begin() throws LedgerException;
    }

    /**
     * Makes a release.
     *
     * @param <T> what is released
     */
    @FunctionalInterface
    public interface Maker<T> {
        /**
         * Makes the release.
         *
         * @param scope where the release stands in the ledger
         * @param beforeNoise to be called once, before the first noise is drawn; from then on the cost stays
         * @return what may be published
         * @throws LedgerException when the ledger cannot note that noise begins
         */
        T make(LedgerScope scope, NoiseStart beforeNoise) throws LedgerException;
    }

    /**
     * A release and where it came from.
     *
     * @param value what may be published
     * @param replayed whether it was stored before, so that nothing was charged
     * @param <T> what is released
     */
    public record Outcome<T>(T value, boolean replayed) {}

    private LedgerRelease(PrivacyLedger ledger, ReleaseRequest request, Store<T> store) {
        this.ledger = ledger;
        this.request = request;
        this.store = store;
    }

    /**
     * Prepares a release and refuses it if the budget cannot take it, before any record is read.
     *
     * @param ledger account of the data source
     * @param request what is asked for and what it costs
     * @param store how it is kept
     * @param <T> what is released
     * @return the release, of which nothing was made yet
     * @throws LedgerException when the ledger refuses
     */
    public static <T> LedgerRelease<T> of(PrivacyLedger ledger, ReleaseRequest request, Store<T> store)
            throws LedgerException {
        ledger.check(request);
        return new LedgerRelease<>(ledger, request, store);
    }

    /**
     * Starts the fingerprint of the records.
     *
     * @return without any record, of the ledger's key
     */
    public Fingerprint fingerprint() {
        return ledger.fingerprint();
    }

    /**
     * What is asked for.
     *
     * @return the request
     */
    public ReleaseRequest request() {
        return request;
    }

    /**
     * Makes the release, or gives the stored one back.
     *
     * @param fingerprint of the records
     * @param maker makes it
     * @return what may be published, and whether it was stored before
     * @throws LedgerException when the ledger refuses, or the work was canceled after noise had been drawn
     */
    public Outcome<T> release(Fingerprint fingerprint, Maker<T> maker) throws LedgerException {
        PrivacyLedger.Beginning beginning = ledger.begin(request, fingerprint);
        if (beginning.stored().isPresent()) {
            return new Outcome<>(read(beginning.stored().get()), true);
        }
        boolean[] noisy = new boolean[1];
        try (PrivacyLedger.Reservation reservation = beginning.reservation()) {
            NoiseStart start = () -> {
                reservation.startNoise();
                noisy[0] = true;
            };
            T value = maker.make(scope(beginning.entry().release()), start);
            reservation.commit(bytes(value));
            return new Outcome<>(value, false);
        } catch (CanceledException e) {
            if (!noisy[0]) {
                throw e;
            }
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

    private byte[] bytes(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            store.write(value, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing to memory does not fail
        }
        return bytes.toByteArray();
    }

    private T read(byte[] stored) throws LedgerException {
        try {
            return store.read(new ByteArrayInputStream(stored));
        } catch (IOException e) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "The stored values of this release cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
