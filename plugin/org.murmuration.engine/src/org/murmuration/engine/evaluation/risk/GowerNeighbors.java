// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import java.util.Arrays;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Nearest records by the distance of Gower (1971), summed over columns: numbers differ by |a - b| / range, at most 1,
 * texts by 0 or 1. Missing is a value: two missing ones do not differ, a missing one and another do, by 1.
 */
final class GowerNeighbors {
    private static final int BLOCK = 64;

    private final int[] columns;
    /** Columns of the targets, side by side, numbers divided by their range. */
    private final double[] targets;

    private final double[] scales;
    private final boolean[] numeric;
    private final int rows;

    private GowerNeighbors(MixedRecords targets, int[] columns, double[] scales) {
        this.columns = columns;
        this.scales = scales;
        this.rows = targets.rows();
        this.numeric = new boolean[columns.length];
        this.targets = side(targets, columns, scales);
        for (int c = 0; c < columns.length; c++) {
            numeric[c] = targets.isNumeric(columns[c]);
        }
    }

    private static double[] side(MixedRecords records, int[] columns, double[] scales) {
        double[] side = new double[records.rows() * columns.length];
        for (int c = 0; c < columns.length; c++) {
            double[] column = records.column(columns[c]);
            for (int r = 0; r < column.length; r++) {
                side[r * columns.length + c] = column[r] * scales[c];
            }
        }
        return side;
    }

    /**
     * Finds neighbours among some records; ranges of numbers are those of given records together.
     *
     * @param targets where neighbours are looked for
     * @param columns that count
     * @param ranges records whose smallest and largest numbers make the ranges
     */
    static GowerNeighbors among(MixedRecords targets, int[] columns, MixedRecords... ranges) {
        double[] scales = new double[columns.length];
        for (int c = 0; c < columns.length; c++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (MixedRecords r : ranges) {
                for (double v : r.column(columns[c])) {
                    low = v < low ? v : low;
                    high = v > high ? v : high;
                }
            }
            scales[c] = targets.isNumeric(columns[c]) ? scale(low, high) : 1;
        }
        return new GowerNeighbors(targets, columns, scales);
    }

    private static double scale(double low, double high) {
        return high > low ? 1 / (high - low) : 0;
    }

    /** Neighbours of each query, the nearest first, of equally near ones the first; -1 where there are too few. */
    record Found(int[][] neighbors, double[][] distances) {}

    Found nearest(MixedRecords queries, int k, ProgressMonitor monitor) {
        double[] side = side(queries, columns, scales);
        int[][] neighbors = new int[queries.rows()][k];
        double[][] distances = new double[queries.rows()][k];
        int blocks = (queries.rows() + BLOCK - 1) / BLOCK;
        int[] done = new int[1];
        Parallel.forEach(blocks, b -> {
            monitor.checkCanceled();
            for (int q = b * BLOCK; q < Math.min(queries.rows(), (b + 1) * BLOCK); q++) {
                Arrays.fill(neighbors[q], -1);
                Arrays.fill(distances[q], Double.POSITIVE_INFINITY);
                nearest(side, q, neighbors[q], distances[q]);
            }
            synchronized (done) {
                monitor.report((double) ++done[0] / blocks, "Looking for the nearest records");
            }
        });
        return new Found(neighbors, distances);
    }

    private void nearest(double[] side, int query, int[] neighbors, double[] distances) {
        int width = columns.length;
        int k = neighbors.length;
        int from = query * width;
        for (int t = 0; t < rows; t++) {
            int to = t * width;
            double worst = distances[k - 1];
            double sum = 0;
            for (int c = 0; c < width && sum < worst; c++) { // what is no nearer already cannot come in
                double a = side[from + c];
                double b = targets[to + c];
                boolean bothMissing = a != a && b != b;
                if (a != b && !bothMissing) {
                    double d = numeric[c] ? Math.abs(a - b) : 1;
                    sum += d <= 1 ? d : 1; // NaN, of one missing value, is not below 1
                }
            }
            if (sum < worst) {
                int i = k - 1;
                for (; i > 0 && distances[i - 1] > sum; i--) {
                    distances[i] = distances[i - 1];
                    neighbors[i] = neighbors[i - 1];
                }
                distances[i] = sum;
                neighbors[i] = t;
            }
        }
    }
}
