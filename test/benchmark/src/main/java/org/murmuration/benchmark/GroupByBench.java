// SPDX-License-Identifier: Apache-2.0
package org.murmuration.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.murmuration.engine.aggregation.groups.Aggregation;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupByRelease;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.GroupTerms;
import org.murmuration.engine.aggregation.groups.NoiseChoice;
import org.murmuration.engine.aggregation.groups.PartialAggregate;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.aggregation.groups.Statistic;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.KeyedHash;
import org.murmuration.engine.random.RandomSource;

/**
 * Statistics per group of rows that stream by, each with a subject, against an exact group-by with JDK collections that keeps the
 * same bounds on what a subject contributes, and one that knows no subjects. One JSON object.
 */
final class GroupByBench {
    private static final List<String> OPTIONS = List.of("rows", "groups", "subjects", "l0", "linf");

    private final int rows;
    private final int groups;
    private final int subjects;
    private final ContributionBounds bounds;
    private long state;

    private GroupByBench(Map<String, String> options) {
        this.rows = Integer.parseInt(options.getOrDefault("rows", "10000000"));
        this.groups = Integer.parseInt(options.getOrDefault("groups", "1000"));
        this.subjects = Integer.parseInt(options.getOrDefault("subjects", "1000000"));
        this.bounds = new ContributionBounds(
                Integer.parseInt(options.getOrDefault("l0", "4")), Integer.parseInt(options.getOrDefault("linf", "2")));
    }

    static void run(String[] args) {
        GroupByBench bench = new GroupByBench(Bench.options(args, OPTIONS));
        bench.run();
    }

    /** A stream of rows that is the same each time and keeps nothing (splitmix64). */
    private long next() {
        state += 0x9e3779b97f4a7c15L;
        long h = state;
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }

    private String key(long r) {
        return "g" + Long.remainderUnsigned(r, groups);
    }

    private void run() {
        StringBuilder json = new StringBuilder("{\"benchmark\": \"groupby\"");
        double[] seconds = new double[3];
        long heap = 0;
        for (int repetition = 0; repetition < 2; repetition++) { // the first warms up
            double plain = exact();
            double bounded = bounded();
            Bench.resetPeak();
            long start = System.nanoTime();
            ReleasedGroups released = ours();
            heap = Bench.peakHeap();
            seconds = new double[] {plain, bounded, (System.nanoTime() - start) / 1e9};
            if (released.groups().isEmpty()) {
                throw new IllegalStateException("Nothing was released.");
            }
        }
        json.append(String.format(
                Locale.ROOT,
                ", \"rows\": %d, \"groups\": %d, \"subjects\": %d, \"l0\": %d, \"linf\": %d, \"rowsPerSecond\": %.0f,"
                        + " \"ratioToPlain\": %.2f, \"ratioToBounded\": %.2f, \"peakMiB\": %d}",
                rows,
                groups,
                subjects,
                bounds.groups(),
                bounds.recordsPerGroup(),
                rows / seconds[2],
                seconds[2] / seconds[0],
                seconds[2] / seconds[1],
                heap));
        System.out.println(json);
    }

    /** Count, sum and mean by group: no subjects, no bounds. */
    private double exact() {
        long start = System.nanoTime();
        state = 7;
        Map<String, double[]> sums = new HashMap<>();
        for (int r = 0; r < rows; r++) {
            next();
            double[] s = sums.computeIfAbsent(key(next()), k -> new double[3]);
            double v = Long.remainderUnsigned(next(), 100);
            s[0]++;
            s[1] += v;
            s[2] += v * v;
        }
        return sums.isEmpty() ? 0 : (System.nanoTime() - start) / 1e9;
    }

    /** The same with the first groups and rows of each subject alone. */
    private double bounded() {
        long start = System.nanoTime();
        state = 7;
        Map<Long, Map<String, int[]>> known = new HashMap<>();
        Map<String, double[]> sums = new HashMap<>();
        for (int r = 0; r < rows; r++) {
            Map<String, int[]> of =
                    known.computeIfAbsent(Long.remainderUnsigned(next(), subjects), k -> new HashMap<>(4));
            String key = key(next());
            double v = Long.remainderUnsigned(next(), 100);
            int[] count = of.get(key);
            if (count == null && of.size() < bounds.groups()) {
                count = new int[1];
                of.put(key, count);
            }
            if (count != null && count[0] < bounds.recordsPerGroup()) {
                count[0]++;
                double[] s = sums.computeIfAbsent(key, k -> new double[3]);
                s[0]++;
                s[1] += v;
                s[2] += v * v;
            }
        }
        return sums.isEmpty() ? 0 : (System.nanoTime() - start) / 1e9;
    }

    private ReleasedGroups ours() {
        state = 7;
        GroupByPlan plan = GroupByPlan.of(
                List.of(
                        Aggregation.of(Statistic.COUNT, ""),
                        Aggregation.of(Statistic.MEAN, "x", 0, 100),
                        Aggregation.of(Statistic.VARIANCE, "x", 0, 100)),
                GroupTerms.of(new ApproximateDp(1, 1e-6))
                        .with(NeighboringRelation.ADD_OR_REMOVE_ONE)
                        .with(bounds)
                        .discovering(true)
                        .with(NoiseChoice.AUTOMATIC));
        GroupKeys keys = GroupKeys.discovered(List.of("g"));
        RandomSource random = RandomSource.secure();
        PartialAggregate partial = PartialAggregate.of(plan, keys, KeyedHash.random(random), false);
        double[] numbers = new double[1];
        long[] identities = new long[1];
        String[] key = new String[1];
        for (int r = 0; r < rows; r++) {
            long subject = Long.remainderUnsigned(next(), subjects);
            key[0] = key(next());
            numbers[0] = Long.remainderUnsigned(next(), 100);
            partial.add(subject, r, keys.groupOf(key), numbers, identities);
        }
        return GroupByRelease.release(partial, PrivacyUnit.RECORD, random, ProgressMonitor.NONE);
    }
}
