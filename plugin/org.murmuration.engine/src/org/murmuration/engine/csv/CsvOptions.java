// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.murmuration.engine.internal.Checks;

/**
 * How to read a delimited file.
 *
 * @param charset encoding; a byte order mark in the file wins
 * @param delimiter between fields, or empty to detect one of comma, semicolon, tab and bar from the header
 * @param maxFieldLength longest field accepted, in characters; guards against an unclosed quote
 */
public record CsvOptions(Charset charset, Optional<Character> delimiter, int maxFieldLength) {
    /** Longest field accepted by default. */
    public static final int DEFAULT_MAX_FIELD_LENGTH = 1_000_000;

    /** Checks the parameters. */
    public CsvOptions {
        Checks.require(maxFieldLength > 0, "The longest field must have at least one character.");
        Checks.require(
                delimiter.isEmpty() || delimiter.get() != '"' && delimiter.get() != '\n' && delimiter.get() != '\r',
                "A quote or a line end cannot separate fields.");
    }

    /**
     * UTF-8, detected delimiter.
     *
     * @return the options
     */
    public static CsvOptions withDefaults() {
        return new CsvOptions(StandardCharsets.UTF_8, Optional.empty(), DEFAULT_MAX_FIELD_LENGTH);
    }
}
