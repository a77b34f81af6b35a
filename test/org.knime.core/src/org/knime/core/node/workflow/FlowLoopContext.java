// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** Stand-in for the KNIME type of the same name: the loop that a node runs in. */
public class FlowLoopContext extends FlowScopeContext {
    private int iteration;

    public FlowLoopContext() {
        // at its first iteration
    }

    public int getIterationIndex() {
        return iteration;
    }

    public final int incrementIterationIndex() {
        return ++iteration;
    }
}
