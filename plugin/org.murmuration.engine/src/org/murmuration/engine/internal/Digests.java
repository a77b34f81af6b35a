// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of public texts. */
public final class Digests {
    private Digests() {}

    /**
     * Hash of a text.
     *
     * @param text any
     * @return SHA-256 of its UTF-8 bytes, in hexadecimal digits
     */
    public static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
