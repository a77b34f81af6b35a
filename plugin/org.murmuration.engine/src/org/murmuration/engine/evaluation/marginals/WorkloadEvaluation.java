// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.Arrays;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.statistics.Chance;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Asks both tables the same counting questions. A question starts from a real record drawn at random and names one to
 * three columns: of texts its own value, of numbers an interval around its own, between bounds that cut the real
 * records into twentieths.
 */
public final class WorkloadEvaluation {
    private static final int MOST_COLUMNS = 3;
    private static final double LEAST_SHARE = 0.001;
    private static final double LARGE = 0.95;

    private final CodedPair coded;
    private final double[][] shares;

    private WorkloadEvaluation(MixedRecords real, MixedRecords synthetic) {
        this.coded = CodedPair.of(real, synthetic);
        this.shares = new double[coded.width()][];
        Parallel.forEach(shares.length, c -> {
            coded.code(c, CodedPair.Binning.EQUAL_FREQUENCY);
            shares[c] = coded.shares(false, c);
        });
    }

    /** A condition on each of some columns: the cell lies between two. */
    private record Query(int[] columns, int[] low, int[] high) {
        private double share(int[][] codes, int rows) {
            int met = 0;
            for (int r = 0; r < rows; r++) {
                boolean meets = true;
                for (int i = 0; i < columns.length && meets; i++) {
                    int cell = codes[columns[i]][r];
                    meets = cell >= low[i] && cell <= high[i];
                }
                met += meets ? 1 : 0;
            }
            return (double) met / rows;
        }

        private double independent(double[][] shares) {
            double product = 1;
            for (int i = 0; i < columns.length; i++) {
                product *= Sums.of(Arrays.stream(shares[columns[i]], low[i], high[i] + 1));
            }
            return product;
        }
    }

    /**
     * Compares two tables.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param queries how many questions, at least 1
     * @param random draws them
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when a table is empty or they do not share their columns
     */
    public static WorkloadReport compare(
            MixedRecords real, MixedRecords synthetic, int queries, RandomSource random, ProgressMonitor monitor) {
        Checks.require(queries >= 1, "At least one question must be asked.");
        WorkloadEvaluation evaluation = new WorkloadEvaluation(real, synthetic);
        Query[] asked = new Query[queries];
        for (int i = 0; i < queries; i++) {
            asked[i] = evaluation.query(real, random);
        }
        double each = Chance.difference(real.rows(), synthetic.rows());
        double[] errors = new double[queries];
        double[] relative = new double[queries];
        double[] floor = new double[queries];
        double[] independent = new double[queries];
        int[] done = new int[1];
        Parallel.forEach(queries, i -> {
            monitor.checkCanceled();
            double p = asked[i].share(evaluation.coded.codes(false), real.rows());
            double q = asked[i].share(evaluation.coded.codes(true), synthetic.rows());
            errors[i] = Math.abs(p - q);
            relative[i] = errors[i] / Math.max(p, LEAST_SHARE);
            floor[i] = each * Math.sqrt(p * (1 - p));
            independent[i] = asked[i].columns.length == 1 ? 0 : Math.abs(p - asked[i].independent(evaluation.shares));
            synchronized (done) {
                monitor.report((double) ++done[0] / queries, "Asking counting questions");
            }
        });
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        return new WorkloadReport(
                queries,
                Statistics.mean(errors),
                sorted[(int) Math.ceil(LARGE * queries) - 1],
                Statistics.mean(relative),
                Statistics.mean(floor),
                Statistics.mean(independent));
    }

    private Query query(MixedRecords real, RandomSource random) {
        int width = coded.width();
        int[] columns = Sampling.positions(width, 1 + (int) random.nextLong(Math.min(MOST_COLUMNS, width)), random);
        int row = (int) random.nextLong(real.rows());
        int[] low = new int[columns.length];
        int[] high = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            int cell = coded.real(columns[i])[row];
            low[i] = cell;
            high[i] = cell;
            if (real.isNumeric(columns[i]) && cell > 0) { // missing is no number
                low[i] = 1 + (int) random.nextLong(cell);
                high[i] = cell + (int) random.nextLong(coded.cells(columns[i]) - cell);
            }
        }
        return new Query(columns, low, high);
    }
}
