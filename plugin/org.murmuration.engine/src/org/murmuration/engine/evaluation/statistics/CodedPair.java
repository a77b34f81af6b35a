// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.internal.Checks;

/** Two tables whose columns are cut into cells that both share: texts by number, numbers in bins; missing is cell 0. */
public final class CodedPair {
    /** How numbers are cut. */
    public enum Binning {
        /** Ten bins of equal width over the real range, the outer ones open (SDMetrics). */
        EQUAL_WIDTH,
        /** Twenty bins with about equally many real records (SDNist). */
        EQUAL_FREQUENCY
    }

    private static final int WIDE_BINS = 10;
    private static final int FREQUENT_BINS = 20;

    private final MixedRecords[] tables;
    private final int[][][] codes; // of the real and the synthetic table, by column and record
    private final int[] cells;
    private final double[][] marks; // edges of bins, or numbers of texts in the order of their cells

    private CodedPair(MixedRecords real, MixedRecords synthetic) {
        this.tables = new MixedRecords[] {real, synthetic};
        int width = real.columns().columns().size();
        this.codes = new int[2][width][];
        this.cells = new int[width];
        this.marks = new double[width][];
    }

    /**
     * Two tables without any cell yet.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @return the pair; each column is to be cut before it is asked about
     * @throws IllegalArgumentException when a table is empty or they do not share their columns
     */
    public static CodedPair of(MixedRecords real, MixedRecords synthetic) {
        Checks.require(real.columns() == synthetic.columns(), "Both tables must share their columns.");
        Checks.require(
                real.rows() > 0 && synthetic.rows() > 0,
                "An empty table cannot be compared: fill it, or leave it out.");
        return new CodedPair(real, synthetic);
    }

    /**
     * Cuts one column. Different columns may be cut at the same time.
     *
     * @param column position
     * @param binning how numbers are cut; texts have one cell each
     */
    public void code(int column, Binning binning) {
        if (tables[0].isNumeric(column)) {
            double[] edges = edges(tables[0].column(column), tables[1].column(column), binning);
            for (int t = 0; t < 2; t++) {
                codes[t][column] = bins(tables[t].column(column), edges);
            }
            cells[column] = edges.length + 2;
            marks[column] = edges;
        } else {
            Map<Double, Integer> known = new HashMap<>();
            for (int t = 0; t < 2; t++) {
                codes[t][column] = texts(tables[t].column(column), known);
            }
            cells[column] = known.size() + 1;
            marks[column] = new double[known.size()];
            known.forEach((text, cell) -> marks[column][cell - 1] = text);
        }
    }

    /**
     * What the cells of a column stand for.
     *
     * @param column position
     * @return lower edges of all bins of numbers but the first, or the codes of the texts in the order of their cells;
     *     not a copy
     */
    public double[] marks(int column) {
        return marks[column];
    }

    /**
     * Number of columns.
     *
     * @return at least 1
     */
    public int width() {
        return cells.length;
    }

    /**
     * Number of cells of a column, the missing one too.
     *
     * @param column position
     * @return at least 1
     */
    public int cells(int column) {
        return cells[column];
    }

    /**
     * The cells of the real records in a column.
     *
     * @param column position
     * @return one a record; not a copy
     */
    public int[] real(int column) {
        return codes[0][column];
    }

    /**
     * The cells of the synthetic records in a column.
     *
     * @param column position
     * @return one a record; not a copy
     */
    public int[] synthetic(int column) {
        return codes[1][column];
    }

    /**
     * The cells of the records of one table.
     *
     * @param ofSynthetic or of the real one
     * @return by column and record; not a copy
     */
    public int[][] codes(boolean ofSynthetic) {
        return codes[ofSynthetic ? 1 : 0];
    }

    /**
     * Shares of the cells of a column in one table.
     *
     * @param ofSynthetic or of the real one
     * @param column position
     * @return one a cell, in all 1
     */
    public double[] shares(boolean ofSynthetic, int column) {
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

    /** Lower edges of all bins but the first, ascending; a value on an edge lies above it. */
    private static double[] edges(double[] real, double[] synthetic, Binning binning) {
        double[] a = Statistics.present(real);
        double[] b = Statistics.present(synthetic);
        Arrays.sort(a);
        return switch (binning) {
            case EQUAL_WIDTH -> wide(a);
            case EQUAL_FREQUENCY -> frequent(a, b, a.length < real.length || b.length < synthetic.length);
        };
    }

    private static double[] wide(double[] real) {
        if (real.length == 0) {
            return real;
        }
        double low = real[0];
        double step = (real[real.length - 1] - low) / WIDE_BINS;
        return IntStream.range(1, WIDE_BINS).mapToDouble(i -> i * step + low).toArray();
    }

    /**
     * Bins end at percentiles of the real numbers, the higher one of two between which a percentile lies, and at the
     * largest one; what lies outside of the real range, and missing, take one of the twenty bins each. A number on an
     * end lies below it. Up to twenty different numbers keep a bin each.
     */
    private static double[] frequent(double[] real, double[] synthetic, boolean someMissing) {
        if (real.length == 0) {
            return real;
        }
        double[] few = distinct(FREQUENT_BINS + 1, real, synthetic);
        if (few.length <= FREQUENT_BINS) {
            return Arrays.copyOfRange(few, 1, few.length);
        }
        double low = real[0];
        double high = real[real.length - 1];
        double lowest = Arrays.stream(synthetic).min().orElse(low);
        double highest = Arrays.stream(synthetic).max().orElse(high);
        int bins = FREQUENT_BINS - (someMissing ? 1 : 0) - (lowest < low ? 1 : 0) - (highest > high ? 1 : 0);
        double[] ends = IntStream.range(0, bins)
                .mapToDouble(i -> real[(int) (((long) i * (real.length - 1) + bins - 1) / bins)])
                .toArray();
        double[] all =
                distinct(Integer.MAX_VALUE, ends, new double[] {high, Math.min(low, lowest), Math.max(high, highest)});
        return IntStream.range(1, all.length - 1)
                .mapToDouble(i -> Math.nextUp(all[i]))
                .toArray();
    }

    /** Different numbers of some arrays, ascending; not more of them than are asked for. */
    private static double[] distinct(int most, double[]... arrays) {
        SortedSet<Double> seen = new TreeSet<>();
        for (double[] array : arrays) {
            for (int i = 0; i < array.length && seen.size() < most; i++) {
                seen.add(array[i]);
            }
        }
        return seen.stream().mapToDouble(Double::doubleValue).toArray();
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
