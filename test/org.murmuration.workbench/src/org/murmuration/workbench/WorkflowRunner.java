// SPDX-License-Identifier: Apache-2.0
package org.murmuration.workbench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.standin.core.NodeModelAccess;
import org.murmuration.standin.core.WorkflowLocation;

/** Validates, configures and executes the nodes of a workflow in order of their dependence. */
public final class WorkflowRunner {
    private final NodeRepository repository;
    private final PrintStream out;

    /**
     * A runner.
     *
     * @param repository where the nodes come from
     * @param out receives a line a node
     */
    public WorkflowRunner(NodeRepository repository, PrintStream out) {
        this.repository = repository;
        this.out = out;
    }

    /** Runs all nodes; nodes behind one that failed are not run. */
    public List<NodeResult> run(Workflow workflow) throws WorkbenchException {
        Map<Integer, NodeResult> done = new HashMap<>();
        List<NodeResult> results = new ArrayList<>();
        WorkflowLocation.set(workflow.folder());
        try {
            List<Workflow.Node> order = workflow.inOrder();
            for (Workflow.Node node : order) {
                out.printf("[%d/%d] %s ... ", results.size() + 1, order.size(), node.name());
                out.flush();
                NodeResult result = run(workflow, node, done);
                done.put(node.id(), result);
                results.add(result);
                out.println(line(result));
            }
            return results;
        } finally {
            WorkflowLocation.set(null);
        }
    }

    private static String line(NodeResult result) {
        StringBuilder text = new StringBuilder();
        if (result.error() != null) {
            return text.append("FAILED")
                    .append("\n    ")
                    .append(result.error().replace("\n", "\n    "))
                    .toString();
        }
        String rows = result.outputs().stream()
                .filter(BufferedDataTable.class::isInstance)
                .map(t -> Long.toString(((BufferedDataTable) t).size()))
                .collect(Collectors.joining(", "));
        text.append(result.state()).append(" in ").append(result.millis()).append(" ms");
        if (!rows.isEmpty()) {
            text.append(", rows out: ").append(rows);
        }
        if (result.warning() != null) {
            text.append("\n    WARNING ").append(result.warning());
        }
        return text.toString();
    }

    private NodeResult run(Workflow workflow, Workflow.Node node, Map<Integer, NodeResult> done)
            throws WorkbenchException {
        DefaultNodeFactory factory = repository
                .byFactory(node.factoryClass())
                .orElseThrow(() -> new WorkbenchException("The workflow needs the node \"" + node.name() + "\" ("
                        + node.factoryClass() + "), which is not installed. Install the extension that has it."))
                .createFactory();
        NodeModel model = factory.createNodeModel();
        NodeModelAccess access = NodeModelAccess.get();
        PortType[] types = access.inPorts(model);
        PortObject[] objects = new PortObject[types.length];
        PortObjectSpec[] specs = new PortObjectSpec[types.length];
        NodeResult.State state = NodeResult.State.IDLE;
        long start = System.nanoTime();
        PortObjectSpec[] outSpecs = {};
        try {
            access.loadSettings(model, node.model());
            connect(workflow, node, done, factory, types, objects, specs);
            outSpecs = access.configure(model, specs);
            state = NodeResult.State.CONFIGURED;
            start = System.nanoTime();
            PortObject[] outputs = access.execute(model, objects, new ExecutionContext(monitor(node), null));
            return new NodeResult(
                    node,
                    NodeResult.State.EXECUTED,
                    access.warning(model),
                    null,
                    null,
                    millis(start),
                    outSpecs,
                    Arrays.asList(outputs),
                    factory,
                    model);
        } catch (WorkbenchException e) {
            return failed(node, state, e.getMessage(), e, start, outSpecs, factory, model);
        } catch (CanceledExecutionException e) {
            return failed(node, state, "Execution canceled", e, start, outSpecs, factory, model);
        } catch (InvalidSettingsException e) {
            return failed(node, state, text(e, "Open the dialog of the node."), e, start, outSpecs, factory, model);
        } catch (Exception e) {
            return failed(
                    node,
                    state,
                    text(e, "This is a fault of the node; run with --debug."),
                    e,
                    start,
                    outSpecs,
                    factory,
                    model);
        }
    }

    private static NodeResult failed(
            Workflow.Node node,
            NodeResult.State state,
            String text,
            Throwable failure,
            long start,
            PortObjectSpec[] specs,
            DefaultNodeFactory factory,
            NodeModel model) {
        return new NodeResult(node, state, null, text, failure, millis(start), specs, List.of(), factory, model);
    }

    private static String text(Exception e, String remedy) {
        if (e instanceof MessageAwareException m && m.getKNIMEMessage() != null) {
            return m.getKNIMEMessage().toLogPrintable();
        }
        String message = e instanceof InvalidSettingsException ? e.getMessage() : "Execute failed: " + e;
        return message + "\n  What to do: " + remedy;
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void connect(
            Workflow workflow,
            Workflow.Node node,
            Map<Integer, NodeResult> done,
            DefaultNodeFactory factory,
            PortType[] types,
            PortObject[] objects,
            PortObjectSpec[] specs)
            throws WorkbenchException {
        for (Workflow.Connection c : workflow.connections()) {
            if (c.target() != node.id()) {
                continue;
            }
            NodeResult source = done.get(c.source());
            if (source.state() != NodeResult.State.EXECUTED) {
                throw new WorkbenchException(
                        "Not run, because \"" + source.node().name() + "\" before it did not finish.");
            }
            if (c.targetPort() == 0) {
                continue; // flow variables: nothing to hand over, only an order
            }
            int port = c.targetPort() - 1;
            if (port >= types.length || c.sourcePort() < 1) {
                throw new WorkbenchException("The node has no input " + c.targetPort() + ". Remove the connection.");
            }
            if (c.sourcePort() > source.outputs().size()) {
                throw new WorkbenchException("\"" + source.node().name() + "\" has no output " + c.sourcePort()
                        + ". Remove the connection.");
            }
            PortObject object = source.outputs().get(c.sourcePort() - 1);
            if (!types[port].acceptsPortObject(object)) {
                throw new WorkbenchException(
                        "Input \"" + factory.getInportName(port) + "\" cannot take the output of \""
                                + source.node().name() + "\": it expects " + types[port].getName() + ".");
            }
            objects[port] = object;
            specs[port] = object.getSpec();
        }
        for (int i = 0; i < types.length; i++) {
            if (objects[i] == null && !types[i].isOptional()) {
                throw new WorkbenchException(
                        "Input \"" + factory.getInportName(i) + "\" is not connected. Connect it.");
            }
        }
    }

    /** Prints a dot for every tenth of the work; cancels when the thread is interrupted. */
    private NodeProgressMonitor monitor(Workflow.Node node) {
        return new DefaultNodeProgressMonitor() {
            private int printed;

            @Override
            public synchronized void setProgress(double value) {
                super.setProgress(value);
                for (; printed < Math.min(10, (int) (value * 10)); printed++) {
                    out.print('.');
                    out.flush();
                    if (printed == 9) {
                        out.print(' ');
                    }
                }
            }
        };
    }

    /** Settings of a node as the model would save them now. */
    public static NodeSettings savedSettings(NodeModel model) {
        NodeSettings settings = new NodeSettings("model");
        NodeModelAccess.get().saveSettings(model, settings);
        return settings;
    }
}
