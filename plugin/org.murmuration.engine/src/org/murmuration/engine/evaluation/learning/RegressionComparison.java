// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.learning.RegressionReport.Coefficient;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Fits the same regression to real and synthetic records: linear when the target holds numbers, logistic otherwise, of
 * the value whose share is nearest to one half.
 */
public final class RegressionComparison {
    private final MixedRecords real;
    private final int target;
    private final double level;
    private final DesignMatrix design;
    private final ProgressMonitor monitor;

    private RegressionComparison(MixedRecords real, int target, int[] predictors, ProgressMonitor monitor) {
        this.real = real;
        this.target = target;
        this.level = real.isNumeric(target) ? Double.NaN : level(real, target);
        this.design = new DesignMatrix(real, predictors);
        this.monitor = monitor;
    }

    /**
     * Compares two tables.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param target position of the column that is explained
     * @param predictors positions of the columns that explain it, at least one, not the target
     * @param random draws halves and makes columns independent
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when a table is empty, they do not share their columns, the target is among the
     *     predictors or has fewer than two different values
     */
    public static RegressionReport compare(
            MixedRecords real,
            MixedRecords synthetic,
            int target,
            int[] predictors,
            RandomSource random,
            ProgressMonitor monitor) {
        checkTarget(real, synthetic, target, predictors);
        RegressionComparison comparison = new RegressionComparison(real, target, predictors, monitor);
        DesignMatrix.Fit ofReal = comparison.fit(real);
        monitor.report(0.2, "Fitting regressions");
        List<Coefficient> coefficients = comparison.coefficients(ofReal, comparison.fit(synthetic));
        monitor.report(0.4, "Fitting regressions");
        int half = real.rows() / 2;
        double halves = Double.NaN;
        if (half >= 2) {
            int[] order = Sampling.positions(real.rows(), real.rows(), random);
            halves = overlap(comparison.coefficients(
                    comparison.fit(real.select(Arrays.copyOf(order, half))),
                    comparison.fit(real.select(Arrays.copyOfRange(order, half, real.rows())))));
        }
        monitor.report(0.8, "Fitting regressions");
        double independent = overlap(comparison.coefficients(ofReal, comparison.fit(real.independent(random))));
        return new RegressionReport(
                real.columns().columns().get(target).name(),
                real.isNumeric(target) ? null : DesignMatrix.text(real, target, comparison.level),
                coefficients,
                halves,
                independent);
    }

    static void checkTarget(MixedRecords real, MixedRecords synthetic, int target, int[] predictors) {
        Checks.require(real.columns() == synthetic.columns(), "Both tables must share their columns.");
        Checks.require(
                real.rows() > 0 && synthetic.rows() > 0,
                "An empty table cannot be compared: fill it, or leave it out.");
        Checks.require(predictors.length > 0, "Nothing is left to explain the target column with.");
        Checks.require(
                Arrays.stream(predictors).noneMatch(c -> c == target), "The target column must not explain itself.");
        Checks.require(
                Arrays.stream(real.column(target))
                                .filter(v -> !real.isNumeric(target) || !Double.isNaN(v))
                                .distinct()
                                .limit(2)
                                .count()
                        == 2,
                "The target column has fewer than two different values in the real table. Choose another one.");
    }

    private static double overlap(List<Coefficient> coefficients) {
        return RegressionReport.mean(coefficients, c -> Math.max(0, c.overlap()));
    }

    private static double level(MixedRecords real, int target) {
        Map<Double, Integer> counts = new HashMap<>();
        for (double v : real.column(target)) {
            counts.merge(v, 1, Integer::sum);
        }
        return counts.keySet().stream()
                .min(Comparator.<Double>comparingLong(v -> Math.abs(2L * counts.get(v) - real.rows()))
                        .thenComparing(counts::get)
                        .thenComparing(v -> DesignMatrix.text(real, target, v)))
                .orElseThrow();
    }

    private DesignMatrix.Fit fit(MixedRecords records) {
        if (real.isNumeric(target)) {
            return design.linear(records, records.column(target), monitor);
        }
        double[] response = new double[records.rows()];
        Arrays.setAll(response, r -> Double.compare(records.column(target)[r], level) == 0 ? 1 : 0);
        return design.logistic(records, response, monitor);
    }

    private List<Coefficient> coefficients(DesignMatrix.Fit a, DesignMatrix.Fit b) {
        List<Coefficient> result = new ArrayList<>();
        IntStream.range(0, design.names().size())
                .mapToObj(i -> new Coefficient(
                        design.names().get(i), a.coefficients()[i], a.errors()[i], b.coefficients()[i], b.errors()[i]))
                .filter(c -> !Double.isNaN(c.real()) || !Double.isNaN(c.synthetic()))
                .forEach(result::add);
        return result;
    }
}
