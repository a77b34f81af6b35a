// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.sampler;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.murmuration.nodes.parameters.Numbers;

/** Parameters of the Synthetic Data Sampler. */
final class SyntheticDataSamplerNodeParameters implements NodeParameters {
    static final class DefaultRows implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(NodeParametersInput context) {
            return 1000;
        }
    }

    static final class DefaultSeed implements OptionalWidget.DefaultValueProvider<String> {
        @Override
        public String computeState(NodeParametersInput context) {
            return "1";
        }
    }

    @Widget(
            title = "Number of records",
            description = "How many synthetic records to write. Off: as many as the model estimates the records to be."
                    + " Not used where values are given.")
    @OptionalWidget(defaultProvider = DefaultRows.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    Optional<Integer> m_rows = Optional.empty();

    @Widget(
            title = "Records for each row of given values",
            description = "How many records to draw for each row of the second input.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_perRow = 1;

    @Widget(
            title = "Numbers and dates",
            description = "What is written for attributes that the codebook puts into bins.")
    @RadioButtonsWidget
    Numbers m_numbers = Numbers.VALUE;

    @Widget(
            title = "Seed",
            description = "Makes the draw repeatable. That is harmless here: the model is private already, and a seed"
                    + " of the draw reveals nothing more.",
            advanced = true)
    @OptionalWidget(defaultProvider = DefaultSeed.class)
    Optional<String> m_seed = Optional.empty();

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_rows.isPresent() && m_rows.get() < 0) {
            throw new InvalidSettingsException("The number of records must be at least 0.");
        }
        if (m_perRow < 1) {
            throw new InvalidSettingsException("There must be at least one record for each row of given values.");
        }
    }
}
