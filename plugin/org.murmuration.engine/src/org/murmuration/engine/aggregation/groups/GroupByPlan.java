// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.aggregation.groups.Measure.Kind;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;

/**
 * What is measured of groups, with which noise and which expected error. Depends on public knowledge alone, so it can be shown
 * before anything is spent.
 *
 * <p><b>Measures.</b> Aggregations are answered from few noisy vectors over all groups, each measured once: rows, units, rows with a
 * value of a column, sums of centred values, sums of their squares, trees, bins. A mean costs what sum and count cost; a variance
 * adds the squares; asking for both of a column costs no more.
 *
 * <p><b>Budget.</b> Discovered groups take a fifth of epsilon and half of delta for their selection; a tenth of that fifth counts
 * those that are not named.
 * The rest is split over the measures by weights: of the aggregations, or automatically so that the sum of squared relative errors
 * is smallest (weights in proportion to the square root of the variance of Gaussian noise, to its cubic root of Laplace noise).
 *
 * <p><b>Totals.</b> Where totals over key columns are wanted too, each measure splits its share evenly over the groups and each level
 * of totals; what is released is then the one set of numbers that add up and lie closest to all of them ({@link Totals}).
 *
 * <p><b>Noise.</b> Laplace: epsilon is split and composes by adding. Gaussian: the exact mu of Gaussian differential privacy that
 * gives (epsilon, delta) is split by mu<sup>2</sup> = sum of mu<sub>i</sub><sup>2</sup> (Dong, Roth, Su 2022). Automatic: whichever
 * has the smaller standard deviation, in the geometric mean over the measures.
 */
public final class GroupByPlan {
    private static final double SHARE_OF_SELECTION = 0.2;
    private static final double SHARE_OF_UNNAMED = 0.1; // of that of the selection
    private static final double SAFETY = 1 - 0x1p-30;
    private static final double TYPICAL_ROWS = 100;
    private static final int MOST_AGGREGATIONS = 2000;

    private final List<Aggregation> aggregations;
    private final List<String> columns;
    private final List<Measure> measures;
    private final List<Noise> noises;
    private final List<Noise> noisesOfTotals;
    private final int totals;
    private final ApproximateDp target;
    private final NeighboringRelation relation;
    private final ContributionBounds bounds;
    private final Optional<GroupSelection> selection;
    private final Optional<Noise> unnamed;
    private final boolean isGaussian;

    /** Which noise is added. */
    public enum NoiseChoice {
        /** Whichever gives the smaller error. */
        AUTOMATIC,
        /** Discrete Laplace. */
        LAPLACE,
        /** Discrete Gaussian. */
        GAUSSIAN
    }

