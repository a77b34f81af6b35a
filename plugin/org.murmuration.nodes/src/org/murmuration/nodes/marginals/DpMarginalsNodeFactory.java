// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

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
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.AggregatesPortObjectSpec;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.releasing.ReleasingNode;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Releases noisy marginals. */
public final class DpMarginalsNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>Counts how many records have each value, each pair and each triple of values of the codebook, and adds noise of
            known size to every count. The output may be published: the guarantee bounds what anyone can learn about one record,
            whatever else they know.</p>
            <p><b>Method.</b> Discrete Gaussian noise, drawn exactly, in integer arithmetic and from a secure source (Canonne,
            Kamath, Steinke 2020), accounted as zero-concentrated differential privacy and converted to epsilon and delta.
            Neighbouring tables differ in one record added or removed. The number of records takes 2 % of the budget, the tables
            share the rest.</p>
            <p><b>Values.</b> Cells come from the codebook alone, so cells without a record appear too. Values outside the
            codebook count as "(other)", missing ones as "(missing)". Columns that the codebook does not have are left out.</p>
            <p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn. Executing again with the same
            settings and records gives the same values back at no cost, whatever happened to the workflow in between. Without a
            ledger the guarantee covers this release alone and each execution spends again.</p>
            <p><b>Limits.</b> At most 30 million cells. Inside a loop the node refuses to run unless each iteration is meant to
            be a release.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Marginals")
            .icon("dp-marginals.png")
            .shortDescription("Counts all combinations of up to three attributes with differential privacy.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addInputPort("Ledger", LedgerPortObject.DESCRIPTION, LedgerPortObject.OPTIONAL)
                    .addOutputTable(
                            "Aggregates",
                            "One row a cell: attributes and values, noisy count (unbiased, may be negative), consistent count"
                                    + " (not negative, tables add up), sigma, 95 % half-width.")
                    .addOutputPort(
                            "DP aggregates",
                            "The same for the nodes that follow, with the account of what was spent.",
                            AggregatesPortObject.TYPE))
            .model(m -> m.parametersClass(DpMarginalsNodeParameters.class)
                    .configure(DpMarginalsNodeFactory::configure)
                    .execute(DpMarginalsNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v, Page.NAVIGATOR, "The counts with their errors, to be filtered by clicks. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords("differential privacy", "noise", "counts", "contingency table", "statistical disclosure control")
            .addExternalResource(
                    "https://arxiv.org/abs/2004.00010",
                    "Canonne, Kamath, Steinke: The Discrete Gaussian for Differential Privacy");

    /** Creates the factory. */
    public DpMarginalsNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpMarginalsNodeParameters parameters = in.getParameters();
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), in.getInTableSpec(0), "table");
        ReleasingNode.Planned<Codebook, MarginalPlan> planned =
                DpMarginalsNodeParameters.NODE.configure(parameters.m_release, in, out);
        MarginalPlan plan = planned.plan().orElseThrow();
        out.setOutSpec(0, MarginalTable.spec(plan.order()));
        out.setOutSpec(
                1,
                new AggregatesPortObjectSpec(
                        planned.codebook(),
                        plan.target().epsilon(),
                        plan.target().delta(),
                        plan.order(),
                        parameters.m_release.m_test.isTest()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpMarginalsNodeParameters parameters = in.getParameters();
        DpMarginalsNodeParameters.NODE.execute(parameters.m_release, in, run -> {
            ReleasedAggregates released = run.release(
                    MarginalRelease.of(run.codebook(), run.plan()),
                    "marginals",
                    exec -> Counted.of(TableInput.read(in.getInTable(0), run.codebook(), "table", exec)));
            out.setOutData(0, MarginalTable.write(released, run.plan().order(), run.exec()));
            out.setOutData(1, new AggregatesPortObject(released));
            out.setInternalData(
                    ViewData.store(run.exec(), NavigatorJson.of(released).json()));
            run.warn(out, List.of());
        });
    }
}
