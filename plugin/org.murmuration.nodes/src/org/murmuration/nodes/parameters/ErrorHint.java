// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.util.Optional;
import java.util.function.Supplier;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** A message in a dialog that tells the error of tables of a codebook before anything is spent. A node says how large it is. */
public abstract class ErrorHint implements StateProvider<Optional<TextMessage.Message>> {
    private Supplier<ApproximateDp> target;
    private Supplier<TableOrder> order;

    /** For subclasses. */
    protected ErrorHint() {
        // suppliers come when the dialog opens
    }

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        target = Budget.target(initializer);
        order = initializer.computeFromValueSupplier(TableOrder.Ref.class);
    }

    /**
     * How large the error is.
     *
     * @param codebook public codebook
     * @param order largest number of attributes together
     * @param target guarantee of the dialog
     * @param ledger its relation holds; null without one
     * @return sentences
     * @throws IllegalArgumentException when the settings do not fit together
     */
    protected abstract String describe(
            Codebook codebook, TableOrder order, ApproximateDp target, LedgerPortObjectSpec ledger);

    @Override
    public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
        Codebook codebook = Releases.codebook(context);
        if (codebook == null) {
            return Hints.unknownError();
        }
        try {
            return Hints.expectedError(describe(codebook, order.get(), target.get(), Releases.ledger(context)));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Hints.unusable(e);
        }
    }
}
