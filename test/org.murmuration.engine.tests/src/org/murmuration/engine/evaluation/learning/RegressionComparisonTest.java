// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.learning.RegressionReport.Coefficient;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class RegressionComparisonTest {
    private static final MixedRecords REAL = AdultPairs.large("adult8k_real.csv.gz");

    private static final MixedRecords NOISE = AdultPairs.large("adult8k_noise50.csv.gz");

    private static final int INCOME = REAL.columns().indexOf("income");

    private static final int HOURS = REAL.columns().indexOf("hours-per-week");

    private static int[] allBut(int target) {
        return IntStream.range(0, REAL.columns().columns().size())
                .filter(c -> c != target)
                .toArray();
    }

    private static RegressionReport regress(MixedRecords real, MixedRecords synthetic, int target, int... predictors) {
        return RegressionComparison.compare(
                real, synthetic, target, predictors, RandomSource.seeded("regression"), ProgressMonitor.NONE);
    }

    /** Of one number, the slope is covariance over variance, and its error the textbook one. */
    @Test
    void leastSquaresAreThoseOfTheTextbook() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("x", true), new MixedColumns.Column("y", true)));
        MixedRecords.Builder b = MixedRecords.of(columns);
        RandomSource random = RandomSource.seeded("line");
        int n = 200;
        for (int r = 0; r < n; r++) {
            double x = random.nextLong(1000) / 10.0;
            b.number(0, x);
            b.number(1, 3 - 0.5 * x + random.nextLong(1000) / 100.0);
            b.endRow();
        }
        MixedRecords data = b.build();
        double[] x = data.column(0);
        double[] y = data.column(1);
        double mx = Statistics.mean(x);
        double my = Statistics.mean(y);
        double sxy = 0;
        double sxx = 0;
        for (int r = 0; r < n; r++) {
            sxy += (x[r] - mx) * (y[r] - my);
            sxx += (x[r] - mx) * (x[r] - mx);
        }
        double slope = sxy / sxx;
        double residual = 0;
        for (int r = 0; r < n; r++) {
            residual += Math.pow(y[r] - my - slope * (x[r] - mx), 2);
        }
        Coefficient c = regress(data, data, 1, 0).coefficients().get(1);
        assertEquals("x", c.term());
        double deviation = Statistics.deviation(x);
        assertEquals(slope * deviation, c.real(), 1e-9);
        assertEquals(Math.sqrt(residual / (n - 2) / sxx) * deviation, c.realError(), 1e-9);
    }

    /** Of one text with two values, logistic regression gives the logarithm of the odds ratio. */
    @Test
    void logisticRegressionIsTheOddsRatio() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("x", false), new MixedColumns.Column("y", false)));
        int[][] counts = {{40, 25}, {12, 30}}; // by x, then y
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int x = 0; x < 2; x++) {
            for (int y = 0; y < 2; y++) {
                for (int i = 0; i < counts[x][y]; i++) {
                    b.text(0, "x" + x);
                    b.text(1, "y" + y);
                    b.endRow();
                }
            }
        }
        MixedRecords data = b.build();
        RegressionReport report = regress(data, data, 1, 0);
        assertEquals("y0", report.level()); // 52 of 107 are nearest to one half, and so are 55: the rarer one
        Coefficient c = report.coefficients().get(1);
        assertEquals("x = x1", c.term());
        assertEquals(Math.log(12.0 * 25 / (30 * 40)), c.real(), 1e-7);
        assertEquals(Math.sqrt(1 / 40.0 + 1 / 25.0 + 1 / 12.0 + 1 / 30.0), c.realError(), 1e-7);
        assertEquals(1, c.overlap(), 1e-12);
        assertEquals(0, c.standardizedDifference());
    }

    /** Terms that others determine are left out instead of giving any number. */
    @Test
    void collinearColumnsAreLeftOut() {
        MixedColumns columns = MixedColumns.of(List.of(
                new MixedColumns.Column("x", true),
                new MixedColumns.Column("twice", true),
                new MixedColumns.Column("y", true)));
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int r = 0; r < 50; r++) {
            b.number(0, r % 7);
            b.number(1, 2 * (r % 7));
            b.number(2, r % 7 + r % 3);
            b.endRow();
        }
        MixedRecords data = b.build();
        RegressionReport report = regress(data, data, 2, 0, 1);
        assertEquals(2, report.coefficients().size());
        assertEquals(1, report.overlap(), 1e-12);
    }

    @Test
    void regressionsTellDestroyedRelations() {
        for (int target : new int[] {INCOME, HOURS}) {
            RegressionReport same = regress(REAL, REAL, target, allBut(target));
            assertEquals(1, same.overlap(), 1e-9);
            RegressionReport noisy = regress(REAL, NOISE, target, allBut(target));
            assertTrue(noisy.overlap() < same.halves(), noisy.overlap() + " against " + same.halves());
            assertTrue(same.independent() < same.halves(), same.toString());
        }
    }

    @Test
    void badTargetsAreRefused() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("x", false), new MixedColumns.Column("y", false)));
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int r = 0; r < 30; r++) {
            b.text(0, "x" + r % 2);
            b.text(1, null);
            b.endRow();
        }
        MixedRecords data = b.build();
        assertThrows(IllegalArgumentException.class, () -> regress(data, data, 1, 0), "constant");
        assertThrows(IllegalArgumentException.class, () -> regress(data, data, 0), "no predictor");
        assertThrows(IllegalArgumentException.class, () -> regress(data, data, 0, 0), "explains itself");
        assertThrows(
                IllegalArgumentException.class,
                () -> regress(MixedRecords.of(columns).build(), data, 0, 1));
        RegressionReport report = regress(data, data, 0, 1); // a constant column explains nothing
        assertEquals(1, report.coefficients().size());
    }

    @Test
    void cancelEndsTheComparison() {
        RandomSource random = RandomSource.seeded("cancel");
        assertThrows(
                CanceledException.class,
                () -> RegressionComparison.compare(REAL, NOISE, INCOME, allBut(INCOME), random, Canceled.MONITOR));
    }
}
