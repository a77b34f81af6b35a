// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.murmuration.engine.privacy.ApproximateDp;

/** The guarantee that a node must keep. */
public final class Budget implements NodeParameters {
    private static final double MAX_EPSILON = 100;
    private static final double MAX_DELTA = 0.01;

    /** Refers to epsilon in live hints. */
    public interface EpsilonRef extends ParameterReference<Double> {}

    /** Refers to delta in live hints. */
    public interface DeltaRef extends ParameterReference<Double> {}

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

    @Widget(
            title = "Epsilon",
            description = "How much the release may reveal about one person at the most. Smaller protects better and"
                    + " adds more noise. Values up to 1 are strong, values above 10 protect little.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = EpsilonLimit.class)
    @ValueReference(EpsilonRef.class)
    double m_epsilon = 1;

    @Widget(
            title = "Delta",
            description = "Probability with which the bound may be passed. Choose it well below one divided by the"
                    + " number of people; it must not be computed from the data.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = DeltaLimit.class)
    @ValueReference(DeltaRef.class)
    double m_delta = 1e-6;

    /** Creates the defaults. */
    public Budget() {
        // epsilon 1, delta 1e-6
    }

    @Override
    public void validate() throws InvalidSettingsException {
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
        return new ApproximateDp(m_epsilon, m_delta);
    }
}
