// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.canaryinserter;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.murmuration.nodes.parameters.TestSeed;

/** Parameters of Canary Inserter. */
final class CanaryInserterNodeParameters implements NodeParameters {
    private static final int LEAST = 4;

    @Widget(
            title = "Number of canaries",
            description =
                    "How many records are invented; about half of them are put into the table. With 400, a pipeline"
                            + " that gives all of them away is shown to have an epsilon of at least 4.2.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_canaries = 400;

    TestSeed m_test = new TestSeed();

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_canaries < LEAST) {
            throw new InvalidSettingsException("An audit needs at least " + LEAST + " canaries.");
        }
    }
}
