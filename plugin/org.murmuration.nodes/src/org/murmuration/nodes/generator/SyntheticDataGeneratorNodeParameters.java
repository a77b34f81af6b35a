// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.generator;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.murmuration.nodes.parameters.Numbers;
import org.murmuration.nodes.parameters.TestSeed;

/** Parameters of the Synthetic Data Generator. */
final class SyntheticDataGeneratorNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Records")
        interface Records {}

        @Section(title = "Testing")
        @After(Records.class)
        interface Testing {}
    }

    static final class DefaultRows implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(NodeParametersInput context) {
            return 1000;
        }
    }

    @Widget(
            title = "Number of records",
            description = "How many synthetic records to write. Off: as many as the private count estimates, so that"
                    + " totals agree with the aggregates.")
    @OptionalWidget(defaultProvider = DefaultRows.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Sections.Records.class)
    Optional<Integer> m_rows = Optional.empty();

    @Widget(
            title = "Numbers and dates",
            description = "What is written for attributes that the codebook puts into bins.")
    @RadioButtonsWidget
    @Layout(Sections.Records.class)
    Numbers m_numbers = Numbers.VALUE;

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_rows.isPresent() && m_rows.get() < 0) {
            throw new InvalidSettingsException("The number of records must be at least 0.");
        }
    }
}
