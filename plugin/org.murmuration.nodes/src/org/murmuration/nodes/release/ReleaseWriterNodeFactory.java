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
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.report.ReleaseFolder;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.AggregatesPortObjectSpec;

/** Writes a release folder. */
public final class ReleaseWriterNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Release Writer")
            .icon("release-writer.png")
            .shortDescription("Writes synthetic records and aggregates to a folder that can be handed on.")
            .fullDescription("<p>Writes a folder with <tt>synthetic.csv</tt>, <tt>aggregates.csv</tt>,"
                    + " <tt>codebook.json</tt>, <tt>privacy.json</tt> with the guarantee and every noisy release it is"
                    + " made of, and <tt>report.html</tt>, a page for people that needs no network.</p>"
                    + "<p><b>Privacy.</b> Only what was released enters the folder: this node takes no sensitive table."
                    + " Hand on the folder, never the workflow, which holds the original data.</p>"
                    + "<p>Everything is written beside the target first and moved there at the end, so that an error or"
                    + " a cancel leaves nothing behind.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Synthetic data", "What the Synthetic Data Generator made.")
                    .addInputPort("DP aggregates", "What DP Marginals released.", AggregatesPortObject.TYPE))
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
        AggregatesPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(
                spec.codebook().attributes().stream().map(Attribute::name).toList(),
                (DataTableSpec) in.getInPortSpec(0),
                "synthetic table");
        folder(parameters);
        if (spec.isTest()) {
            out.setWarningMessage(ReleasedAggregates.TEST_MARK + ".");
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ReleaseWriterNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        AggregatesPortObject port = in.getInPortObject(1);
        Work.execute(() -> {
            ReleasedAggregates aggregates = port.aggregates();
            Dataset coded =
                    TableInput.read(table, aggregates.codebook(), "synthetic table", exec.createSubProgress(0.2));
            List<String> header = aggregates.codebook().attributes().stream()
                    .map(Attribute::name)
                    .toList();
            int[] columns = TableInput.columnsOf(header, table.getDataTableSpec(), "synthetic table");
            folder(parameters)
                    .write(
                            aggregates,
                            new ReleaseFolder.SyntheticRecords(header, () -> texts(table, columns), coded),
                            Work.monitor(exec.createSubProgress(0.8)));
            if (aggregates.test()) {
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
