// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.report.pages.PublishablePage;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.view.ViewPage;

/** Where a page to share is written, if anywhere. */
public final class PageTarget implements NodeParameters {
    /** Language of the page. */
    enum Language {
        @Label(value = "English", description = "The page begins in English; its reader can switch.")
        EN,
        @Label(value = "Fran\u00e7ais", description = "The page begins in French; its reader can switch.")
        FR
    }

    @Widget(
            title = "Language",
            description = "In which language the file begins; the view follows the language of KNIME's window.")
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

    /** Creates the defaults. */
    public PageTarget() {
        // the page stays in the view
    }

    /**
     * Checks the file before anything is computed.
     *
     * @return where the page goes; empty when it stays in the view
     * @throws InvalidSettingsException when it cannot be written there, or lies inside the workflow
     */
    public Optional<Path> check() throws InvalidSettingsException {
        if (m_file == null || m_file.isBlank()) {
            return Optional.empty();
        }
        Path file = WorkflowPaths.resolve(m_file, "the page");
        Path workflow = WorkflowPaths.workflow().orElse(null);
        if (workflow != null && file.startsWith(workflow)) {
            throw new InvalidSettingsException(
                    "The page lies inside the workflow, which holds sensitive data and is not to"
                            + " be shared. Choose a file outside, for example ../explore.html.");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new InvalidSettingsException("The folder of the page does not exist: " + file + ". Create it.");
        }
        if (Files.isDirectory(file) || Files.exists(file) && !m_overwrite) {
            throw new InvalidSettingsException(
                    file + " is there already. Choose another file, or allow that it is overwritten.");
        }
        return Optional.of(file);
    }

    /**
     * Writes a page in the language of the settings, beside the target first, so that an error leaves what was there.
     *
     * @param file what {@link #check} gave
     * @param page to share
     * @throws IOException when it cannot be written
     */
    public void write(Path file, PublishablePage page) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".draft");
        try {
            Files.writeString(
                    draft,
                    ViewPage.standalone(page.in(m_language.name().toLowerCase(Locale.ROOT))),
                    StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