    /**
     * What the plan is made for.
     *
     * @param target guarantee not to be passed
     * @param relation which data sets are neighbours
     * @param bounds what a privacy unit contributes at the most
     * @param discovers whether groups are discovered in the records instead of declared
     * @param noise which noise is added
     * @param totals for how many key columns, the last one first, totals are measured too; 0 for none
     * @param largestRho what Gaussian noise with all else may cost under zero-concentrated privacy, by which a ledger adds up;
     *     infinite for a release of its own, which has the exact account of Gaussian noise
     */
    public record Terms(
            ApproximateDp target,
            NeighboringRelation relation,
            ContributionBounds bounds,
            boolean discovers,
            NoiseChoice noise,
            int totals,
            double largestRho) {
        /**
         * Of a release of its own.
         *
         * @param target guarantee not to be passed
         * @param relation which data sets are neighbours
         * @param bounds what a privacy unit contributes at the most
         * @param discovers whether groups are discovered in the records instead of declared
         * @param noise which noise is added
         * @param totals for how many key columns totals are measured too
         */
        public Terms(
                ApproximateDp target,
                NeighboringRelation relation,
                ContributionBounds bounds,
                boolean discovers,
                NoiseChoice noise,
                int totals) {
            this(target, relation, bounds, discovers, noise, totals, Double.POSITIVE_INFINITY);
        }

        /**
         * The same for a ledger, which adds up by zero-concentrated privacy: Gaussian noise then fits the budget that is asked
         * for.
         *
         * @param whole guarantee that this and what is released along with it may use up together
         * @param part of it that this may use, above 0, at most 1
         * @return new terms
         */
        public Terms addedUp(ApproximateDp whole, double part) {
            double ofGaussian = discovers ? whole.delta() / 2 : whole.delta();
            return new Terms(
                    target,
                    relation,
                    bounds,
                    discovers,
                    noise,
                    totals,
                    ZcdpConversion.rho(whole.epsilon(), ofGaussian) * part * SAFETY);
        }

        /** The same with another choice of noise. */
        Terms with(NoiseChoice other) {
            return new Terms(target, relation, bounds, discovers, other, totals, largestRho);
        }

        /**
         * Without totals.
         *
         * @param target guarantee not to be passed
         * @param relation which data sets are neighbours
         * @param bounds what a privacy unit contributes at the most
         * @param discovers whether groups are discovered in the records instead of declared
         * @param noise which noise is added
         */
        public Terms(
                ApproximateDp target,
                NeighboringRelation relation,
                ContributionBounds bounds,
                boolean discovers,
                NoiseChoice noise) {
            this(target, relation, bounds, discovers, noise, 0);
        }
    }

    /**
     * A column of the result.
     *
     * @param title name, unique
     * @param aggregation that it belongs to
     * @param parameter position of the quantile or bin, 0 for others
     */
    public record Output(String title, Aggregation aggregation, int parameter) {}

    private GroupByPlan(
            List<Aggregation> aggregations,
            List<String> columns,
            List<Measure> measures,
            List<List<Noise>> noises,
            Terms terms,
            Optional<GroupSelection> selection,
            Optional<Noise> unnamed,
            boolean isGaussian) {
        this.aggregations = aggregations;
        this.columns = columns;
        this.measures = measures;
        this.noises = noises.get(0);
        this.noisesOfTotals = noises.get(1);
        this.totals = terms.totals();
        this.target = terms.target();
        this.relation = terms.relation();
        this.bounds = terms.bounds();
        this.selection = selection;
        this.unnamed = unnamed;
        this.isGaussian = isGaussian;
    }

