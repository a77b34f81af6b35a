// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

/** A release folder cannot be written; the message says why and what to do. Nothing was left half-written. */
public final class ReleaseException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message reason and remedy
     */
    public ReleaseException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message reason and remedy
     * @param cause what went wrong below
     */
    public ReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
