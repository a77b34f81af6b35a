// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What sources say, whatever their comments, their line breaks and the compiler are. */
final class Fingerprint {
    private static final Pattern PART = Pattern.compile(
            "(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+')" + "|/\\*.*?\\*/|//[^\n]*|\\s+",
            Pattern.DOTALL);

    private Fingerprint() {}

    /**
     * A fingerprint of texts in order.
     *
     * @param sources Java sources
     * @return 16 hexadecimal digits
     */
    static String of(List<String> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String source : sources) {
                digest.update(bare(source).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A source without comments, and without white space outside of literals. */
    static String bare(String source) {
        return PART.matcher(source).replaceAll(m -> m.group(1) == null ? "" : Matcher.quoteReplacement(m.group(1)));
    }
}
