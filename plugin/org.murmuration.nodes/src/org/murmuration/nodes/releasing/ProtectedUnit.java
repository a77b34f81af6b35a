// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.privacy.PrivacyUnit;

/** Whose presence a release hides. */
public final class ProtectedUnit implements NodeParameters {
    @Widget(
            title = "A row stands for one",
            description =
                    "What a row of the table is, in the singular: record, victim, case. The guarantee speaks of it."
                            + " It holds for people only if each has one row, or if the privacy unit column is given. With a"
                            + " ledger, its unit is taken.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    String m_name = "record";

    /** Creates the defaults. */
    public ProtectedUnit() {
        // a row stands for one record
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_name == null || m_name.isBlank()) {
            throw new InvalidSettingsException("Say what a row stands for, for example \"record\".");
        }
    }

    /**
     * Whose presence is hidden.
     *
     * @return a unit with a name
     */
    public PrivacyUnit unit() {
        return new PrivacyUnit(m_name.trim());
    }
}
