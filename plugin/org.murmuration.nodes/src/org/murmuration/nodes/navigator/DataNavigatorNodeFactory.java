// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.navigator;

import java.nio.file.Path;
import java.util.Optional;
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
import org.murmuration.engine.report.pages.PublishablePage;
import org.murmuration.nodes.adapter.ReleaseSource;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** A page on which a release is explored. */
public final class DataNavigatorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Data Navigator")
            .icon("data-navigator.png")
            .shortDescription(
                    "Explores a release by clicking: counts with their errors, synthetic records, and a page to share.")
            .fullDescription(
                    """
                    <p>Shows the attributes of a release as bars. A click on a value selects it: values of one attribute
                    are joined by <i>or</i>, attributes by <i>and</i>. The selection is shown as a sentence, shown as
                    records, matrix and flow, and can be saved as a table or a picture.</p>
                    <p><b>Which number is which.</b> Where a released table holds the selection, counts come from it,
                    with their 95 % error; other counts are estimated from synthetic records, drawn hatched, and have no
                    known error. Do not read much into small ones.</p>
                    <p><b>A page to share.</b> The same page can be written to one HTML file that needs neither KNIME
                    nor a network. It follows the reader's light or dark setting, works by keyboard and with a screen
                    reader, and speaks English and French.</p>
                    <p><b>Privacy.</b> Only what was released enters the page: this node refuses tables that no
                    synthesizer of this extension marked, unless they are declared synthetic, and what it shows may be
                    published.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(ReleaseSource::ports)
            .model(m -> m.parametersClass(DataNavigatorNodeParameters.class)
                    .configure(DataNavigatorNodeFactory::configure)
                    .execute(DataNavigatorNodeFactory::execute))
            .addView(v -> ViewData.view(v, Page.NAVIGATOR, "The release to explore. May be published."))
            .nodeType(NodeType.Visualizer)
            .keywords("dashboard", "explore", "filter", "publish", "navigator", "open data");

    /** Creates the factory. */
    public DataNavigatorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataNavigatorNodeParameters parameters = in.getParameters();
        boolean isTest = ReleaseSource.check(
                (DataTableSpec) in.getInPortSpec(0),
                parameters.m_synthetic,
                in.getInPortSpec(1),
                in.getInPortSpec(2),
                in.getInPortSpec(3));
        parameters.m_page.check();
        if (isTest) {
            out.setWarningMessage(Certificate.TEST_MARK + ".");
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DataNavigatorNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        Work.execute(() -> {
            Optional<Path> file = parameters.m_page.check();
            ReleaseSource source =
                    ReleaseSource.of(in.getInPortObject(1), in.getInPortObject(2), in.getInPortObject(3));
            source.checkMark(table.getDataTableSpec(), parameters.m_synthetic);
            Dataset coded = TableInput.read(table, source.codebook(), "synthetic table", exec.createSubProgress(0.6));
            PublishablePage page = source.page(coded);
            exec.checkCanceled();
            if (file.isPresent()) {
                parameters.m_page.write(file.get(), page);
            }
            out.setInternalData(ViewData.store(exec, page.json()));
            if (source.isTest()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Do not share this page.");
            }
        });
    }
}
