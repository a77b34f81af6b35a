// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.Deque;

/** Stand-in for the KNIME type of the same name. */
public final class FlowObjectStack {
    private final Deque<FlowObject> objects = new ArrayDeque<>();

    FlowObjectStack() {}

    public <T extends FlowScopeContext> T peekScopeContext(Class<T> type, boolean isInactiveScope) {
        for (FlowObject object : objects) {
            if (type.isInstance(object) && type.cast(object).isInactiveScope() == isInactiveScope) {
                return type.cast(object);
            }
        }
        return null;
    }

    public void push(FlowObject item) {
        objects.push(item);
    }
}
