// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * Utility of one table of counts as synthpop measures it ({@code utility.tab}; Raab, Nowok, Dibben 2021): numbers in five groups
 * of equally many records of both tables, missing is a value. t are counts of the N<sub>t</sub> real, s of the N<sub>s</sub>
 * synthetic records, c = N<sub>s</sub> / (N<sub>s</sub> + N<sub>t</sub>). Private: computed from the real records without noise.
 *
 * @param vw Voas and Williamson, sum of (s - t c / (1 - c))<sup>2</sup> / ((s + t) c)
 * @param freemanTukey 4 sum of (sqrt(s) - sqrt(t c / (1 - c)))<sup>2</sup>
 * @param jensenShannon divergence of the shares, base 2
 * @param bhattacharyya distance, sqrt(1 - sum of sqrt(p q))
 * @param absolute sum of absolute differences of the shares
 * @param propensityError mean-squared error of the propensity score of a saturated model, VW c (1 - c)<sup>2</sup> / (N<sub>s</sub> +
 *     N<sub>t</sub>)
 * @param freedom cells with a record of either table, less one; at least 0
 */
public record TableUtility(
        double vw,
        double freemanTukey,
        double jensenShannon,
        double bhattacharyya,
        double absolute,
        double propensityError,
        int freedom)
        implements SensitiveResult {
    /**
     * Compares the table of some columns.
     *
     * @param real the real records, at least one; sensitive
     * @param synthetic records of the same columns, at least one
     * @param columns positions, at least one, distinct
     * @return the private result
     * @throws IllegalArgumentException when a table is empty, they do not share their columns, or there are too many cells
     */
    public static TableUtility of(MixedRecords real, MixedRecords synthetic, int... columns) {
        Checks.require(columns.length > 0, "A table needs at least one column.");
        CodedPair coded = CodedPair.of(real, synthetic);
        for (int c : columns) {
            coded.code(c, CodedPair.Binning.POOLED_FIFTHS);
        }
        return of(coded, columns);
    }

    static TableUtility of(CodedPair coded, int... columns) {
        LongCounter t = new LongCounter(1 << 8);
        LongCounter s = new LongCounter(1 << 8);
        count(coded, false, columns, t);
        count(coded, true, columns, s);
        int real = coded.real(columns[0]).length;
        int synthetic = coded.synthetic(columns[0]).length;
        Sums sums = new Sums(real, synthetic);
        for (long cell : t.sortedKeys()) {
            sums.add(t.get(cell), s.get(cell));
        }
        for (long cell : s.sortedKeys()) {
            if (t.get(cell) == 0) {
                sums.add(0, s.get(cell));
            }
        }
        return sums.result();
    }

    private static void count(CodedPair coded, boolean ofSynthetic, int[] columns, LongCounter counter) {
        int rows = coded.codes(ofSynthetic)[columns[0]].length;
        for (int r = 0; r < rows; r++) {
            long cell = 0;
            for (int c : columns) {
                cell = Math.addExact(Math.multiplyExact(cell, (long) coded.cells(c)), coded.codes(ofSynthetic)[c][r]);
            }
            counter.add(cell, 1);
        }
    }

    private static final class Sums {
        private final double real;
        private final double synthetic;
        private final double part;
        private double vw;
        private double freemanTukey;
        private double jensenShannon;
        private double roots;
        private double absolute;
        private int cells;

        private Sums(int real, int synthetic) {
            this.real = real;
            this.synthetic = synthetic;
            this.part = this.synthetic / (this.synthetic + this.real);
        }

        private void add(int t, int s) {
            double scaled = t * part / (1 - part);
            double p = t / real;
            double q = s / synthetic;
            double m = (p + q) / 2;
            vw += (s - scaled) * (s - scaled) / ((s + t) * part);
            freemanTukey += 4 * Math.pow(Math.sqrt(s) - Math.sqrt(scaled), 2);
            jensenShannon += (Statistics.entropyTerm(p, m) + Statistics.entropyTerm(q, m)) / 2;
            roots += Math.sqrt(p * q);
            absolute += Math.abs(p - q);
            cells++;
        }

        private TableUtility result() {
            return new TableUtility(
                    vw,
                    freemanTukey,
                    jensenShannon,
                    Math.sqrt(Math.max(0, 1 - roots)),
                    absolute,
                    vw * part * (1 - part) * (1 - part) / (real + synthetic),
                    cells - 1);
        }
    }

    /**
     * The standardised propensity error, S_pMSE = VW / df. Its mean is about 1 for a table drawn from the real one, and about 2
     * for an independent sample of the same size of the same population.
     *
     * @return 0 or more; NaN when there is one cell only
     */
    public double ratio() {
        return freedom > 0 ? vw / freedom : Double.NaN;
    }
}
