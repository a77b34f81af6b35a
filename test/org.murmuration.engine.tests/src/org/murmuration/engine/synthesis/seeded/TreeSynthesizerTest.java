// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.evaluation.marginals.MarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.MarginalReport;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.FittedSynthesizer;

class TreeSynthesizerTest {
    private static Codebook codebook(int... categories) {
        return Codebook.of(RandomData.domain(categories).attributes(), Codebook.Origin.PUBLIC);
    }

    private static ReleasedAggregates release(Codebook codebook, int rows, int order, double epsilon) {
        Dataset data = RandomData.records(codebook.domain(), rows, "synthesis");
        MarginalPlan plan = MarginalPlan.of(codebook.domain(), new ApproximateDp(epsilon, 1e-6))
                .withOrder(order);
        return MarginalRelease.release(
                data, codebook, plan, PrivacyUnit.RECORD, RandomSource.seeded("release"), ProgressMonitor.NONE);
    }

    @Test
    void recordsOfAChainComeBack() {
        Codebook codebook = codebook(4, 6, 3, 5);
        Dataset real = RandomData.records(codebook.domain(), 20_000, "synthesis");
        FittedSynthesizer model = new TreeSynthesizer().fit(release(codebook, 20_000, 2, 50), ProgressMonitor.NONE);
        assertEquals(20_000, model.estimatedRows(), 30);
        Dataset synthetic = model.sample(20_000, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        MarginalReport report = MarginalEvaluation.compare(real, synthetic, 2, ProgressMonitor.NONE);
        assertTrue(report.mean(1) < 0.002, "one-way " + report.mean(1));
        assertTrue(report.mean(2) < 0.02, "two-way " + report.mean(2));
    }

    @Test
    void controlledRoundingKeepsEachCountWithinOne() {
        Codebook codebook = codebook(4, 6);
        ReleasedAggregates aggregates = release(codebook, 5_000, 1, 50);
        FittedSynthesizer model = new TreeSynthesizer().fit(aggregates, ProgressMonitor.NONE);
        Dataset a = model.sample(1000, RandomSource.seeded("a"), ProgressMonitor.NONE);
        Dataset b = model.sample(1000, RandomSource.seeded("b"), ProgressMonitor.NONE);
        for (int attribute = 0; attribute < 2; attribute++) {
            int[] counts = new int[codebook.domain().attribute(attribute).size()];
            for (int r = 0; r < 1000; r++) {
                counts[a.code(r, attribute)]++;
                counts[b.code(r, attribute)]--;
            }
            for (int difference : counts) {
                assertTrue(Math.abs(difference) <= 1, "a level differs by " + difference);
            }
        }
    }

    @Test
    void drawsAnyNumberOfRecordsAndRefusesNegativeOnes() {
        FittedSynthesizer model = new TreeSynthesizer().fit(release(codebook(2, 2), 0, 2, 1), ProgressMonitor.NONE);
        for (int rows : new int[] {0, 1, 2, 5000}) {
            assertEquals(
                    rows,
                    model.sample(rows, RandomSource.seeded("n"), ProgressMonitor.NONE)
                            .rows());
        }
        assertThrows(
                IllegalArgumentException.class, () -> model.sample(-1, RandomSource.seeded("n"), ProgressMonitor.NONE));
    }

    @Test
    void recordOrderTellsNothing() {
        FittedSynthesizer model = new TreeSynthesizer().fit(release(codebook(8), 4000, 1, 10), ProgressMonitor.NONE);
        Dataset records = model.sample(4000, RandomSource.seeded("order"), ProgressMonitor.NONE);
        int ascending = 0;
        for (int r = 1; r < records.rows(); r++) {
            ascending += records.code(r, 0) >= records.code(r - 1, 0) ? 1 : 0;
        }
        assertFalse(ascending > 3500, "records are sorted");
    }
}
