// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import java.nio.file.Path;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.report.ReleaseFolder;
import org.murmuration.nodes.adapter.SyntheticMark;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.view.ViewPage;

/** Where a release is written. */
public final class ReleaseTarget implements NodeParameters {
    /** What to do when the folder is there. */
    public enum IfExists {
        /** Nothing is overwritten. */
        @Label(value = "Fail", description = "Nothing is overwritten.")
        FAIL(ReleaseFolder.IfExists.FAIL),
        /** An earlier release is replaced. */
        @Label(
                value = "Replace an earlier release",
                description = "Only if the folder holds a release and nothing else.")
        REPLACE(ReleaseFolder.IfExists.REPLACE_RELEASE);

        private final ReleaseFolder.IfExists policy;

        IfExists(ReleaseFolder.IfExists policy) {
            this.policy = policy;
        }

        ReleaseFolder.IfExists policy() {
            return policy;
        }
    }

    @Widget(
            title = "Folder",
            description = "Where the release is written. A relative path starts at the folder of the workflow; it must"
                    + " lead out of it (<tt>../release</tt>), because the workflow holds sensitive data and is not to be"
                    + " published with the release.")
    @TextInputWidget(placeholder = "../release")
    String m_folder = "";

    @Widget(title = "If the folder exists", description = "What to do when the folder exists and is not empty.")
    @RadioButtonsWidget
    IfExists m_ifExists = IfExists.FAIL;

    @Widget(
            title = "Create missing parent folders",
            description = "Whether folders above the release folder are created when they do not exist.")
    boolean m_createParents;

    /** Which page to explore the release on is written. */
    enum Explore {
        @Label(value = "No", description = "Only the report is written.")
        NO(""),
        @Label(value = "English", description = "The reader can switch to French.")
        EN("en"),
        @Label(value = "Fran\u00e7ais", description = "The reader can switch to English.")
        FR("fr");

        private final String tag;

        Explore(String tag) {
            this.tag = tag;
        }
    }

    @Widget(
            title = "Page to explore",
            description = "Whether <tt>explore.html</tt> is written too: a page with bars to click, tables and pictures"
                    + " that needs neither KNIME nor a network, in the language in which it begins.")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    Explore m_explore = Explore.EN;

    @Widget(title = SyntheticMark.TITLE, description = SyntheticMark.DESCRIPTION, advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_synthetic;

    /** Creates the defaults. */
    public ReleaseTarget() {
        // nothing is overwritten
    }

    /**
     * The folder to be written.
     *
     * @return not yet checked for what it holds
     * @throws InvalidSettingsException when it lies inside the workflow
     */
    public ReleaseFolder folder() throws InvalidSettingsException {
        Path target = WorkflowPaths.resolve(m_folder, "the release folder");
        Path workflow = WorkflowPaths.workflow().orElse(null);
        if (workflow != null && target.startsWith(workflow)) {
            throw new InvalidSettingsException(
                    "The release folder lies inside the workflow, which holds sensitive data."
                            + " Choose a folder outside, for example ../release.");
        }
        return new ReleaseFolder(target, m_ifExists.policy(), m_createParents);
    }

    /**
     * Whether a page to explore the release on is asked for.
     *
     * @return false when only a report is
     */
    public boolean isExplored() {
        return m_explore != Explore.NO;
    }

    /**
     * The folder to be written, with a page to explore the release on where one is asked for.
     *
     * @return not yet checked for what it holds
     * @throws InvalidSettingsException when it lies inside the workflow
     */
    public ReleaseFolder explored() throws InvalidSettingsException {
        return isExplored() ? folder().exploredBy(page -> ViewPage.standalone(page.in(m_explore.tag))) : folder();
    }

    /**
     * Whether the user says that the tables are synthetic although they carry no mark.
     *
     * @return true when no mark is asked for
     */
    public boolean isTrusted() {
        return m_synthetic;
    }
}
