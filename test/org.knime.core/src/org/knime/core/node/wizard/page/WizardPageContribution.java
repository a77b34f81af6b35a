// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.wizard.page;

/** Stand-in for the KNIME type of the same name. */
public interface WizardPageContribution {
    default boolean hasNodeView() {
        return true;
    }
}
