// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class ConsistentFamiliesTest {
    private static ReleasedFamilies release(LinkedDataset data, LinkedPlan plan, String seed) {
        return LinkedSynthesizer.release(data, plan, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    @Test
    void agreedTablesHaveTheSameMarginsAndNoNegativeCells() {
        LinkedDataset real = Families.lookAlike(2000, 3);
        ReleasedFamilies made = release(
                real, LinkedPlan.of(LinkedWorkload.allPairs(real.codebook()), new ApproximateDp(1, 1e-6)), "agree");
        ConsistentFamilies consistent = new ConsistentFamilies(made.noisy());
        for (LinkedMeasurement m : made.noisy().tables()) {
            double[] table = consistent.table(m);
            assertTrue(Arrays.stream(table).allMatch(v -> v >= 0), m.toString());
            if (m.query().siblings()) {
                continue;
            }
            int stride = real.codebook().levels(m.query().attributes().get(1));
            int first = m.query().attributes().get(0);
            double[] margin = m.query().isAboutChildren(real.codebook())
                    ? consistent.singleWithChildren(first)
                    : consistent.single(first);
            for (int level = 0; level < margin.length; level++) {
                double sum = 0;
                for (int j = 0; j < stride; j++) {
                    sum += table[level * stride + j];
                }
                assertEquals(margin[level], sum, 0.02 * consistent.total(), m.toString());
            }
        }
        assertEquals(consistent.total(), Arrays.stream(consistent.ladder()).sum(), 1e-6 * consistent.total());
    }

    /** Two tables that disagree about one attribute: the more exact one has the greater weight. */
    @Test
    void singlesAreMeansWeightedByInverseVariances() {
        double[] ladder = new double[Families.SMALL.counts().ladder().length];
        ladder[0] = 100;
        int levels = Families.SMALL.levels(0);
        double[] first = new double[levels];
        first[0] = 70;
        first[1] = 30;
        double[] second = new double[levels];
        second[0] = 50;
        second[1] = 50;
        NoisyFamilies noisy = new NoisyFamilies(
                Families.SMALL,
                100,
                1e-3,
                ladder,
                1e-3,
                List.of(
                        new LinkedMeasurement(LinkedQuery.of(0), first, 1),
                        new LinkedMeasurement(LinkedQuery.of(0), second, 2)));
        double[] single = new ConsistentFamilies(noisy).single(0);
        assertEquals(0.8 * 70 + 0.2 * 50, single[0], 0.01, "weights four to one");
        assertEquals(0.8 * 30 + 0.2 * 50, single[1], 0.01);
        assertEquals(100, Arrays.stream(single).sum(), 0.01);
    }

    /** Noise on the steps of very large families must not make many children. */
    @Test
    void theTailOfTheLadderIsSmoothedAndKeepsItsSum() {
        int[] steps = Families.SMALL.counts().ladder();
        double[] ladder = new double[steps.length];
        ladder[0] = 500;
        ladder[1] = 300;
        ladder[6] = 40;
        ladder[7] = 20;
        ladder[8] = 10;
        ladder[steps.length - 1] = 6; // two standard deviations of noise
        ladder[steps.length - 2] = -6;
        NoisyFamilies noisy = new NoisyFamilies(Families.SMALL, 870, 1e-3, ladder, 3, List.of());
        double[] agreed = new ConsistentFamilies(noisy).ladder();
        assertTrue(Arrays.stream(agreed).allMatch(v -> v >= 0));
        assertTrue(agreed[steps.length - 1] < 0.5, "families of 38 and more: " + agreed[steps.length - 1]);
        assertTrue(agreed[6] > agreed[7] && agreed[7] > agreed[8]);
        assertEquals(870, Arrays.stream(agreed).sum(), 1e-6 * 870 + 1);
    }
}
