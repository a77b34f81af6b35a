// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Group;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Marginal;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Order;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Subsample;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Compares joint tables of one to four columns with the definitions of SDNist 2: numbers in twenty bins with equally many real
 * records, missing is a value. All marginals of an order are looked at, or as many as a limit says, drawn at random; the standard
 * error says what that leaves open.
 */
public final class KMarginalEvaluation {
    /** Largest number of columns together. */
    public static final int MAX_ORDER = 4;

    private static final int DENSE = 1 << 20;
    private static final int WORST = 20;
    private static final int[] PERCENT = {1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90};

    private final MixedRecords real;
    private final MixedRecords synthetic;
    private final CodedPair coded;
    private final double[][] shares;
    private final double each;

    private KMarginalEvaluation(MixedRecords real, MixedRecords synthetic) {
        this.coded = CodedPair.of(real, synthetic);
        this.real = real;
        this.synthetic = synthetic;
        this.shares = new double[coded.width()][];
        Parallel.forEach(shares.length, c -> {
            coded.code(c, CodedPair.Binning.EQUAL_FREQUENCY);
            shares[c] = coded.shares(false, c);
        });
        this.each = Math.sqrt(2 / Math.PI * (1.0 / real.rows() + 1.0 / synthetic.rows()));
    }

    /**
     * What is compared.
     *
     * @param order largest number of columns together, 1 to {@link #MAX_ORDER}
     * @param limit how many marginals of an order are looked at, at least 2; NIST takes 200
     * @param group name of a column whose values make groups of records; empty for none
     */
    public record Options(int order, int limit, Optional<String> group) {
        /**
         * Checks the ranges.
         *
         * @param order largest number of columns together, 1 to {@link #MAX_ORDER}
         * @param limit how many marginals of an order are looked at, at least 2; NIST takes 200
         * @param group name of a column whose values make groups of records; empty for none
         */
        public Options {
            Checks.require(order >= 1 && order <= MAX_ORDER, "The order must be 1 to " + MAX_ORDER + ", not " + order);
            Checks.require(limit >= 2, "At least two marginals of each order must be looked at.");
        }
    }

    /**
     * Compares two tables.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param options what is compared
     * @param random draws marginals, halves and sub-samples
     * @param monitor told about progress
     * @return the private report
     * @throws IllegalArgumentException when a table is empty, they do not share their columns, or there is no such group column
     */
    public static KMarginalReport compare(
            MixedRecords real, MixedRecords synthetic, Options options, RandomSource random, ProgressMonitor monitor) {
        // in random order, so that the first records of the table are a random sample of any size
        MixedRecords shuffled = real.select(Sampling.positions(real.rows(), real.rows(), random));
        KMarginalEvaluation evaluation = new KMarginalEvaluation(shuffled, synthetic);
        int width = real.columns().columns().size();
        int top = Math.min(options.order(), width);
        List<Order> orders = new ArrayList<>();
        double[] subsamples = new double[PERCENT.length];
        double steps = top + (options.group().isPresent() ? 1 : 0);
        for (int k = 1; k <= top; k++) {
            int[] all = IntStream.range(0, width).toArray();
            orders.add(evaluation.order(
                    k,
                    choose(all, k, options.limit(), random),
                    k == 2 ? subsamples : new double[0],
                    monitor.part((k - 1) / steps, k / steps)));
        }
        List<Subsample> curve = new ArrayList<>();
        for (int i = 0; top >= 2 && i < PERCENT.length; i++) {
            if (Math.round(PERCENT[i] / 100.0 * real.rows()) >= 1) {
                curve.add(new Subsample(PERCENT[i] / 100.0, subsamples[i]));
            }
        }
        List<Group> groups = new ArrayList<>();
        if (options.group().isPresent()) {
            int g = real.columns().indexOf(options.group().get());
            int[] others = IntStream.range(0, width).filter(c -> c != g).toArray();
            int together = Math.min(2, others.length);
            groups = evaluation.groups(
                    g, choose(others, together, options.limit(), random), monitor.part(top / steps, 1));
        }
        return new KMarginalReport(orders, curve, groups);
    }

    // Which marginals

    private static List<int[]> choose(int[] columns, int size, int limit, RandomSource random) {
        long count = count(columns.length, size);
        List<int[]> chosen = new ArrayList<>();
        if (count <= limit) {
            addAll(columns, new int[size], 0, 0, chosen);
            return chosen;
        }
        Set<List<Integer>> known = new LinkedHashSet<>();
        while (known.size() < limit) {
            known.add(Arrays.stream(Sampling.positions(columns.length, size, random))
                    .sorted()
                    .mapToObj(i -> columns[i])
                    .toList());
        }
        known.forEach(c -> chosen.add(c.stream().mapToInt(Integer::intValue).toArray()));
        return chosen;
    }

    private static void addAll(int[] columns, int[] chosen, int filled, int from, List<int[]> into) {
        if (filled == chosen.length) {
            into.add(chosen.clone());
            return;
        }
        for (int i = from; i < columns.length; i++) {
            chosen[filled] = columns[i];
            addAll(columns, chosen, filled + 1, i + 1, into);
        }
    }

