// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.release.ExpectedError;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.ReleasePlan;

/**
 * Statistics by group, some of whose ranges are found first with a part of the budget: two releases of the same records that keep to
 * one guarantee. Where no range is to be found, it is the plan of the statistics alone. Immutable.
 */
public final class SearchedPlan implements ReleasePlan {
    private final List<Sought> sought;
    private final GroupTerms terms;
    private final Composition composition;
    private final double share;
    private final Optional<GroupByPlan> search;
    private final GroupByPlan statistics;

    /**
     * One thing to know of each group.
     *
     * @param aggregation with its range, or a guess of it where the range is found
     * @param isFound whether its range is found in the values
     */
    public record Sought(Aggregation aggregation, boolean isFound) {
        /**
         * Checks that a range can be found.
         *
         * @param aggregation with its range, or a guess of it where the range is found
         * @param isFound whether its range is found in the values
         */
        public Sought {
            Checks.require(
                    !isFound || aggregation.statistic().needsRange(),
                    aggregation.statistic().title() + " has no range that could be found.");
        }

        private Sought with(Map<String, Range> found) {
            Range range = isFound ? found.get(aggregation.column()) : null;
            return range == null
                    ? this
                    : new Sought(
                            new Aggregation(
                                    aggregation.statistic(),
                                    aggregation.column(),
                                    Optional.of(range),
                                    aggregation.parameters(),
                                    aggregation.weight()),
                            true);
        }
    }

    private SearchedPlan(List<Sought> sought, GroupTerms terms, Composition composition, double share) {
        this.sought = List.copyOf(sought);
        this.terms = terms;
        this.composition = composition;
        this.share = share;
        Set<String> columns = new LinkedHashSet<>();
        sought.stream()
                .filter(Sought::isFound)
                .forEach(s -> columns.add(s.aggregation().column()));
        GroupTerms rest = part(terms, columns.isEmpty() ? 1 : 1 - share);
        this.statistics =
                GroupByPlan.of(sought.stream().map(Sought::aggregation).toList(), rest);
        this.search = columns.isEmpty()
                ? Optional.empty()
                : Optional.of(RangeSearch.plan(columns, part(companion(rest), share), part(share)));
    }

    /**
     * Plans statistics.
     *
     * @param sought what to know of each group
     * @param terms with the guarantee of search and statistics together
     * @param composition alone, or in a ledger
     * @param share of the guarantee that a search takes, above 0, below 1; without a search the statistics take all
     * @return the plan
     * @throws IllegalArgumentException when something is asked that cannot be, or the share is out of range
     */
    public static SearchedPlan of(List<Sought> sought, GroupTerms terms, Composition composition, double share) {
        Checks.require(
                share > 0 && share < 1, "The share of a search must lie above 0 and below 1, not at " + share + ".");
        return new SearchedPlan(sought, terms, composition, share);
    }

    /**
     * The same once ranges were found, which takes no other part of the budget.
     *
     * @param found range by column
     * @return a plan whose statistics have them
     */
    public SearchedPlan with(Map<String, Range> found) {
        List<Sought> ranges = new ArrayList<>();
        sought.forEach(s -> ranges.add(s.with(found)));
        return new SearchedPlan(ranges, terms, composition, share);
    }

    private ApproximateDp part(double of) {
        return new ApproximateDp(terms.target().epsilon() * of, terms.target().delta() * of);
    }

    private GroupTerms part(GroupTerms whole, double of) {
        GroupTerms smaller = whole.with(part(of));
        return composition == Composition.IN_LEDGER ? smaller.inLedger(terms.target(), of) : smaller;
    }

    /** A ledger adds up losses of one kind of noise better than those of two. */
    private GroupTerms companion(GroupTerms rest) {
        return composition == Composition.IN_LEDGER ? statistics.companion(rest) : rest;
    }

    /**
     * The search.
     *
     * @return empty when all ranges are declared
     */
    public Optional<GroupByPlan> search() {
        return search;
    }

    /**
     * The statistics.
     *
     * @return with the ranges that were found so far, or guesses of them
     */
    public GroupByPlan statistics() {
        return statistics;
    }

    @Override
    public ApproximateDp target() {
        return terms.target();
    }

    @Override
    public NeighboringRelation relation() {
        return terms.relation();
    }

    @Override
    public PrivacyEvent event() {
        return search.<PrivacyEvent>map(s -> ComposedEvent.of(
                        "statistics by group with a search of ranges", List.of(s.event(), statistics.event())))
                .orElseGet(statistics::event);
    }

    @Override
    public List<ExpectedError> expectedErrors() {
        return statistics.expectedErrors();
    }

    @Override
    public ReleaseIdentity identity() {
        return search.map(s -> statistics.identity().with("search", s.identity().settings()))
                .orElseGet(statistics::identity);
    }
}
