// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedutility;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedWorkload;

/** Parameters of the Linked Utility Evaluation. */
final class LinkedUtilityEvaluationNodeParameters implements NodeParameters {
    @Widget(
            title = "Compare triples too",
            description = "Whether tables of three attributes are compared beside all pairs. Many more tables.")
    boolean m_triples;

    @Widget(title = "Largest table", description = "Tables with more cells are not compared.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_cells = LinkedWorkload.MAX_CELLS;

    LinkedWorkload workload(LinkedCodebook codebook) {
        return LinkedWorkload.of(codebook, m_triples, m_cells);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_cells < 1) {
            throw new InvalidSettingsException("The largest table must have at least 1 cell.");
        }
    }
}
