// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.aggregateevaluation;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.nodes.parameters.Limits;

/** Parameters of Aggregate Evaluation. */
final class AggregateEvaluationNodeParameters implements NodeParameters {
    @Widget(
            title = "Rare below (k)",
            description =
                    "Combinations of fewer records count as rare: they are what a reader could recognise people by.")
    @NumberInputWidget(minValidation = Limits.LeastResolution.class)
    int m_resolution = 10;

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_resolution < KAnonymousCounts.LEAST_RESOLUTION) {
            throw new InvalidSettingsException("Rare must be below at least 2 records.");
        }
    }
}
