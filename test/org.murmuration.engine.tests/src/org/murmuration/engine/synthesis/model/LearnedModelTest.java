// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class LearnedModelTest {
    private static final Domain DOMAIN = RandomData.domain(4, 6, 3, 5, 12);

    private static SynthesisTask task(double epsilon) {
        return SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(epsilon, 1e-9));
    }

    @Test
    void evidenceIsKeptAndTheRestFollowsTheModel() {
        Dataset data = RandomData.records(DOMAIN, 20_000, "records");
        LearnedModel model = DpSynthesizersTest.learn(SynthesisMethod.ONE_SHOT, data, task(20), "given");
        int[] evidence = {-1, 2, -1, -1, 7};
        Dataset drawn = model.sampleGiven(evidence, 4000, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        double[] expected = model.marginal(Clique.of(0, 1, 4));
        int[] shape = DOMAIN.shape();
        double[] given = new double[shape[0]];
        double sum = 0;
        for (int v = 0; v < shape[0]; v++) {
            given[v] = expected[(v * shape[1] + 2) * shape[4] + 7];
            sum += given[v];
        }
        int[] counts = new int[shape[0]];
        for (int r = 0; r < drawn.rows(); r++) {
            assertEquals(2, drawn.code(r, 1));
            assertEquals(7, drawn.code(r, 4));
            counts[drawn.code(r, 0)]++;
        }
        for (int v = 0; v < shape[0]; v++) {
            assertEquals(4000 * given[v] / sum, counts[v], 4, "level " + v); // controlled rounding in each group
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> model.sampleGiven(
                        new int[] {-1, 99, -1, -1, -1}, 1, RandomSource.seeded("x"), ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> model.sampleGiven(new int[] {0}, 1, RandomSource.seeded("x"), ProgressMonitor.NONE));
    }

    @Test
    void marginalsOfManyCliquesAreThoseOfEach() {
        Dataset data = RandomData.records(DOMAIN, 5000, "records");
        for (SynthesisMethod m : SynthesisMethod.values()) {
            LearnedModel model = DpSynthesizersTest.learn(m, data, task(2), "many");
            List<Clique> asked = new ArrayList<>(Clique.allOf(5, 2));
            asked.addAll(Clique.allOf(5, 3));
            asked.add(Clique.of(0, 1));
            double[][] together = model.field().marginals(asked, ProgressMonitor.NONE);
            for (int i = 0; i < together.length; i++) {
                double[] alone = model.field().marginal(asked.get(i));
                assertArrayEquals(alone, together[i], 1e-7, m + " " + asked.get(i));
            }
        }
    }

    @Test
    void recordsOfEachRowOfGivenValuesComeTogetherInTheirOrder() {
        Dataset data = RandomData.records(DOMAIN, 20_000, "records");
        LearnedModel model = DpSynthesizersTest.learn(SynthesisMethod.ONE_SHOT, data, task(20), "each");
        int[][] evidence = new int[5][200];
        for (int r = 0; r < 200; r++) {
            evidence[0][r] = r % 4;
            evidence[1][r] = r % 2 == 0 ? 3 : -1;
            evidence[2][r] = -1;
            evidence[3][r] = -1;
            evidence[4][r] = -1;
        }
        Dataset drawn = model.sampleEach(evidence, 3, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        assertEquals(600, drawn.rows());
        int threes = 0;
        for (int r = 0; r < 600; r++) {
            assertEquals(r / 3 % 4, drawn.code(r, 0));
            assertTrue(r / 3 % 2 == 1 || drawn.code(r, 1) == 3);
            threes += drawn.code(r, 1) == 3 ? 1 : 0;
        }
        assertTrue(threes > 300 && threes < 590, "where nothing is given other values come too: " + threes);
        assertEquals(
                0,
                model.sampleEach(evidence, 0, RandomSource.seeded("draw"), ProgressMonitor.NONE)
                        .rows());
        evidence[2][7] = 99;
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> model.sampleEach(evidence, 1, RandomSource.seeded("x"), ProgressMonitor.NONE));
        assertTrue(e.getMessage().startsWith("Row 8 of the given values"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> model.sampleEach(new int[2][3], 1, RandomSource.seeded("x"), ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> model.sampleEach(evidence, -1, RandomSource.seeded("x"), ProgressMonitor.NONE));
    }
}
