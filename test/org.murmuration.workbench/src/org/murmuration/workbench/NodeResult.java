// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.util.List;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;

/**
 * How a node ended.
 *
 * @param node as stored
 * @param state EXECUTED, CONFIGURED (not run, or canceled), or IDLE (cannot be configured)
 * @param warning last warning, or null
 * @param error what went wrong and what to do, or null
 * @param failure the exception behind the error, or null
 * @param millis time of the execution
 * @param specs output specs after configuration, entries possibly null
 * @param outputs output objects, empty unless executed
 * @param factory of this node
 * @param model of this node
 */
public record NodeResult(
        Workflow.Node node,
        State state,
        String warning,
        String error,
        Throwable failure,
        long millis,
        PortObjectSpec[] specs,
        List<PortObject> outputs,
        DefaultNodeFactory factory,
        NodeModel model) {
    /** States of a node. */
    public enum State {
        /** Cannot be configured. */
        IDLE,
        /** Configured, not executed. */
        CONFIGURED,
        /** Done. */
        EXECUTED
    }
}