    /**
     * Plans.
     *
     * @param aggregations what is asked for, 1 to 2,000; either all have a weight or none has
     * @param terms what the plan is made for
     * @return the plan
     * @throws IllegalArgumentException when there is none, two are the same, some have weights and some have none, or the budget is
     *     too small for any noise
     */
    public static GroupByPlan of(List<Aggregation> aggregations, Terms terms) {
        Checks.require(
                !aggregations.isEmpty() && aggregations.size() <= MOST_AGGREGATIONS,
                "Ask for 1 to " + MOST_AGGREGATIONS + " aggregations.");
        long weighted =
                aggregations.stream().filter(a -> !Double.isNaN(a.weight())).count();
        Checks.require(
                weighted == 0 || weighted == aggregations.size(),
                "Give every aggregation a weight, or none for an automatic split.");
        List<String> columns = aggregations.stream()
                .map(Aggregation::column)
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        Map<Measure, Double> weights = new LinkedHashMap<>();
        for (Aggregation a : aggregations) {
            List<Measure> needed = needed(a, aggregations, columns);
            needed.forEach(m -> weights.merge(m, a.weight() / needed.size(), Double::sum));
        }
        List<Measure> measures = List.copyOf(weights.keySet());
        Optional<GroupSelection> selection = Optional.empty();
        Optional<Noise> unnamed = Optional.empty();
        checkTotals(terms, measures);
        double epsilon = terms.target().epsilon() * SAFETY;
        double delta = terms.target().delta() * SAFETY;
        if (terms.discovers()) {
            int groups =
                    Math.multiplyExact(factor(terms.relation()), terms.bounds().groups());
            selection = Optional.of(GroupSelection.of(
                    epsilon * SHARE_OF_SELECTION * (1 - SHARE_OF_UNNAMED) * SAFETY, delta / 2, groups));
            // a unit can make as many groups appear as it is in
            unnamed = Optional.of(Noise.laplace(
                    "number of groups that are not named",
                    epsilon * SHARE_OF_SELECTION * SHARE_OF_UNNAMED * SAFETY,
                    groups));
            epsilon = epsilon * (1 - SHARE_OF_SELECTION) * SAFETY;
            delta = delta / 2;
        }
        List<List<Noise>> laplace = laplace(measures, columns, weights, terms, epsilon);
        double others = selection.map(s -> s.event().rho()).orElse(0.0)
                + unnamed.map(n -> n.event().rho()).orElse(0.0);
        double mu = Math.min(GaussianDp.mu(epsilon, delta), Math.sqrt(Math.max(0, 2 * (terms.largestRho() - others))));
        Checks.require(
                mu > 0 || terms.noise() != NoiseChoice.GAUSSIAN,
                "Finding the groups takes so much of the budget that none is left for Gaussian noise. Choose Laplace noise, or"
                        + " declare the groups in a codebook.");
        List<List<Noise>> gaussian = mu > 0 ? gaussian(measures, columns, weights, terms, mu) : laplace;
        double advantage = 0;
        for (int i = 0; i < measures.size(); i++) {
            advantage += Math.log(
                    laplace.get(0).get(i).deviation() / gaussian.get(0).get(i).deviation());
        }
        // what a Gaussian selection costs cannot be added to pure losses by themselves: Laplace noise would be charged
        // far more
        boolean isMixed = Double.isFinite(terms.largestRho())
                && selection.map(s -> !Double.isFinite(s.event().pureEpsilon())).orElse(false);
        boolean isGaussian = terms.noise() == NoiseChoice.GAUSSIAN
                || terms.noise() == NoiseChoice.AUTOMATIC && (advantage > 0 || isMixed && mu > 0);
        GroupByPlan plan = new GroupByPlan(
                List.copyOf(aggregations),
                columns,
                measures,
                isGaussian ? gaussian : laplace,
                terms,
                selection,
                unnamed,
                isGaussian);
        Checks.require(
                new HashSet<>(plan.titles()).size() == plan.titles().size(),
                "The same is asked for twice. Remove one of the aggregations.");
        return plan;
    }

    /**
     * Terms of a release that a ledger adds up with this one: of the same kind of noise, because pure privacy losses add up by
     * themselves and those of Gaussian noise by themselves.
     *
     * @param terms to be changed
     * @return new terms
     */
    public Terms companion(Terms terms) {
        return terms.with(isGaussian ? NoiseChoice.GAUSSIAN : NoiseChoice.LAPLACE);
    }

    private static void checkTotals(Terms terms, List<Measure> measures) {
        Checks.require(terms.totals() >= 0, "Totals are of no key column, or of some.");
        Checks.require(
                terms.totals() == 0 || !terms.discovers(),
                "Totals need all groups, so a codebook must declare them: groups that are discovered leave some out.");
        Checks.require(
                terms.totals() == 0 || measures.stream().allMatch(Measure::isAdditive),
                "People and different values of several groups together are not the sum of theirs. Leave them out, or do"
                        + " without totals.");
    }

    private static int factor(NeighboringRelation relation) {
        return relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
    }

    /** What an aggregation is answered from. */
    List<Measure> needed(Aggregation a) {
        return needed(a, aggregations, columns);
    }

