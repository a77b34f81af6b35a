// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.util.updates;

/** Stand-in for the KNIME type of the same name. */
public final class StateComputationFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    public StateComputationFailureException(String text) {}
}
