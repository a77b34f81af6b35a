// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.NormalEquations;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * The terms of a regression, decided by the real records alone: an intercept, numbers standardised by their real mean
 * and deviation, levels of texts against the most frequent one. Missing is a level; a missing number is a term of its
 * own. Each record has at most one term of each column, so records are kept as pairs of term and value.
 */
final class DesignMatrix {
    private static final int LEVELS = 20;
    private static final int FEWEST = 5;
    private static final int MAX_ITERATIONS = 25;
    private static final double CONVERGED = 1e-8;

    private final int[] columns;
    private final double[] means;
    private final double[] deviations;
    private final List<Map<Double, Integer>> levels = new ArrayList<>(); // -1 is the reference
    private final int[] missing; // term of a missing number, or of any other level
    private final List<String> names = new ArrayList<>(List.of("(intercept)"));

    DesignMatrix(MixedRecords real, int[] columns) {
        this.columns = columns;
        this.means = new double[columns.length];
        this.deviations = new double[columns.length];
        this.missing = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            String name = real.columns().columns().get(columns[i]).name();
            if (real.isNumeric(columns[i])) {
                addNumbers(i, name, Statistics.present(real.column(columns[i])));
            } else {
                addLevels(i, name, real);
            }
        }
    }

    private void addNumbers(int i, String name, double[] present) {
        means[i] = present.length > 0 ? Statistics.mean(present) : 0;
        double deviation = present.length > 1 ? Statistics.deviation(present) : 0;
        deviations[i] = deviation > 0 ? deviation : 1;
        levels.add(Map.of(0.0, names.size()));
        names.add(name);
        missing[i] = names.size();
        names.add(name + " missing");
    }

    private void addLevels(int i, String name, MixedRecords real) {
        Map<Double, Integer> counts = new HashMap<>();
        for (double v : real.column(columns[i])) {
            counts.merge(v, 1, Integer::sum);
        }
        Map<Double, Integer> terms = new HashMap<>();
        counts.keySet().stream()
                .filter(v -> counts.get(v) >= FEWEST)
                .sorted(Comparator.<Double>comparingInt(v -> -counts.get(v))
                        .thenComparing(v -> text(real, columns[i], v)))
                .limit(LEVELS)
                .forEach(v -> {
                    terms.put(v, terms.isEmpty() ? -1 : names.size());
                    if (terms.size() > 1) {
                        names.add(name + " = " + text(real, columns[i], v));
                    }
                });
        levels.add(terms);
        missing[i] = names.size();
        names.add(name + " = (other)");
    }

    static String text(MixedRecords records, int column, double value) {
        return Double.isNaN(value) ? "(missing)" : records.columns().text(column, value);
    }

    List<String> names() {
        return names;
    }

    private int term(MixedRecords records, int i, int row) {
        double v = records.column(columns[i])[row];
        if (records.isNumeric(columns[i])) {
            return Double.isNaN(v) ? missing[i] : levels.get(i).get(0.0);
        }
        return levels.get(i).getOrDefault(v, missing[i]);
    }

    private double value(MixedRecords records, int i, int row) {
        double v = records.column(columns[i])[row];
        return records.isNumeric(columns[i]) && !Double.isNaN(v) ? (v - means[i]) / deviations[i] : 1;
    }

    /**
     * A fitted model.
     *
     * @param coefficients one a term, NaN when other terms determine it
     * @param errors their standard errors
     * @param fitted one a record, NaN where the response is missing
     */
    record Fit(double[] coefficients, double[] errors, double[] fitted) {}

    /** Least squares. */
    Fit linear(MixedRecords records, double[] response, ProgressMonitor monitor) {
        monitor.checkCanceled();
        double[] weights = new double[response.length];
        Arrays.setAll(weights, r -> Double.isNaN(response[r]) ? 0 : 1);
        Rows rows = new Rows(records);
        NormalEquations.Solution solution = rows.solve(weights, response);
        double[] fitted = rows.predict(solution.x(), weights);
        double residual = 0;
        double used = 0;
        for (int r = 0; r < fitted.length; r++) {
            if (weights[r] > 0) {
                residual += (response[r] - fitted[r]) * (response[r] - fitted[r]);
                used++;
            }
        }
        long terms = Arrays.stream(solution.x()).filter(x -> !Double.isNaN(x)).count();
        double variance = used > terms ? residual / (used - terms) : Double.NaN;
        return new Fit(
                solution.x(),
                Arrays.stream(solution.inverseDiagonal())
                        .map(v -> Math.sqrt(v * variance))
                        .toArray(),
                fitted);
    }

    /** Logistic regression by iteratively reweighted least squares; the response is 0 or 1, NaN when missing. */
    Fit logistic(MixedRecords records, double[] response, ProgressMonitor monitor) {
        Rows rows = new Rows(records);
        double[] present = new double[response.length];
        Arrays.setAll(present, r -> Double.isNaN(response[r]) ? 0 : 1);
        double[] weights = new double[response.length];
        double[] working = new double[response.length];
        double[] eta = new double[response.length];
        NormalEquations.Solution solution = null;
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            monitor.checkCanceled();
            double deviance = 0;
            for (int r = 0; r < response.length; r++) {
                double p = 1 / (1 + Elementary.exp(-eta[r]));
                double w = Math.max(p * (1 - p), 1e-10); // records that are sure keep a little weight
                weights[r] = present[r] * w;
                working[r] = present[r] > 0 ? eta[r] + (response[r] - p) / w : 0;
                if (present[r] > 0) {
                    deviance -= 2 * Elementary.log(Math.max(response[r] > 0 ? p : 1 - p, 1e-300));
                }
            }
            if (solution != null && Math.abs(before - deviance) <= CONVERGED * (Math.abs(deviance) + 0.1)) {
                break;
            }
            before = deviance;
            solution = rows.solve(weights, working);
            eta = rows.predict(solution.x(), present);
            for (int r = 0; r < eta.length; r++) {
                eta[r] = Double.isNaN(eta[r]) ? 0 : eta[r];
            }
        }
        double[] fitted = new double[eta.length];
        for (int r = 0; r < fitted.length; r++) {
            fitted[r] = present[r] > 0 ? 1 / (1 + Elementary.exp(-eta[r])) : Double.NaN;
        }
        NormalEquations.Solution last = Objects.requireNonNull(solution);
        return new Fit(
                last.x(), Arrays.stream(last.inverseDiagonal()).map(Math::sqrt).toArray(), fitted);
    }

    /** Terms and values of the records of a table. */
    private final class Rows {
        private final int[][] terms;
        private final double[][] values;

        private Rows(MixedRecords records) {
            terms = new int[columns.length][records.rows()];
            values = new double[columns.length][records.rows()];
            for (int i = 0; i < columns.length; i++) {
                for (int r = 0; r < records.rows(); r++) {
                    terms[i][r] = term(records, i, r);
                    values[i][r] = value(records, i, r);
                }
            }
        }

        private NormalEquations.Solution solve(double[] weights, double[] response) {
            double[][] a = new double[names.size()][names.size()];
            double[] b = new double[names.size()];
            int[] at = new int[columns.length + 1];
            double[] v = new double[columns.length + 1];
            v[0] = 1;
            for (int r = 0; r < weights.length; r++) {
                if (weights[r] > 0) {
                    int n = 1;
                    for (int i = 0; i < columns.length; i++) {
                        if (terms[i][r] >= 0) {
                            at[n] = terms[i][r];
                            v[n++] = values[i][r];
                        }
                    }
                    for (int i = 0; i < n; i++) {
                        double w = weights[r] * v[i];
                        b[at[i]] += w * response[r];
                        for (int j = 0; j < n; j++) {
                            a[at[i]][at[j]] += w * v[j];
                        }
                    }
                }
            }
            return NormalEquations.solve(a, b);
        }

        private double[] predict(double[] coefficients, double[] present) {
            double[] result = new double[present.length];
            for (int r = 0; r < result.length; r++) {
                double sum = Double.isNaN(coefficients[0]) ? 0 : coefficients[0];
                for (int i = 0; i < columns.length; i++) {
                    double beta = terms[i][r] < 0 ? 0 : coefficients[terms[i][r]];
                    sum += Double.isNaN(beta) ? 0 : beta * values[i][r];
                }
                result[r] = present[r] > 0 ? sum : Double.NaN;
            }
            return result;
        }
    }
}
