// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.knime.core.node.NodeSettings;

/**
 * A workflow as it is stored: nodes with their settings and connections.
 *
 * @param folder where it lies
 * @param nodes in order of their ids
 * @param connections between them
 * @param annotations texts on the canvas
 */
public record Workflow(Path folder, List<Node> nodes, List<Connection> connections, List<Annotation> annotations) {
    /** Copies the lists. */
    public Workflow {
        nodes = List.copyOf(nodes);
        connections = List.copyOf(connections);
        annotations = List.copyOf(annotations);
    }

    /**
     * One node.
     *
     * @param id number in the workflow
     * @param name of the node
     * @param factoryClass its identity
     * @param model its settings
     * @param x position on the canvas
     * @param y position on the canvas
     */
    public record Node(int id, String name, String factoryClass, NodeSettings model, int x, int y) {
        /** Folder of the node inside the workflow. */
        public String folderName() {
            return name + " (#" + id + ")";
        }
    }

    /**
     * One connection; port 0 is the flow variable port, the first data port is 1.
     *
     * @param source id of the node that gives
     * @param sourcePort its port
     * @param target id of the node that takes
     * @param targetPort its port
     */
    public record Connection(int source, int sourcePort, int target, int targetPort) {}

    /**
     * A text on the canvas.
     *
     * @param text what it says
     * @param x left
     * @param y top
     * @param width in pixels
     * @param height in pixels
     */
    public record Annotation(String text, int x, int y, int width, int height) {}

    /** Nodes with every node after those it takes from. */
    public List<Node> inOrder() throws WorkbenchException {
        Deque<Node> waiting = new ArrayDeque<>(nodes);
        List<Node> ordered = new ArrayList<>();
        int stuck = 0;
        while (!waiting.isEmpty()) {
            Node node = waiting.poll();
            boolean ready = connections.stream()
                    .filter(c -> c.target == node.id)
                    .allMatch(c -> ordered.stream().anyMatch(n -> n.id == c.source));
            if (ready) {
                ordered.add(node);
                stuck = 0;
            } else {
                waiting.add(node);
                if (++stuck > waiting.size()) {
                    throw new WorkbenchException("The connections of the workflow form a circle. Remove one of them.");
                }
            }
        }
        return ordered;
    }
}
