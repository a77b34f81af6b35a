// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashing by the JDK. A host without its security classes puts one of its own in place of this class. */
final class JdkHashing implements Hashing {
    private static final String ALGORITHM = "HmacSHA256";

    @Override
    public byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    @Override
    public Keyed hmacSha256(byte[] key) {
        Mac mac;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC with SHA-256.", e);
        }
        return parts -> {
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        };
    }
}
