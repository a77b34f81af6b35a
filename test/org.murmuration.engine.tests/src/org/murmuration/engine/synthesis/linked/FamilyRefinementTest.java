// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.linked.LinkedEvaluation;
import org.murmuration.engine.evaluation.linked.LinkedReport;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class FamilyRefinementTest {
    private static final LinkedReport.Links SOUND = new LinkedReport.Links(1, 0, 0);

    private static ReleasedFamilies release(LinkedDataset data, LinkedPlan plan, String seed) {
        return LinkedSynthesizer.release(data, plan, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    private static LinkedReport compare(LinkedDataset real, LinkedDataset synthetic, ReleasedFamilies released) {
        Map<LinkedQuery, double[]> agreed = new HashMap<>();
        List<double[]> tables = LinkedSynthesizer.agreed(released.noisy());
        for (int t = 0; t < tables.size(); t++) {
            agreed.put(released.noisy().tables().get(t).query(), tables.get(t));
        }
        return LinkedEvaluation.compare(
                real, synthetic, SOUND, LinkedWorkload.allPairs(real.codebook()), agreed, ProgressMonitor.NONE);
    }

    @Test
    void refiningWithoutRealigningSiblingsIsSeenByTheirTables() {
        LinkedDataset real = Families.lookAlike(4000, 2);
        LinkedPlan plan = LinkedPlan.of(LinkedWorkload.allPairs(real.codebook()), new ApproximateDp(20, 1e-6));
        ReleasedFamilies made = release(real, plan, "siblings");
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            ConsistentFamilies consistent = new ConsistentFamilies(made.noisy());
            RandomSource random = RandomSource.seeded("rows");
            FamilyCodes codes = new FamilyTree(made.noisy(), consistent).draw(4000, random, ProgressMonitor.NONE);
            new FamilyRefinement(codes, made.noisy().tables(), i == 0).run(random, ProgressMonitor.NONE);
            errors[i] = compare(real, codes.shuffled(random), made).kinds().stream()
                    .filter(k -> k.kind().equals("SS"))
                    .findFirst()
                    .orElseThrow()
                    .mean();
        }
        assertTrue(errors[0] < 0.01, "aligned " + errors[0]);
        assertTrue(errors[1] > 0.03, "not aligned " + errors[1]);
    }

    @Test
    void everyStepOfRefiningLowersTheDistance() {
        LinkedDataset real =
                Families.random(Families.SMALL, new Random(4).ints(300, 0, 8).toArray(), new Random(4));
        LinkedWorkload workload = LinkedWorkload.of(Families.SMALL, true, LinkedWorkload.MAX_CELLS);
        ReleasedFamilies made = release(real, LinkedPlan.of(workload, new ApproximateDp(3, 1e-6)), "descent");
        RandomSource random = RandomSource.seeded("rows");
        FamilyCodes codes = new FamilyTree(made.noisy(), new ConsistentFamilies(made.noisy()))
                .draw(300, random, ProgressMonitor.NONE);
        FamilyRefinement refinement = new FamilyRefinement(codes, made.noisy().tables(), true);
        double before = refinement.distance();
        assertEquals(distance(codes, made.noisy(), random), before, 1e-6 * before);
        refinement.run(random, ProgressMonitor.NONE);
        double after = refinement.distance();
        assertTrue(after < before);
        assertEquals(distance(codes, made.noisy(), random), after, 1e-6 * before, "kept tables are the families'");
        FamilyRefinement again = new FamilyRefinement(codes, made.noisy().tables(), true);
        again.run(random, ProgressMonitor.NONE);
        assertTrue(again.distance() <= after + 1e-9);
    }

    /** The distance counted anew. */
    private static double distance(FamilyCodes codes, NoisyFamilies noisy, RandomSource random) {
        FamilyCounter counter = new FamilyCounter(codes.shuffled(random));
        double sum = 0;
        for (LinkedMeasurement m : noisy.tables()) {
            long[] table = counter.count(m.query());
            for (int i = 0; i < table.length; i++) {
                double gap = table[i] / (double) counter.unit() - m.values()[i];
                sum += gap * gap / (m.sigma() * m.sigma());
            }
        }
        return sum / 2;
    }
}
