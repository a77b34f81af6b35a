// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.sdswriter;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Parameters of the SDS Aggregates Writer. */
final class SdsAggregatesWriterNodeParameters implements NodeParameters {
    /** What separates the two columns. */
    enum Delimiter {
        @Label(value = "Tab", description = "As the command line and the pipeline of Synthetic Data Showcase.")
        TAB('\t'),
        @Label(value = "Comma", description = "As its web application.")
        COMMA(',');

        private final char character;

        Delimiter(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    @Widget(
            title = "Aggregates file",
            description = "Path of the file to write. Relative paths start at the folder of the workflow.")
    @TextInputWidget(placeholder = "../release/reportable_aggregates.tsv")
    String m_file = "";

    @Widget(title = "Columns are separated by", description = "What stands between combination and count.")
    @ValueSwitchWidget
    Delimiter m_delimiter = Delimiter.TAB;

    @Widget(title = "Overwrite", description = "Replaces the file if there is one. Off: that is an error.")
    boolean m_overwrite;
}
