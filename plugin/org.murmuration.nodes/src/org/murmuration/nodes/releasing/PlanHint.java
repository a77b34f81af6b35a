// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/**
 * A message in the dialog of a releasing node about the plan of the settings as they are now.
 *
 * @param <S> all settings that the plan depends on
 * @param <C> the codebook that the plan needs
 * @param <P> the plan
 */
public abstract class PlanHint<S extends ReleaseSettings<C, P>, C, P extends ReleasePlan>
        implements StateProvider<Optional<TextMessage.Message>> {
    private final ReleasingNode<S, C, P> node;
    private LiveSettings<S> settings;

    private PlanHint(ReleasingNode<S, C, P> node) {
        this.node = node;
    }

    @Override
    public final void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        settings = node.settings(initializer);
    }

    @Override
    public final Optional<TextMessage.Message> computeState(NodeParametersInput context) {
        C codebook = node.ports().shown(context).orElse(null);
        LedgerPortObjectSpec ledger = node.ports().ledger(context);
        try {
            S now = settings.get();
            now.validate();
            return codebook == null && now.need() != ReleasePorts.Need.NONE
                    ? unknown(ledger)
                    : message(now, now.plan(codebook, ledger), ledger);
        } catch (IllegalArgumentException | InvalidSettingsException e) {
            return Hints.unusable(e);
        }
    }

    /** What is said while no codebook is connected that may be known. */
    abstract Optional<TextMessage.Message> unknown(LedgerPortObjectSpec ledger);

    abstract Optional<TextMessage.Message> message(S now, P plan, LedgerPortObjectSpec ledger)
            throws InvalidSettingsException;

    /**
     * How exact the release will be. A node extends it by a class with an empty constructor.
     *
     * @param <S> all settings that the plan depends on
     * @param <C> the codebook that the plan needs
     * @param <P> the plan
     */
    public abstract static class ExpectedError<S extends ReleaseSettings<C, P>, C, P extends ReleasePlan>
            extends PlanHint<S, C, P> {
        private final String what;

        /**
         * The hint of a node.
         *
         * @param node that has the settings
         */
        protected ExpectedError(ReleasingNode<S, C, P> node) {
            super(node);
            what = node.ports().what();
        }

        @Override
        final Optional<TextMessage.Message> unknown(LedgerPortObjectSpec ledger) {
            return Hints.unknownError(what);
        }

        @Override
        final Optional<TextMessage.Message> message(S now, P plan, LedgerPortObjectSpec ledger) {
            return Hints.expectedError(now.describe(plan));
        }
    }

    /**
     * What the release would cost and leave in the ledger. A node extends it by a class with an empty constructor.
     *
     * @param <S> all settings that the plan depends on
     * @param <C> the codebook that the plan needs
     * @param <P> the plan
     */
    public abstract static class Cost<S extends ReleaseSettings<C, P>, C, P extends ReleasePlan>
            extends PlanHint<S, C, P> {
        /**
         * The hint of a node.
         *
         * @param node that has the settings
         */
        protected Cost(ReleasingNode<S, C, P> node) {
            super(node);
        }

        @Override
        final Optional<TextMessage.Message> unknown(LedgerPortObjectSpec ledger) {
            return ledger == null ? Ledgers.none() : Optional.empty();
        }

        @Override
        final Optional<TextMessage.Message> message(S now, P plan, LedgerPortObjectSpec ledger)
                throws InvalidSettingsException {
            return ledger == null
                    ? Ledgers.none()
                    : Ledgers.plan(ledger, plan.event(), now.recording().cohort(ledger.terms()));
        }
    }
}
