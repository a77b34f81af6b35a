// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.release.ExpectedError;
import org.murmuration.engine.release.ReleaseIdentity;
import org.murmuration.engine.release.ReleasePlan;
import org.murmuration.engine.release.Settings;

/**
 * What is measured of groups, with which noise and which expected error. Depends on public knowledge alone, so it can
 * be shown before anything is spent.
 *
 * <p><b>Measures.</b> Aggregations are answered from few noisy vectors over all groups, each measured once
 * ({@link Measures}).
 *
 * <p><b>Budget.</b> Discovered groups take a fifth of epsilon and half of delta for their selection; a tenth of that
 * fifth counts those that are not named. The rest is split over the measures ({@link NoiseAllocation}).
 *
 * <p><b>Noise.</b> Laplace: epsilon is split and composes by adding. Gaussian: the exact mu of Gaussian differential
 * privacy that gives (epsilon, delta) is split by mu<sup>2</sup> = sum of mu<sub>i</sub><sup>2</sup> (Dong, Roth, Su
 * 2022). Automatic: whichever has the smaller standard deviation, in the geometric mean over the measures.
 *
 * <p><b>Account.</b> By basic composition the parts never cost more than the target together. A release of its own may
 * have less noise: the measures' share is raised by a factor as long as the exact account of the loss distributions
 * confirms the target.
 *
 * <p><b>Totals.</b> Where totals over key columns are wanted too, what is released is the one set of numbers that add
 * up and lie closest to all that was measured ({@link Totals}).
 */
public final class GroupByPlan implements ReleasePlan {
    private static final int VERSION = 2;
    private static final double SHARE_OF_SELECTION = 0.2;
    private static final double SHARE_OF_UNNAMED = 0.1; // of that of the selection
    private static final double SAFETY = 1 - 0x1p-30;
    private static final double TYPICAL_ROWS = 100;
    private static final int MOST_AGGREGATIONS = 2000;

    private final Measures measures;
    private final GroupTerms terms;
    private final Optional<GroupSelection> selection;
    private final Optional<Noise> unnamed;
    private final boolean isGaussian;
    private final NoiseAllocation noise;
    private final GroupErrors errors;

    /**
     * A column of the result.
     *
     * @param title name, unique
     * @param aggregation that it belongs to
     * @param parameter position of the quantile or bin, 0 for others
     */
    public record Output(String title, Aggregation aggregation, int parameter) {}

    private GroupByPlan(List<Aggregation> aggregations, GroupTerms terms) {
        check(aggregations);
        this.measures = Measures.of(List.copyOf(aggregations));
        this.terms = terms;
        checkTotals();
        Draft draft = draft();
        selection = draft.selection();
        unnamed = draft.unnamed();
        isGaussian = draft.isGaussian();
        noise = raised(draft);
        errors = new GroupErrors(measures, noise);
        List<String> titles = outputs().stream().map(Output::title).toList();
        Checks.require(
                new HashSet<>(titles).size() == titles.size(),
                "The same is asked for twice. Remove one of the aggregations.");
    }

    private static void check(List<Aggregation> aggregations) {
        Checks.require(
                !aggregations.isEmpty() && aggregations.size() <= MOST_AGGREGATIONS,
                "Ask for 1 to " + MOST_AGGREGATIONS + " aggregations.");
        long weighted =
                aggregations.stream().filter(a -> !Double.isNaN(a.weight())).count();
        Checks.require(
                weighted == 0 || weighted == aggregations.size(),
                "Give every aggregation a weight, or none for an automatic split.");
    }

    private void checkTotals() {
        Checks.require(terms.totals() >= 0, "Totals are of no key column, or of some.");
        Checks.require(
                terms.totals() == 0 || !terms.discovers(),
                "Totals need all groups, so a codebook must declare them: groups that are discovered leave some out.");
        Checks.require(
                terms.totals() == 0 || measures.list().stream().allMatch(Measure::isAdditive),
                "People and different values of several groups together are not the sum of theirs. Leave them out, or do"
                        + " without totals.");
    }

