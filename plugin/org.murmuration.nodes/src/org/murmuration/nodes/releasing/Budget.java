// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.murmuration.engine.privacy.ApproximateDp;

/** The guarantee that a node must keep. */
public final class Budget implements NodeParameters {
    private static final double MAX_EPSILON = 100;
    private static final double MAX_DELTA = 0.01;

    /** Refers to the guarantee in its own live hint. */
    public interface Ref extends ParameterReference<Budget> {}

    static final class EpsilonLimit extends MaxValidation {
        @Override
        protected double getMax() {
            return MAX_EPSILON;
        }
    }

    static final class DeltaLimit extends MaxValidation {
        @Override
        protected double getMax() {
            return MAX_DELTA;
        }
    }

    /** Own numbers are asked for only where they count. */
    static final class IsOwn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(Audience.Ref.class).isOneOf(Audience.OWN);
        }
    }

    /** Says in words what the guarantee means for a person. */
    static final class Consequence implements StateProvider<Optional<TextMessage.Message>> {
        private LiveSettings<Budget> budget;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            budget = LiveSettings.of(Budget.class, Ref.class, initializer);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            try {
                Budget now = budget.get();
                return Hints.info("What this protects", now.m_audience.consequence(now.target()));
            } catch (IllegalArgumentException | InvalidSettingsException e) {
                return Hints.unusable(e);
            }
        }
    }

    @Widget(
            title = "Who will see it",
            description =
                    "Sets the guarantee by the audience: the wider it is, the stronger the protection and the larger"
                            + " the noise. Each release adds to what earlier ones of the same people have revealed; a ledger"
                            + " keeps count. Own numbers: epsilon and delta are given below.")
    @ValueSwitchWidget
    @ValueReference(Audience.Ref.class)
    @Migrate(loadDefaultIfAbsent = true)
    Audience m_audience = Audience.OWN;

    @Widget(
            title = "Epsilon",
            description = "How much the release may reveal about one person at most. Smaller protects better and"
                    + " adds more noise. Values up to 1 are strong, values above 10 protect little.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = EpsilonLimit.class)
    @Effect(predicate = IsOwn.class, type = EffectType.SHOW)
    double m_epsilon = 1;

    @Widget(
            title = "Delta",
            description = "Probability with which the bound may be exceeded. Choose it well below one divided by the"
                    + " number of people; it must not be computed from the data.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = DeltaLimit.class)
    @Effect(predicate = IsOwn.class, type = EffectType.SHOW)
    double m_delta = 1e-6;

    @TextMessage(Consequence.class)
    Void m_consequence;

    /** Creates the defaults. */
    public Budget() {
        // epsilon 1, delta 1e-6; the same as for the public, in numbers that older settings and flow variables name
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_audience != Audience.OWN) {
            return;
        }
        if (!(m_epsilon > 0 && m_epsilon <= MAX_EPSILON)) {
            throw new InvalidSettingsException("Epsilon must lie above 0 and at most at " + MAX_EPSILON + ".");
        }
        if (!(m_delta > 0 && m_delta <= MAX_DELTA)) {
            throw new InvalidSettingsException("Delta must lie above 0 and at most at " + MAX_DELTA + ".");
        }
    }

    /**
     * The guarantee.
     *
     * @return epsilon and delta
     */
    public ApproximateDp target() {
        return m_audience.target(m_epsilon, m_delta);
    }
}
