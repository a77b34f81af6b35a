// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.release.Certificate;

/**
 * Finds the range of the values of columns under differential privacy, where nobody can declare it.
 *
 * <p>The values are counted over all groups in bins whose edges are 0 and the powers of two from 2<sup>-10</sup> to
 * 2<sup>40</sup> on either side of it, with noise. The range reaches from the first to the last bin whose count is too
 * large to be noise: with n bins of all columns the threshold is passed by any empty one with probability
 * 10<sup>-4</sup> at most, by the union bound and the tail of the noise, exp(-t/b)/2 of Laplace and
 * exp(-t<sup>2</sup>/(2 sigma<sup>2</sup>))/2 of Gaussian. Few values far out are therefore cut off. The ends are at
 * most a factor of two too wide. This is the way of approximate bounds (Wilson, Zhang, Lam, Desfontaines,
 * Simmons-Marengo, Gipson, "Differentially Private SQL with Bounded User Contribution", PoPETs 2020, section 5.1.1),
 * with one charge for all columns. What follows the noise is post-processing.
 */
public final class RangeSearch {
    private static final int SMALLEST = -10;
    private static final int LARGEST = 40;
    private static final double FALSE_ALARM = 1e-4;

    private RangeSearch() {}

    /**
     * Says that the values of a column were too few for a range to be found. What it says was released, and may be
     * shown.
     */
    public static final class NoRangeException extends Exception {
        private static final long serialVersionUID = 1;

        NoRangeException(String column) {
            super(
                    "The bounds of \"" + column
                            + "\" could not be found: no range of values holds enough of them to stand out of"
                            + " the noise. What the search cost stays charged. Declare the bounds, or give the search a larger share.");
        }
    }

    /**
     * Plans the search: counts of values in bins, over one group of everything.
     *
     * @param columns whose ranges are looked for, at least one, distinct
     * @param terms what statistics are planned for; of a unit as many rows count as there would in one group
     * @param target the part of the budget that the search may take
     * @return a plan for one declared group
     * @throws IllegalArgumentException when there is no column, or one twice, or the budget is too small for any noise
     */
    public static GroupByPlan plan(Collection<String> columns, GroupTerms terms, ApproximateDp target) {
        List<Double> edges = edges();
        return GroupByPlan.of(
                columns.stream()
                        .map(c -> new Aggregation(Statistic.HISTOGRAM, c, Optional.empty(), edges, Double.NaN))
                        .toList(),
                new GroupTerms(
                        target,
                        terms.relation(),
                        new ContributionBounds(1, terms.bounds().recordsPerGroup()),
                        false,
                        terms.noise(),
                        0,
                        terms.largestRho()));
    }

    private static List<Double> edges() {
        List<Double> edges = new ArrayList<>();
        for (int e = LARGEST; e >= SMALLEST; e--) {
            edges.add(-Exact.scalb(1.0, e));
        }
        edges.add(0.0);
        for (int e = SMALLEST; e <= LARGEST; e++) {
            edges.add(Exact.scalb(1.0, e));
        }
        return edges;
    }

    /**
     * Reads the ranges from what was released.
     *
     * @param released by a plan of this class
     * @param columns the same as those of the plan, in the same order
     * @return a range for each column
     * @throws NoRangeException when a column has too few values
     * @throws IllegalArgumentException when something else was released
     */
    public static Map<String, Range> ranges(ReleasedGroups released, Collection<String> columns)
            throws NoRangeException {
        List<Double> edges = edges();
        int bins = edges.size() - 1;
        Checks.require(
                released.groups().size() == 1 && released.titles().size() == bins * columns.size(),
                "This is no search of ranges.");
        List<ReleasedGroups.Estimate> counts = released.groups().get(0).estimates();
        double odds = Elementary.log(bins * columns.size() / (2 * FALSE_ALARM));
        Map<String, Range> ranges = new TreeMap<>();
        int from = 0;
        for (String column : columns) {
            int first = -1;
            int last = -1;
            for (int b = 0; b < bins; b++) {
                double error = counts.get(from + b).error();
                // a discrete Laplace's tail falls by exp(-1/b) a step, and its deviation is below sqrt(2) b: one step
                // more
                double threshold =
                        released.gaussian() ? error * Math.sqrt(2 * odds) : (error / Math.sqrt(2) + 0.3) * odds + 1;
                if (counts.get(from + b).value() > threshold) {
                    first = first < 0 ? b : first;
                    last = b;
                }
            }
            if (first < 0) {
                throw new NoRangeException(column);
            }
            ranges.put(column, new Range(edges.get(first), edges.get(last + 1)));
            from += bins;
        }
        return ranges;
    }

    /**
     * A release together with the search that it followed.
     *
     * @param search what the ranges were read from
     * @param released the statistics that were made with them
     * @param total the guarantee of both, at least the sum of theirs
     * @return the statistics, with what both cost
     */
    public static ReleasedGroups together(ReleasedGroups search, ReleasedGroups released, ApproximateDp total) {
        List<PrivacyEvent> events = new ArrayList<>();
        events.add(ComposedEvent.of("search of ranges", search.events()));
        events.addAll(released.events());
        Certificate both = new Certificate(
                released.unit(),
                total,
                released.relation(),
                events,
                released.ledger(),
                released.test() || search.test(),
                released.certificate()
                        .identity()
                        .with("search", search.certificate().identity().settings()));
        return new ReleasedGroups(
                both,
                released.bounds(),
                released.keys(),
                released.titles(),
                released.groups(),
                released.unnamed(),
                released.gaussian());
    }
}