    /**
     * A plan of one kind of noise by basic composition.
     *
     * @param whole epsilon of Laplace noise, or mu of Gaussian noise, for all measures together
     */
    private record Draft(
            Optional<GroupSelection> selection,
            Optional<Noise> unnamed,
            boolean isGaussian,
            double whole,
            NoiseAllocation noise) {}

    private Draft draft() {
        return switch (terms.noise()) {
            case LAPLACE -> laplace();
            case GAUSSIAN -> gaussian()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Finding the groups takes so much of the budget that none is left for Gaussian noise. Choose"
                                    + " Laplace noise, or declare the groups in a codebook."));
            case AUTOMATIC -> automatic();
        };
    }

    private Draft automatic() {
        Optional<Draft> gaussian = gaussian();
        if (gaussian.isEmpty()) {
            return laplace();
        }
        int groups = groupsOfUnit();
        if (isInLedger()
                && terms.discovers()
                && !GroupSelection.canBeGeometric(epsilonOfSelection(), delta() / 2, groups)) {
            return gaussian.get(); // a Gaussian selection and Laplace noise cannot be added up well
        }
        Draft laplace = laplace();
        return laplace.noise().advantage(gaussian.get().noise()) > 0 ? gaussian.get() : laplace;
    }

    private boolean isInLedger() {
        return terms.composition() == Composition.IN_LEDGER;
    }

    private double epsilon() {
        return terms.target().epsilon() * SAFETY;
    }

    private double delta() {
        return terms.target().delta() * SAFETY;
    }

    /** A unit can make as many groups appear as it is in. */
    private int groupsOfUnit() {
        return Math.multiplyExact(terms.factor(), terms.bounds().groups());
    }

    private double epsilonOfSelection() {
        return epsilon() * SHARE_OF_SELECTION * (1 - SHARE_OF_UNNAMED) * SAFETY;
    }

    private Optional<GroupSelection> selection(boolean withGaussianNoise) {
        if (!terms.discovers()) {
            return Optional.empty();
        }
        GroupSelection.Account account = GroupSelection.Account.ALONE;
        if (isInLedger()) {
            account = withGaussianNoise ? GroupSelection.Account.CONCENTRATED : GroupSelection.Account.PURE;
        }
        return Optional.of(GroupSelection.of(epsilonOfSelection(), delta() / 2, groupsOfUnit(), account));
    }

    private Optional<Noise> unnamed() {
        return terms.discovers()
                ? Optional.of(Noise.laplace(
                        "number of groups that are not named",
                        epsilon() * SHARE_OF_SELECTION * SHARE_OF_UNNAMED * SAFETY,
                        groupsOfUnit()))
                : Optional.empty();
    }

    private double epsilonOfMeasures() {
        return terms.discovers() ? epsilon() * (1 - SHARE_OF_SELECTION) * SAFETY : epsilon();
    }

    private Draft laplace() {
        double whole = epsilonOfMeasures();
        return new Draft(selection(false), unnamed(), false, whole, NoiseAllocation.laplace(measures, terms, whole));
    }

    /** Empty when a ledger would have nothing left for the measures. */
    private Optional<Draft> gaussian() {
        Optional<GroupSelection> found = selection(true);
        Optional<Noise> number = unnamed();
        double mu = GaussianDp.mu(epsilonOfMeasures(), terms.discovers() ? delta() / 2 : delta());
        if (isInLedger()) {
            double others = found.map(s -> s.event().rho()).orElse(0.0)
                    + number.map(n -> n.event().rho()).orElse(0.0);
            mu = Math.sqrt(Math.max(0, 2 * (terms.largestRho() - others)));
        }
        return mu > 0
                ? Optional.of(new Draft(found, number, true, mu, NoiseAllocation.gaussian(measures, terms, mu)))
                : Optional.empty();
    }

    /**
     * The least noise that the exact account confirms, where basic composition leaves something of the target unused.
     */
    private NoiseAllocation raised(Draft draft) {
        boolean isExact = draft.isGaussian() && !terms.discovers();
        if (isInLedger() || isExact) {
            return draft.noise();
        }
        DoubleFunction<NoiseAllocation> family = factor -> draft.isGaussian()
                ? NoiseAllocation.gaussian(measures, terms, draft.whole() * factor)
                : NoiseAllocation.laplace(measures, terms, draft.whole() * factor);
        double factor = GaussianBudget.largestFactor(terms.target(), f -> event(family.apply(f)));
        return factor == 1 ? draft.noise() : family.apply(factor);
    }

    /**
     * Plans statistics of declared groups where each unit has one row, by themselves.
     *
     * @param aggregations what is asked for, 1 to 2,000; either all have a weight or none has
     * @param target guarantee that the release keeps at most
     * @return the plan
     * @throws IllegalArgumentException when there is none, two are the same, some have weights and some have none, or
     *     the budget is too small for any noise
     */
    public static GroupByPlan of(List<Aggregation> aggregations, ApproximateDp target) {
        return of(aggregations, GroupTerms.of(target));
    }

    /**
     * Plans statistics.
     *
     * @param aggregations what is asked for, 1 to 2,000; either all have a weight or none has
     * @param terms what the plan is made for
     * @return the plan
     * @throws IllegalArgumentException when there is none, two are the same, some have weights and some have none, or
     *     the budget is too small for any noise
     */
    public static GroupByPlan of(List<Aggregation> aggregations, GroupTerms terms) {
        return new GroupByPlan(aggregations, terms);
    }

    /**
     * The same plan for other terms.
     *
     * @param changes of the terms
     * @return a new plan
     */
    public GroupByPlan with(UnaryOperator<GroupTerms> changes) {
        return new GroupByPlan(measures.aggregations(), changes.apply(terms));
    }

    /**
     * Terms of a release that a ledger adds up with this one: of the same kind of noise, because pure privacy losses
     * add up by themselves and those of Gaussian noise by themselves.
     *
     * @param others to be changed
     * @return new terms
     */
    public GroupTerms companion(GroupTerms others) {
        return others.with(isGaussian ? NoiseChoice.GAUSSIAN : NoiseChoice.LAPLACE);
    }

    /** What an aggregation is answered from. */
    List<Measure> needed(Aggregation a) {
        return measures.needed(a);
    }

    /**
     * What is asked for.
     *
     * @return in order
     */
    public List<Aggregation> aggregations() {
        return measures.aggregations();
    }

    /**
     * Names of the columns whose values are read.
     *
     * @return distinct, in order; rows bring their values in this order
     */
    public List<String> columns() {
        return measures.columns();
    }

    @Override
    public ApproximateDp target() {
        return terms.target();
    }

    @Override
    public NeighboringRelation relation() {
        return terms.relation();
    }

    /**
     * What the plan is made for.
     *
     * @return the terms
     */
    public GroupTerms terms() {
        return terms;
    }

    /**
     * What a privacy unit contributes at most.
     *
     * @return groups, and rows in each
     */
    public ContributionBounds bounds() {
        return terms.bounds();
    }

    /**
     * Whether groups are discovered in the records.
     *
     * @return false when they are declared
     */
    public boolean discovers() {
        return selection.isPresent();
    }

    /**
     * Whether Gaussian noise is added.
     *
     * @return false for Laplace noise
     */
    public boolean isGaussian() {
        return isGaussian;
    }

    List<Measure> measures() {
        return measures.list();
    }

    Noise noise(Measure measure) {
        return noise.ofGroups().get(measures.list().indexOf(measure));
    }

    Noise noiseOfTotals(Measure measure) {
        return noise.ofTotals().get(measures.list().indexOf(measure));
    }

    /**
     * For how many key columns, the last one first, totals are measured too.
     *
     * @return 0 for none
     */
    public int totals() {
        return terms.totals();
    }

    GroupSelection selection() {
        return selection.orElseThrow();
    }

    /** Noise of the number of groups that are not named. */
    Noise noiseOfUnnamed() {
        return unnamed.orElseThrow();
    }

    /**
     * How many units a discovered group needs to be named with probability of about one half.
     *
     * @return 0 when groups are declared
     */
    public long unitsToBeNamed() {
        return selection.map(GroupSelection::half).orElse(0L);
    }

    /**
     * Probability with which a discovered group is named.
     *
     * @param units privacy units in the group
     * @return 0 to 1; 1 when groups are declared
     */
    public double probabilityOfBeingNamed(long units) {
        return selection.map(s -> s.probability(units)).orElse(1.0);
    }

    @Override
    public ComposedEvent event() {
        return event(noise);
    }

    private ComposedEvent event(NoiseAllocation allocation) {
        List<PrivacyEvent> parts = new ArrayList<>();
        selection.ifPresent(s -> parts.add(s.event()));
        unnamed.ifPresent(n -> parts.add(n.event()));
        parts.addAll(allocation.events(terms.totals()));
        return ComposedEvent.of("statistics by group", parts);
    }

    /** {@inheritDoc} Of a group of 100 rows. */
    @Override
    public List<ExpectedError> expectedErrors() {
        return outputs().stream()
                .map(o -> new ExpectedError(o.title(), Normal.Z95 * expectedError(o, TYPICAL_ROWS)))
                .toList();
    }

    @Override
    public ReleaseIdentity identity() {
        Settings settings = Settings.none()
                .with(target(), relation())
                .with(terms.composition())
                .with("groupsPerUnit", bounds().groups())
                .with("rowsPerGroup", bounds().recordsPerGroup())
                .with("discovers", terms.discovers())
                .with("noise", terms.noise().name())
                .with("totals", terms.totals())
                .withParts(
                        "aggregations",
                        aggregations().stream().map(Aggregation::settings).toList());
        return ReleaseIdentity.of(
                "dp-group-by",
                VERSION,
                Double.isFinite(terms.largestRho()) ? settings.with("largestRho", terms.largestRho()) : settings);
    }

    /**
     * Columns of the result, in order.
     *
     * @return one a number
     */
    public List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        for (Aggregation a : aggregations()) {
            String of = a.column().isEmpty() ? "" : " of " + a.column();
            if (a.statistic() == Statistic.HISTOGRAM) {
                for (int b = 0; b + 1 < a.parameters().size(); b++) {
                    boolean isLast = b + 2 == a.parameters().size();
                    outputs.add(new Output(
                            "Count" + of + " in [" + number(a.parameters().get(b)) + ", "
                                    + number(a.parameters().get(b + 1)) + (isLast ? "]" : ")"),
                            a,
                            b));
                }
            } else if (a.statistic() == Statistic.QUANTILES) {
                for (int q = 0; q < a.parameters().size(); q++) {
                    outputs.add(new Output("Quantile " + number(a.parameters().get(q)) + of, a, q));
                }
            } else {
                outputs.add(new Output(a.statistic().title() + of, a, 0));
            }
        }
        return outputs;
    }

    private static String number(double value) {
        return value == Exact.rint(value) && Math.abs(value) < 1e15 ? "" + (long) value : "" + value;
    }

    /**
     * Expected standard error of a number of a group, from noise alone; the planner before anything is spent. With
     * totals it is somewhat smaller than this, because they help their groups.
     *
     * @param output which number
     * @param rows how many rows a group is believed to have, above 0; for means and variances half of the range is
     *     taken for the spread of the values
     * @return in units of the number
     */
    public double expectedError(Output output, double rows) {
        return errors.of(output.aggregation(), rows);
    }

    /** Standard deviation of the noise of a measure in units of the data. */
    double deviation(Measure measure) {
        return errors.deviation(measure);
    }

    /** About how far a rank in a tree is off. */
    double rankDeviation(Measure tree) {
        return errors.rankDeviation(tree);
    }
}
