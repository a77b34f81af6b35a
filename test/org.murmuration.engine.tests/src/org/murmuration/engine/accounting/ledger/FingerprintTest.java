// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.PureDpEvent;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/** Fingerprints of records that lie in parts on other machines. */
class FingerprintTest {
    @TempDir
    private Path folder;

    private static final FingerprintKey KEY = FingerprintKey.of(new byte[32]);

    private PrivacyLedger ledger(String name) throws LedgerException {
        return PrivacyLedger.create(
                folder.resolve(name),
                new LedgerTerms(
                        "cases",
                        PrivacyUnit.RECORD,
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        new ZeroConcentratedDp(1),
                        "",
                        LedgerTerms.Overlap.ADD));
    }

    private static ReleaseRequest request(String parameters) {
        return new ReleaseRequest(
                "counts/1", parameters, ReleaseNumber.FIRST, new ZcdpEvent("counts", 0.25), "test", Cohort.ALL);
    }

    private static byte[] written(Fingerprint fingerprint) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fingerprint.write(out);
        return out.toByteArray();
    }

    private static Fingerprint read(byte[] bytes, FingerprintKey key) throws IOException {
        return Fingerprint.read(new ByteArrayInputStream(bytes), key);
    }

    /** What machines do that have nothing but the bytes of the key: each adds its records and sends what it has. */
    private static Fingerprint elsewhere(FingerprintKey key, List<byte[]> records, int machines, Random random)
            throws IOException {
        byte[] sent = key.toBytes();
        List<Fingerprint> parts = new ArrayList<>();
        for (int m = 0; m < machines; m++) {
            parts.add(FingerprintKey.of(sent).fingerprint());
        }
        for (byte[] record : records) {
            parts.get(random.nextInt(machines)).add(record);
        }
        Collections.shuffle(parts, random);
        Fingerprint whole = key.fingerprint();
        for (Fingerprint part : parts) {
            Fingerprint received = read(written(part), key);
            if (random.nextBoolean()) {
                whole.merge(received);
            } else { // two were merged on the way
                received.merge(whole);
                whole = read(written(received), key);
            }
        }
        return whole;
    }

    private static List<byte[]> records(int n, Random random) {
        List<byte[]> records = new ArrayList<>();
        for (int r = 0; r < n; r++) {
            records.add(("record " + random.nextInt(20)).getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }

    @Test
    void partsMadeElsewhereAreThatOfOnePass() throws Exception {
        PrivacyLedger ledger = ledger("ledger");
        Random random = new Random(1);
        for (int trial = 0; trial < 60; trial++) {
            FingerprintKey key = ledger.fingerprintKey(request("trial " + trial));
            List<byte[]> records = records(random.nextInt(40), random);
            Fingerprint whole = key.fingerprint();
            records.forEach(whole::add);
            Fingerprint merged = elsewhere(key, records, 1 + random.nextInt(5), random);
            assertArrayEquals(whole.value(), merged.value());
            merged.add(new byte[] {1});
            assertFalse(Arrays.equals(whole.value(), merged.value()));
        }
    }

    @Test
    void theLedgerKnowsTheSameRecordsAgainHoweverTheyAreDivided() throws Exception {
        PrivacyLedger ledger = ledger("ledger");
        Random random = new Random(2);
        List<byte[]> records = records(30, random);
        FingerprintKey key = ledger.fingerprintKey(request("a"));
        PrivacyLedger.Beginning first = ledger.begin(request("a"), elsewhere(key, records, 3, random));
        try (PrivacyLedger.Reservation reservation = first.reservation()) {
            reservation.startNoise();
            reservation.commit(new byte[] {42});
        }
        FingerprintKey later = PrivacyLedger.open(folder.resolve("ledger")).fingerprintKey(request("a"));
        assertEquals(key, later);
        Collections.shuffle(records, random);
        PrivacyLedger.Beginning again = ledger.begin(request("a"), elsewhere(later, records, 5, random));
        assertArrayEquals(new byte[] {42}, again.stored().orElseThrow());
        records.add(new byte[4]);
        PrivacyLedger.Beginning other = ledger.begin(request("a"), elsewhere(later, records, 2, random));
        assertTrue(other.stored().isEmpty());
        other.reservation().close();
    }

    @Test
    void fingerprintsOfOtherKeysAreRefused() throws Exception {
        PrivacyLedger ledger = ledger("ledger");
        PrivacyLedger another = ledger("another");
        List<byte[]> records = records(5, new Random(3));
        FingerprintKey ofAnotherRequest = ledger.fingerprintKey(request("b"));
        for (Fingerprint wrong : List.of(
                elsewhere(ofAnotherRequest, records, 2, new Random(4)),
                another.fingerprintKey(request("a")).fingerprint(),
                another.fingerprint())) {
            assertThrows(IllegalArgumentException.class, () -> ledger.begin(request("a"), wrong));
        }
        Fingerprint here = ledger.fingerprint();
        assertThrows(IllegalArgumentException.class, () -> here.merge(another.fingerprint()));
        assertThrows(
                IllegalArgumentException.class,
                () -> here.merge(ledger.fingerprintKey(request("a")).fingerprint()));
        Fingerprint part = ofAnotherRequest.fingerprint();
        assertThrows(IOException.class, () -> read(written(part), ledger.fingerprintKey(request("a"))));
        assertThrows(IllegalStateException.class, () -> written(here), "the ledger's own key does not leave");
        assertEquals(0, ledger.entries().size());
    }

    /** Everything that makes a request another one makes another key; what is only said for people does not. */
    @Test
    void eachRequestHasAKeyOfItsOwn() throws Exception {
        PrivacyLedger ledger = ledger("ledger");
        ReleaseRequest request = request("a");
        Set<FingerprintKey> keys = new HashSet<>();
        List<ReleaseRequest> requests = List.of(
                request,
                request("b"),
                new ReleaseRequest("counts/2", "a", ReleaseNumber.FIRST, request.event(), "test", Cohort.ALL),
                new ReleaseRequest("counts/1", "a", ReleaseNumber.of(2), request.event(), "test", Cohort.ALL),
                new ReleaseRequest("counts/1", "a", ReleaseNumber.FIRST, new PureDpEvent("x", 1), "test", Cohort.ALL),
                new ReleaseRequest(
                        "counts/1",
                        "a",
                        ReleaseNumber.FIRST,
                        request.event(),
                        "test",
                        new Cohort("region", new TreeSet<>(Set.of("N")))));
        for (ReleaseRequest r : requests) {
            assertTrue(keys.add(ledger.fingerprintKey(r)), r.toString());
        }
        assertEquals(
                ledger.fingerprintKey(request),
                ledger.fingerprintKey(new ReleaseRequest(
                        "counts/1", "a", ReleaseNumber.FIRST, request.event(), "other words", Cohort.ALL)));
        assertTrue(keys.add(ledger("another").fingerprintKey(request)));
        // records fingerprinted here have the ledger's own key, as they always had
        Fingerprint here = ledger.fingerprint();
        Fingerprint elsewhere = ledger.fingerprintKey(request).fingerprint();
        here.add(new byte[] {1});
        elsewhere.add(new byte[] {1});
        assertFalse(Arrays.equals(here.value(), elsewhere.value()));
    }

    @Test
    void keysAreSentAsBytesAndSayNothingOfThemselves() {
        byte[] bytes = new byte[32];
        bytes[3] = 5;
        FingerprintKey key = FingerprintKey.of(bytes);
        bytes[3] = 6;
        key.toBytes()[3] = 7;
        assertEquals(5, key.toBytes()[3]);
        assertEquals(key, FingerprintKey.of(key.toBytes()));
        assertEquals(key.hashCode(), FingerprintKey.of(key.toBytes()).hashCode());
        assertNotEquals(KEY, key);
        assertFalse(key.toString().matches(".*[0-9a-f]{8}.*"));
        for (int length : new int[] {0, 31, 33}) {
            assertThrows(IllegalArgumentException.class, () -> FingerprintKey.of(new byte[length]));
        }
    }

    @Test
    void theWrittenFormIsGoldenAndDamageIsNoticed() throws IOException {
        Fingerprint fingerprint = KEY.fingerprint();
        fingerprint.add("a record".getBytes(StandardCharsets.UTF_8));
        fingerprint.add("another".getBytes(StandardCharsets.UTF_8));
        // magic, format, sum of HMAC(HMAC(0, "record"), each), number of records, seal
        String golden =
                "4d7572660000000188af6330f9979f0b0d9387ca7409c5a5e893b7d25ad40a8e5b8c0fe3faf0a167"
                        + "0000000000000002f097338ec08e5e4d30b19b6ca334706b57e69abd3b11930200111e92b2590daf"; // computed with Python's hmac module
        byte[] stored = written(fingerprint);
        assertEquals(golden, HexFormat.of().formatHex(stored));
        assertArrayEquals(fingerprint.value(), read(stored, KEY).value());
        for (int i = 0; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 1;
            assertThrows(IOException.class, () -> read(changed, KEY), "byte " + i);
            byte[] cut = Arrays.copyOf(stored, i);
            assertThrows(IOException.class, () -> read(cut, KEY), "cut at " + i);
        }
        byte[] newer = stored.clone();
        newer[7] = 2;
        String message = assertThrows(IOException.class, () -> read(newer, KEY)).getMessage();
        assertTrue(message.contains("format 2") && message.contains("Update Murmuration"), message);
    }
}
