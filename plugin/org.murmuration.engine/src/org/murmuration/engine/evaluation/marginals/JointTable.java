// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.internal.LongCounter;

/**
 * The joint cells of some columns in two tables: which cell each record is in, and how many records of each table a
 * cell has. Where the product of the columns' cells is large, only those that occur in one of the tables have a number,
 * so that the numbers stay few. Knows nothing of scores.
 */
final class JointTable {
    /** So many cells are numbered without a look at which of them occur. */
    private static final int DENSE = 1 << 20;

    private final int[] columns;
    private final int cells;
    private final int[] inReal;
    private final int[] inSynthetic;
    private final int[] realCounts;
    private final int[] syntheticCounts;

    private JointTable(int[] columns, int cells, int[] inReal, int[] inSynthetic) {
        this.columns = columns;
        this.cells = cells;
        this.inReal = inReal;
        this.inSynthetic = inSynthetic;
        this.realCounts = counts(inReal, inReal.length);
        this.syntheticCounts = counts(inSynthetic, inSynthetic.length);
    }

    /**
     * Joins columns.
     *
     * @param coded two tables, the columns cut into cells
     * @param columns positions, at least one, distinct
     */
    static JointTable of(CodedPair coded, int... columns) {
        int cells = coded.cells(columns[0]);
        int[] inReal = coded.real(columns[0]);
        int[] inSynthetic = coded.synthetic(columns[0]);
        for (int i = 1; i < columns.length; i++) {
            int[] real = coded.real(columns[i]);
            int[] synthetic = coded.synthetic(columns[i]);
            int more = coded.cells(columns[i]);
            if ((long) cells * more <= DENSE) {
                inReal = joined(inReal, real, more);
                inSynthetic = joined(inSynthetic, synthetic, more);
                cells *= more;
            } else {
                LongCounter occurring = new LongCounter(1 << 12);
                count(inReal, real, more, occurring);
                count(inSynthetic, synthetic, more, occurring);
                long[] keys = occurring.sortedKeys();
                occurring.clear();
                for (int k = 0; k < keys.length; k++) {
                    occurring.add(keys[k], k);
                }
                inReal = numbered(inReal, real, more, occurring);
                inSynthetic = numbered(inSynthetic, synthetic, more, occurring);
                cells = keys.length;
            }
        }
        return new JointTable(columns, cells, inReal, inSynthetic);
    }

    private static int[] joined(int[] before, int[] code, int more) {
        int[] result = new int[before.length];
        for (int r = 0; r < result.length; r++) {
            result[r] = before[r] * more + code[r];
        }
        return result;
    }

    private static void count(int[] before, int[] code, int more, LongCounter counter) {
        for (int r = 0; r < before.length; r++) {
            counter.add((long) before[r] * more + code[r], 1);
        }
    }

    private static int[] numbered(int[] before, int[] code, int more, LongCounter numbers) {
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

    /** Positions of the columns. */
    int[] columns() {
        return columns;
    }

    /** Number of cells; some may have no record. */
    int cells() {
        return cells;
    }

    /** The cell of each real record; not a copy. */
    int[] inReal() {
        return inReal;
    }

    /** The cell of each synthetic record; not a copy. */
    int[] inSynthetic() {
        return inSynthetic;
    }

    /** Real records by cell; not a copy. */
    int[] realCounts() {
        return realCounts;
    }

    /** The first so many of the real records by cell. */
    int[] firstRealCounts(int records) {
        return counts(inReal, records);
    }

    /** Synthetic records by cell; not a copy. */
    int[] syntheticCounts() {
        return syntheticCounts;
    }

    /**
     * How near two sets of records are.
     *
     * @param a counts by cell
     * @param recordsA their sum
     * @param b counts by cell
     * @param recordsB their sum
     * @return 1 - total variation distance, 0 to 1
     */
    static double similarity(int[] a, double recordsA, int[] b, double recordsB) {
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            if ((a[i] | b[i]) != 0) {
                distance += Math.abs(a[i] / recordsA - b[i] / recordsB);
            }
        }
        return 1 - distance / 2;
    }
}
