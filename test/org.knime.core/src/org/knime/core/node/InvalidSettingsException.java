// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** Stand-in for the KNIME type of the same name. */
public class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidSettingsException(String text) {
        super(text);
    }

    public InvalidSettingsException(String text, Throwable throwable) {
        super(text, throwable);
    }

    public InvalidSettingsException(Throwable throwable) {
        super(throwable.getMessage(), throwable);
    }
}
