// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dputility;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.utility.ReleasedUtility;
import org.murmuration.engine.aggregation.utility.UtilityRelease;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.report.pages.PublishablePage;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.parameters.PageTarget;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Measures under differential privacy how near synthetic records are to the real ones. */
public final class DpUtilityEvaluationNodeFactory extends DefaultNodeFactory {
    private static final int REAL = 0;
    private static final int SYNTHETIC = 3;
    private static final double READING = 0.2;
    private static final String DESCRIPTION =
            """
            <p>Exact comparisons with sensitive records must not be published. This node makes a comparison that may be: it
            spends a budget of its own, and its output is as safe as any other release.</p>
            <p><b>Distances.</b> The total variation distance of every table of up to three attributes: 0 when equal, 1 when
            nothing agrees. One record moves a distance by half a record in all of them, so with a few thousand records the noise
            is hardly seen even at a small epsilon. 1000 times 1 - mean distance of pairs is NIST's k-marginal score, with the
            bins of the codebook.</p>
            <p><b>Propensity.</b> Random partitions, decided by the synthetic records alone, halve them at random attributes up
            to six times. How unevenly the real records fall into the same cells says how well the two can be told apart: the
            propensity score error, its ratio to chance (about 1 when they cannot be told apart), and, at no cost, that of
            synthetic records whose columns are independent.</p>
            <p><b>Method.</b> Discrete Gaussian noise on whole numbers, accounted as zero-concentrated differential privacy. A
            fifth of the budget counts the real records, the rest is shared by distances and partitions. Half-widths are of noise
            alone, that of the number of records included.</p>
            <p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn. Executing again with the same
            settings, real and synthetic records gives the same values back at no cost. Evaluate once, at the end: choosing the
            best of many synthetic tables this way costs each time.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Utility Evaluation")
            .icon("dp-utility-evaluation.png")
            .shortDescription("Measures with differential privacy how near synthetic records are to the real ones.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of both tables.", CodebookPortObject.TYPE)
                    .addInputPort("Ledger", LedgerPortObject.DESCRIPTION, LedgerPortObject.OPTIONAL)
                    .addInputTable(
                            "Synthetic data", "The records to judge. They must be fit to be published themselves.")
                    .addOutputTable("Utility", "One row a metric, with its 95 % half-width. May be published."))
            .model(m -> m.parametersClass(DpUtilityEvaluationNodeParameters.class)
                    .configure(DpUtilityEvaluationNodeFactory::configure)
                    .execute(DpUtilityEvaluationNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.DP_UTILITY,
                    "Distances with their intervals, worst first, and what they cost. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "differential privacy", "quality", "total variation distance", "k-marginal", "publish", "fidelity");

    /** Creates the factory. */
    public DpUtilityEvaluationNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpUtilityEvaluationNodeParameters parameters = in.getParameters();
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), (DataTableSpec) in.getInPortSpec(REAL), "real table");
        TableInput.columnsOf(spec.attributes(), (DataTableSpec) in.getInPortSpec(SYNTHETIC), "synthetic table");
        DpUtilityEvaluationNodeParameters.NODE.configure(parameters.m_release, in, out);
        parameters.m_page.check();
        out.setOutSpec(0, UtilityTable.SPEC);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpUtilityEvaluationNodeParameters parameters = in.getParameters();
        BufferedDataTable real = in.getInPortObject(REAL);
        BufferedDataTable made = in.getInPortObject(SYNTHETIC);
        DpUtilityEvaluationNodeParameters.NODE.execute(parameters.m_release, in, run -> {
            Optional<Path> file = parameters.m_page.check(); // before anything is spent
            Dataset synthetic = TableInput.read(
                    made, run.codebook(), "synthetic table", run.exec().createSubProgress(READING));
            ReleasedUtility released = run.release(
                    UtilityRelease.of(run.codebook(), run.plan(), synthetic),
                    "utility",
                    exec -> Counted.of(TableInput.read(real, run.codebook(), "real table", exec)));
            PublishablePage page = PublishablePage.of(released);
            out.setOutData(0, UtilityTable.write(released, run.exec()));
            out.setInternalData(ViewData.store(run.exec(), page.json()));
            boolean isLost = file.isPresent() && !isWritten(parameters.m_page, file.get(), page);
            run.warn(
                    out,
                    isLost
                            ? List.of("The page could not be written to " + file.get() + ". Check free space and"
                                    + " permissions; with a ledger, executing again costs nothing.")
                            : List.of());
        });
    }

    /** What was released stays with the node even where its page cannot be written. */
    private static boolean isWritten(PageTarget target, Path file, PublishablePage page) {
        try {
            target.write(file, page);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
