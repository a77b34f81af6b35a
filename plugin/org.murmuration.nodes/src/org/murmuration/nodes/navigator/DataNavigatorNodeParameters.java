// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.navigator;

import java.nio.file.Path;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.nodes.adapter.WorkflowPaths;

/** Parameters of the Data Navigator. */
final class DataNavigatorNodeParameters implements NodeParameters {
    /** Language of the page. */
    enum Language {
        @Label(value = "English", description = "The page begins in English; its reader can switch.")
        EN,
        @Label(value = "Fran\u00e7ais", description = "The page begins in French; its reader can switch.")
        FR
    }

    @Widget(title = "Language", description = "In which language the page begins.")
    @ValueSwitchWidget
    Language m_language = Language.EN;

    @Widget(
            title = "Write the page to",
            description =
                    "A file for people without KNIME: one HTML page with the data inside, which needs no network and"
                            + " fetches nothing. A relative path starts at the folder of the workflow and must lead out of it"
                            + " (<tt>../explore.html</tt>). Empty: the page is shown in the view only.")
    @TextInputWidget(placeholder = "only in the view")
    String m_file = "";

    @Widget(title = "Overwrite the file", description = "Whether a page that is there already is replaced.")
    boolean m_overwrite;

    @Widget(
            title = "Synthetic without a mark",
            description =
                    "Tables that a synthesizer of this extension made carry a mark, and others are refused, because"
                            + " they may be the sensitive ones. Tick this only for synthetic records that came another way, from a"
                            + " file or another tool.",
            advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_synthetic;

    /** Where the page goes; null when it stays in the view. */
    Path file() throws InvalidSettingsException {
        if (m_file == null || m_file.isBlank()) {
            return null;
        }
        Path file = WorkflowPaths.resolve(m_file, "the page");
        Path workflow = WorkflowPaths.workflow().orElse(null);
        if (workflow != null && file.startsWith(workflow)) {
            throw new InvalidSettingsException(
                    "The page lies inside the workflow, which holds sensitive data and is not to"
                            + " be handed on. Choose a file outside, for example ../explore.html.");
        }
        return file;
    }
}
