// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedbuilder;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.linked.ChildCounts;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.nodes.adapter.LinkedInput;

/** Parameters of the Linked Data Builder. */
final class LinkedDataBuilderNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "What is linked")
        interface Names {}

        @Section(title = "Keys")
        @After(Names.class)
        interface Keys {}

        @Section(title = "Sheets")
        @After(Keys.class)
        interface Sheets {}

        @Section(title = "Numbers of children")
        @After(Sheets.class)
        interface Numbers {}
    }

    /** How the data come. */
    enum Shape {
        @Label(
                value = "Two tables",
                description = "One row a parent in the first table, one row a child in the second, linked by keys.")
        TABLES,
        @Label(
                value = "One wide sheet",
                description = "One row a parent, with columns that repeat for each child:"
                        + " <tt>perpetrator_1_gender</tt>, <tt>perpetrator_2_gender</tt>.")
        WIDE,
        @Label(
                value = "One sheet with lists",
                description = "One row a parent, with cells that list the values of all children: <tt>Male;Female</tt>."
                        + " The longest list says how many there are; lists as long go together in order, one entry"
                        + " holds for all, what cannot be told whose it is becomes missing.")
        LISTS
    }

    /** What is done with rows that do not fit. */
    enum Misfits {
        @Label(value = "Fail", description = "All kinds of problems are reported, nothing is built.")
        REFUSE(LinkedDataset.Misfits.REFUSE),
        @Label(
                value = "Leave them out",
                description = "Children without a parent, rows without a key and all but the first parent of a key are"
                        + " left out; the second output counts them.")
        LEAVE_OUT(LinkedDataset.Misfits.LEAVE_OUT);

        private final LinkedDataset.Misfits engine;

        Misfits(LinkedDataset.Misfits engine) {
            this.engine = engine;
        }

        LinkedDataset.Misfits engine() {
            return engine;
        }
    }

    @Widget(title = "The data come as", description = "How parents and children are written down.")
    @RadioButtonsWidget
    @Layout(Sections.Names.class)
    Shape m_shape = Shape.TABLES;

    @Widget(
            title = "A parent is one",
            description = "What a row of the first table is, in the singular: victim, patient, household. Whom the"
                    + " guarantee protects with all that is linked to it; a ledger must have the same unit.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Names.class)
    String m_parent = "victim";

    @Widget(
            title = "A child is one",
            description = "What is linked to a parent, in the singular: perpetrator, visit, person.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Names.class)
    String m_child = "perpetrator";

    @Widget(
            title = "Key of the parent",
            description = "Column of the first table by which children name their parent. With one sheet it may be"
                    + " empty: each row is a parent then.")
    @TextInputWidget(placeholder = "victim_id")
    @Layout(Sections.Keys.class)
    String m_parentKey = "victim_id";

    @Widget(
            title = "Parent's key in the second table",
            description = "Column of the second table with the key of the parent. Empty: the same name. Only for two"
                    + " tables.")
    @TextInputWidget(placeholder = "the same name")
    @Layout(Sections.Keys.class)
    String m_foreignKey = "";

    @Widget(
            title = "Key of the child",
            description = "Column of the second table with a key of the child itself, to find rows that occur twice and"
                    + " children that several parents have: each of them keeps such a child. Empty: children have none."
                    + " Only for two tables.",
            advanced = true)
    @TextInputWidget(placeholder = "none")
    @Layout(Sections.Keys.class)
    String m_childKey = "";

    @Widget(title = "Rows that do not fit", description = "What is done with rows whose keys do not fit together.")
    @RadioButtonsWidget
    @Layout(Sections.Keys.class)
    Misfits m_misfits = Misfits.REFUSE;

    @Widget(
            title = "Prefix of repeated columns",
            description = "What stands before the number in the columns of a wide sheet.")
    @TextInputWidget(placeholder = "perpetrator")
    @Layout(Sections.Sheets.class)
    String m_prefix = "perpetrator";

    @Widget(title = "Separator of lists", description = "What separates the entries of a cell that is a list.")
    @TextInputWidget(placeholder = ";")
    @Layout(Sections.Sheets.class)
    String m_separator = ";";

    @Widget(
            title = "Largest number with a level of its own",
            description = "Numbers of children up to this one are levels of their own; all larger ones are one level.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Numbers.class)
    int m_exact = ChildCounts.DEFAULT.exact();

    @Widget(
            title = "Most children of a synthetic parent",
            description = "Public limit of the number that is ever written. Sensitive parents may have more: they count"
                    + " like all others, and nothing is cut off.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Numbers.class)
    int m_most = ChildCounts.DEFAULT.most();

    /** The codebook of both tables. */
    LinkedCodebook codebook(Codebook parents, Codebook children) {
        return new LinkedCodebook(m_parent, m_child, parents, children, new ChildCounts(m_exact, m_most));
    }

    LinkedInput.Keys keys() {
        return new LinkedInput.Keys(m_parentKey, m_foreignKey.isBlank() ? m_parentKey : m_foreignKey, m_childKey);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_parent == null || m_parent.isBlank() || m_child == null || m_child.isBlank()) {
            throw new InvalidSettingsException(
                    "Say what a parent and a child are, for example victim and perpetrator.");
        }
        if (m_shape == Shape.TABLES && (m_parentKey == null || m_parentKey.isBlank())) {
            throw new InvalidSettingsException("Two tables need the column with the key of the parent.");
        }
        if (m_shape == Shape.WIDE && (m_prefix == null || m_prefix.isBlank())) {
            throw new InvalidSettingsException("A wide sheet needs the prefix of its repeated columns.");
        }
        if (m_shape == Shape.LISTS && (m_separator == null || m_separator.isEmpty())) {
            throw new InvalidSettingsException("A sheet with lists needs their separator.");
        }
        if (m_exact < 1 || m_exact > 30 || m_most <= m_exact || m_most > 1000) {
            throw new InvalidSettingsException("Numbers of children are kept apart up to 1 to 30, and the most of a"
                    + " synthetic parent must be larger, up to 1000.");
        }
    }
}
