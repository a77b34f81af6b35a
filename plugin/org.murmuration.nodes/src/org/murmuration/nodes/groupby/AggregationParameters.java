// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import java.util.List;
import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.aggregation.groups.Aggregation;
import org.murmuration.engine.aggregation.groups.Range;
import org.murmuration.engine.aggregation.groups.SearchedPlan;
import org.murmuration.engine.aggregation.groups.Statistic;
import org.murmuration.nodes.parameters.Names;

/** One thing to know of each group. */
final class AggregationParameters implements NodeParameters {
    /** What can be asked for. */
    enum Method {
        @Label(value = "Count", description = "Number of rows.")
        COUNT(Statistic.COUNT),
        @Label(value = "People", description = "Number of people (or whatever is protected).")
        UNITS(Statistic.UNITS),
        @Label(
                value = "Values",
                description =
                        "Number of rows that have a value of the column: what the count is more by is missing, or no number.")
        VALUES(Statistic.VALUES),
        @Label(value = "Different values", description = "How many different values the column has.")
        DISTINCT(Statistic.DISTINCT),
        @Label(value = "Sum", description = "Sum of the values; those outside of the bounds count as the nearer bound.")
        SUM(Statistic.SUM),
        @Label(value = "Mean", description = "Mean of the values. Costs what sum and count cost.")
        MEAN(Statistic.MEAN),
        @Label(value = "Variance", description = "Variance of the values.")
        VARIANCE(Statistic.VARIANCE),
        @Label(value = "Standard deviation", description = "Standard deviation of the values.")
        DEVIATION(Statistic.DEVIATION),
        @Label(value = "Quantiles", description = "Any number of quantiles together; 0.5 is the median.")
        QUANTILES(Statistic.QUANTILES),
        @Label(
                value = "Minimum",
                description = "The 0.5 % quantile, because the smallest value of all cannot be released privately.")
        MINIMUM(Statistic.MINIMUM),
        @Label(
                value = "Maximum",
                description = "The 99.5 % quantile, because the largest value of all cannot be released privately.")
        MAXIMUM(Statistic.MAXIMUM),
        @Label(value = "Histogram", description = "Counts of the values in declared bins.")
        HISTOGRAM(Statistic.HISTOGRAM);

        private final Statistic statistic;

        Method(Statistic statistic) {
            this.statistic = statistic;
        }
    }

    @Widget(title = "Method", description = "What is computed.")
    Method m_method = Method.COUNT;

    @Widget(
            title = "Column",
            description = "The column whose values are meant. Not used for counts of rows and people.")
    @TextInputWidget(placeholder = "none")
    String m_column = "";

    @Widget(
            title = "Lower bound",
            description = "Smallest value that counts as itself. Choose it from what is known about the column, never"
                    + " by looking at the records.")
    @NumberInputWidget
    double m_low;

    @Widget(
            title = "Upper bound",
            description = "Largest value that counts as itself. Narrow bounds give little noise, but move values"
                    + " outside of them.")
    @NumberInputWidget
    double m_high = 100;

    @Widget(
            title = "Find the bounds",
            description =
                    "Where nobody knows the bounds: finds them in the values with differential privacy, for a part"
                            + " of the budget. They are powers of two; few values far out are cut off. The bounds above are then"
                            + " a guess that the expected errors are shown for.")
    boolean m_find;

    @Widget(
            title = "Quantiles or bins",
            description = "For quantiles their probabilities, for a histogram the edges of its bins, separated by"
                    + " semicolons.")
    @TextInputWidget(placeholder = "0.25; 0.5; 0.75")
    String m_numbers = "";

    @Widget(
            title = "Weight",
            description = "Share of the budget in proportion to the others. 0 for all: the budget is split so that"
                    + " relative errors are small.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_weight;

    /** What the engine takes. */
    SearchedPlan.Sought sought() {
        Statistic s = m_method.statistic;
        return new SearchedPlan.Sought(
                new Aggregation(
                        s,
                        s.needsColumn() ? m_column.trim() : "",
                        s.needsRange() ? Optional.of(new Range(m_low, m_high)) : Optional.empty(),
                        s == Statistic.QUANTILES || s == Statistic.HISTOGRAM ? numbers() : List.of(),
                        m_weight == 0 ? Double.NaN : m_weight),
                m_find && s.needsRange());
    }

    private List<Double> numbers() {
        try {
            return Names.list(m_numbers).stream().map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"Quantiles or bins\" must hold numbers separated by semicolons.", e);
        }
    }
}
