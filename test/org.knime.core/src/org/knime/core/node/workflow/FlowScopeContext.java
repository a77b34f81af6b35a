// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** Stand-in for the KNIME type of the same name. */
public class FlowScopeContext extends FlowObject {
    private boolean inactive;

    public FlowScopeContext() {
        // active
    }

    public boolean isInactiveScope() {
        return inactive;
    }

    public void inactiveScope(boolean isInactive) {
        inactive = isInactive;
    }
}
