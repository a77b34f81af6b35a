// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.Merging;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.marginal.StoredCounts;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.TestGate;

/** Models learned where there are counts and no records. */
class ModelsFromCountsTest {
    private static final Domain DOMAIN = RandomData.domain(4, 6, 3, 9);
    private static final Dataset DATA = RandomData.records(DOMAIN, 3000, "records");

    private static LearnedModel learn(SynthesisMethod method, CountSource counts, double epsilon) {
        return DpSynthesizers.of(method)
                .learn(
                        counts,
                        SynthesisTask.allOf(counts.domain(), 2, new ApproximateDp(epsilon, 1e-9)),
                        RandomSource.seeded("model"),
                        ProgressMonitor.NONE);
    }

    private static byte[] bytes(LearnedModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Codebook codebook = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);
        ModelJson.write(
                new ReleasedModel(
                        codebook,
                        new TestGate(new ModelPlan(model.task(), model.method()), RandomSource.seeded("x"))
                                .certify(model.events()),
                        model),
                out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void storedCountsGiveTheSameModelAsTheRecords(SynthesisMethod method) throws IOException {
        for (double epsilon : new double[] {0.3, 8}) { // many levels are merged, and few
            SynthesisTask task = SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(epsilon, 1e-9));
            LearnedModel model =
                    DpSynthesizers.of(method).learn(DATA, task, RandomSource.seeded("model"), ProgressMonitor.NONE);
            assertArrayEquals(bytes(model), bytes(learn(method, StoredCounts.of(DATA, 1), epsilon)));
        }
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void countsBeyondAnIntAreLearnedAsWell(SynthesisMethod method) {
        long times = 1L << 28; // 8e11 records
        LearnedModel model = learn(method, StoredCounts.of(DATA, times), 5);
        double total = 3000.0 * times;
        assertEquals(total, model.estimatedRows(), 1e-6 * total);
        Merging merging = model.compression().merging();
        List<Clique> singles = Clique.allOf(DOMAIN.size(), 1);
        for (Clique clique : singles) {
            double[] fitted = model.field().marginal(clique);
            Marginal exact = merging.apply(MarginalCounter.count(DATA, clique));
            double error = 0;
            for (int i = 0; i < fitted.length; i++) {
                error += Math.abs(fitted[i] / times - exact.count(i)) / 3000;
            }
            // without noise to speak of; fits of pairs end at a part of the loss
            assertTrue(error < 0.01, method + " " + clique + " is wrong by " + error);
        }
    }

    @Test
    void residualsOfLargeCountsAreExactBesideTheirNoise() {
        Domain domain = RandomData.domain(1, 1);
        Merging two = Merging.of(new int[][] {{0, 1, 1}, {0, 1, 1}});
        long million = 1_000_000_000_000L;
        Marginal counts = Marginal.of(domain, Clique.of(0, 1), two, 4 * million, million, 2 * million, million);
        SynthesisTask task = SynthesisTask.allOf(domain, 2, new ApproximateDp(1, 1e-6));
        Measuring measuring = new Measuring(
                CountSource.of(Dataset.of(domain, new int[1], new int[1])), task, 1e9, RandomSource.seeded("large"));
        LinearMeasurement m = measuring.residual(counts, Compression.none(new int[] {2, 2}), 1);
        for (int i = 0; i < 4; i++) { // (4 - 1 - 2 + 1) / 4
            assertEquals((i == 0 || i == 3 ? 0.5 : -0.5) * million, m.values()[i], 10);
        }
        Marginal most = Marginal.of(domain, Clique.of(0, 1), two, Long.MAX_VALUE, 0, 0, 0);
        LinearMeasurement limited = measuring.residual(most, Compression.none(new int[] {2, 2}), 1);
        assertTrue(limited.values()[0] > 1e15 && limited.values()[1] < -1e15, "wrapped around");
    }

    @Test
    void countsOfAnotherDomainAreRefused() {
        SynthesisTask task = SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(1, 1e-6));
        CountSource other = CountSource.of(RandomData.records(RandomData.domain(2, 2), 10, "other"));
        for (SynthesisMethod method : SynthesisMethod.values()) {
            assertThrows(IllegalArgumentException.class, () -> DpSynthesizers.of(method)
                    .learn(other, task, RandomSource.seeded("other"), ProgressMonitor.NONE));
        }
    }
}
