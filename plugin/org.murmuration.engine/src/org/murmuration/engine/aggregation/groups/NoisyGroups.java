// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Estimate;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Group;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.random.RandomSource;

/**
 * Adds the noise to what all rows together gave, and answers the aggregations from the noisy vectors.
 *
 * <p>With a noisy count n of values and a noisy sum s of values less the middle m of their range: sum = s + m n, mean =
 * m + s / n, variance = (q + n h) / n - (s / n)<sup>2</sup>, where q is the noisy sum of squares less h, half of the
 * largest square. Standard errors follow from those of s, n and q by the delta method. Means, variances and quantiles
 * are moved into what their range allows; where the count is no larger than its own noise, all that is known of a mean
 * is its range.
 */
final class NoisyGroups {
    private static final double LEAST_VARIANCE = 1e-12;

    private final GroupByPlan plan;
    private final List<List<String>> values;
    private final List<double[]> noisy =
            new ArrayList<>(); // by measure, in points; groups, then totals from the finest
    private final List<double[]> shrinkages =
            new ArrayList<>(); // by measure and level: what agreement made of the deviation
    private final List<double[]> kurtoses = new ArrayList<>(); // by measure and level, of Laplace noise
    private final int[] ends; // by level, from the groups to the coarsest total: number of nodes up to it
    private final List<PrivacyEvent> events = new ArrayList<>();

    private NoisyGroups(GroupByPlan plan, List<List<String>> values, int[] ends) {
        this.plan = plan;
        this.values = values;
        this.ends = ends;
    }

    static NoisyGroups of(GroupByPlan plan, GroupKeys keys, int[] chosen) {
        List<List<String>> values =
                new ArrayList<>(IntStream.of(chosen).mapToObj(keys::values).toList());
        Checks.require(
                plan.totals() <= keys.columns().size(),
                "Totals are planned for " + plan.totals() + " key columns, but there are fewer.");
        int[] ends = new int[plan.totals() + 1];
        ends[0] = values.size();
        for (int t = 1; t <= plan.totals(); t++) {
            int columns = keys.columns().size() - t;
            for (int prefix = 0; prefix < keys.prefixes(columns); prefix++) {
                values.add(keys.values(columns, prefix));
            }
            ends[t] = values.size();
        }
        return new NoisyGroups(plan, values, ends);
    }

    /** Draws the noise of a measure: of totals from the coarsest, then of the groups; and makes them agree. */
    void measure(Measure measure, long[] exact, GroupKeys keys, RandomSource random) {
        int levels = ends.length;
        double[][] released = new double[levels][];
        double[] variances = new double[levels];
        for (int t = levels - 1; t >= 0; t--) {
            Noise noise = t == 0 ? plan.noise(measure) : plan.noiseOfTotals(measure);
            long[] sums = t == 0
                    ? exact
                    : sums(exact, measure.width(), keys.prefixes(keys.columns().size() - t));
            Charged<double[]> release = noise.release(sums, random);
            events.add(release.event());
            released[levels - 1 - t] = release.value();
            // hardly any noise is 0 in a double, and would weigh without bound
            variances[levels - 1 - t] = Math.max(LEAST_VARIANCE, noise.deviation() * noise.deviation());
        }
        double[] after = Totals.agree(released, measure.width(), variances);
        double[] all = new double[values.size() * measure.width()];
        double[] shrinkage = new double[levels];
        int at = 0;
        for (int t = 0; t < levels; t++) {
            double[] level = released[levels - 1 - t];
            System.arraycopy(level, 0, all, at, level.length);
            at += level.length;
            shrinkage[t] = levels == 1 ? 1 : Math.sqrt(after[levels - 1 - t] / variances[levels - 1]);
        }
        noisy.add(all);
        shrinkages.add(shrinkage);
        kurtoses.add(kurtosis(variances));
    }

