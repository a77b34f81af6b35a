// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** A message in a dialog that tells what a release would cost and leave in the ledger. A node says what it would release. */
public abstract class ReleasePlan implements StateProvider<Optional<TextMessage.Message>> {
    private Supplier<ApproximateDp> target;
    private Supplier<String> cohort;

    /** For subclasses. */
    protected ReleasePlan() {
        // suppliers come when the dialog opens
    }

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        target = Budget.target(initializer);
        cohort = initializer.computeFromValueSupplier(Recording.CohortRef.class);
        listen(initializer);
    }

    /**
     * Registers the other fields that the cost depends on.
     *
     * @param initializer of the dialog
     */
    protected abstract void listen(StateProviderInitializer initializer);

    /**
     * What the node would release.
     *
     * @param codebook public codebook
     * @param target guarantee of the dialog
     * @param ledger its relation holds
     * @return the cost
     * @throws IllegalArgumentException when the settings do not fit together
     */
    protected abstract PrivacyEvent event(Codebook codebook, ApproximateDp target, LedgerPortObjectSpec ledger);

    @Override
    public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
        LedgerPortObjectSpec ledger = Releases.ledger(context);
        Codebook codebook = Releases.codebook(context);
        if (ledger == null || codebook == null) {
            return ledger == null ? Ledgers.plan(null, null, null) : Optional.empty();
        }
        try {
            PrivacyEvent event = event(codebook, target.get(), ledger);
            return Ledgers.plan(ledger, event, Recording.cohort(cohort.get(), ledger.terms()));
        } catch (IllegalArgumentException | NullPointerException | InvalidSettingsException e) {
            return Hints.unusable(e);
        }
    }
}
