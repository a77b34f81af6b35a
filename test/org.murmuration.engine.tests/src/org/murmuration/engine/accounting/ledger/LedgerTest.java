// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.ApproximateDpEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.PureDpEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyLoss;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;
import org.murmuration.engine.random.RandomSource;

public class LedgerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path where;

    @BeforeEach
    void choosePlace() {
        where = folder.resolve("asset.ledger");
    }

    static LedgerTerms terms(PrivacyLoss budget, String cohorts, LedgerTerms.Overlap overlap) {
        return new LedgerTerms(
                "case records",
                new PrivacyUnit("victim"),
                NeighboringRelation.ADD_OR_REMOVE_ONE,
                budget,
                cohorts,
                overlap);
    }

    private PrivacyLedger create(PrivacyLoss budget) throws LedgerException {
        return PrivacyLedger.create(where, terms(budget, "year", LedgerTerms.Overlap.ADD), CLOCK);
    }

    static ReleaseRequest request(String parameters, long number, double rho, Cohort cohort) {
        return new ReleaseRequest(
                "test/1", parameters, ReleaseNumber.of(number), new ZcdpEvent("counts", rho), "Test Node", cohort);
    }

    private static ReleaseRequest request(String parameters, double rho) {
        return request(parameters, 1, rho, Cohort.ALL);
    }

    private static Fingerprint records(PrivacyLedger ledger, String... rows) {
        Fingerprint fingerprint = ledger.fingerprint();
        for (String row : rows) {
            fingerprint.add(row.getBytes(StandardCharsets.UTF_8));
        }
        return fingerprint;
    }

    private static byte[] spend(PrivacyLedger ledger, ReleaseRequest request, String values, String... rows)
            throws LedgerException {
        ledger.check(request);
        PrivacyLedger.Beginning beginning = ledger.begin(request, records(ledger, rows));
        if (beginning.stored().isPresent()) {
            return beginning.stored().get();
        }
        try (PrivacyLedger.Reservation reservation = beginning.reservation()) {
            reservation.startNoise();
            reservation.commit(values.getBytes(StandardCharsets.UTF_8));
        }
        return values.getBytes(StandardCharsets.UTF_8);
    }

    private static double spent(PrivacyLedger ledger) throws LedgerException {
        return ledger.account().spent(Cohort.ALL);
    }

    private static Cohort years(String... years) {
        return new Cohort("year", new TreeSet<>(Set.of(years)));
    }

    // --- spending
    // ------------------------------------------------------------------------------------------------------

    @Test
    void theSameReleaseIsAnsweredFromTheStoreByteForByte() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        byte[] first = spend(ledger, request("p", 0.25), "noisy \u00e9", "a", "b");
        byte[] again = spend(PrivacyLedger.open(where), request("p", 0.25), "other", "b", "a");
        assertArrayEquals(first, again);
        assertEquals(0.25, spent(ledger), 1e-12);
        assertEquals(1, ledger.entries().size());
        assertEquals(LedgerEntry.State.COMMITTED, ledger.entries().get(0).state());
    }

    @Test
    void anythingElseIsANewChargeWithNewValues() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(10));
        spend(ledger, request("p", 0.25), "1", "a", "b");
        assertEquals("2", new String(spend(ledger, request("q", 0.25), "2", "a", "b")));
        assertEquals("3", new String(spend(ledger, request("p", 0.25), "3", "a", "c")));
        assertEquals("4", new String(spend(ledger, request("p", 0.25), "4", "a", "b", "b")));
        assertEquals("5", new String(spend(ledger, request("p", 2, 0.25, Cohort.ALL), "5", "a", "b")));
        assertEquals("6", new String(spend(ledger, request("p", 1, 0.25, years("2019")), "6", "a", "b")));
        assertEquals("7", new String(spend(ledger, request("p", 0.125), "7", "a", "b")));
        assertEquals(7, ledger.entries().size());
        assertEquals(1.625, spent(ledger), 1e-12);
    }

    @Test
    void exhaustionIsToldBeforeAnythingIsRead() throws Exception {
        PrivacyLedger ledger = create(new ApproximateDp(1, 1e-6));
        double rho = ZcdpConversion.rho(1, 1e-6);
        spend(ledger, request("p", 0.6 * rho), "1", "a");
        LedgerException refused = assertThrows(LedgerException.class, () -> ledger.check(request("q", 0.6 * rho)));
        assertEquals(LedgerException.Reason.EXHAUSTED, refused.reason());
        assertTrue(refused.getMessage().contains("would cost epsilon 0.7"), refused.getMessage());
        assertTrue(refused.getMessage().contains("there is epsilon 0.6"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Nothing was read or spent"), refused.getMessage());
        ledger.check(request("p", 0.6 * rho)); // may be stored: the records decide
        assertEquals("1", new String(spend(ledger, request("p", 0.6 * rho), "2", "a")));
        assertThrows(LedgerException.class, () -> spend(ledger, request("p", 0.6 * rho), "2", "another record"));
        spend(ledger, request("q", 0.39 * rho), "3", "a");
        assertEquals(1, spent(ledger), 0.01);
        assertTrue(spent(ledger) <= 1);
    }

    @Test
    void budgetsInEachMeasureAreKept() throws Exception {
        PrivacyLedger pure = create(new PureDp(1));
        ReleaseRequest half =
                new ReleaseRequest("t", "a", ReleaseNumber.FIRST, new PureDpEvent("x", 0.5), "n", Cohort.ALL);
        spend(pure, half, "1", "a");
        assertEquals(0.5, pure.account().left(Cohort.ALL), 1e-3);
        assertThrows(LedgerException.class, () -> pure.check(request("gaussian", 1e-9)));
        assertThrows(
                LedgerException.class,
                () -> pure.check(new ReleaseRequest(
                        "t", "b", ReleaseNumber.FIRST, new ApproximateDpEvent("x", 0.1, 1e-9), "n", Cohort.ALL)));
        assertEquals("epsilon 0.5", pure.describe(pure.account().spent(Cohort.ALL)));

        Path second = folder.resolve("rho.ledger");
        PrivacyLedger rho =
                PrivacyLedger.create(second, terms(new ZeroConcentratedDp(0.5), "", LedgerTerms.Overlap.ADD), CLOCK);
        spend(rho, half, "1", "a"); // epsilon^2 / 2
        assertEquals(0.125, spent(rho), 1e-12);
        assertEquals("rho 0.125", rho.describe(spent(rho)));
        assertThrows(
                LedgerException.class,
                () -> rho.check(new ReleaseRequest(
                        "t", "b", ReleaseNumber.FIRST, new ApproximateDpEvent("x", 0.1, 1e-9), "n", Cohort.ALL)));
        assertEquals(0.375, rho.account().left(Cohort.ALL), 1e-3);
    }

    @Test
    void aPureReleaseMayUseTheSumOfPureEpsilons() throws Exception {
        // epsilon 1 at delta 1e-6: one pure release of epsilon 1 fits, although its rho of 1/2 does not
        PrivacyLedger ledger = create(new ApproximateDp(1, 1e-6));
        spend(
                ledger,
                new ReleaseRequest("t", "a", ReleaseNumber.FIRST, new PureDpEvent("x", 1), "n", Cohort.ALL),
                "1",
                "a");
        assertThrows(LedgerException.class, () -> ledger.check(request("b", 1e-6)));
        assertEquals(0, ledger.account().left(Cohort.ALL));
    }

    // --- ends of a release
    // ---------------------------------------------------------------------------------------------

    @Test
    void aReleaseThatEndsBeforeNoiseIsGivenBack() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        ledger.begin(request("p", 0.9), records(ledger, "a")).reservation().close();
        assertEquals(0, spent(ledger));
        assertEquals(LedgerEntry.State.ABORTED, ledger.entries().get(0).state());
        spend(ledger, request("p", 0.9), "1", "a");
        assertEquals(0.9, spent(ledger), 1e-12);
    }

    @Test
    void aReleaseThatEndsAfterNoiseStaysSpent() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        PrivacyLedger.Reservation reservation =
                ledger.begin(request("p", 0.3), records(ledger, "a")).reservation();
        reservation.startNoise();
        assertTrue(reservation.isSpent());
        reservation.close();
        assertEquals(0.3, spent(ledger), 1e-12);
        assertThrows(IllegalStateException.class, () -> reservation.commit(new byte[0]));
        assertEquals(
                LedgerEntry.State.RESERVED,
                PrivacyLedger.open(where).entries().get(0).state());
        PrivacyLedger.Reservation early =
                ledger.begin(request("q", 0.3), records(ledger, "a")).reservation();
        assertThrows(IllegalStateException.class, () -> early.commit(new byte[0]));
        early.close();
    }

    @Test
    void valuesThatWereStoredJustBeforeAnInterruptionAreFound() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        spend(ledger, request("p", 0.3), "values", "a");
        // take the commit away, as a kill between storing and committing would: last line and head
        List<String> lines = Files.readAllLines(where.resolve(LedgerFile.LINES));
        Path copy = folder.resolve("copy.ledger");
        copy(where, copy);
        Files.writeString(copy.resolve(LedgerFile.LINES), lines.get(0) + "\n" + lines.get(1) + "\n");
        Files.delete(copy.resolve(LedgerFile.HEAD));
        LedgerFile file = LedgerFile.open(copy);
        assertThrows(LedgerException.class, file::read, "without its head");
        // a head that says what the kill would have left
        Hmac key = new Hmac(java.util.HexFormat.of().parseHex(Files.readString(copy.resolve(LedgerFile.KEY))))
                .derive("head");
        String tag =
                lines.get(1).substring(lines.get(1).length() - 66, lines.get(1).length() - 2);
        Files.writeString(copy.resolve(LedgerFile.HEAD), "2 " + tag + " " + key.hex("2 " + tag));
        PrivacyLedger reopened = PrivacyLedger.open(copy);
        assertEquals(LedgerEntry.State.RESERVED, reopened.entries().get(0).state());
        assertEquals("values", new String(spend(reopened, request("p", 0.3), "new", "a")));
        assertEquals(LedgerEntry.State.COMMITTED, reopened.entries().get(0).state());
        assertEquals(0.3, spent(reopened), 1e-12);
    }

    // --- cohorts
    // -------------------------------------------------------------------------------------------------------

    @Test
    void disjointCohortsPayInParallelAndSharedPeopleAddUp() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        spend(ledger, request("p", 1, 0.6, years("2019")), "1", "a");
        spend(ledger, request("p", 1, 0.7, years("2020", "2021")), "2", "b");
        assertEquals(0.7, spent(ledger), 1e-12);
        assertEquals(0.6, ledger.account().spent(years("2019")), 1e-12);
        assertEquals(0, ledger.account().spent(years("2022")));
        assertThrows(LedgerException.class, () -> ledger.check(request("q", 1, 0.5, years("2019", "2022"))));
        spend(ledger, request("q", 1, 0.25, Cohort.ALL), "3", "c");
        assertEquals(0.95, spent(ledger), 1e-12);
        assertEquals(0.85, ledger.account().spent(years("2019")), 1e-12);
        assertEquals(0.25, ledger.account().spent(years("2022")), 1e-12);
        LedgerException other = assertThrows(
                LedgerException.class,
                () -> ledger.check(request("q", 1, 0.01, new Cohort("region", new TreeSet<>(Set.of("N"))))));
        assertEquals(LedgerException.Reason.OVERLAP, other.reason());
    }

    @Test
    void whoBearsMostIsMeasuredAsTheBudgetIs() throws Exception {
        // pure epsilons: many small releases about 2019, one large about 2020, whose rho is larger and whose epsilon is
        // not
        PrivacyLedger ledger = create(new PureDp(2));
        for (int i = 0; i < 4; i++) {
            spend(
                    ledger,
                    new ReleaseRequest(
                            "t", "a" + i, ReleaseNumber.FIRST, new PureDpEvent("x", 0.3), "n", years("2019")),
                    "1",
                    "a");
        }
        spend(
                ledger,
                new ReleaseRequest("t", "b", ReleaseNumber.FIRST, new PureDpEvent("x", 1), "n", years("2020")),
                "1",
                "a");
        assertEquals(1.2, spent(ledger), 1e-12);
        assertEquals(1.7, ledger.account().after(new PureDpEvent("x", 0.5), Cohort.ALL), 1e-12);
    }

    @Test
    void overlapIsRefusedWhereTheTermsSayIt() throws Exception {
        PrivacyLedger ledger = PrivacyLedger.create(
                where, terms(new ZeroConcentratedDp(1), "year", LedgerTerms.Overlap.REFUSE), CLOCK);
        spend(ledger, request("p", 1, 0.1, years("2019")), "1", "a");
        spend(ledger, request("p", 1, 0.1, years("2020")), "1", "a");
        for (Cohort shared : List.of(years("2019", "2021"), Cohort.ALL)) {
            LedgerException refused =
                    assertThrows(LedgerException.class, () -> ledger.check(request("q", 1, 0.1, shared)));
            assertEquals(LedgerException.Reason.OVERLAP, refused.reason());
        }
        assertEquals("1", new String(spend(ledger, request("p", 1, 0.1, years("2019")), "2", "a")));
    }

    // --- files
    // ---------------------------------------------------------------------------------------------------------

    @Test
    void filesAreForTheirOwnerAlone() throws Exception {
        spend(create(new ZeroConcentratedDp(1)), request("p", 0.1), "1", "a");
        try (Stream<Path> all = Files.walk(where)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                if (!p.getFileName().toString().equals(LedgerFile.LOCK)) {
                    String expected = Files.isDirectory(p) ? "rwx------" : "rw-------";
                    assertEquals(
                            expected, PosixFilePermissions.toString(Files.getPosixFilePermissions(p)), p.toString());
                }
            }
        }
    }

    @Test
    void theLedgerHoldsNeitherRecordsNorTheirPlainHash() throws Exception {
        spend(create(new ZeroConcentratedDp(1)), request("p", 0.1), "1", "secret-record");
        String lines = Files.readString(where.resolve(LedgerFile.LINES));
        assertFalse(lines.contains("secret"));
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest("secret-record".getBytes());
        assertFalse(lines.contains(java.util.HexFormat.of().formatHex(hash)));
        Path twin = folder.resolve("twin.ledger");
        PrivacyLedger other =
                PrivacyLedger.create(twin, terms(new ZeroConcentratedDp(1), "year", LedgerTerms.Overlap.ADD), CLOCK);
        assertNotEquals(
                records(PrivacyLedger.open(where), "a").sum(),
                records(other, "a").sum(),
                "keys differ");
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                Files.copy(p, to.resolve(from.relativize(p).toString()));
            }
        }
    }

    @Test
    void everyChangedByteIsNoticed() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        spend(ledger, request("p", 0.1), "1", "a");
        byte[] lines = Files.readAllBytes(where.resolve(LedgerFile.LINES));
        for (int i = 0; i < lines.length; i += 7) {
            byte[] changed = lines.clone();
            changed[i] ^= 1;
            Files.write(where.resolve(LedgerFile.LINES), changed);
            LedgerException e = assertThrows(LedgerException.class, () -> PrivacyLedger.open(where), "byte " + i);
            assertEquals(LedgerException.Reason.DAMAGED, e.reason());
        }
        Files.write(where.resolve(LedgerFile.LINES), lines);
        assertEquals(0.1, spent(PrivacyLedger.open(where)), 1e-12);
    }

    @Test
    void removedSwappedAndRepeatedLinesAreNoticed() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        spend(ledger, request("p", 0.1), "1", "a");
        spend(ledger, request("q", 0.1), "2", "a");
        List<String> l = Files.readAllLines(where.resolve(LedgerFile.LINES));
        assertEquals(5, l.size());
        for (List<String> wrong : List.of(
                l.subList(0, 3), // the newest releases forgotten
                l.subList(0, 4),
                l.subList(0, 1),
                List.<String>of(),
                List.of(l.get(0), l.get(2), l.get(1), l.get(3), l.get(4)),
                List.of(l.get(0), l.get(1), l.get(3), l.get(4)),
                List.of(l.get(0), l.get(1), l.get(2), l.get(3), l.get(4), l.get(4), l.get(4)))) {
            Files.write(where.resolve(LedgerFile.LINES), wrong);
            LedgerException e = assertThrows(LedgerException.class, () -> PrivacyLedger.open(where));
            assertEquals(LedgerException.Reason.DAMAGED, e.reason());
        }
        Files.write(where.resolve(LedgerFile.LINES), l);
        Files.delete(where.resolve(LedgerFile.HEAD));
        assertThrows(LedgerException.class, () -> PrivacyLedger.open(where));
    }

    @Test
    void aLastLineTornAtAnyByteIsDroppedAndNothingElse() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        spend(ledger, request("p", 0.1), "1", "a");
        byte[] before = Files.readAllBytes(where.resolve(LedgerFile.LINES));
        byte[] head = Files.readAllBytes(where.resolve(LedgerFile.HEAD));
        ledger.begin(request("q", 0.2), records(ledger, "a")).reservation().startNoise();
        byte[] after = Files.readAllBytes(where.resolve(LedgerFile.LINES));
        Files.write(where.resolve(LedgerFile.HEAD), head); // the head moves after the line is synced
        for (int length = before.length; length < after.length; length++) {
            Files.write(where.resolve(LedgerFile.LINES), java.util.Arrays.copyOf(after, length));
            assertEquals(0.1, spent(PrivacyLedger.open(where)), 1e-12, "torn at " + (length - before.length));
        }
        Files.write(where.resolve(LedgerFile.LINES), after);
        assertEquals(0.3, spent(PrivacyLedger.open(where)), 1e-12, "a whole line counts, acknowledged or not");
        Files.write(where.resolve(LedgerFile.LINES), java.util.Arrays.copyOf(after, after.length - 9));
        spend(PrivacyLedger.open(where), request("r", 0.4), "3", "a");
        assertEquals(0.5, spent(PrivacyLedger.open(where)), 1e-12, "the next line takes the place of the torn one");
    }

    @Test
    void damagedStoresAndKeysAreNoticed() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        spend(ledger, request("p", 0.1), "value", "a");
        Path stored =
                where.resolve(LedgerFile.STORE).resolve(ledger.entries().get(0).release() + ".bin");
        byte[] bytes = Files.readAllBytes(stored);
        bytes[0] ^= 1;
        Files.write(stored, bytes);
        assertThrows(LedgerException.class, () -> spend(ledger, request("p", 0.1), "x", "a"));
        Files.delete(stored);
        assertThrows(LedgerException.class, () -> spend(ledger, request("p", 0.1), "x", "a"));
        String key = Files.readString(where.resolve(LedgerFile.KEY));
        for (String bad : List.of("", "zz", "00", key.replace(key.charAt(0), key.charAt(0) == '0' ? '1' : '0'))) {
            Files.writeString(where.resolve(LedgerFile.KEY), bad);
            assertThrows(LedgerException.class, () -> PrivacyLedger.open(where));
        }
        Files.delete(where.resolve(LedgerFile.KEY));
        assertThrows(LedgerException.class, () -> PrivacyLedger.open(where));
    }

    @Test
    void wrongPlacesAreRefusedClearly() throws Exception {
        assertFalse(PrivacyLedger.exists(where));
        assertTrue(assertThrows(LedgerException.class, () -> PrivacyLedger.open(where))
                .getMessage()
                .contains("There is no ledger"));
        create(new ZeroConcentratedDp(1));
        assertTrue(PrivacyLedger.exists(where));
        assertTrue(assertThrows(LedgerException.class, () -> create(new ZeroConcentratedDp(1)))
                .getMessage()
                .contains("already"));
        where = folder.resolve("missing/asset.ledger");
        assertTrue(assertThrows(LedgerException.class, () -> create(new ZeroConcentratedDp(1)))
                .getMessage()
                .contains("does not exist"));
        where = folder.resolve("file");
        Files.writeString(where, "x");
        assertThrows(LedgerException.class, () -> create(new ZeroConcentratedDp(1)));
        assertThrows(IllegalArgumentException.class, () -> new Cohort("year", new TreeSet<>()));
        assertThrows(IllegalArgumentException.class, () -> request("p", 0, 1, Cohort.ALL));
        assertThrows(
                IllegalArgumentException.class, () -> terms(new ZeroConcentratedDp(1), null, LedgerTerms.Overlap.ADD));
    }

    // --- formats
    // -------------------------------------------------------------------------------------------------------

    /** Copies the ledger that the first version wrote. */
    public static void copyFirstFormat(Path where) throws IOException {
        Files.createDirectories(where.resolve(LedgerFile.STORE));
        for (String file : List.of(
                LedgerFile.LINES,
                LedgerFile.KEY,
                LedgerFile.HEAD,
                LedgerFile.STORE + "/2c87322c05878af5cdc8741e9fa62193.bin",
                LedgerFile.STORE + "/5fbdb72e0494c2d587efc0e2ac1764fa.bin")) {
            try (InputStream in = LedgerTest.class.getResourceAsStream("ledger-format-1/" + file)) {
                Files.copy(in, where.resolve(file));
            }
        }
    }

    /** A ledger written by the first version, with an interrupted, an aborted and two finished releases. */
    @Test
    void ledgersOfTheFirstFormatOpenAndGoOn() throws Exception {
        copyFirstFormat(where);
        PrivacyLedger ledger = PrivacyLedger.open(where);
        assertEquals(
                new LedgerTerms(
                        "case records",
                        new PrivacyUnit("victim"),
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        new ApproximateDp(4, 1e-6),
                        "year",
                        LedgerTerms.Overlap.ADD),
                ledger.terms());
        assertEquals(
                List.of(
                        LedgerEntry.State.COMMITTED,
                        LedgerEntry.State.ABORTED,
                        LedgerEntry.State.RESERVED,
                        LedgerEntry.State.COMMITTED),
                ledger.entries().stream().map(LedgerEntry::state).toList());
        assertEquals(
                0.12,
                ledger.account().heaviest(Cohort.ALL).stream()
                        .mapToDouble(PrivacyEvent::rho)
                        .sum(),
                1e-9);
        assertEquals(years("2019"), ledger.entries().get(3).cohort());
        assertEquals(
                Instant.parse("2026-11-25T12:00:00Z"), ledger.entries().get(0).time());
        assertEquals("values s", new String(spend(ledger, request("s", 1, 0.03, years("2019")), "new", "a")));
        spend(ledger, request("new", 0.01), "1", "a");
        assertEquals(5, PrivacyLedger.open(where).entries().size());
    }

    @Test
    void newerFormatsAreRefused() throws Exception {
        create(new ZeroConcentratedDp(1));
        Files.delete(where.resolve(LedgerFile.LINES));
        Files.delete(where.resolve(LedgerFile.HEAD));
        LedgerFile file = LedgerFile.open(where);
        LedgerFile.locked(
                where,
                () -> file.append(
                        file.read(),
                        LedgerLines.open(
                                        terms(new ZeroConcentratedDp(1), "", LedgerTerms.Overlap.ADD),
                                        CLOCK.instant(),
                                        "future")
                                .put("format", 2)));
        assertTrue(assertThrows(LedgerException.class, () -> PrivacyLedger.open(where))
                .getMessage()
                .contains("Update Murmuration"));
    }

    // --- fingerprints
    // --------------------------------------------------------------------------------------------------

    @Test
    void fingerprintsDependOnTheMultisetAlone() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        RandomSource random = RandomSource.seeded("multisets");
        for (int i = 0; i < 50; i++) {
            String[] rows = new String[1 + (int) random.nextLong(20)];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = "row" + random.nextLong(5);
            }
            Fingerprint forward = records(ledger, rows);
            Fingerprint backward = ledger.fingerprint();
            Fingerprint other = backward.part();
            for (int r = rows.length - 1; r >= 0; r--) {
                (r % 2 == 0 ? backward : other).add(rows[r].getBytes(StandardCharsets.UTF_8));
            }
            backward.merge(other);
            assertArrayEquals(forward.value(), backward.value());
            forward.add("row9".getBytes(StandardCharsets.UTF_8));
            assertFalse(java.util.Arrays.equals(forward.value(), backward.value()));
        }
        // sums agree with arithmetic on big integers
        Fingerprint sum = ledger.fingerprint();
        java.math.BigInteger expected = java.math.BigInteger.ZERO;
        for (int r = 0; r < 300; r++) {
            Fingerprint one = records(ledger, "r" + r);
            expected = expected.add(one.sum()).mod(java.math.BigInteger.ONE.shiftLeft(256));
            sum.merge(one);
        }
        assertEquals(expected, sum.sum());
    }

    @Test
    void manyThreadsNeverPassTheBudget() throws Exception {
        PrivacyLedger ledger = create(new ZeroConcentratedDp(1));
        Thread[] threads = new Thread[6];
        int[] done = new int[threads.length];
        for (int t = 0; t < threads.length; t++) {
            int me = t;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 5; i++) {
                    try {
                        spend(ledger, request(me + "/" + i, 0.0625), "x", "a");
                        done[me]++;
                    } catch (LedgerException e) {
                        assertEquals(LedgerException.Reason.EXHAUSTED, e.reason());
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(16, java.util.Arrays.stream(done).sum());
        assertEquals(1, spent(ledger), 1e-12);
        assertEquals(33, ledger.lines());
    }
}
