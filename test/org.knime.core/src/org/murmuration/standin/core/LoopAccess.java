// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.core;

import org.knime.core.node.workflow.NodeContext;

/** Lets tests run a node as if it stood in a loop. */
public abstract class LoopAccess {
    private static LoopAccess instance;

    /** Registers the access; called by the node context alone. */
    public static void set(LoopAccess access) {
        instance = access;
    }

    /** The access. */
    public static LoopAccess get() {
        NodeContext.getContext(); // makes sure that the class is initialised
        return instance;
    }

    /** What runs on this thread stands in a loop from now on, in a component inside of it if asked for. */
    public abstract void enter(int iteration, boolean inComponent);

    /** Ends the loop. */
    public abstract void leave();
}
