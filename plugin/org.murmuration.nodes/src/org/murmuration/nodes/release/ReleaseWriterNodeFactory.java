// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.release;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.ReleasedAggregates;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.ReleaseFolder;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.AggregatesPortObjectSpec;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.nodes.port.ModelPortObjectSpec;

/** Writes a release folder. */
public final class ReleaseWriterNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Release Writer")
            .icon("release-writer.png")
            .shortDescription("Writes synthetic records and what they were drawn from to a folder to hand on.")
            .fullDescription("<p>Writes a folder with <tt>synthetic.csv</tt>, <tt>codebook.json</tt>,"
                    + " <tt>privacy.json</tt> with the guarantee and every noisy release it is made of,"
                    + " <tt>report.html</tt>, a page for people that needs no network, and what the records were drawn"
                    + " from: <tt>aggregates.csv</tt> for DP aggregates, <tt>model.json</tt> and <tt>errors.csv</tt> for a"
                    + " DP model. Connect one of the two.</p>"
                    + "<p><b>Privacy.</b> Only what was released enters the folder: this node takes no sensitive table."
                    + " Hand on the folder, never the workflow, which holds the original data.</p>"
                    + "<p>Everything is written beside the target first and moved there at the end, so that an error or"
                    + " a cancel leaves nothing behind.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable(
                            "Synthetic data", "What the Synthetic Data Generator or the Synthetic Data Sampler made.")
                    .addInputPort(
                            "DP aggregates", "What DP Marginals released (optional).", AggregatesPortObject.OPTIONAL)
                    .addInputPort(
                            "DP model",
                            "What DP Synthesizer Learner learned (optional); this or the aggregates.",
                            ModelPortObject.OPTIONAL))
            .model(m -> m.parametersClass(ReleaseWriterNodeParameters.class)
                    .configure(ReleaseWriterNodeFactory::configure)
                    .execute(ReleaseWriterNodeFactory::execute))
            .nodeType(NodeType.Sink)
            .keywords("publish", "export", "package", "report", "open data");

    /** Creates the factory. */
    public ReleaseWriterNodeFactory() {
        super(NODE);
    }

    private static ReleaseFolder folder(ReleaseWriterNodeParameters parameters) throws InvalidSettingsException {
        Path target = WorkflowPaths.resolve(parameters.m_folder, "the release folder");
        Path workflow = WorkflowPaths.workflow().orElse(null);
        if (workflow != null && target.startsWith(workflow)) {
            throw new InvalidSettingsException(
                    "The release folder lies inside the workflow, which holds sensitive data."
                            + " Choose a folder outside, for example ../release.");
        }
        return new ReleaseFolder(target, parameters.m_ifExists.policy(), parameters.m_createParents);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ReleaseWriterNodeParameters parameters = in.getParameters();
        AggregatesPortObjectSpec aggregates = in.getInPortSpec(1);
        ModelPortObjectSpec model = in.getInPortSpec(2);
        Codebook codebook;
        boolean isTest;
        if (aggregates != null && model == null) {
            codebook = aggregates.codebook();
            isTest = aggregates.isTest();
        } else if (model != null && aggregates == null) {
            codebook = model.codebook();
            isTest = model.isTest();
        } else {
            throw new InvalidSettingsException(
                    model == null
                            ? "Connect what the records were drawn from: DP aggregates or a DP model."
                            : "Connect DP aggregates or a DP model, not both: a release has one source.");
        }
        TableInput.columnsOf(header(codebook), (DataTableSpec) in.getInPortSpec(0), "synthetic table");
        folder(parameters);
        if (isTest) {
            out.setWarningMessage(ReleasedAggregates.TEST_MARK + ".");
        }
    }

    private static List<String> header(Codebook codebook) {
        return codebook.attributes().stream().map(Attribute::name).toList();
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ReleaseWriterNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        AggregatesPortObject aggregates = in.getInPortObject(1);
        ModelPortObject model = in.getInPortObject(2);
        Work.execute(() -> {
            Codebook codebook = aggregates == null
                    ? model.model().codebook()
                    : aggregates.aggregates().codebook();
            Dataset coded = TableInput.read(table, codebook, "synthetic table", exec.createSubProgress(0.2));
            int[] columns = TableInput.columnsOf(header(codebook), table.getDataTableSpec(), "synthetic table");
            ReleaseFolder.SyntheticRecords records =
                    new ReleaseFolder.SyntheticRecords(header(codebook), () -> texts(table, columns), coded);
            ProgressMonitor monitor = Work.monitor(exec.createSubProgress(0.8));
            if (aggregates == null) {
                folder(parameters).write(model.model(), records, monitor);
            } else {
                folder(parameters).write(aggregates.aggregates(), records, monitor);
            }
            boolean isTest = aggregates == null
                    ? model.model().model().isTest()
                    : aggregates.aggregates().test();
            if (isTest) {
                out.setWarningMessage(ReleasedAggregates.TEST_MARK + ". Do not hand on this folder.");
            }
        });
    }

    private static Iterator<String[]> texts(BufferedDataTable table, int[] columns) {
        Iterator<DataRow> rows = table.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public String[] next() {
                DataRow row = rows.next();
                String[] values = new String[columns.length];
                for (int i = 0; i < columns.length; i++) {
                    values[i] = TableInput.text(row.getCell(columns[i]));
                }
                return values;
            }
        };
    }
}
