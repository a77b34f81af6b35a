// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.learner;

import java.util.List;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.report.pages.ModelReport;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.engine.synthesis.model.ModelRelease;
import org.murmuration.engine.synthesis.model.ReleasedModel;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.nodes.port.ModelPortObjectSpec;
import org.murmuration.nodes.releasing.ReleasingNode;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Learns a model of whole records. */
public final class DpSynthesizerLearnerNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>Learns how the values of the codebook go together and releases a model, from which the Synthetic Data Sampler
            draws any number of records. The model may be published: it has a guarantee that bounds what anyone can learn about
            one record, and drawing costs nothing more.</p>
            <p><b>Methods.</b> All measure tables of few attributes with Gaussian noise, drawn exactly and from a secure source,
            and fit a graphical model to them (McKenna, Sheldon, Miklau 2019). <i>One shot</i> compares all pairs with noise,
            chooses tables and their budgets at once and is charged as one Gaussian release. <i>AIM</i> (McKenna and others 2022)
            and <i>MST</i> (McKenna, Miklau, Sheldon 2021) choose with the exponential mechanism; both are zero-concentrated
            private. Values too rare to be seen through the noise are merged and drawn in proportion.</p>
            <p><b>Errors.</b> The second output gives, for every combination that something was released about, how far the model
            may be from the records: the sum of absolute differences of shares, 0 to 2. The bound holds with 95 % for each
            combination by itself. It may be published: it comes from noisy values alone.</p>
            <p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn. Executing again with the same
            settings and records gives the same model back at no cost. Because a ledger adds up, one shot and independent columns
            then add a few percent more noise. Without a ledger each execution spends again. A cancel after noise was drawn is
            charged.</p>
            <p><b>Limits.</b> Rare combinations of many attributes are not kept. Inside a loop the node refuses to run unless
            each iteration is meant to be a release.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Synthesizer Learner")
            .icon("dp-synthesizer-learner.png")
            .shortDescription("Learns a model of whole records with differential privacy, to draw synthetic data from.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addInputPort("Ledger", LedgerPortObject.DESCRIPTION, LedgerPortObject.OPTIONAL)
                    .addOutputPort("DP model", "The model, with the account of what was spent.", ModelPortObject.TYPE)
                    .addOutputTable("Expected errors", "One row a combination of attributes."))
            .model(m -> m.parametersClass(DpSynthesizerLearnerNodeParameters.class)
                    .configure(DpSynthesizerLearnerNodeFactory::configure)
                    .execute(DpSynthesizerLearnerNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.MODEL,
                    "The pairs that were measured as a graph, the expected error of every pair, and where the budget went."
                            + " May be published."))
            .nodeType(NodeType.Learner)
            .keywords("synthesis", "differential privacy", "AIM", "MST", "graphical model", "microdata")
            .addExternalResource(
                    "https://arxiv.org/abs/1901.09136",
                    "McKenna, Sheldon, Miklau: Graphical-model based estimation and inference for differential privacy")
            .addExternalResource(
                    "https://arxiv.org/abs/2201.12677",
                    "McKenna, Mullins, Sheldon, Miklau: AIM, an adaptive and iterative mechanism");

    /** Creates the factory. */
    public DpSynthesizerLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpSynthesizerLearnerNodeParameters parameters = in.getParameters();
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), in.getInTableSpec(0), "table");
        ReleasingNode.Planned<Codebook, ModelPlan> planned =
                DpSynthesizerLearnerNodeParameters.NODE.configure(parameters.m_release, in, out);
        String method = planned.plan().orElseThrow().method().id();
        out.setOutSpec(0, new ModelPortObjectSpec(planned.codebook(), method, parameters.m_release.m_test.isTest()));
        out.setOutSpec(1, ErrorTable.SPEC);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpSynthesizerLearnerNodeParameters parameters = in.getParameters();
        DpSynthesizerLearnerNodeParameters.NODE.execute(parameters.m_release, in, run -> {
            ReleasedModel released = run.release(
                    ModelRelease.of(run.codebook(), run.plan()),
                    "model",
                    exec -> Counted.of(TableInput.read(in.getInTable(0), run.codebook(), "table", exec)));
            out.setOutData(0, new ModelPortObject(released));
            out.setOutData(1, ErrorTable.write(released.model(), run.exec()));
            out.setInternalData(ViewData.store(run.exec(), ModelReport.json(released)));
            run.warn(out, List.of());
        });
    }
}