    private double[] kurtosis(double[] variances) {
        int levels = ends.length;
        double[] byLevel = new double[levels];
        if (levels > 1 && !plan.isGaussian()) {
            int[] nodes = new int[levels];
            for (int t = 0; t < levels; t++) {
                nodes[levels - 1 - t] = ends[t] - (t == 0 ? 0 : ends[t - 1]);
            }
            double[] fromTop = Totals.kurtosis(nodes, variances);
            for (int t = 0; t < levels; t++) {
                byLevel[t] = fromTop[levels - 1 - t];
            }
        }
        return byLevel;
    }

    private static long[] sums(long[] exact, int width, int nodes) {
        long[] sums = new long[nodes * width];
        int children = exact.length / sums.length;
        for (int i = 0; i < exact.length; i++) {
            int to = i / width / children * width + i % width;
            sums[to] = Math.addExact(sums[to], exact[i]);
        }
        return sums;
    }

    /** What became of the deviation of a measure at a group or total. */
    private double shrinkage(Measure measure, int node) {
        return shrinkages.get(plan.measures().indexOf(measure))[level(node)];
    }

    private int level(int node) {
        int level = 0;
        while (node >= ends[level]) {
            level++;
        }
        return level;
    }

    private double deviation(Measure measure, int node) {
        return plan.deviation(measure) * shrinkage(measure, node);
    }

    static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = Comparator.nullsLast(Comparator.<String>naturalOrder()).compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    List<PrivacyEvent> events() {
        return events;
    }

