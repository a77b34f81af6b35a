// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class WorkloadEvaluationTest {
    private static final MixedRecords REAL = AdultPairs.large("adult8k_real.csv.gz");

    private static final MixedRecords NOISE = AdultPairs.large("adult8k_noise50.csv.gz");

    private static WorkloadReport ask(MixedRecords real, MixedRecords synthetic) {
        return WorkloadEvaluation.compare(real, synthetic, 500, RandomSource.seeded("workload"), ProgressMonitor.NONE);
    }

    @Test
    void countingQuestionsStandBetweenChanceAndIndependence() {
        assertEquals(0, ask(REAL, REAL).error());
        double error = 0;
        double floor = 0;
        for (int i = 0; i < 4; i++) { // questions share the records, so one pair of samples says little
            int from = 2000 * i;
            WorkloadReport fresh = ask(
                    REAL.select(IntStream.range(from, from + 1000).toArray()),
                    REAL.select(IntStream.range(from + 1000, from + 2000).toArray()));
            error += fresh.error();
            floor += fresh.floor();
        }
        assertEquals(1, error / floor, 0.2);
        WorkloadReport lost = ask(REAL, REAL.independent(RandomSource.seeded("lost")));
        assertEquals(0, lost.betweenAnchors(), 0.1);
        assertTrue(lost.large() > lost.error() && lost.relative() > lost.error(), lost.toString());
        WorkloadReport noisy = ask(REAL, NOISE);
        assertTrue(noisy.betweenAnchors() > 0.05 && noisy.betweenAnchors() < 0.9, noisy.toString());
    }

    @Test
    void cancelEndsTheComparison() {
        RandomSource random = RandomSource.seeded("cancel");
        assertThrows(
                CanceledException.class, () -> WorkloadEvaluation.compare(REAL, NOISE, 5, random, Canceled.MONITOR));
    }
}