    private static List<Measure> needed(Aggregation a, List<Aggregation> all, List<String> columns) {
        int c = columns.indexOf(a.column());
        if (a.statistic() == Statistic.SUM && all.stream().noneMatch(o -> isMoment(o, a))) {
            return List.of(Measure.of(Kind.TOTAL, c, a.range().orElseThrow()));
        }
        return switch (a.statistic()) {
            case COUNT -> List.of(Measure.of(Kind.ROWS));
            case UNITS -> List.of(Measure.of(Kind.UNITS));
            case VALUES -> List.of(Measure.of(Kind.PRESENT, c));
            case DISTINCT -> List.of(Measure.of(Kind.DISTINCT, c));
            case SUM, MEAN -> List.of(Measure.of(Kind.SUM, c, a.range().orElseThrow()), Measure.of(Kind.PRESENT, c));
            case VARIANCE, DEVIATION -> List.of(
                    Measure.of(Kind.SUM, c, a.range().orElseThrow()),
                    Measure.of(Kind.PRESENT, c),
                    Measure.of(Kind.SQUARES, c, a.range().orElseThrow()));
            case QUANTILES, MINIMUM, MAXIMUM -> List.of(
                    Measure.of(Kind.TREE, c, a.range().orElseThrow()));
            case HISTOGRAM -> List.of(new Measure(Kind.BINS, c, Optional.empty(), a.parameters()));
        };
    }

    /** Whether another aggregation measures centred sums of the same values anyway. */
    private static boolean isMoment(Aggregation other, Aggregation a) {
        return other.column().equals(a.column())
                && other.range().equals(a.range())
                && (other.statistic() == Statistic.MEAN
                        || other.statistic() == Statistic.VARIANCE
                        || other.statistic() == Statistic.DEVIATION);
    }

    private static double[] shares(List<Measure> measures, Map<Measure, Double> weights, double[] automatic) {
        double[] shares = new double[measures.size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double w = weights.get(measures.get(i));
            shares[i] = Double.isNaN(w) ? automatic[i] : w;
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shares[i] / sum * SAFETY;
        }
        return shares;
    }

