// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.kanonymous;

import java.util.Arrays;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.anonymity.KAnonymousCounts;

/** Parameters of k-Anonymous Aggregates. */
final class KAnonymousAggregatesNodeParameters implements NodeParameters {
    static final class LeastResolution extends MinValidation {
        @Override
        protected double getMin() {
            return KAnonymousCounts.LEAST_RESOLUTION;
        }
    }

    static final class LeastLength extends MinValidation {
        @Override
        protected double getMin() {
            return 1;
        }
    }

    static final class MostLength extends MaxValidation {
        @Override
        protected double getMax() {
            return KAnonymousCounts.MAX_LENGTH;
        }
    }

    @Widget(
            title = "Resolution (k)",
            description = "Counts are rounded down to a multiple of this number, and combinations of fewer records are"
                    + " withheld.")
    @NumberInputWidget(minValidation = LeastResolution.class)
    int m_resolution = 10;

    @Widget(
            title = "Values in a combination",
            description =
                    "All combinations of up to this many values are counted. Longer ones tell more and are" + " rarer.")
    @NumberInputWidget(minValidation = LeastLength.class, maxValidation = MostLength.class)
    int m_length = 3;

    @Widget(
            title = "Values that stand for nothing",
            description = "Texts that count as absent wherever they stand, separated by semicolons, for example 0 where"
                    + " it means \"does not apply\". Empty: every value counts; missing values never form"
                    + " combinations.",
            advanced = true)
    @TextInputWidget(placeholder = "none")
    String m_absent = "";

    @Widget(
            title = "Columns where they do count",
            description = "Columns of the codebook in which these texts are values like any other, separated by"
                    + " semicolons.",
            advanced = true)
    @TextInputWidget(placeholder = "none")
    String m_sensitive = "";

    static List<String> list(String text) {
        return Arrays.stream((text == null ? "" : text).split(";"))
                .map(String::trim)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_resolution < KAnonymousCounts.LEAST_RESOLUTION) {
            throw new InvalidSettingsException("The resolution must be at least 2: 1 would hide nobody.");
        }
        if (m_length < 1 || m_length > KAnonymousCounts.MAX_LENGTH) {
            throw new InvalidSettingsException(
                    "The number of values in a combination must be 1 to " + KAnonymousCounts.MAX_LENGTH + ".");
        }
    }
}
