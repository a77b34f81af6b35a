// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.murmuration.engine.evaluation.statistics.Chance;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Compares joint tables of one to four columns with the definitions of SDNist 2: numbers in twenty bins with equally
 * many real records, missing is a value. All marginals of an order are looked at, or as many as a limit says, drawn at
 * random; the standard error says what that leaves open.
 */
public final class KMarginalEvaluation {
    /** Largest number of columns together. */
    public static final int MAX_ORDER = 4;

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
        this.each = Chance.difference(real.rows(), synthetic.rows());
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
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when a table is empty, they do not share their columns, or there is no such
     *     group column
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
            if (Exact.round(PERCENT[i] / 100.0 * real.rows()) >= 1) {
                curve.add(new Subsample(PERCENT[i] / 100.0, subsamples[i]));
            }
        }
        List<Group> groups = new ArrayList<>();
        if (options.group().isPresent()) {
            int g = real.columns().indexOf(options.group().get());
            int[] others = IntStream.range(0, width).filter(c -> c != g).toArray();
            int together = Math.min(2, others.length);
            groups = new GroupComparison(evaluation.coded, shuffled, synthetic, g)
                    .groups(choose(others, together, options.limit(), random), monitor.part(top / steps, 1));
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
            JointTable joint = JointTable.of(coded, chosen.get(i));
            marginals[i] = marginal(joint);
            halves[i] = real.rows() > 1 ? halves(joint) : Double.NaN;
            nearness[i] = subsamples.length == 0 ? subsamples : subsamples(joint);
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
        double mean = Sums.mean(Arrays.stream(marginals).mapToDouble(Marginal::similarity))
                .orElseThrow();
        double spread = 0;
        for (Marginal m : marginals) {
            spread += (m.similarity() - mean) * (m.similarity() - mean);
        }
        double part = (double) marginals.length / all; // drawn without replacement
        double error = part == 1 ? 0 : Math.sqrt(spread / (marginals.length - 1) / marginals.length * (1 - part));
        return new Order(
                size,
                all,
                marginals.length,
                mean,
                error,
                Sums.mean(Arrays.stream(marginals).mapToDouble(Marginal::floor)).orElseThrow(),
                Sums.mean(halves).orElseThrow(),
                Sums.mean(Arrays.stream(marginals).mapToDouble(Marginal::independent))
                        .orElseThrow(),
                Arrays.stream(marginals)
                        .sorted(KMarginalReport.worstFirst())
                        .limit(WORST)
                        .toList());
    }

    private Marginal marginal(JointTable joint) {
        int[] inReal = joint.inReal();
        int[] counts = joint.realCounts();
        double noise = 0;
        int single = 0;
        double dependence = 1; // of cells that do not occur: their product; those that do are put right one by one
        boolean[] seen = new boolean[joint.cells()];
        for (int r = 0; r < inReal.length; r++) {
            int cell = inReal[r];
            if (!seen[cell]) {
                seen[cell] = true;
                double p = (double) counts[cell] / inReal.length;
                double product = 1;
                for (int c : joint.columns()) {
                    product *= shares[c][coded.real(c)[r]];
                }
                noise += Math.sqrt(p * (1 - p));
                single += counts[cell] == 1 ? 1 : 0; // Good 1953: their share is that of what was not seen
                dependence += Math.abs(p - product) - product;
            }
        }
        return new Marginal(
                Arrays.stream(joint.columns())
                        .mapToObj(c -> real.columns().columns().get(c).name())
                        .toList(),
                JointTable.similarity(counts, real.rows(), joint.syntheticCounts(), synthetic.rows()),
                1 - Math.min(1, (noise * each + (double) single / inReal.length) / 2),
                joint.columns().length == 1 ? 1 : 1 - Math.max(0, dependence) / 2);
    }

    private double halves(JointTable joint) {
        int half = real.rows() / 2;
        int[] first = joint.firstRealCounts(half);
        int[] second = joint.realCounts().clone();
        for (int i = 0; i < second.length; i++) {
            second[i] -= first[i];
        }
        return JointTable.similarity(first, half, second, real.rows() - half);
    }

    private double[] subsamples(JointTable joint) {
        double[] nearness = new double[PERCENT.length];
        int[] counts = new int[joint.cells()];
        int r = 0;
        for (int i = 0; i < PERCENT.length; i++) {
            int rows = (int) Exact.round(PERCENT[i] / 100.0 * real.rows());
            for (; r < rows; r++) {
                counts[joint.inReal()[r]]++;
            }
            nearness[i] = rows == 0 ? 0 : JointTable.similarity(counts, rows, joint.realCounts(), real.rows());
        }
        return nearness;
    }
}