    /** Binomial coefficient; size is at most 4, so it fits for any number of columns of a table. */
    private static long count(int n, int size) {
        long count = 1;
        for (int i = 0; i < size; i++) {
            count = count * (n - i) / (i + 1);
        }
        return count;
    }

    // Marginals of an order

    private Order order(int size, List<int[]> chosen, double[] subsamples, ProgressMonitor monitor) {
        Marginal[] marginals = new Marginal[chosen.size()];
        double[] halves = new double[chosen.size()];
        double[][] nearness = new double[chosen.size()][];
        int[] done = new int[1];
        Parallel.forEach(marginals.length, i -> {
            monitor.checkCanceled();
            Joint joint = new Joint(chosen.get(i));
            marginals[i] = joint.marginal();
            halves[i] = real.rows() > 1 ? joint.halves() : Double.NaN;
            nearness[i] = subsamples.length == 0 ? subsamples : joint.subsamples();
            synchronized (done) {
                monitor.report((double) ++done[0] / marginals.length, "Comparing marginals of " + size + " columns");
            }
        });
        for (int s = 0; s < subsamples.length; s++) { // in order, so that the last digits do not depend on threads
            for (double[] n : nearness) {
                subsamples[s] += n[s] / nearness.length;
            }
        }
        long all = count(coded.width(), size);
        double mean = Arrays.stream(marginals)
                .mapToDouble(Marginal::similarity)
                .average()
                .orElseThrow();
        double spread = 0;
        for (Marginal m : marginals) {
            spread += (m.similarity() - mean) * (m.similarity() - mean);
        }
        double error = all == marginals.length
                ? 0
                : Math.sqrt(spread
                        / (marginals.length - 1)
                        / marginals.length
                        * (1 - (double) marginals.length / all)); // without replacement
        return new Order(
                size,
                all,
                marginals.length,
                mean,
                error,
                Arrays.stream(marginals).mapToDouble(Marginal::floor).average().orElseThrow(),
                Arrays.stream(halves).average().orElseThrow(),
                Arrays.stream(marginals)
                        .mapToDouble(Marginal::independent)
                        .average()
                        .orElseThrow(),
                Arrays.stream(marginals)
                        .sorted(KMarginalReport.worstFirst())
                        .limit(WORST)
                        .toList());
    }

    /** The joint cells of some columns: every record's cell, numbered so that the numbers stay few. */
    private final class Joint {
        private final int[] columns;
        private int[] inReal;
        private int[] inSynthetic;
        private int cells;
        private final int[] realCounts;
        private final int[] syntheticCounts;

        private Joint(int... columns) {
            this.columns = columns;
            this.inReal = coded.real(columns[0]);
            this.inSynthetic = coded.synthetic(columns[0]);
            this.cells = coded.cells(columns[0]);
            for (int i = 1; i < columns.length; i++) {
                join(columns[i]);
            }
            this.realCounts = counts(inReal, inReal.length);
            this.syntheticCounts = counts(inSynthetic, inSynthetic.length);
        }

        private void join(int column) {
            int more = coded.cells(column);
            if ((long) cells * more <= DENSE) {
                inReal = joined(inReal, coded.real(column), more);
                inSynthetic = joined(inSynthetic, coded.synthetic(column), more);
                cells *= more;
                return;
            }
            LongCounter occurring = new LongCounter(1 << 12);
            count(inReal, coded.real(column), more, occurring);
            count(inSynthetic, coded.synthetic(column), more, occurring);
            long[] keys = occurring.sortedKeys();
            occurring.clear();
            for (int i = 0; i < keys.length; i++) {
                occurring.add(keys[i], i);
            }
            inReal = numbered(inReal, coded.real(column), more, occurring);
            inSynthetic = numbered(inSynthetic, coded.synthetic(column), more, occurring);
            cells = keys.length;
        }

        private int[] joined(int[] before, int[] code, int more) {
            int[] result = new int[before.length];
            for (int r = 0; r < result.length; r++) {
                result[r] = before[r] * more + code[r];
            }
            return result;
        }

        private void count(int[] before, int[] code, int more, LongCounter counter) {
            for (int r = 0; r < before.length; r++) {
                counter.add((long) before[r] * more + code[r], 1);
            }
        }

        private int[] numbered(int[] before, int[] code, int more, LongCounter numbers) {
            int[] result = new int[before.length];
            for (int r = 0; r < result.length; r++) {
                result[r] = numbers.get((long) before[r] * more + code[r]);
            }
            return result;
        }

        private int[] counts(int[] of, int first) {
            int[] counts = new int[cells];
            for (int r = 0; r < first; r++) {
                counts[of[r]]++;
            }
            return counts;
        }

        private double similarity(int[] a, double rowsA, int[] b, double rowsB) {
            double distance = 0;
            for (int i = 0; i < a.length; i++) {
                if ((a[i] | b[i]) != 0) {
                    distance += Math.abs(a[i] / rowsA - b[i] / rowsB);
                }
            }
            return 1 - distance / 2;
        }

