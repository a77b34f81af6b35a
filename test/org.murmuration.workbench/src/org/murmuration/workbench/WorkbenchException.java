// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

/** Something the user can mend; the message says what and how. */
public final class WorkbenchException extends Exception {
    private static final long serialVersionUID = 1L;

    public WorkbenchException(String message) {
        super(message);
    }

    public WorkbenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
