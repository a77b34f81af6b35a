// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with a key for one purpose. Not thread-safe. */
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Mac mac;

    Hmac(byte[] key) {
        this.key = key.clone();
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(this.key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC with SHA-256.", e);
        }
    }

    /** A key of its own for a purpose, so that no tag of one purpose can stand for another. */
    Hmac derive(String purpose) {
        return new Hmac(of(purpose));
    }

    Hmac copy() {
        return new Hmac(key);
    }

    byte[] of(byte[]... parts) {
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    String hex(byte[]... parts) {
        return HexFormat.of().formatHex(of(parts));
    }

    String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean hasKeyOf(Hmac other) {
        return MessageDigest.isEqual(key, other.key);
    }

    boolean verify(byte[] tag, byte[]... parts) {
        return MessageDigest.isEqual(tag, of(parts));
    }
}
