// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.nio.charset.StandardCharsets;
import org.murmuration.engine.internal.Hashing;
import org.murmuration.engine.internal.Hex;

/** HMAC-SHA-256 with a key for one purpose. Not thread-safe. */
final class Hmac {
    private final byte[] key;
    private final Hashing.Keyed hash;

    Hmac(byte[] key) {
        this.key = key.clone();
        hash = Hashing.current().hmacSha256(this.key);
    }

    /** A key of its own for a purpose, so that no tag of one purpose can stand for another. */
    Hmac derive(String purpose) {
        return new Hmac(of(purpose));
    }

    Hmac copy() {
        return new Hmac(key);
    }

    byte[] of(byte[]... parts) {
        return hash.of(parts);
    }

    byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    String hex(byte[]... parts) {
        return Hex.of(of(parts));
    }

    String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean hasKeyOf(Hmac other) {
        return Hashing.isEqual(key, other.key);
    }

    boolean verify(byte[] tag, byte[]... parts) {
        return Hashing.isEqual(tag, of(parts));
    }
}
