// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.progress;

/** Thrown when the user canceled the work; nothing half-finished is kept. */
public final class CanceledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public CanceledException() {
        super("The work was canceled.");
    }
}