    List<Group> groups() {
        List<GroupByPlan.Output> outputs = plan.outputs();
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < values.size(); g++) {
            List<Estimate> estimates = new ArrayList<>();
            for (GroupByPlan.Output output : outputs) {
                estimates.add(estimate(output, g));
            }
            groups.add(new Group(values.get(g), estimates));
        }
        return groups;
    }

    private Estimate estimate(GroupByPlan.Output output, int group) {
        Aggregation a = output.aggregation();
        List<Measure> needed = plan.needed(a);
        return switch (a.statistic()) {
            case COUNT, UNITS, VALUES, DISTINCT, HISTOGRAM -> {
                Measure m = needed.get(0);
                yield around(group, value(m, group, output.parameter()), List.of(new Part(m, 1)));
            }
            case SUM -> sum(a, needed, group);
            case MEAN -> mean(a, needed, group);
            case VARIANCE -> variance(a, needed, group);
            case DEVIATION -> deviation(variance(a, needed, group));
            case QUANTILES, MINIMUM, MAXIMUM -> quantile(
                    a, needed.get(0), group, a.probabilities().get(output.parameter()));
        };
    }

    /** A noisy number in units of the data. */
    private double value(Measure measure, int group, int coordinate) {
        double points = noisy.get(plan.measures().indexOf(measure))[group * measure.width() + coordinate];
        return measure.isSum() ? points * measure.grid().distance() : points;
    }

    /** A measure and how a number moves with it. */
    private record Part(Measure measure, double slope) {}

    /** Standard error and interval of a number that moves with some measures, to first order. */
    private Estimate around(int node, double value, List<Part> parts) {
        double[] scales = parts.stream()
                .mapToDouble(p -> Math.abs(p.slope()) * deviation(p.measure(), node))
                .toArray();
        double variance = 0;
        for (double s : scales) {
            variance += s * s;
        }
        double half = Normal.Z95 * Math.sqrt(variance);
        if (!plan.isGaussian() && ends.length > 1) {
            double fourth = 0;
            for (int i = 0; i < scales.length; i++) {
                fourth += kurtoses.get(plan.measures().indexOf(parts.get(i).measure()))[level(node)]
                        * Elementary.power(scales[i], 4);
            }
            // Cornish-Fisher: many noises were mixed, so that the normal interval is nearly right
            double kurtosis = variance > 0 ? fourth / (variance * variance) : 0;
            half = Math.sqrt(variance)
                    * (Normal.Z95 + kurtosis * (Normal.Z95 * Normal.Z95 * Normal.Z95 - 3 * Normal.Z95) / 24);
        } else if (!plan.isGaussian()) {
            boolean isWhole = parts.size() == 1 && !parts.get(0).measure().isSum();
            half = isWhole
                    ? LaplaceWidth.ofWhole(plan.noise(parts.get(0).measure()).scale())
                    : LaplaceWidth.of(scales);
        }
        return new Estimate(value, Math.sqrt(variance), value - half, value + half);
    }

    private Estimate sum(Aggregation a, List<Measure> needed, int group) {
        if (needed.size() == 1) {
            return around(group, value(needed.get(0), group, 0), List.of(new Part(needed.get(0), 1)));
        }
        double middle = a.range().orElseThrow().middle();
        return around(
                group,
                value(needed.get(0), group, 0) + middle * value(needed.get(1), group, 0),
                List.of(new Part(needed.get(0), 1), new Part(needed.get(1), middle)));
    }

    private Estimate mean(Aggregation a, List<Measure> needed, int group) {
        Range range = a.range().orElseThrow();
        double n = value(needed.get(1), group, 0);
        if (isNoise(n, needed.get(1), group)) {
            return unknown(range.low(), range.high());
        }
        double offset = value(needed.get(0), group, 0) / n;
        Estimate e = around(
                group,
                range.middle() + offset,
                List.of(new Part(needed.get(0), 1 / n), new Part(needed.get(1), offset / n)));
        return within(e, range.low(), range.high());
    }

    private boolean isNoise(double count, Measure measure, int node) {
        return count <= Math.max(1, Normal.Z95 * deviation(measure, node));
    }

    /** Nothing but the range is known: the middle, with the deviation of a uniform value. */
    private static Estimate unknown(double low, double high) {
        return new Estimate(low + (high - low) / 2, (high - low) / Math.sqrt(12), low, high);
    }

    private static Estimate within(Estimate e, double low, double high) {
        return new Estimate(
                Math.min(high, Math.max(low, e.value())),
                Math.min(e.error(), (high - low) / Math.sqrt(12)),
                Math.min(high, Math.max(low, e.low())),
                Math.min(high, Math.max(low, e.high())));
    }

    private Estimate variance(Aggregation a, List<Measure> needed, int group) {
        Range range = a.range().orElseThrow();
        double largest = (range.high() - range.low()) * (range.high() - range.low()) / 4;
        double n = value(needed.get(1), group, 0);
        if (isNoise(n, needed.get(1), group)) {
            return unknown(0, largest);
        }
        double offset = value(needed.get(0), group, 0) / n;
        double squares = value(needed.get(2), group, 0) / n;
        Estimate e = around(
                group,
                squares + largest / 2 - offset * offset,
                List.of(
                        new Part(needed.get(2), 1 / n),
                        new Part(needed.get(0), -2 * offset / n),
                        new Part(needed.get(1), (2 * offset * offset - squares) / n)));
        return within(e, 0, largest);
    }

    private static Estimate deviation(Estimate variance) {
        double value = Math.sqrt(variance.value());
        double low = Math.sqrt(variance.low());
        double high = Math.sqrt(variance.high());
        double error =
                value > 0 ? Math.min(variance.error() / (2 * value), high - low) : (high - low) / (2 * Normal.Z95);
        return new Estimate(value, error, low, high);
    }

    private Estimate quantile(Aggregation a, Measure tree, int group, double probability) {
        Range range = a.range().orElseThrow();
        double[] counts = noisy.get(plan.measures().indexOf(tree));
        int from = group * tree.width();
        double n = 0;
        for (int c = 0; c < QuantileTree.BRANCHES; c++) {
            n += counts[from + c];
        }
        if (n <= Normal.Z95 * plan.rankDeviation(tree) * shrinkage(tree, group)) {
            return unknown(range.low(), range.high());
        }
        double rank = Normal.Z95 * plan.rankDeviation(tree) * shrinkage(tree, group) / n;
        double low = QuantileTree.quantile(counts, from, range, probability - rank);
        double high = QuantileTree.quantile(counts, from, range, probability + rank);
        double value = QuantileTree.quantile(counts, from, range, probability);
        return new Estimate(value, (high - low) / (2 * Normal.Z95), Math.min(low, value), Math.max(high, value));
    }
}
