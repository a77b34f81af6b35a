// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keyed hash of a multiset of records that does not depend on their order: the sum modulo 2^256 of the HMAC of each
 * (Clarke, Devadas, van Dijk, Gassend, Suh 2003, MSet-Add-Hash). Records stream through; fingerprints of parts can be
 * merged.
 *
 * <p>Without the key nobody can find or test records from it. It stays with the ledger all the same. Not thread-safe.
 */
public final class Fingerprint {
    private static final int WORDS = 4;

    private final Hmac hmac;
    private final long[] sum = new long[WORDS];
    private long records;

    Fingerprint(Hmac hmac) {
        this.hmac = hmac;
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
        return new Fingerprint(hmac.copy());
    }

    /**
     * Adds all records of another fingerprint with the same key.
     *
     * @param other left unchanged
     */
    public void merge(Fingerprint other) {
        addWords(other.sum.clone());
        records += other.records;
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
