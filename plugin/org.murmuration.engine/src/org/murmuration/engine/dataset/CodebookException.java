// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

/** A codebook cannot be used; the message names the attribute and the rule. */
public final class CodebookException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message attribute and rule, and what to do
     */
    public CodebookException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message attribute and rule, and what to do
     * @param cause what went wrong below
     */
    public CodebookException(String message, Throwable cause) {
        super(message, cause);
    }
}
