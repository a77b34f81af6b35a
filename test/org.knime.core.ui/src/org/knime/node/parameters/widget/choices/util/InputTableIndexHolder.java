// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices.util;

/** Stand-in for the KNIME type of the same name. */
public interface InputTableIndexHolder {
    default int getInputTableIndex() {
        return 0;
    }
}
