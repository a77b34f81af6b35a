// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.murmuration.engine.internal.Checks;

/** Two tables whose columns are cut into cells that both share: texts by number, numbers in bins; missing is cell 0. */
final class CodedPair {
    /** How numbers are cut. */
    enum Binning {
        /** Ten bins of equal width over the real range, the outer ones open (SDMetrics). */
        EQUAL_WIDTH,
        /** Twenty bins with about equally many real records, and one more on either side of all of them (SDNist). */
        EQUAL_FREQUENCY,
        /** Five groups of about equally many records of both tables (synthpop). */
        POOLED_FIFTHS
    }

    private static final int WIDE_BINS = 10;
    private static final int FREQUENT_BINS = 20;
    private static final int FIFTHS = 5;

    private final MixedRecords[] tables;
    private final int[][][] codes; // of the real and the synthetic table, by column and record
    private final int[] cells;

    private CodedPair(MixedRecords real, MixedRecords synthetic) {
        this.tables = new MixedRecords[] {real, synthetic};
        int width = real.columns().columns().size();
        this.codes = new int[2][width][];
        this.cells = new int[width];
    }

    /**
     * Two tables without any cell yet.
     *
     * @throws IllegalArgumentException when a table is empty or they do not share their columns
     */
    static CodedPair of(MixedRecords real, MixedRecords synthetic) {
        Checks.require(real.columns() == synthetic.columns(), "Both tables must share their columns.");
        Checks.require(
                real.rows() > 0 && synthetic.rows() > 0,
                "An empty table cannot be compared: fill it, or leave it out.");
        return new CodedPair(real, synthetic);
    }

    /** Cuts one column. */
    void code(int column, Binning binning) {
        if (tables[0].isNumeric(column)) {
            double[] values = Statistics.present(tables[0].column(column));
            if (binning == Binning.POOLED_FIFTHS) {
                values = DoubleStream.concat(
                                Arrays.stream(values), Arrays.stream(Statistics.present(tables[1].column(column))))
                        .toArray();
            }
            double[] edges = edges(values, binning);
            for (int t = 0; t < 2; t++) {
                codes[t][column] = bins(tables[t].column(column), edges);
            }
            cells[column] = edges.length + 2;
        } else {
            Map<Double, Integer> known = new HashMap<>();
            for (int t = 0; t < 2; t++) {
                codes[t][column] = texts(tables[t].column(column), known);
            }
            cells[column] = known.size() + 1;
        }
    }

    int width() {
        return cells.length;
    }

    /** Number of cells of a column, the missing one too. */
    int cells(int column) {
        return cells[column];
    }

    int[] real(int column) {
        return codes[0][column];
    }

    int[] synthetic(int column) {
        return codes[1][column];
    }

    int[][] codes(boolean ofSynthetic) {
        return codes[ofSynthetic ? 1 : 0];
    }

    /** Shares of the cells of a column in one table. */
    double[] shares(boolean ofSynthetic, int column) {
        int[] code = codes[ofSynthetic ? 1 : 0][column];
        double[] shares = new double[cells[column]];
        for (int c : code) {
            shares[c]++;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= code.length;
        }
        return shares;
    }

    /** Lower edges of all bins but the first, ascending. */
    private static double[] edges(double[] values, Binning binning) {
        if (values.length == 0) {
            return new double[0];
        }
        Arrays.sort(values);
        if (binning == Binning.EQUAL_WIDTH) {
            double low = values[0];
            double step = (values[values.length - 1] - low) / WIDE_BINS;
            return IntStream.range(1, WIDE_BINS)
                    .mapToDouble(i -> i * step + low)
                    .toArray();
        }
        if (binning == Binning.POOLED_FIFTHS) {
            return IntStream.range(1, FIFTHS)
                    .mapToDouble(i -> quantile(values, (double) i / FIFTHS))
                    .distinct()
                    .toArray();
        }
        // the i-th of 20 percentiles, the higher one of two between which it lies
        IntStream percentiles = IntStream.range(0, FREQUENT_BINS)
                .map(i -> (int) (((long) i * (values.length - 1) + FREQUENT_BINS - 1) / FREQUENT_BINS));
        return DoubleStream.concat(
                        percentiles.mapToDouble(i -> values[i]),
                        DoubleStream.of(Math.nextUp(values[values.length - 1])))
                .distinct()
                .toArray();
    }

    /** Linear between the two values around it (type 7 of Hyndman and Fan 1996, the default of R). */
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        return below + 1 < sorted.length
                ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below])
                : sorted[below];
    }

    private static int[] bins(double[] column, double[] edges) {
        int[] result = new int[column.length];
        for (int r = 0; r < result.length; r++) {
            int bin = 0;
            while (bin < edges.length && column[r] >= edges[bin]) {
                bin++;
            }
            result[r] = Double.isNaN(column[r]) ? 0 : bin + 1;
        }
        return result;
    }

    private static int[] texts(double[] column, Map<Double, Integer> known) {
        int[] result = new int[column.length];
        for (int r = 0; r < result.length; r++) {
            if (!Double.isNaN(column[r])) {
                Integer code = known.putIfAbsent(column[r], known.size() + 1);
                result[r] = code == null ? known.size() : code;
            }
        }
        return result;
    }
}
