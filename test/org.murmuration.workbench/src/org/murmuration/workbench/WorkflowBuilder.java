// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.standin.ui.ParametersAccess;

/** Makes workflows by code. */
public final class WorkflowBuilder {
    private final NodeRepository repository;
    private final List<Workflow.Node> nodes = new ArrayList<>();
    private final List<Workflow.Connection> connections = new ArrayList<>();
    private final List<Workflow.Annotation> annotations = new ArrayList<>();

    /** Starts an empty workflow of nodes from a repository. */
    public WorkflowBuilder(NodeRepository repository) {
        this.repository = repository;
    }

    /**
     * Adds a node with default settings.
     *
     * @param name of the node
     * @param x position on the canvas
     * @param y position on the canvas
     * @return id of the node
     */
    public int add(String name, int x, int y) throws WorkbenchException {
        NodeRepository.Entry entry = repository
                .byName(name)
                .orElseThrow(() -> new WorkbenchException("There is no node named \"" + name + "\"."));
        DefaultNodeFactory factory = entry.createFactory();
        NodeSettings model = new NodeSettings("model");
        ParametersAccess.of(factory)
                .ifPresent(c -> NodeParametersUtil.saveSettings(
                        c, NodeParametersUtil.createSettings(c, new PortObjectSpec[3]), model));
        int id = nodes.size() + 1;
        nodes.add(new Workflow.Node(id, factory.getNodeName(), entry.factoryClass(), model, x, y));
        return id;
    }

    /**
     * Sets a parameter.
     *
     * @param node id of the node
     * @param path key of the parameter, nested keys joined by dots
     * @param value as text
     */
    public WorkflowBuilder set(int node, String path, String value) throws WorkbenchException {
        Overrides.apply(nodes.get(node - 1).model(), nodes.get(node - 1).name(), path, value);
        return this;
    }

    /**
     * Connects two nodes.
     *
     * @param source id of the node that gives
     * @param output its data port, from 1
     * @param target id of the node that takes
     * @param input its data port, from 1
     */
    public WorkflowBuilder connect(int source, int output, int target, int input) {
        connections.add(new Workflow.Connection(source, output, target, input));
        return this;
    }

    /** Puts a text on the canvas. */
    public WorkflowBuilder annotate(String text, int x, int y, int width, int height) {
        annotations.add(new Workflow.Annotation(text, x, y, width, height));
        return this;
    }

    /** The workflow, as if it lay in a folder. */
    public Workflow build(Path folder) {
        return new Workflow(folder, nodes, connections, annotations);
    }

    /** Writes the workflow to a folder. */
    public Workflow save(Path folder) throws IOException {
        Workflow workflow = build(folder);
        WorkflowFormat.write(workflow, repository);
        return workflow;
    }
}
