// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.risk;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.nodes.parameters.Names;

/** Parameters of Disclosure Risk Evaluation. */
final class DisclosureRiskEvaluationNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "What an attacker knows")
        interface Knowledge {}

        @Section(title = "Attacks")
        @After(Knowledge.class)
        interface Attacks {}
    }

    @Widget(
            title = "Secret columns",
            description =
                    "Columns that an attacker wants to infer, separated by semicolons. Empty: each column in turn.")
    @TextInputWidget(placeholder = "each in turn")
    @Layout(Sections.Knowledge.class)
    String m_secrets = "";

    @Widget(
            title = "Known columns",
            description =
                    "Columns that the attacker knows of a person, separated by semicolons. Empty: all but the secret.")
    @TextInputWidget(placeholder = "all others")
    @Layout(Sections.Knowledge.class)
    String m_known = "";

    @Widget(
            title = "Linking: first set",
            description =
                    "Columns that one source knows of people, separated by semicolons. Empty: the first half of the"
                            + " columns.")
    @TextInputWidget(placeholder = "first half")
    @Layout(Sections.Knowledge.class)
    String m_first = "";

    @Widget(
            title = "Linking: second set",
            description =
                    "Columns that another source knows of the same people, none of the first set. Empty: the second"
                            + " half of the columns.")
    @TextInputWidget(placeholder = "second half")
    @Layout(Sections.Knowledge.class)
    String m_second = "";

    @Widget(title = "Attacks of each kind", description = "More attacks give narrower intervals.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Attacks.class)
    int m_attacks = 500;

    @Widget(
            title = "Columns in a combination",
            description = "How many columns are used to single people out together.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Attacks.class)
    int m_columns = 3;

    @Widget(
            title = "Nearest records when linking",
            description = "Two sets are linked when one of so many nearest synthetic records is the same.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Attacks.class)
    int m_neighbors = 1;

    @Widget(
            title = "Tolerance of numbers",
            description = "By which part of the true number a guess may be off and still counts as right.",
            advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Sections.Attacks.class)
    double m_tolerance = 0.05;

    @Widget(
            title = "Seed",
            description = "Chooses whom to attack; the same seed gives the same result.",
            advanced = true)
    @Layout(Sections.Attacks.class)
    int m_seed;

    int[] secrets(MixedColumns columns) throws InvalidSettingsException {
        int[] given = Names.positions(m_secrets, columns);
        return given.length > 0
                ? given
                : IntStream.range(0, columns.columns().size())
                        .filter(c -> known(columns, c).length > 0)
                        .toArray();
    }

    /** Known columns for a secret; names were checked before. */
    int[] known(MixedColumns columns, int secret) {
        try {
            int[] given = Names.positions(m_known, columns);
            return (given.length > 0
                            ? Arrays.stream(given)
                            : IntStream.range(0, columns.columns().size()))
                    .filter(c -> c != secret)
                    .toArray();
        } catch (InvalidSettingsException e) {
            return new int[0];
        }
    }

    int[] first(MixedColumns columns) throws InvalidSettingsException {
        int[] given = Names.positions(m_first, columns);
        return given.length > 0
                ? given
                : IntStream.range(0, columns.columns().size() / 2).toArray();
    }

    int[] second(MixedColumns columns) throws InvalidSettingsException {
        int[] given = Names.positions(m_second, columns);
        int n = columns.columns().size();
        return given.length > 0 ? given : IntStream.range(n / 2, n).toArray();
    }

    /** Checks that all columns that are named exist and that the two sets share none. */
    void check(MixedColumns columns) throws InvalidSettingsException {
        Names.positions(m_known, columns);
        int[] second = second(columns);
        for (int c : first(columns)) {
            if (Arrays.stream(second).anyMatch(s -> s == c)) {
                throw new InvalidSettingsException("The column \""
                        + columns.columns().get(c).name() + "\" is in both sets for linking. Take it out of one.");
            }
        }
        for (int secret : secrets(columns)) {
            if (known(columns, secret).length == 0) {
                throw new InvalidSettingsException("Nothing is known beside the secret \""
                        + columns.columns().get(secret).name() + "\". Name other known columns.");
            }
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_attacks < 1 || m_columns < 1 || m_neighbors < 1) {
            throw new InvalidSettingsException("Numbers of attacks, columns and nearest records must be at least 1.");
        }
        if (!(m_tolerance >= 0)) {
            throw new InvalidSettingsException("The tolerance of numbers must be at least 0.");
        }
    }
}
