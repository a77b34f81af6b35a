// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** Stand-in for the KNIME type of the same name: what holds nodes, a workflow or a component. */
public interface NodeContainerParent {
    NodeContainerParent getDirectNCParent();
}
