// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.utility;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** Parameters of Utility Evaluation. */
final class UtilityEvaluationNodeParameters implements NodeParameters {
    /** Largest number of attributes compared together. */
    enum Order {
        @Label(value = "1", description = "Each attribute by itself.")
        ONE(1),
        @Label(value = "2", description = "Also all pairs.")
        TWO(2),
        @Label(value = "3", description = "Also all triples.")
        THREE(3);

        private final int size;

        Order(int size) {
            this.size = size;
        }

        int size() {
            return size;
        }
    }

    @Widget(
            title = "Attributes compared together",
            description = "Marginals of up to this many attributes are compared.")
    @ValueSwitchWidget
    Order m_order = Order.THREE;
}
