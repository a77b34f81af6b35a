// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.kanonymous;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.nodes.parameters.AbsentValues;
import org.murmuration.nodes.parameters.Limits;
import org.murmuration.nodes.parameters.Persons;

/** Parameters of k-Anonymous Aggregates. */
final class KAnonymousAggregatesNodeParameters implements NodeParameters {
    @Widget(
            title = "Resolution (k)",
            description = "Counts are rounded down to a multiple of this number, and combinations of fewer records are"
                    + " withheld.")
    @NumberInputWidget(minValidation = Limits.LeastResolution.class)
    int m_resolution = 10;

    @Widget(
            title = "Values in a combination",
            description = "All combinations of up to this many values are counted. Longer ones reveal more and are"
                    + " rarer.")
    @NumberInputWidget(minValidation = Limits.LeastLength.class, maxValidation = Limits.MostLength.class)
    int m_length = 3;

    @Widget(
            title = "Missing is a value",
            description =
                    "Also counts combinations with missing values, and with values that stand for nothing, so that"
                            + " synthetic records can keep which values are missing together.",
            advanced = true)
    boolean m_missing;

    AbsentValues m_absent = new AbsentValues();

    Persons m_persons = new Persons();

    @Widget(
            title = "Rows read at most",
            description = "Only the first rows of the table are read. 0: all. To try settings on large tables.",
            advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_limit;

    boolean[][] present(Codebook codebook) throws InvalidSettingsException {
        boolean[][] present = m_absent.present(codebook);
        return m_missing ? CombinationCode.all(codebook.domain()) : present;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        m_persons.validate();
        if (m_limit < 0) {
            throw new InvalidSettingsException("The number of rows to read must be at least 0.");
        }
        if (m_resolution < KAnonymousCounts.LEAST_RESOLUTION) {
            throw new InvalidSettingsException("The resolution must be at least 2: 1 would hide nobody.");
        }
        Limits.checkLength(m_length);
    }
}
