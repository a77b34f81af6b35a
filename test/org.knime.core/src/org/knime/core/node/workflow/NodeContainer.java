// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** Stand-in for the KNIME type of the same name: a node in its workflow. */
public abstract class NodeContainer {
    NodeContainer() {}

    public abstract FlowObjectStack getFlowObjectStack();

    public NodeContainerParent getDirectNCParent() {
        return null;
    }
}
