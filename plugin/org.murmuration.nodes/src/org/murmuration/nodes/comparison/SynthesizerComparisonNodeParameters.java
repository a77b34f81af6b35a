// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.scores.Metric;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Options;
import org.murmuration.nodes.parameters.Names;

/** Parameters of Synthesizer Comparison. */
final class SynthesizerComparisonNodeParameters implements NodeParameters {
    private static final int ORDER = 3;
    private static final int TABLES = 200;
    private static final int QUESTIONS = 500;
    private static final int LEAST_RECORDS = 10;

    @Widget(
            title = "Names of the tables",
            description = "What the synthetic tables are called in the result, in the order of the ports, separated by"
                    + " semicolons. Empty: Synthetic 1, Synthetic 2 and so on.")
    @TextInputWidget(placeholder = "Synthetic 1; Synthetic 2; ...")
    String m_names = "";

    @Widget(
            title = "Target column",
            description =
                    "A column that trees learn from each synthetic table to predict for real records. Empty: tables"
                            + " are not compared by this.")
    @TextInputWidget(placeholder = "none")
    String m_target = "";

    @Widget(
            title = "Records of each table",
            description = "Larger tables are sampled down to this many records.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_limit = 50_000;

    @Widget(title = "Records shown to trees", description = "Of each table at most.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_shown = 5000;

    @Widget(title = "Seed", description = "Decides what is drawn at random, the same for all tables.", advanced = true)
    @NumberInputWidget
    int m_seed = 1;

    /** What each table is measured by. */
    Options options() {
        List<Metric> metrics = new ArrayList<>(List.of(
                new Metric.Columns(),
                new Metric.Marginals(new KMarginalEvaluation.Options(ORDER, TABLES, Optional.empty())),
                new Metric.Trees(m_shown),
                new Metric.MainEffects(m_shown)));
        Names.list(m_target).stream().findFirst().ifPresent(target -> {
            metrics.add(new Metric.Regression(target));
            metrics.add(new Metric.Prediction(target, m_shown));
        });
        metrics.add(new Metric.Questions(QUESTIONS));
        return new Options(metrics, m_limit);
    }

    /** Checks that the target is there, alone and not all there is. */
    void check(MixedColumns columns) throws InvalidSettingsException {
        int[] target = Names.positions(m_target, columns);
        if (target.length > 1) {
            throw new InvalidSettingsException("Name one target column only.");
        }
        if (target.length == 1 && columns.columns().size() == 1) {
            throw new InvalidSettingsException(
                    "Nothing is left to predict the target column from. Name another one, or none.");
        }
    }

    /** Name of a table by its position from 0. */
    String name(int table) {
        List<String> given = Names.list(m_names);
        return table < given.size() ? given.get(table) : "Synthetic " + (table + 1);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_limit < LEAST_RECORDS || m_shown < 1) {
            throw new InvalidSettingsException(
                    "Look at " + LEAST_RECORDS + " records of each table at least, and show one to trees.");
        }
        List<String> given = Names.list(m_names);
        if (given.stream().distinct().count() != given.size()) {
            throw new InvalidSettingsException("Two synthetic tables have the same name. Give each its own.");
        }
    }
}
