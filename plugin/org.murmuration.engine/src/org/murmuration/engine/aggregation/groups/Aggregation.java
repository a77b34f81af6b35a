// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.release.Settings;

/**
 * One thing to know of each group.
 *
 * @param statistic what it is
 * @param column name of the column whose values it is about; empty when it is about rows or units
 * @param range declared range of the values; needed by sums, means, variances and quantiles
 * @param parameters probabilities of quantiles, strictly between 0 and 1 and ascending; edges of the bins of a
 *     histogram, finite, ascending, at least two; empty for the others
 * @param weight share of the budget in proportion to the other weights, above 0; NaN when the split is automatic
 */
public record Aggregation(
        Statistic statistic, String column, Optional<Range> range, List<Double> parameters, double weight) {
    private static final int MOST_PARAMETERS = 1000;

    /** Checks that everything is there that the statistic needs. */
    public Aggregation {
        parameters = List.copyOf(parameters);
        Checks.require(
                statistic.needsColumn() != column.isEmpty(),
                statistic.needsColumn()
                        ? statistic.title() + " needs a column."
                        : statistic.title() + " is about rows and takes no column.");
        Checks.require(
                statistic.needsRange() == range.isPresent(),
                statistic.needsRange()
                        ? statistic.title() + " of \"" + column
                                + "\" needs a declared range: without one a single value could move it without bound."
                        : statistic.title() + " takes no range.");
        boolean takes = statistic == Statistic.QUANTILES || statistic == Statistic.HISTOGRAM;
        Checks.require(takes || parameters.isEmpty(), statistic.title() + " takes neither probabilities nor bins.");
        Checks.require(parameters.size() <= MOST_PARAMETERS, "At most " + MOST_PARAMETERS + " quantiles or bins.");
        for (int i = 0; i < parameters.size(); i++) {
            Checks.require(
                    Double.isFinite(parameters.get(i)) && (i == 0 || parameters.get(i - 1) < parameters.get(i)),
                    "Probabilities and bins of \"" + column + "\" must be ascending numbers.");
        }
        if (statistic == Statistic.QUANTILES) {
            Checks.require(
                    !parameters.isEmpty() && parameters.get(0) > 0 && parameters.get(parameters.size() - 1) < 1,
                    "Quantiles of \"" + column + "\" need probabilities between 0 and 1.");
        }
        if (statistic == Statistic.HISTOGRAM) {
            Checks.require(parameters.size() >= 2, "A histogram of \"" + column + "\" needs at least two edges.");
        }
        Checks.require(
                Double.isNaN(weight) || weight > 0 && weight < Double.POSITIVE_INFINITY,
                "Weights must be finite and above 0.");
    }

    /**
     * A statistic of rows or units, or the number of different values.
     *
     * @param statistic that needs no range
     * @param column name, or empty
     * @return with an automatic share of the budget
     */
    public static Aggregation of(Statistic statistic, String column) {
        return new Aggregation(statistic, column, Optional.empty(), List.of(), Double.NaN);
    }

    /**
     * A statistic of values in a range.
     *
     * @param statistic that needs a range
     * @param column name
     * @param low smallest value
     * @param high largest value
     * @param probabilities of quantiles
     * @return with an automatic share of the budget
     */
    public static Aggregation of(Statistic statistic, String column, double low, double high, Double... probabilities) {
        return new Aggregation(
                statistic, column, Optional.of(new Range(low, high)), List.of(probabilities), Double.NaN);
    }

    /** For the identity of a request. */
    Settings settings() {
        Settings settings = Settings.none().with("statistic", statistic.name()).with("column", column);
        if (range.isPresent()) {
            settings = settings.with(
                    "range", new double[] {range.get().low(), range.get().high()});
        }
        if (!parameters.isEmpty()) {
            settings = settings.with(
                    "parameters",
                    parameters.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return Double.isNaN(weight) ? settings : settings.with("weight", weight);
    }

    /** Probabilities of the quantiles that it asks for. */
    List<Double> probabilities() {
        return switch (statistic) {
            case QUANTILES -> parameters;
            case MINIMUM -> List.of(0.005);
            case MAXIMUM -> List.of(0.995);
            default -> List.of();
        };
    }
}
