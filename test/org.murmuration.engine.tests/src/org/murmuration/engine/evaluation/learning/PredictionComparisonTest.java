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
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class PredictionComparisonTest {
    private static final MixedRecords REAL = AdultPairs.large("adult8k_real.csv.gz");

    private static final MixedRecords NOISE = AdultPairs.large("adult8k_noise50.csv.gz");

    private static final int INCOME = REAL.columns().indexOf("income");

    private static final int AGE = REAL.columns().indexOf("age");

    private static int[] allBut(int target) {
        return IntStream.range(0, REAL.columns().columns().size())
                .filter(c -> c != target)
                .toArray();
    }

    private static PredictionReport predict(MixedRecords real, MixedRecords synthetic, int target) {
        return PredictionComparison.compare(
                real, synthetic, target, allBut(target), 4000, RandomSource.seeded("prediction"), ProgressMonitor.NONE);
    }

    @Test
    void predictionsStandBetweenRealAndIndependentRecords() {
        for (int target : new int[] {INCOME, AGE, REAL.columns().indexOf("relationship")}) {
            PredictionReport same = predict(REAL, REAL, target);
            PredictionReport noisy = predict(REAL, NOISE, target);
            // copies of tested records were learned, so a little more than 1 is possible
            assertTrue(same.betweenAnchors() > 0.9, same.toString());
            assertTrue(noisy.betweenAnchors() > 0.05 && noisy.betweenAnchors() < 0.95, noisy.toString());
            if (!REAL.isNumeric(target)) {
                assertEquals(0.5, noisy.independent().auc(), 0.06);
                assertTrue(noisy.real().auc() > 0.8, noisy.toString());
                assertTrue(noisy.real().accuracy() > noisy.independent().accuracy());
                assertTrue(noisy.real().f1() > noisy.independent().f1());
            } else {
                assertTrue(noisy.real().r2() > 0.2 && noisy.independent().r2() < 0.05, noisy.toString());
            }
        }
    }

    @Test
    void badTargetsAndTooFewRecordsAreRefused() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("x", false), new MixedColumns.Column("y", false)));
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int r = 0; r < 30; r++) {
            b.text(0, "x" + r % 2);
            b.text(1, null);
            b.endRow();
        }
        MixedRecords data = b.build();
        assertThrows(IllegalArgumentException.class, () -> predict(data, data, 1), "constant");
        assertThrows(
                IllegalArgumentException.class, () -> predict(data.select(new int[] {0, 1, 2, 3}), data, 0), "few");
        assertThrows(
                IllegalArgumentException.class,
                () -> PredictionComparison.compare(
                        data, data, 0, new int[] {1}, 0, RandomSource.seeded("none"), ProgressMonitor.NONE));
    }

    @Test
    void cancelEndsTheComparison() {
        RandomSource random = RandomSource.seeded("cancel");
        assertThrows(
                CanceledException.class,
                () -> PredictionComparison.compare(REAL, NOISE, INCOME, allBut(INCOME), 100, random, Canceled.MONITOR));
    }
}
