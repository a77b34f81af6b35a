// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.scores.Metric;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Options;
import org.murmuration.nodes.parameters.Names;

/** Parameters of Utility Evaluation. */
final class UtilityEvaluationNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Metrics")
        interface Groups {}

        @Section(title = "Columns with a role")
        @After(Groups.class)
        interface Roles {}

        @Section(title = "How much is looked at")
        @After(Roles.class)
        interface Size {}
    }

    private static final int LEAST_RECORDS = 10;

    /** Largest number of attributes compared together. */
    enum Order {
        @Label(value = "1", description = "Each attribute by itself.")
        ONE(1),
        @Label(value = "2", description = "Also all pairs.")
        TWO(2),
        @Label(value = "3", description = "Also all triples.")
        THREE(3),
        @Label(value = "4", description = "k-marginals also of four columns; the codebook's tables of up to three.")
        FOUR(4);

        private final int size;

        Order(int size) {
            this.size = size;
        }

        int size() {
            return size;
        }
    }

    @Widget(title = "Attributes counted together", description = "Tables of up to this many columns are compared.")
    @ValueSwitchWidget
    @Layout(Sections.Groups.class)
    Order m_order = Order.THREE;

    @Widget(
            title = "Columns and pairs of columns",
            description =
                    "Shapes, coverage, adherence, missing values and associations, as SDMetrics and the textbooks.")
    @Layout(Sections.Groups.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_columns = true;

    @Widget(
            title = "k-marginals",
            description =
                    "The scores of NIST for one to four columns, with the sub-sample of the real records that is as"
                            + " near.")
    @Layout(Sections.Groups.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_marginals = true;

    @Widget(
            title = "Whole records",
            description = "New and copied records, keys, and which columns have values together.")
    @Layout(Sections.Groups.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_records = true;

    @Widget(title = "Distinguishability", description = "How well trees tell synthetic records from real ones.")
    @Layout(Sections.Groups.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_trees = true;

    @Widget(title = "Counting questions", description = "Errors of counts over up to three columns.")
    @Layout(Sections.Groups.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_questions = true;

    @Widget(
            title = "Target column",
            description =
                    "A column that analyses would explain: the same regression is fitted to both tables, and trees"
                            + " that learned from synthetic records predict it for real ones. Empty: no such analysis.")
    @TextInputWidget(placeholder = "none")
    @Layout(Sections.Roles.class)
    @Migrate(loadDefaultIfAbsent = true)
    String m_target = "";

    @Widget(
            title = "Column of groups",
            description = "k-marginals are also scored within each group of records that share a value of this column,"
                    + " worst group first. Empty: no groups.")
    @TextInputWidget(placeholder = "none")
    @Layout(Sections.Roles.class)
    @Migrate(loadDefaultIfAbsent = true)
    String m_group = "";

    @Widget(
            title = "Key columns",
            description = "Columns that together should identify a record, separated by semicolons. Empty: no key.")
    @TextInputWidget(placeholder = "none")
    @Layout(Sections.Roles.class)
    @Migrate(loadDefaultIfAbsent = true)
    String m_keys = "";

    @Widget(
            title = "Records of each table",
            description = "Larger tables are sampled down to this many records. The standard error that this leaves is"
                    + " given beside each score.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Size.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_limit = 1_000_000;

    @Widget(
            title = "k-marginals of each size",
            description = "When there are more tables of so many columns, as many are drawn at random.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Size.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_tables = 200;

    @Widget(title = "Records shown to trees", description = "Of each table at most.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Size.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_shown = 5000;

    @Widget(title = "Counting questions", description = "How many are asked.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Size.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_asked = 500;

    @Widget(
            title = "Seed",
            description = "Decides what is drawn at random; the same tables with the same seed have the same scores.",
            advanced = true)
    @NumberInputWidget
    @Layout(Sections.Size.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_seed = 1;

    /** Names a column of a role, empty for none. */
    private static Optional<String> one(String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text.trim());
    }

    /** Checks that the named columns are there. */
    void check(List<String> columns) throws InvalidSettingsException {
        Names.check(one(m_target).map(List::of).orElse(List.of()), columns, "target column");
        Names.check(one(m_group).map(List::of).orElse(List.of()), columns, "column of groups");
        Names.check(Names.list(m_keys), columns, "key columns");
    }

    /** What is measured; empty when nothing is asked for beyond the codebook's tables. */
    Optional<Options> options() {
        List<Metric> metrics = new ArrayList<>();
        if (m_columns) {
            metrics.add(new Metric.Columns());
        }
        if (m_marginals) {
            metrics.add(new Metric.Marginals(new KMarginalEvaluation.Options(m_order.size(), m_tables, one(m_group))));
        }
        if (m_records) {
            metrics.add(new Metric.Records(Names.list(m_keys)));
        }
        if (m_trees) {
            metrics.add(new Metric.Trees(m_shown));
            metrics.add(new Metric.MainEffects(m_shown));
        }
        one(m_target).ifPresent(target -> {
            metrics.add(new Metric.Regression(target));
            metrics.add(new Metric.Prediction(target, m_shown));
        });
        if (m_questions) {
            metrics.add(new Metric.Questions(m_asked));
        }
        return metrics.isEmpty() ? Optional.empty() : Optional.of(new Options(metrics, m_limit));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_limit < LEAST_RECORDS) {
            throw new InvalidSettingsException("Look at " + LEAST_RECORDS + " records of each table at least.");
        }
        if (m_tables < 2 || m_shown < 1 || m_asked < 1) {
            throw new InvalidSettingsException(
                    "Look at two k-marginals, one record shown to trees and one counting question at least.");
        }
    }
}
