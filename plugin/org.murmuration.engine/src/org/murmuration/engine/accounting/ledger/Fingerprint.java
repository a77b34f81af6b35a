// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.murmuration.engine.internal.Checks;

/**
 * Keyed hash of a multiset of records that does not depend on their order: the sum modulo 2^256 of the HMAC of each
 * (Clarke, Devadas, van Dijk, Gassend, Suh 2003, MSet-Add-Hash). Records stream through; fingerprints of parts can be
 * merged.
 *
 * <p>Without the key nobody can find or test records from it. It stays with the ledger all the same. Where records lie elsewhere,
 * parts are made there under a {@link FingerprintKey} of one request, written, and merged here. Not thread-safe.
 */
public final class Fingerprint {
    private static final int WORDS = 4;
    private static final int MAGIC = 0x4d757266;
    private static final int FORMAT = 1;
    private static final int SEAL = 32;

    private final Hmac hmac;
    private final Hmac seal; // null with a key that stays with the ledger
    private final long[] sum = new long[WORDS];
    private long records;

    /** A fingerprint that stays with its ledger. */
    Fingerprint(Hmac hmac) {
        this(hmac, null);
    }

    /** A fingerprint that can be written. */
    Fingerprint(Hmac hmac, Hmac seal) {
        this.hmac = hmac;
        this.seal = seal;
    }

    /**
     * Adds a record.
     *
     * @param record bytes of the record, in a form that is the same for equal records; may be reused by the caller
     */
    public void add(byte[] record) {
        ByteBuffer digest = ByteBuffer.wrap(hmac.of(record));
        addWords(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        records++;
    }

    /** Adds 256 bits, most significant word first, dropping what passes 2^256. */
    private void addWords(long... words) {
        long carry = 0;
        for (int i = WORDS - 1; i >= 0; i--) {
            long partial = sum[i] + words[i];
            long first = Long.compareUnsigned(partial, words[i]) < 0 ? 1 : 0;
            long total = partial + carry;
            long second = Long.compareUnsigned(total, partial) < 0 ? 1 : 0;
            sum[i] = total;
            carry = first + second;
        }
    }

    /**
     * An empty fingerprint with the same key, for another part of the records.
     *
     * @return to be merged later
     */
    public Fingerprint part() {
        return new Fingerprint(hmac.copy(), seal == null ? null : seal.copy());
    }

    /**
     * Adds all records of another fingerprint with the same key.
     *
     * @param other left unchanged
     * @throws IllegalArgumentException when it has another key
     */
    public void merge(Fingerprint other) {
        Checks.require(hasKey(other.hmac), "Only fingerprints with the same key can be merged.");
        records = Math.addExact(records, other.records);
        addWords(other.sum.clone());
    }

    boolean hasKey(Hmac key) {
        return hmac.hasKeyOf(key);
    }

    /**
     * Writes the fingerprint so far, sealed with its key; the key itself is not written.
     *
     * @param stream left open
     * @throws IOException when writing fails
     * @throws IllegalStateException when the key is one that stays with its ledger
     */
    public void write(OutputStream stream) throws IOException {
        if (seal == null) {
            throw new IllegalStateException("Only fingerprints with the key of a request can be written.");
        }
        byte[] form = ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES * (WORDS + 1))
                .putInt(MAGIC)
                .putInt(FORMAT)
                .put(value())
                .array();
        stream.write(form);
        stream.write(seal.of(form));
        stream.flush();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param stream left open
     * @param key that the records were added with
     * @return the same fingerprint, to which more records can be added
     * @throws IOException when it cannot be read, has a newer format, is damaged or has another key
     */
    public static Fingerprint read(InputStream stream, FingerprintKey key) throws IOException {
        Fingerprint result = key.fingerprint();
        byte[] form = stream.readNBytes(2 * Integer.BYTES + Long.BYTES * (WORDS + 1));
        ByteBuffer bytes = ByteBuffer.wrap(form);
        if (form.length < 2 * Integer.BYTES || bytes.getInt() != MAGIC) {
            throw new IOException("This is no fingerprint.");
        }
        int format = bytes.getInt();
        if (format != FORMAT) {
            throw new IOException("The fingerprint has format " + format + "; this Murmuration reads format " + FORMAT
                    + ". Update Murmuration.");
        }
        if (!result.seal.verify(stream.readNBytes(SEAL), form)) {
            throw new IOException("The fingerprint is damaged, or was made with another key.");
        }
        for (int i = 0; i < WORDS; i++) {
            result.sum[i] = bytes.getLong();
        }
        result.records = bytes.getLong();
        return result;
    }

    /** The value: sum and number of records. */
    byte[] value() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (WORDS + 1));
        Arrays.stream(sum).forEach(bytes::putLong);
        return bytes.putLong(records).array();
    }

    /** The sum as a number, for tests. */
    BigInteger sum() {
        return new BigInteger(1, Arrays.copyOf(value(), Long.BYTES * WORDS));
    }
}