        private Marginal marginal() {
            double noise = 0;
            int single = 0;
            double dependence = 1; // of cells that do not occur: their product; those that do are put right one by one
            boolean[] seen = new boolean[cells];
            for (int r = 0; r < inReal.length; r++) {
                int cell = inReal[r];
                if (!seen[cell]) {
                    seen[cell] = true;
                    double p = (double) realCounts[cell] / inReal.length;
                    double product = 1;
                    for (int c : columns) {
                        product *= shares[c][coded.real(c)[r]];
                    }
                    noise += Math.sqrt(p * (1 - p));
                    single += realCounts[cell] == 1 ? 1 : 0; // Good 1953: their share is that of what was not seen
                    dependence += Math.abs(p - product) - product;
                }
            }
            return new Marginal(
                    Arrays.stream(columns)
                            .mapToObj(c -> real.columns().columns().get(c).name())
                            .toList(),
                    similarity(realCounts, inReal.length, syntheticCounts, inSynthetic.length),
                    1 - Math.min(1, (noise * each + (double) single / inReal.length) / 2),
                    columns.length == 1 ? 1 : 1 - Math.max(0, dependence) / 2);
        }

        private double halves() {
            int half = inReal.length / 2;
            int[] first = counts(inReal, half);
            int[] second = new int[cells];
            for (int i = 0; i < cells; i++) {
                second[i] = realCounts[i] - first[i];
            }
            return similarity(first, half, second, inReal.length - half);
        }

        private double[] subsamples() {
            double[] nearness = new double[PERCENT.length];
            int[] counts = new int[cells];
            int r = 0;
            for (int i = 0; i < PERCENT.length; i++) {
                int rows = (int) Math.round(PERCENT[i] / 100.0 * inReal.length);
                for (; r < rows; r++) {
                    counts[inReal[r]]++;
                }
                nearness[i] = rows == 0 ? 0 : similarity(counts, rows, realCounts, inReal.length);
            }
            return nearness;
        }
    }

    // Groups

    private List<Group> groups(int group, List<int[]> pairs, ProgressMonitor monitor) {
        int values = coded.cells(group);
        double[] share = shares[group];
        double[][] distances = new double[pairs.size()][values];
        double[][] noises = new double[pairs.size()][values];
        int[] done = new int[1];
        Parallel.forEach(pairs.size(), i -> {
            monitor.checkCanceled();
            int[] pair = pairs.get(i);
            Joint joint = new Joint(
                    IntStream.concat(IntStream.of(group), Arrays.stream(pair)).toArray());
            boolean[] seen = new boolean[joint.cells];
            addCells(joint, joint.inReal, coded.real(group), seen, distances[i], noises[i]);
            addCells(joint, joint.inSynthetic, coded.synthetic(group), seen, distances[i], noises[i]);
            synchronized (done) {
                monitor.report((double) ++done[0] / pairs.size(), "Comparing groups");
            }
        });
        String[] names = names(group, values);
        return IntStream.range(0, values)
                .filter(g -> share[g] > 0)
                .mapToObj(g -> new Group(
                        names[g],
                        Math.round(share[g] * real.rows()),
                        within(distances, g, share[g], 1),
                        within(noises, g, share[g], each)))
                .sorted(Comparator.comparingDouble(Group::similarity))
                .toList();
    }

    /** Mean over pairs of columns of 1 - min(distance, share) / share. */
    private static double within(double[][] distances, int group, double share, double scale) {
        return Arrays.stream(distances)
                .mapToDouble(d -> 1 - Math.min(d[group] * scale, share) / share)
                .average()
                .orElseThrow();
    }

    /** What the cells of a column hold: their text, the range of their numbers, or null for missing. */
    private String[] names(int column, int values) {
        double[] low = new double[values];
        double[] high = new double[values];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int r = 0; r < real.rows(); r++) {
            int cell = coded.real(column)[r];
            low[cell] = Math.min(low[cell], real.column(column)[r]);
            high[cell] = Math.max(high[cell], real.column(column)[r]);
        }
        String[] names = new String[values];
        for (int i = 1; i < values; i++) {
            if (low[i] <= high[i]) {
                names[i] = real.isNumeric(column)
                        ? low[i] + " to " + high[i]
                        : real.columns().text(column, low[i]);
            }
        }
        return names;
    }

    private void addCells(Joint joint, int[] cellOf, int[] groupOf, boolean[] seen, double[] distance, double[] noise) {
        for (int r = 0; r < cellOf.length; r++) {
            int cell = cellOf[r];
            if (!seen[cell]) {
                seen[cell] = true;
                double p = (double) joint.realCounts[cell] / real.rows();
                distance[groupOf[r]] += Math.abs(p - (double) joint.syntheticCounts[cell] / synthetic.rows());
                noise[groupOf[r]] += Math.sqrt(p * (1 - p));
            }
        }
    }
}
