// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog;

/** Stand-in for the KNIME type of the same name. */
public interface NodeDialogFactory {
    default boolean hasNodeDialog() {
        return true;
    }
}
