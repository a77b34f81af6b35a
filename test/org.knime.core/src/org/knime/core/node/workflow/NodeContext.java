// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import org.murmuration.standin.core.LoopAccess;

/** Stand-in for the KNIME type of the same name: the node that works on this thread. */
public final class NodeContext {
    private static final ThreadLocal<NodeContext> CURRENT = new ThreadLocal<>();

    static {
        LoopAccess.set(new Loops());
    }

    private final NodeContainer container;

    private NodeContext(NodeContainer container) {
        this.container = container;
    }

    public static NodeContext getContext() {
        return CURRENT.get();
    }

    public NodeContainer getNodeContainer() {
        return container;
    }

    /** A node with a stack of its own, inside of others. */
    private static final class Container extends NodeContainer implements NodeContainerParent {
        private final FlowObjectStack stack = new FlowObjectStack();
        private final Container parent;

        private Container(Container parent) {
            this.parent = parent;
        }

        @Override
        public FlowObjectStack getFlowObjectStack() {
            return stack;
        }

        @Override
        public NodeContainerParent getDirectNCParent() {
            return parent;
        }
    }

    private static final class Loops extends LoopAccess {
        @Override
        public void enter(int iteration, boolean inComponent) {
            Container outer = new Container(null);
            FlowLoopContext loop = new FlowLoopContext();
            for (int i = 0; i < iteration; i++) {
                loop.incrementIterationIndex();
            }
            outer.stack.push(loop);
            CURRENT.set(new NodeContext(inComponent ? new Container(outer) : outer));
        }

        @Override
        public void leave() {
            CURRENT.remove();
        }
    }
}
