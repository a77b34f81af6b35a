// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Hex;
import org.murmuration.engine.internal.SoftwareVersion;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.random.RandomProvider;

/**
 * The account of one protected data source over all releases, in a folder outside of any workflow; see the package for
 * its guarantees and {@link LedgerFile} for its files.
 *
 * <p><b>Use.</b> {@link #check} before any record is read; then {@link #begin} with the fingerprint of the records. It
 * answers with stored values, which cost nothing, or with a reservation. Noise may be drawn after
 * {@link Reservation#startNoise}; then {@link Reservation#commit} stores what was released. A reservation that ends in
 * any other way once noise has started counts as spent.
 *
 * <p>Methods may be called from several threads and processes at once.
 */
public final class PrivacyLedger {
    private final Path folder;
    private final LedgerFile file;
    private final LedgerTerms terms;
    private final Clock clock;

    private PrivacyLedger(Path folder, LedgerFile file, LedgerTerms terms, Clock clock) {
        this.folder = folder;
        this.file = file;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * Creates a ledger.
     *
     * @param folder a folder that does not exist or is empty; its parent must exist
     * @param terms what it promises
     * @return the new ledger
     * @throws LedgerException when the folder cannot be used
     */
    public static PrivacyLedger create(Path folder, LedgerTerms terms) throws LedgerException {
        return create(folder, terms, Clock.systemUTC());
    }

    static PrivacyLedger create(Path folder, LedgerTerms terms, Clock clock) throws LedgerException {
        Path path = normalized(folder);
        if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "The folder above the ledger, " + path.getParent() + ", does not exist. Create it first.");
        }
        return guarded(path, () -> {
            Files.createDirectories(path);
            return LedgerFile.locked(path, () -> {
                if (LedgerFile.exists(path)) {
                    throw new LedgerException(
                            LedgerException.Reason.UNAVAILABLE,
                            "There is a ledger in " + path + " already. Open it, or choose another folder.");
                }
                LedgerFile file = LedgerFile.create(path);
                file.append(file.read(), LedgerLines.open(terms, now(clock), SoftwareVersion.text()));
                return new PrivacyLedger(path, file, terms, clock);
            });
        });
    }

    /**
     * Opens a ledger and verifies all of it.
     *
     * @param folder where it is
     * @return the ledger
     * @throws LedgerException when it is absent, of a newer format, or does not verify
     */
    public static PrivacyLedger open(Path folder) throws LedgerException {
        return open(folder, Clock.systemUTC());
    }

    static PrivacyLedger open(Path folder, Clock clock) throws LedgerException {
        Path path = normalized(folder);
        if (!LedgerFile.exists(path)) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "There is no ledger in " + path + ". Check the path, or create it with the Privacy Ledger node.");
        }
        return guarded(
                path,
                () -> LedgerFile.locked(path, () -> {
                    LedgerFile file = LedgerFile.open(path);
                    List<JsonObject> entries = file.read().entries();
                    if (entries.isEmpty()) {
                        throw LedgerFile.damaged(
                                "It has no first line; it was interrupted while it was created. Delete the"
                                        + " folder and create it again.");
                    }
                    JsonObject first = entries.get(0);
                    int format = first.getInt("format");
                    if (format > LedgerLines.FORMAT) {
                        throw new LedgerException(
                                LedgerException.Reason.UNAVAILABLE,
                                "The ledger has format " + format + "; this Murmuration reads format "
                                        + LedgerLines.FORMAT + ". Update Murmuration.");
                    }
                    return new PrivacyLedger(path, file, LedgerTerms.fromJson(first.getObject("terms")), clock);
                }));
    }

    /**
     * Whether there is a ledger in a folder.
     *
     * @param folder where to look
     * @return true if {@link #open} would find one
     */
    public static boolean exists(Path folder) {
        return LedgerFile.exists(normalized(folder));
    }

    private static Path normalized(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static <T> T guarded(Path folder, LedgerFile.Body<T> body) throws LedgerException {
        try {
            return body.run();
        } catch (IOException e) {
            throw new LedgerException(
                    LedgerException.Reason.UNAVAILABLE,
                    "The ledger in " + folder + " cannot be read or written: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                            + ". Check the disk and the permissions.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    LedgerException.Reason.DAMAGED,
                    "The ledger in " + folder + " holds an entry that this Murmuration cannot read: " + e.getMessage(),
                    e);
        }
    }

    private <T> T locked(LedgerFile.Body<T> body) throws LedgerException {
        return guarded(folder, () -> LedgerFile.locked(folder, body));
    }

    /**
     * Where the ledger is.
     *
     * @return an absolute path
     */
    public Path folder() {
        return folder;
    }

    /**
     * What the ledger promises.
     *
     * @return the terms it was created with
     */
    public LedgerTerms terms() {
        return terms;
    }

    /**
     * A fingerprint to which records can be added; it has a key of this ledger.
     *
     * @return an empty fingerprint
     */
    public Fingerprint fingerprint() {
        return new Fingerprint(file.fingerprintKey());
    }

    /**
     * The key of fingerprints of records that lie elsewhere, in parts, on machines that must not hold a key of this ledger. The
     * same request has the same key, so that it is recognised; no other key follows from it. What was released from records here
     * is not recognised when they are fingerprinted elsewhere, nor the other way round.
     *
     * @param request what shall be released of the records
     * @return a key for this request alone
     */
    public FingerprintKey fingerprintKey(ReleaseRequest request) {
        return new FingerprintKey(file.elsewhereKey().of(request.canonical()));
    }

    /**
     * All releases in order.
     *
     * @return a copy, with the latest state of each
     * @throws LedgerException when the ledger cannot be read
     */
    public List<LedgerEntry> entries() throws LedgerException {
        return locked(() -> List.copyOf(LedgerLines.parse(file.read().entries()).values()));
    }

    /**
     * The account as it stands.
     *
     * @return what was spent and what is left
     * @throws LedgerException when the ledger cannot be read
     */
    public LedgerAccount account() throws LedgerException {
        return new LedgerAccount(terms, entries());
    }

    /**
     * Refuses a request that the budget cannot take, before any record is read. A request that may be answered from
     * stored values passes: whether it is, the records decide.
     *
     * @param request what shall be released
     * @throws LedgerException with what is left and what the request would cost
     */
    public void check(ReleaseRequest request) throws LedgerException {
        check(request, List.of());
    }

    /**
     * Refuses a request that the budget cannot take together with what is going to follow it, before any record is
     * read.
     *
     * @param request what shall be released first
     * @param following what else will be asked for, with what the first gives
     * @throws LedgerException with what is left and what all would cost
     */
    public void check(ReleaseRequest request, List<PrivacyEvent> following) throws LedgerException {
        checkCohort(request);
        List<PrivacyEvent> parts = new ArrayList<>(following);
        parts.add(0, request.event());
        PrivacyEvent event = following.isEmpty() ? request.event() : ComposedEvent.of("release in parts", parts);
        locked(() -> {
            List<JsonObject> lines = file.read().entries();
            Set<String> parameters = Set.of(
                    file.requestKey().hex(request.canonical()),
                    file.requestKey().hex(request.labelled()));
            boolean seen = lines.stream().anyMatch(l -> parameters.contains(l.getString("parameters", "")));
            if (!seen) {
                judge(lines, event, request.cohort());
            }
            return null;
        });
    }

    private void checkCohort(ReleaseRequest request) throws LedgerException {
        if (!request.cohort().isAll() && !request.cohort().attribute().equals(terms.cohortAttribute())) {
            throw new LedgerException(
                    LedgerException.Reason.OVERLAP,
                    terms.cohortAttribute().isEmpty()
                            ? "The ledger was created without a cohort attribute, so a release cannot be about a cohort."
                            : "The cohorts of this ledger are told apart by \"" + terms.cohortAttribute()
                                    + "\", not by \"" + request.cohort().attribute() + "\".");
        }
    }

    private void judge(List<JsonObject> lines, PrivacyEvent event, Cohort cohort) throws LedgerException {
        LedgerAccount account =
                new LedgerAccount(terms, List.copyOf(LedgerLines.parse(lines).values()));
        switch (account.judge(event, cohort)) {
            case OVERLAPS -> throw new LedgerException(
                    LedgerException.Reason.OVERLAP,
                    "The release is about people of whom something was released before, and the terms of the ledger refuse"
                            + " that. Choose a cohort of which nothing was released.");
            case EXHAUSTED -> throw new LedgerException(
                    LedgerException.Reason.EXHAUSTED,
                    String.format(
                            Locale.ROOT,
                            "The privacy budget of \"%s\" does not suffice: this release would cost %s, of %s there is %s"
                                    + " left for one more release. Nothing was read or spent. Ask for less, or use what was"
                                    + " released before.",
                            terms.asset(),
                            describe(account.cost(event)),
                            describe(account.budget()),
                            describe(account.left(cohort))));
            default -> {
                // fits
            }
        }
    }

    /**
     * A number in the measure of the budget, in words.
     *
     * @param value epsilon or rho
     * @return for example "epsilon 1.2 at delta 0.000001"
     */
    public String describe(double value) {
        return terms.describe(value);
    }

    /**
     * Begins a release: finds stored values, or reserves the cost.
     *
     * @param request what shall be released
     * @param records fingerprint of the records
     * @return stored values, or a reservation that is on disk
     * @throws LedgerException when the budget does not suffice or the ledger cannot be used; then nothing is spent
     * @throws IllegalArgumentException when the fingerprint has neither the key of this ledger nor that of the request
     */
    public Beginning begin(ReleaseRequest request, Fingerprint records) throws LedgerException {
        Checks.require(
                records.hasKey(file.fingerprintKey())
                        || records.hasKey(fingerprintKey(request).ofRecords()),
                "The records were recognised with the key of another ledger or of another request.");
        checkCohort(request);
        return locked(() -> {
            LedgerFile.Lines lines = file.read();
            String parameters = file.requestKey().hex(request.canonical());
            String identity = identity(parameters, records);
            Set<String> known = Set.of(identity, identity(file.requestKey().hex(request.labelled()), records));
            Map<String, LedgerEntry> entries = LedgerLines.parse(lines.entries());
            for (JsonObject line : lines.entries()) {
                String release = line.getString(LedgerLines.RELEASE, "");
                if (known.contains(line.getString("request", ""))
                        && entries.get(release).counts()) {
                    byte[] stored = file.load(release);
                    if (stored != null) {
                        if (entries.get(release).state() == LedgerEntry.State.RESERVED) {
                            file.append(
                                    lines,
                                    LedgerLines.ending(
                                            "commit", release, now(clock))); // it was interrupted just before that
                        }
                        return new Beginning(entries.get(release), stored, null);
                    }
                    if (entries.get(release).state() == LedgerEntry.State.COMMITTED) {
                        throw LedgerFile.damaged("The stored values of release " + release + " are missing.");
                    }
                }
            }
            judge(lines.entries(), request.event(), request.cohort());
            LedgerEntry entry = new LedgerEntry(
                    newName(),
                    LedgerEntry.State.RESERVED,
                    request.event(),
                    request.node(),
                    request.cohort(),
                    now(clock),
                    SoftwareVersion.text());
            file.append(lines, LedgerLines.reserve(entry, identity, parameters));
            return new Beginning(entry, null, new Reservation(entry.release()));
        });
    }

    private String identity(String parameters, Fingerprint records) {
        return file.requestKey().hex(parameters.getBytes(StandardCharsets.US_ASCII), records.value());
    }

    private static String newName() {
        byte[] name = new byte[16];
        RandomProvider.current().seed(name);
        return Hex.of(name);
    }

    /**
     * How a release begins.
     *
     * @param entry its line in the ledger
     * @param values stored values of the same release made before; null for a new one
     * @param reservation of a new release; null when there are stored values
     */
    public record Beginning(LedgerEntry entry, byte[] values, Reservation reservation) {
        /**
         * Stored values of the same release.
         *
         * @return empty for a new release
         */
        public Optional<byte[]> stored() {
            return Optional.ofNullable(values);
        }
    }

    /** A cost that is on disk. Not thread-safe; close it when the work is over, however it ends. */
    public final class Reservation implements AutoCloseable {
        private final String release;
        private boolean noise;
        private boolean ended;

        private Reservation(String release) {
            this.release = release;
        }

        /** Says that noise is drawn from now on: the reservation cannot be given back any more. */
        public void startNoise() {
            noise = true;
        }

        /**
         * Whether noise may have been drawn, so that the cost stays.
         *
         * @return true after {@link #startNoise()}
         */
        public boolean isSpent() {
            return noise;
        }

        /**
         * Stores what was released.
         *
         * @param values given back byte for byte whenever the same release is asked for
         * @throws LedgerException when they cannot be stored; the cost stays
         */
        public void commit(byte[] values) throws LedgerException {
            if (ended || !noise) {
                throw new IllegalStateException("A release is committed once, after its noise was drawn.");
            }
            locked(() -> {
                file.store(release, values);
                return file.append(file.read(), LedgerLines.ending("commit", release, now(clock)));
            });
            ended = true;
        }

        /** Gives the cost back if no noise was drawn; otherwise it stays. */
        @Override
        public void close() throws LedgerException {
            if (!ended && !noise) {
                locked(() -> file.append(file.read(), LedgerLines.ending("abort", release, now(clock))));
            }
            ended = true;
        }
    }

    /** For tests: the number of lines. */
    int lines() throws LedgerException {
        return locked(() -> new ArrayList<>(file.read().entries())).size();
    }
}
