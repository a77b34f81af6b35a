// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import java.util.Arrays;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.columns.ColumnReport.Association;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.evaluation.statistics.Chance;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.LongCounter;

/** Scores one pair of columns by sums over the cells of their joint table. */
final class PairComparison {
    /** So many joint cells are counted in an array; more by those that occur. */
    private static final int DENSE = 1 << 22;

    private final MixedRecords real;
    private final MixedRecords synthetic;
    private final CodedPair coded;
    private final int first;
    private final int second;
    private final double[][] shares; // of the first and the second column, real ones, then synthetic ones
    private double distance;
    private double noise;
    private double unseen;
    private double dependence = 1; // of cells that do not occur: their product; those that do are put right one by one
    private final double[] squares = new double[2]; // observed squared over expected

    /**
     * Counts a pair.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param coded both, these columns cut into cells
     * @param first position of a column
     * @param second position of another
     */
    PairComparison(MixedRecords real, MixedRecords synthetic, CodedPair coded, int first, int second) {
        this.real = real;
        this.synthetic = synthetic;
        this.coded = coded;
        this.first = first;
        this.second = second;
        this.shares = new double[][] {
            coded.shares(false, first),
            coded.shares(false, second),
            coded.shares(true, first),
            coded.shares(true, second)
        };
        long cells = (long) coded.cells(first) * coded.cells(second);
        if (cells <= DENSE) {
            addAll((int) cells);
        } else {
            addOccurring();
        }
    }

    private void addAll(int cells) {
        int[] inReal = new int[cells];
        int[] inSynthetic = new int[cells];
        count(coded.codes(false), inReal);
        count(coded.codes(true), inSynthetic);
        for (int cell = 0; cell < cells; cell++) {
            add(cell, inReal[cell], inSynthetic[cell]);
        }
    }

    private void addOccurring() {
        LongCounter inReal = count(coded.codes(false));
        LongCounter inSynthetic = count(coded.codes(true));
        for (long cell : inReal.sortedKeys()) {
            add(cell, inReal.get(cell), inSynthetic.get(cell));
        }
        for (long cell : inSynthetic.sortedKeys()) {
            if (inReal.get(cell) == 0) {
                add(cell, 0, inSynthetic.get(cell));
            }
        }
    }

    private void count(int[][] codes, int[] counts) {
        for (int r = 0; r < codes[first].length; r++) {
            counts[codes[first][r] * coded.cells(second) + codes[second][r]]++;
        }
    }

    private LongCounter count(int[][] codes) {
        LongCounter counter = new LongCounter(1 << 12);
        for (int r = 0; r < codes[first].length; r++) {
            counter.add((long) codes[first][r] * coded.cells(second) + codes[second][r], 1);
        }
        return counter;
    }

    private void add(long cell, int inReal, int inSynthetic) {
        if (inReal == 0 && inSynthetic == 0) {
            return;
        }
        int row = (int) (cell / coded.cells(second));
        int column = (int) (cell % coded.cells(second));
        double p = (double) inReal / real.rows();
        double q = (double) inSynthetic / synthetic.rows();
        double product = shares[0][row] * shares[1][column];
        distance += Math.abs(p - q);
        noise += Math.sqrt(p * (1 - p));
        unseen += inReal == 1 ? 1.0 / real.rows() : 0; // Good 1953
        dependence += Math.abs(p - product) - product;
        squares[0] += inReal > 0 ? p * p / product : 0;
        squares[1] += inSynthetic > 0 ? q * q / (shares[2][row] * shares[3][column]) : 0;
    }

    /** The scores, with what chance alone and independent columns would give. */
    PairScores scores() {
        Association association = measure();
        double ofReal = association(association, 0);
        double ofSynthetic = association(association, 1);
        boolean numbers = association == Association.PEARSON;
        return new PairScores(
                name(first),
                name(second),
                1 - distance / 2,
                1 - Math.min(1, (noise * Chance.difference(real.rows(), synthetic.rows()) + unseen) / 2),
                1 - Math.max(0, dependence) / 2,
                association,
                ofReal,
                ofSynthetic,
                numbers ? 1 - Math.abs(ofReal - ofSynthetic) / 2 : Double.NaN,
                numbers ? 1 - Math.abs(rankCorrelation(real) - rankCorrelation(synthetic)) / 2 : Double.NaN);
    }

    private String name(int column) {
        return real.columns().columns().get(column).name();
    }

    private Association measure() {
        if (real.isNumeric(first) != real.isNumeric(second)) {
            return Association.CORRELATION_RATIO;
        }
        return real.isNumeric(first) ? Association.PEARSON : Association.CRAMERS_V;
    }

    /** Of the real (0) or the synthetic side (1). */
    private double association(Association association, int side) {
        MixedRecords records = side == 0 ? real : synthetic;
        int[][] codes = coded.codes(side == 1);
        return switch (association) {
            case PEARSON -> Statistics.correlation(Statistics.both(records.column(first), records.column(second)));
            case CORRELATION_RATIO -> records.isNumeric(first)
                    ? Statistics.correlationRatio(records.column(first), codes[second], coded.cells(second))
                    : Statistics.correlationRatio(records.column(second), codes[first], coded.cells(first));
            case CRAMERS_V -> cramersV(side);
        };
    }

    /** Chi squared over n is the sum of squares less 1. */
    private double cramersV(int side) {
        long least = Math.min(occurring(shares[2 * side]), occurring(shares[2 * side + 1])) - 1;
        return least > 0 ? Math.sqrt(Math.max(0, squares[side] - 1) / least) : Double.NaN;
    }

    private static long occurring(double[] shares) {
        return Arrays.stream(shares).filter(v -> v > 0).count();
    }

    private double rankCorrelation(MixedRecords records) {
        double[][] both = Statistics.both(records.column(first), records.column(second));
        return Statistics.correlation(new double[][] {Statistics.ranks(both[0]), Statistics.ranks(both[1])});
    }
}