    private static List<List<Noise>> laplace(
            List<Measure> measures, List<String> columns, Map<Measure, Double> weights, Terms terms, double epsilon) {
        int factor = factor(terms.relation());
        double[] automatic = measures.stream()
                .mapToDouble(m -> Math.pow(m.l1(terms.bounds(), factor) / m.typical(TYPICAL_ROWS), 2.0 / 3))
                .toArray();
        double[] shares = shares(measures, weights, automatic);
        List<Noise> noises = new ArrayList<>();
        List<Noise> ofTotals = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            // groups, and each level of totals, take the same part
            double each = epsilon * shares[i] / (1 + terms.totals()) * SAFETY;
            String label = measures.get(i).label(columns);
            long l1 = measures.get(i).l1(terms.bounds(), factor);
            noises.add(Noise.laplace(label, each, l1));
            ofTotals.add(Noise.laplace("totals of " + label, each, l1));
        }
        return List.of(noises, ofTotals);
    }

    private static List<List<Noise>> gaussian(
            List<Measure> measures, List<String> columns, Map<Measure, Double> weights, Terms terms, double mu) {
        int factor = factor(terms.relation());
        double[] automatic = measures.stream()
                .mapToDouble(m -> Math.sqrt(m.squaredL2(terms.bounds(), factor)) / m.typical(TYPICAL_ROWS))
                .toArray();
        double[] shares = shares(measures, weights, automatic);
        List<Noise> noises = new ArrayList<>();
        List<Noise> ofTotals = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            double each = mu * Math.sqrt(shares[i] / (1 + terms.totals())) * SAFETY;
            String label = measures.get(i).label(columns);
            noises.add(Noise.gaussian(label, each, measures.get(i).squaredL2(terms.bounds(), factor)));
            ofTotals.add(Noise.gaussian(
                    "totals of " + label, each, measures.get(i).squaredL2OfTotals(terms.bounds(), factor)));
        }
        return List.of(noises, ofTotals);
    }

    /**
     * What is asked for.
     *
     * @return in order
     */
    public List<Aggregation> aggregations() {
        return aggregations;
    }

    /**
     * Names of the columns whose values are read.
     *
     * @return distinct, in order; rows bring their values in this order
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * The guarantee asked for.
     *
     * @return epsilon and delta
     */
    public ApproximateDp target() {
        return target;
    }

    /**
     * Which data sets the release makes hard to tell apart.
     *
     * @return the relation
     */
    public NeighboringRelation relation() {
        return relation;
    }

    /**
     * What a privacy unit contributes at the most.
     *
     * @return groups, and rows in each
     */
    public ContributionBounds bounds() {
        return bounds;
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
        return measures;
    }

    Noise noise(Measure measure) {
        return noises.get(measures.indexOf(measure));
    }

    Noise noiseOfTotals(Measure measure) {
        return noisesOfTotals.get(measures.indexOf(measure));
    }

    /**
     * For how many key columns, the last one first, totals are measured too.
     *
     * @return 0 for none
     */
    public int totals() {
        return totals;
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

    /**
     * What the release will be charged, known before any record is read.
     *
     * @return the selection, if groups are discovered, and each measure
     */
    public ComposedEvent event() {
        List<PrivacyEvent> parts = new ArrayList<>();
        selection.ifPresent(s -> parts.add(s.event()));
        unnamed.ifPresent(n -> parts.add(n.event()));
        for (int i = 0; i < noises.size(); i++) {
            for (int t = 0; t < totals; t++) {
                parts.add(noisesOfTotals.get(i).event());
            }
            parts.add(noises.get(i).event());
        }
        return ComposedEvent.of("statistics by group", parts);
    }

    /**
     * Columns of the result, in order.
     *
     * @return one a number
     */
    public List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        for (Aggregation a : aggregations) {
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
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? "" + (long) value : "" + value;
    }

    private List<String> titles() {
        return outputs().stream().map(Output::title).toList();
    }

    /**
     * Expected standard error of a number of a group, from noise alone; the planner before anything is spent. With totals it is
     * somewhat smaller than told here, because they help their groups.
     *
     * @param output which number
     * @param rows how many rows a group is believed to have, above 0; for means and variances half of the range is taken for the
     *     spread of the values
     * @return in units of the number
     */
    public double expectedError(Output output, double rows) {
        Checks.require(rows > 0, "A group needs rows.");
        Aggregation a = output.aggregation();
        List<Measure> needed = needed(a);
        double first = deviation(needed.get(0));
        return switch (a.statistic()) {
            case COUNT, UNITS, VALUES, DISTINCT, HISTOGRAM -> first;
            case SUM -> needed.size() == 1
                    ? first
                    : Math.hypot(first, Math.abs(a.range().orElseThrow().middle()) * deviation(needed.get(1)));
            case MEAN -> Math.min(width(a) / 2, Math.hypot(first, width(a) / 4 * deviation(needed.get(1))) / rows);
            case VARIANCE -> Math.min(width(a) * width(a) / 4, varianceError(a, needed, rows));
            case DEVIATION -> Math.min(width(a) / 2, varianceError(a, needed, rows) / (width(a) / 2));
            case QUANTILES, MINIMUM, MAXIMUM -> Math.min(width(a) / 2, width(a) * rankDeviation(needed.get(0)) / rows);
        };
    }

    private static double width(Aggregation a) {
        return a.range().orElseThrow().high() - a.range().orElseThrow().low();
    }

    private double varianceError(Aggregation a, List<Measure> needed, double rows) {
        return Math.hypot(
                        deviation(needed.get(2)),
                        Math.hypot(
                                width(a) / 2 * deviation(needed.get(0)),
                                width(a) * width(a) / 16 * deviation(needed.get(1))))
                / rows;
    }

    /** Standard deviation of the noise of a measure in units of the data. */
    double deviation(Measure measure) {
        double points = noise(measure).deviation();
        return measure.isSum() ? points * measure.grid().distance() : points;
    }

    /** About how far a rank in a tree is off: on each level half of the children lie on one side. */
    double rankDeviation(Measure tree) {
        return noise(tree).deviation() * Math.sqrt(QuantileTree.LEVELS * QuantileTree.BRANCHES / 2.0);
    }
}
