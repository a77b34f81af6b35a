// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

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

class MembershipInferenceTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");
    private static final MixedRecords HOLDOUT = AdultPairs.table("holdout.csv");

    private static MembershipReport attack(
            MixedRecords real, MixedRecords synthetic, MixedRecords control, String seed) {
        return MembershipInference.attack(
                real, synthetic, control, 500, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    @Test
    void copiesGiveEveryMemberAway() {
        MembershipReport report = attack(REAL, REAL, HOLDOUT, "copies");
        assertEquals(1, report.auc(), 0.01);
        assertEquals(1, report.found1(), 0.02);
        assertTrue(report.attack().risk() > 0.9, report.toString());
        assertTrue(report.attack().beatsGuessing());
        // a bootstrap has copies of two thirds of the records
        double bootstrap = attack(REAL, AdultPairs.table("syn_bootstrap.csv"), HOLDOUT, "copies")
                .auc();
        assertTrue(bootstrap > 0.75 && bootstrap < 0.95, "" + bootstrap);
    }

    /** A fresh sample of the population knows nothing of the members: of 40 intervals at most 6 miss (probability 0.003). */
    @Test
    void aFreshSampleGivesNobodyAway() {
        MixedRecords population = AdultPairs.large("adult8k_real.csv.gz");
        int missed = 0;
        for (int i = 0; i < 40; i++) {
            MixedRecords shuffled = population
                    .sample(3000, RandomSource.seeded("people" + i))
                    .select(IntStream.range(0, 3000).toArray());
            MixedRecords members = shuffled.select(IntStream.range(0, 500).toArray());
            MixedRecords synthetic = shuffled.select(IntStream.range(500, 1500).toArray());
            MixedRecords others = shuffled.select(IntStream.range(1500, 3000).toArray());
            MembershipReport report = attack(members, synthetic, others, "fresh" + i);
            missed += Math.abs(report.auc() - 0.5) > report.aucError() ? 1 : 0;
        }
        assertTrue(missed <= 6, missed + " of 40 intervals leave chance out");
    }

    @Test
    void areaIsTheShareOfOrderedPairs() {
        MembershipReport report = MembershipInference.report(new double[] {3, 2, 2}, new double[] {1, 2, 4});
        // of nine pairs 2 > 1 twice, 3 > 1, 3 > 2, and two ties
        assertEquals(5 / 9.0, report.auc(), 1e-12);
        assertEquals(1 / 9.0, report.advantage(), 1e-12);
        assertEquals(0.0, report.found10());
        assertEquals(
                1,
                MembershipInference.report(new double[] {5}, new double[] {1}).auc());
    }

    @Test
    void badInputIsRefusedAndCancelEnds() {
        MixedRecords none = REAL.select(new int[0]);
        assertThrows(IllegalArgumentException.class, () -> attack(none, REAL, HOLDOUT, "none"));
        assertThrows(IllegalArgumentException.class, () -> attack(REAL, none, HOLDOUT, "none"));
        assertThrows(IllegalArgumentException.class, () -> attack(REAL, REAL, REAL.select(new int[] {0}), "none"));
        assertThrows(
                CanceledException.class,
                () -> MembershipInference.attack(
                        REAL, REAL, HOLDOUT, 10, RandomSource.seeded("cancel"), Canceled.MONITOR));
    }
}
