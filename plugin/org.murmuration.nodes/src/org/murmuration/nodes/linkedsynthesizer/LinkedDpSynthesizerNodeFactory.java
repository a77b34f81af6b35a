// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

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
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.report.pages.FamiliesJson;
import org.murmuration.engine.synthesis.RecordDecoder.BinStyle;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedRecords;
import org.murmuration.engine.synthesis.linked.LinkedRelease;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.nodes.port.FamiliesPortObject;
import org.murmuration.nodes.port.FamiliesPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.releasing.ReleasingNode;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Releases two linked tables. */
public final class LinkedDpSynthesizerNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>Measures tables of parents and children with Gaussian noise and draws synthetic parents and children from them,
            linked by fresh keys. All outputs may be published. The guarantee is for a parent with every linked child; the view
            says what the same release promises to a child, to one link, and to a child of several parents.</p>
            <p><b>Method.</b> Each parent weighs one in every table, shared out equally among its children, or pairs of them. No
            parent therefore moves a table by more than one, however many children it has, and nothing is cut off. Noise is drawn
            exactly, on a grid, from a secure source. Tables are made to agree; families are drawn from a tree of pairs and
            refined until their tables are the most likely ones, siblings included. Missing is a value like any other.</p>
            <p><b>Reading the aggregates.</b> A cell over children counts parents, not children: with two perpetrators, one of
            them a woman, a victim counts one half for each gender. Numbers of children come from the synthetic tables, or from
            tables with the number of children.</p>
            <p><b>Account.</b> With a Privacy Ledger, whose unit must be the parent, the cost is reserved before noise is drawn.
            Executing again with the same settings and records gives the same release back at no cost. Without a ledger each
            execution spends again. A cancel after noise was drawn is charged.</p>
            <p><b>Limits.</b> What no table holds is kept only as far as the tree of pairs implies it. Cells with fewer parents
            than their 95 % error cannot be told from zero. Inside a loop the node refuses to run unless each iteration is meant
            to be a release.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Linked DP Synthesizer")
            .icon("linked-dp-synthesizer.png")
            .shortDescription("Releases two linked tables with differential privacy: aggregates, and synthetic parents"
                    + " with their children.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort(
                            "Linked data", "What Linked Data Builder linked (sensitive).", LinkedDataPortObject.TYPE)
                    .addInputPort(
                            "Ledger",
                            "Account of the data source (optional). Its unit must be the parent.",
                            LedgerPortObject.OPTIONAL)
                    .addOutputTable("Synthetic parents", "Invented parents with fresh keys.")
                    .addOutputTable("Synthetic children", "Invented children with the keys of their parents.")
                    .addOutputTable("Aggregates", "Every cell of every released table, with its error.")
                    .addOutputPort("Linked model", "All that was released.", FamiliesPortObject.TYPE))
            .model(m -> m.parametersClass(LinkedDpSynthesizerNodeParameters.class)
                    .configure(LinkedDpSynthesizerNodeFactory::configure)
                    .execute(LinkedDpSynthesizerNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.FAMILIES,
                    "Whom the release protects and how well, how exact it is, numbers of children, and the relation of every"
                            + " attribute of parents to every one of children. May be published."))
            .nodeType(NodeType.Learner)
            .keywords("linked", "relational", "synthesis", "differential privacy", "foreign key", "household");

    /** Creates the factory. */
    public LinkedDpSynthesizerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        LinkedDpSynthesizerNodeParameters parameters = in.getParameters();
        ReleasingNode.Planned<LinkedCodebook, LinkedPlan> planned =
                LinkedDpSynthesizerNodeParameters.NODE.configure(parameters.m_release, in, out);
        List<String> left = left(planned.plan().orElseThrow());
        if (!left.isEmpty()) {
            out.setWarningMessage(left.get(0));
        }
        BinStyle style = parameters.m_numbers.style();
        out.setOutSpec(0, FamilyTables.parentSpec(planned.codebook(), style));
        out.setOutSpec(1, FamilyTables.childSpec(planned.codebook(), style));
        out.setOutSpec(2, FamilyTables.AGGREGATES);
        out.setOutSpec(3, new FamiliesPortObjectSpec(planned.codebook(), parameters.m_release.m_test.isTest()));
    }

    private static List<String> left(LinkedPlan plan) {
        int left = plan.workload().left().size();
        return left == 0
                ? List.of()
                : List.of(left
                        + " tables have too many cells and are left out: what they tell is lost. Use fewer categories or"
                        + " wider bins, or allow larger tables.");
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        LinkedDpSynthesizerNodeParameters parameters = in.getParameters();
        LinkedDataPortObject port = in.getInPortObject(0);
        LinkedDpSynthesizerNodeParameters.NODE.execute(parameters.m_release, in, run -> {
            ReleasedFamilies released =
                    run.release(LinkedRelease.of(run.plan()), "families", exec -> new LinkedRecords(port.data()));
            FamilyTables drawn = FamilyTables.draw(released, parameters.m_numbers.style(), run.exec());
            out.setOutData(0, drawn.parents());
            out.setOutData(1, drawn.children());
            out.setOutData(2, FamilyTables.aggregates(released, run.exec()));
            out.setOutData(3, new FamiliesPortObject(released));
            out.setInternalData(ViewData.store(run.exec(), FamiliesJson.of(released)));
            run.warn(out, left(released.plan()));
        });
    }
}
