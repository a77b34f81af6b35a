// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.csv;

import java.io.IOException;

/** A delimited file cannot be read; the message gives the place and what to do, never a value. */
public final class CsvFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message place, rule and remedy
     */
    public CsvFormatException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message place, rule and remedy
     * @param cause what went wrong below
     */
    public CsvFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
