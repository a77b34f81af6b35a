// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.release;

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
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.report.ReleaseFolder;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.nodes.adapter.ReleaseSource;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.parameters.ReleaseTarget;

/** Writes a release folder. */
public final class ReleaseWriterNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Release Writer")
            .icon("release-writer.png")
            .shortDescription("Writes synthetic records and what they were drawn from to a folder to share.")
            .fullDescription(
                    """
                    <p>Writes a folder with <tt>synthetic.csv</tt>, <tt>codebook.json</tt>, <tt>privacy.json</tt> with
                    the guarantee and every noisy release it is made of, <tt>report.html</tt>, a page for people that
                    needs no network, <tt>explore.html</tt>, a Data Navigator to click through it, and what the records
                    were drawn from: <tt>aggregates.csv</tt> for aggregates, <tt>model.json</tt> and <tt>errors.csv</tt>
                    for a DP model. Connect one source.</p>
                    <p><b>Privacy.</b> Only what was released enters the folder: tables that no synthesizer of this
                    extension marked are refused, unless they are declared synthetic. Share the folder, never the
                    workflow, which holds the original data.</p>
                    <p>Everything is written beside the target first and moved there at the end, so that an error or a
                    cancel leaves nothing behind.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(ReleaseSource::ports)
            .model(m -> m.parametersClass(ReleaseTarget.class)
                    .configure(ReleaseWriterNodeFactory::configure)
                    .execute(ReleaseWriterNodeFactory::execute))
            .nodeType(NodeType.Sink)
            .keywords("publish", "export", "package", "report", "open data");

    /** Creates the factory. */
    public ReleaseWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ReleaseTarget parameters = in.getParameters();
        boolean isTest = ReleaseSource.check(
                (DataTableSpec) in.getInPortSpec(0),
                parameters.isTrusted(),
                in.getInPortSpec(1),
                in.getInPortSpec(2),
                in.getInPortSpec(3));
        parameters.folder();
        if (isTest) {
            out.setWarningMessage(Certificate.TEST_MARK + ".");
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ReleaseTarget parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        Work.execute(() -> {
            ReleaseSource source =
                    ReleaseSource.of(in.getInPortObject(1), in.getInPortObject(2), in.getInPortObject(3));
            source.checkMark(table.getDataTableSpec(), parameters.isTrusted());
            Dataset coded = TableInput.read(table, source.codebook(), "synthetic table", exec.createSubProgress(0.2));
            int[] columns = TableInput.columnsOf(source.header(), table.getDataTableSpec(), "synthetic table");
            ReleaseFolder.SyntheticRecords records =
                    new ReleaseFolder.SyntheticRecords(source.header(), () -> TableInput.texts(table, columns), coded);
            boolean isShown = coded.rows() <= NavigatorJson.MOST_RECORDS;
            source.write(
                    isShown ? parameters.explored() : parameters.folder(),
                    records,
                    Work.monitor(exec.createSubProgress(0.8)));
            if (source.isTest()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Do not share this folder.");
            } else if (!isShown && parameters.isExplored()) {
                out.setWarningMessage("There are too many records for a page to explore them on, so "
                        + ReleaseFolder.EXPLORE + " was left out.");
            }
        });
    }
}
