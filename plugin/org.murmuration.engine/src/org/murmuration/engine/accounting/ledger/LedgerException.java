// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

/** Thrown when a ledger cannot be used or refuses a release; the message says what to do and carries no data. */
public final class LedgerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Reason {
        /** The budget does not suffice. */
        EXHAUSTED,
        /** The release overlaps an earlier one and the terms refuse that. */
        OVERLAP,
        /** The ledger was changed by something else than this software, or belongs to other terms. */
        DAMAGED,
        /** The work was canceled after noise had been drawn; the cost stays. */
        CANCELED,
        /** The ledger is absent, locked, or cannot be read or written. */
        UNAVAILABLE
    }

    /** Kind of failure. */
    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param reason what went wrong
     * @param message what to do about it, free of data
     */
    public LedgerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Creates the exception.
     *
     * @param reason what went wrong
     * @param message what to do about it, free of data
     * @param cause what led to it
     */
    public LedgerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * What went wrong.
     *
     * @return the kind of failure
     */
    public Reason reason() {
        return reason;
    }
}
