// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.OptionalInt;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.workflow.FlowLoopContext;
import org.knime.core.node.workflow.FlowObjectStack;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeContext;

/** Tells whether a node runs in a loop, where each iteration would be a release of its own. */
public final class Loops {
    private Loops() {}

    /**
     * Iteration of the innermost loop around the node that works on this thread, also when the node stands in a
     * component inside of the loop.
     *
     * @return from 0; empty outside of loops
     */
    public static OptionalInt iteration() {
        NodeContext context = NodeContext.getContext();
        NodeContainer node = context == null ? null : context.getNodeContainer();
        while (node != null) {
            FlowObjectStack stack = node.getFlowObjectStack();
            FlowLoopContext loop = stack == null ? null : stack.peekScopeContext(FlowLoopContext.class, false);
            if (loop != null) {
                return OptionalInt.of(loop.getIterationIndex());
            }
            node = node.getDirectNCParent() instanceof NodeContainer parent ? parent : null;
        }
        return OptionalInt.empty();
    }

    /**
     * Refuses to run in a loop.
     *
     * @param isEachIteration whether each iteration is meant to be a release of its own
     * @throws InvalidSettingsException when the node stands in a loop and iterations are not meant to be releases
     */
    public static void refuse(boolean isEachIteration) throws InvalidSettingsException {
        if (!isEachIteration && iteration().isPresent()) {
            throw new InvalidSettingsException(
                    "This node stands in a loop, where every iteration would be a new release."
                            + " Move it out of the loop, or set \"Each iteration is a release\".");
        }
    }
}
