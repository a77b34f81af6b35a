// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Estimate;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.internal.Checks;

/**
 * A first look at every column of a codebook: of numbers and days how many values there are, their mean, deviation and
 * quantiles, between the ends of their declared bins; of texts the most frequent declared values. One release, whose
 * budget is split so that relative errors are small.
 */
public final class QuickStatistics {
    private static final List<Double> QUARTILES = List.of(0.25, 0.5, 0.75);

    private final Codebook codebook;
    private final List<Aggregation> aggregations;

    /**
     * A number about a column.
     *
     * @param column name of the attribute; empty for the number of rows
     * @param statistic what it is
     * @param value value that is counted, of texts; empty for the others
     * @param isDay whether the number stands for a day, in days since 1970
     * @param estimate the noisy number
     */
    public record Line(String column, String statistic, String value, boolean isDay, Estimate estimate) {}

    private QuickStatistics(Codebook codebook, List<Aggregation> aggregations) {
        this.codebook = codebook;
        this.aggregations = aggregations;
    }

    /**
     * What to ask for.
     *
     * @param codebook public, with at least one attribute
     * @return the statistics
     * @throws IllegalArgumentException when the codebook was made from the data or has no attribute
     */
    public static QuickStatistics of(Codebook codebook) {
        Checks.require(
                codebook.origin() == Codebook.Origin.PUBLIC,
                "The codebook was made from the data. Review it and declare it public first.");
        Checks.require(!codebook.attributes().isEmpty(), "The codebook has no attributes.");
        List<Aggregation> aggregations = new ArrayList<>(List.of(Aggregation.of(Statistic.COUNT, "")));
        for (Attribute a : codebook.attributes()) {
            if (a.bins().isPresent()) {
                Range range = range(a.bins().get());
                aggregations.add(Aggregation.of(Statistic.VALUES, a.name()));
                for (Statistic s : List.of(Statistic.MEAN, Statistic.DEVIATION, Statistic.MINIMUM, Statistic.MAXIMUM)) {
                    aggregations.add(new Aggregation(s, a.name(), Optional.of(range), List.of(), Double.NaN));
                }
                aggregations.add(
                        new Aggregation(Statistic.QUANTILES, a.name(), Optional.of(range), QUARTILES, Double.NaN));
            } else {
                // codes are counted in bins of one code each
                List<Double> edges = IntStream.rangeClosed(0, a.size())
                        .mapToObj(i -> i - 0.5)
                        .toList();
                aggregations.add(new Aggregation(Statistic.HISTOGRAM, a.name(), Optional.empty(), edges, Double.NaN));
            }
        }
        return new QuickStatistics(codebook, List.copyOf(aggregations));
    }

    /** From the first to the last edge of the bins. */
    static Range range(Discretization bins) {
        return new Range(bins.edges()[0], bins.edges()[bins.size()]);
    }

    /**
     * What is asked for, with the codes of texts as numbers.
     *
     * @return for a plan of one declared group
     */
    public List<Aggregation> aggregations() {
        return aggregations;
    }

    /**
     * Takes a release apart.
     *
     * @param released of a plan of {@link #aggregations()}
     * @param top how many values of each text column at most, at least 1
     * @return the number of rows, then column by column
     */
    public List<Line> lines(ReleasedGroups released, int top) {
        Checks.require(top >= 1, "At least one value of each text column is shown.");
        List<Estimate> estimates = released.groups().get(0).estimates();
        List<Line> lines = new ArrayList<>();
        int at = 0;
        lines.add(new Line("", "Rows", "", false, estimates.get(at++)));
        for (Attribute a : codebook.attributes()) {
            if (a.bins().isPresent()) {
                boolean isDay = a.bins().get().scale() == Discretization.Scale.DATE;
                for (String s : List.of("Values", "Mean", "Standard deviation", "0.5 % quantile", "99.5 % quantile")) {
                    boolean isPlace = isDay && !s.equals("Values") && !s.equals("Standard deviation");
                    lines.add(new Line(a.name(), s, "", isPlace, estimates.get(at++)));
                }
                for (double q : QUARTILES) {
                    lines.add(new Line(
                            a.name(),
                            q == 0.5 ? "Median" : (int) (q * 100) + " % quantile",
                            "",
                            isDay,
                            estimates.get(at++)));
                }
            } else {
                int first = at;
                IntStream.range(0, a.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(
                                c -> -estimates.get(first + c).value()))
                        .limit(top)
                        .forEach(c ->
                                lines.add(new Line(a.name(), "Count", a.label(c), false, estimates.get(first + c))));
                at += a.size();
            }
        }
        return lines;
    }
}
