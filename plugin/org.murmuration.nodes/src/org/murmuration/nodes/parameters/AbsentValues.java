// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Codebook;

/** Texts that stand for nothing. */
public final class AbsentValues implements NodeParameters {
    @Widget(
            title = "Values that stand for nothing",
            description = "Texts that count as absent wherever they stand, separated by semicolons, for example 0 where"
                    + " it means \"does not apply\". Empty: every value counts.",
            advanced = true)
    @TextInputWidget(placeholder = "none")
    String m_texts = "";

    @Widget(
            title = "Columns where they do count",
            description = "Columns of the codebook in which these texts are values like any other, separated by"
                    + " semicolons.",
            advanced = true)
    @TextInputWidget(placeholder = "none")
    String m_columns = "";

    /** Creates the defaults. */
    public AbsentValues() {
        // every value counts
    }

    private static List<String> list(String text) {
        return Arrays.stream((text == null ? "" : text).split(";"))
                .map(String::trim)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    /**
     * Which values count.
     *
     * @param codebook of the records
     * @return by attribute and level of its domain; missing values do not
     * @throws InvalidSettingsException when the codebook does not have a column that is named
     */
    public boolean[][] present(Codebook codebook) throws InvalidSettingsException {
        List<String> names = new ArrayList<>();
        for (String name : list(m_columns)) {
            int before = names.size();
            for (int a = 0; a < codebook.domain().size(); a++) {
                String field =
                        codebook.attributes().get(codebook.domain().fieldOf(a)).name();
                if (field.trim().equals(name)) {
                    names.add(codebook.domain().attribute(a).name());
                }
            }
            if (names.size() == before) {
                throw new InvalidSettingsException("The codebook has no attribute \"" + name
                        + "\", which the settings name as a column where all values count.");
            }
        }
        return KAnonymousCounts.present(codebook.domain(), list(m_texts), names);
    }
}
