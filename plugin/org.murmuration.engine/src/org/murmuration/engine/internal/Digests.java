// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.nio.charset.StandardCharsets;

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
        return Hex.of(Hashing.current().sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
