// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.ledger;

import java.nio.file.Path;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Opens or creates a ledger. */
public final class PrivacyLedgerNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Privacy Ledger")
            .icon("privacy-ledger.png")
            .shortDescription("Keeps account of the privacy spent on one data source, over all releases.")
            .fullDescription(
                    """
                    <p>Opens the ledger of a protected data source, or creates it. Connect it to every node that
                    releases something from that source: each release is written down before its noise is drawn, and
                    refused when the budget does not suffice.</p>
                    <p><b>What it promises.</b> The budget bounds what all releases together reveal about one person,
                    whoever sees them. Resetting, executing again, copying or exporting the workflow never refunds and
                    never spends twice: the same release over the same records is given back from the ledger's store,
                    byte for byte, at no cost. A release that was interrupted after its noise was drawn counts as
                    spent.</p>
                    <p><b>Where it is.</b> In a folder outside of the workflow, readable by its owner alone: a file of
                    entries that is only ever appended to, each sealed together with the one before, the key of the
                    seals, and the store. It holds no records; they are recognised by a keyed hash. Several programs may
                    use it at once. Keep it private and backed up; never restore an old copy, which would forget what
                    was spent since.</p>
                    <p><b>How costs add up.</b> Releases are chosen after looking at earlier ones, so the ledger adds up
                    rho of zero-concentrated differential privacy, or pure epsilons where that admits more (privacy
                    filters). The Privacy Ledger Report shows a tighter total by privacy-loss distributions.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputPort("Ledger", "Where the ledger is and what it promises.", LedgerPortObject.TYPE))
            .model(m -> m.parametersClass(PrivacyLedgerNodeParameters.class)
                    .configure(PrivacyLedgerNodeFactory::configure)
                    .execute(PrivacyLedgerNodeFactory::execute))
            .nodeType(NodeType.Source)
            .keywords("budget", "differential privacy", "accounting", "odometer", "filter", "epsilon")
            .addExternalResource(
                    "https://arxiv.org/abs/2203.05481",
                    "Whitehouse, Ramdas, Rogers, Wu: Fully-Adaptive Composition in Differential Privacy");

    /** Creates the factory. */
    public PrivacyLedgerNodeFactory() {
        super(NODE);
    }

    private static LedgerPortObjectSpec spec(PrivacyLedgerNodeParameters parameters) throws InvalidSettingsException {
        Path folder = WorkflowPaths.resolve(parameters.m_folder, "the ledger");
        Path workflow = WorkflowPaths.workflow().orElse(null);
        if (workflow != null && folder.startsWith(workflow)) {
            throw new InvalidSettingsException(
                    "The ledger lies inside the workflow, so every copy of the workflow would"
                            + " begin a fresh account. Choose a folder outside, for example ../victims.ledger.");
        }
        return new LedgerPortObjectSpec(folder, parameters.terms());
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        PrivacyLedgerNodeParameters parameters = in.getParameters();
        out.setOutSpec(0, spec(parameters));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        PrivacyLedgerNodeParameters parameters = in.getParameters();
        Work.execute(() -> {
            LedgerPortObjectSpec spec = spec(parameters);
            boolean create = parameters.m_ifAbsent == PrivacyLedgerNodeParameters.IfAbsent.CREATE
                    && !PrivacyLedger.exists(spec.folder());
            PrivacyLedger ledger = create ? PrivacyLedger.create(spec.folder(), spec.terms()) : Ledgers.open(spec);
            if (ledger.account().left(Cohort.ALL) == 0) {
                out.setWarningMessage(
                        "Nothing is left of the budget of this ledger; only stored releases can be used.");
            }
            out.setOutData(0, new LedgerPortObject(spec));
        });
    }
}
