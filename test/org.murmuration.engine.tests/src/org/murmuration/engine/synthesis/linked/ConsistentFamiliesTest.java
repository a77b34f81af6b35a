// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedDataset;
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
}
