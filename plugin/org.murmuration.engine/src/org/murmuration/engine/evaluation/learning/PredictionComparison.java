// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.learning.PredictionReport.Scores;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Lets random forests learn a column from synthetic and from real records and compares how well they predict real ones.
 * Texts are predicted by one forest a class, of the most frequent classes; numbers by one forest.
 */
public final class PredictionComparison {
    private static final int TREES = 32;
    private static final int CLASSES = 10;
    private static final double TESTED = 0.3;
    private static final int FEWEST = 10;

    private final TreeData data;
    private final double[] values; // of the target; classes of texts, -1 for rare ones
    private final int classes; // 0 for numbers
    private final int tested;
    private final int learned;

    private PredictionComparison(int target, int[] predictors, List<MixedRecords> tables) {
        this.data = TreeData.of(predictors, tables);
        this.tested = tables.get(0).rows();
        this.learned = tables.get(1).rows();
        this.values = tables.stream()
                .flatMapToDouble(t -> Arrays.stream(t.column(target)))
                .toArray();
        this.classes = tables.get(0).isNumeric(target) ? 0 : toClasses();
    }

    /**
     * Compares two tables.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param target position of the column that is predicted
     * @param predictors positions of the columns that it is predicted from, at least one, not the target
     * @param limit at most so many records are learned from, and as many predicted, at least 1
     * @param random splits and samples
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when a table is empty, they do not share their columns, the target is among the
     *     predictors, has fewer than two different values, or too few records have one
     */
    public static PredictionReport compare(
            MixedRecords real,
            MixedRecords synthetic,
            int target,
            int[] predictors,
            int limit,
            RandomSource random,
            ProgressMonitor monitor) {
        RegressionComparison.checkTarget(real, synthetic, target, predictors);
        Checks.require(limit >= 1, "At least one record must be learned from.");
        MixedRecords all = withTarget(real, target, random);
        MixedRecords made = withTarget(synthetic, target, random);
        int test = Math.min(limit, (int) (TESTED * all.rows()));
        int train = Math.min(limit, Math.min(all.rows() - test, made.rows()));
        Checks.require(
                test >= FEWEST && train >= FEWEST,
                "Too few records have a value of the target column to learn from. Choose another one.");
        MixedRecords learned = all.select(IntStream.range(test, test + train).toArray());
        PredictionComparison comparison = new PredictionComparison(
                target,
                predictors,
                List.of(
                        all.select(IntStream.range(0, test).toArray()),
                        learned,
                        made.select(IntStream.range(0, train).toArray()),
                        learned.independent(random)));
        return new PredictionReport(
                real.columns().columns().get(target).name(),
                train,
                test,
                comparison.scores(0, monitor.part(0, 0.3)),
                comparison.scores(1, monitor.part(0.3, 0.7)),
                comparison.scores(2, monitor.part(0.7, 1)));
    }

    /** Records in random order; missing is a class of texts, but no number to predict. */
    private static MixedRecords withTarget(MixedRecords records, int target, RandomSource random) {
        return records.select(Arrays.stream(Sampling.positions(records.rows(), records.rows(), random))
                .filter(r -> !records.isNumeric(target) || !Double.isNaN(records.column(target)[r]))
                .toArray());
    }

    /** Numbers the most frequent values of real records. */
    private int toClasses() {
        Map<Double, Integer> counts = new HashMap<>();
        for (int r = 0; r < tested + learned; r++) {
            counts.merge(values[r], 1, Integer::sum);
        }
        List<Double> frequent = counts.keySet().stream()
                .sorted(Comparator.<Double>comparingInt(v -> -counts.get(v)).thenComparing(Comparator.naturalOrder()))
                .limit(CLASSES)
                .toList();
        Map<Double, Integer> numbers = new HashMap<>();
        frequent.forEach(v -> numbers.put(v, numbers.size()));
        Arrays.setAll(values, r -> numbers.getOrDefault(values[r], -1));
        return frequent.size();
    }

    private Scores scores(int table, ProgressMonitor monitor) {
        int from = tested + table * learned;
        double[][] predicted = new double[Math.max(1, classes)][];
        Parallel.forEach(predicted.length, k -> {
            double[] response = new double[values.length];
            Arrays.setAll(response, r -> response(r, k));
            predicted[k] = predict(response, from, monitor);
            monitor.report((k + 1.0) / predicted.length, "Predicting a column");
        });
        return classes == 0
                ? new Scores(Double.NaN, Double.NaN, Double.NaN, explained(predicted[0]))
                : ofClasses(predicted);
    }

    /** The number itself, or whether it is of a class. */
    private double response(int record, int k) {
        if (classes == 0) {
            return values[record];
        }
        return values[record] == k ? 1 : 0;
    }

    private double[] predict(double[] response, int from, ProgressMonitor monitor) {
        double[] sums = new double[tested];
        for (int t = 0; t < TREES; t++) {
            monitor.checkCanceled();
            int[] rows = RegressionTree.sampled(data, IntStream.range(from, from + learned), t)
                    .toArray();
            RegressionTree tree = new RegressionTree(data, response, rows, t);
            for (int r = 0; r < tested; r++) {
                sums[r] += tree.predict(r) / TREES;
            }
        }
        return sums;
    }

    private double explained(double[] predicted) {
        double mean = Statistics.mean(Arrays.copyOf(values, tested));
        double residual = 0;
        double total = 0;
        for (int r = 0; r < tested; r++) {
            residual += (values[r] - predicted[r]) * (values[r] - predicted[r]);
            total += (values[r] - mean) * (values[r] - mean);
        }
        return total > 0 ? 1 - residual / total : Double.NaN;
    }

    private Scores ofClasses(double[][] predicted) {
        int[][] counts = new int[classes][3]; // right, said, true
        int right = 0;
        for (int r = 0; r < tested; r++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                best = predicted[k][r] > predicted[best][r] ? k : best;
            }
            int truth = (int) values[r];
            right += best == truth ? 1 : 0;
            counts[best][1]++;
            if (truth >= 0) {
                counts[truth][2]++;
                counts[truth][0] += best == truth ? 1 : 0;
            }
        }
        double f1 = 0;
        double auc = 0;
        int present = 0;
        for (int k = 0; k < classes; k++) {
            if (counts[k][2] > 0 && counts[k][2] < tested) {
                f1 += 2.0 * counts[k][0] / (counts[k][1] + counts[k][2]);
                auc += auc(predicted[k], k, counts[k][2]);
                present++;
            }
        }
        return new Scores((double) right / tested, f1 / present, auc / present, Double.NaN);
    }

    /**
     * Share of pairs of a record of the class and another one that are in the right order, ties half (Mann and Whitney
     * 1947).
     */
    private double auc(double[] predicted, int k, int positives) {
        double[] ranks = Statistics.ranks(predicted);
        double sum = 0;
        for (int r = 0; r < tested; r++) {
            sum += values[r] == k ? ranks[r] : 0;
        }
        return (sum - positives * (positives + 1.0) / 2) / positives / (tested - positives);
    }
}
