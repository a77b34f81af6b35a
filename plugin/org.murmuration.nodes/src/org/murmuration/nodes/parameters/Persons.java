// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Which rows belong to the same person. */
public final class Persons implements NodeParameters {
    /** What is done with several rows of a person. */
    public enum Rows {
        /** One row is made of them. */
        @Label(
                value = "Join them",
                description = "What is missing in one is taken from another, entries of lists are united. Rows that"
                        + " contradict each other are an error.")
        JOIN,
        /** The first ones are kept. */
        @Label(
                value = "Keep the first ones",
                description = "Each counts by itself. With differential privacy more rows of a person need more noise.")
        BOUND
    }

    @Widget(
            title = "Privacy unit column",
            description = "Column that says to whom a row belongs, when a person can have several. It is not counted"
                    + " itself. Empty: each row is one person.",
            advanced = true)
    @TextInputWidget(placeholder = "each row is one")
    String m_column = "";

    @Widget(title = "Several rows of a person", description = "What is done with them.", advanced = true)
    @RadioButtonsWidget
    Rows m_rows = Rows.JOIN;

    @Widget(
            title = "Rows kept of each person",
            description = "At most this many are kept when the first ones are kept.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_most = 1;

    /** Creates the defaults. */
    public Persons() {
        // each row is one
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_most < 1) {
            throw new InvalidSettingsException("At least one row must be kept of each person.");
        }
    }

    /**
     * Whether rows are told apart by person.
     *
     * @return false when each row is one
     */
    public boolean isGiven() {
        return m_column != null && !m_column.isBlank();
    }

    /**
     * The column.
     *
     * @param spec of the table
     * @param attributes names of the codebook's attributes
     * @return position in the table, -1 when each row is one
     * @throws InvalidSettingsException when the table does not have it, or it would be counted itself
     */
    public int column(DataTableSpec spec, List<String> attributes) throws InvalidSettingsException {
        if (!isGiven()) {
            return -1;
        }
        int column = spec.findColumnIndex(m_column.trim());
        if (column < 0) {
            throw new InvalidSettingsException("The table has no column \"" + m_column.trim()
                    + "\", which is to say to whom a row belongs. Choose another, or leave the setting empty.");
        }
        if (attributes.stream().anyMatch(a -> a.trim().equals(m_column.trim()))) {
            throw new InvalidSettingsException("The column \"" + m_column.trim()
                    + "\" says to whom a row belongs, and the codebook has it too, so that it would be counted. Take it out"
                    + " of the codebook.");
        }
        return column;
    }

    /**
     * Rows that a person keeps.
     *
     * @return 0 when they are joined to one
     */
    public int bound() {
        return m_rows == Rows.JOIN ? 0 : m_most;
    }

    /**
     * Rows that a person has at most after that.
     *
     * @return at least 1
     */
    public int most() {
        return isGiven() && m_rows == Rows.BOUND ? m_most : 1;
    }
}
