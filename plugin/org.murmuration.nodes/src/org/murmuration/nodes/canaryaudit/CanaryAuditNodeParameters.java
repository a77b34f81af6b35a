// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.canaryaudit;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** Parameters of Canary Audit. */
final class CanaryAuditNodeParameters implements NodeParameters {
    @Widget(title = "Delta", description = "The delta that the pipeline promises; 0 when it promises epsilon alone.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_delta = 1e-6;

    @Widget(title = "Confidence", description = "With which probability the lower bound shall hold.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_confidence = 0.95;

    @Override
    public void validate() throws InvalidSettingsException {
        if (!(m_delta >= 0 && m_delta < 1)) {
            throw new InvalidSettingsException("Delta must be at least 0 and below 1.");
        }
        if (!(m_confidence > 0 && m_confidence < 1)) {
            throw new InvalidSettingsException("The confidence must lie between 0 and 1.");
        }
    }
}
