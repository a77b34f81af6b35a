// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.util.Arrays;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Hashing;

/**
 * Key of the fingerprints of one request's records, for machines that see some of the records but must not hold a key of the
 * ledger. Whoever holds it can test whether records are those of a fingerprint, so it is as secret as the records. Immutable.
 */
public final class FingerprintKey {
    private static final int LENGTH = 32;

    private final byte[] key;

    FingerprintKey(byte[] key) {
        this.key = key;
    }

    /**
     * A key that was sent here.
     *
     * @param bytes what {@link #toBytes()} gave; copied
     * @return the same key
     * @throws IllegalArgumentException when that is no key
     */
    public static FingerprintKey of(byte[] bytes) {
        Checks.require(bytes.length == LENGTH, "A key of fingerprints has " + LENGTH + " bytes, not " + bytes.length);
        return new FingerprintKey(bytes.clone());
    }

    /**
     * The key, to be sent where records are.
     *
     * @return a copy, 32 bytes
     */
    public byte[] toBytes() {
        return key.clone();
    }

    /**
     * A fingerprint with this key.
     *
     * @return without any record
     */
    public Fingerprint fingerprint() {
        return new Fingerprint(ofRecords(), new Hmac(key).derive("seal"));
    }

    Hmac ofRecords() {
        return new Hmac(key).derive("record");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FingerprintKey k && Hashing.isEqual(key, k.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "FingerprintKey (withheld)";
    }
}
