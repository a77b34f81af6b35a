// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.linked.ChildCounts;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** What is learned about families, and at what price. */
class FamilyMeasuringTest {
    private static final LinkedDataset DATA =
            Families.random(Families.SMALL, new Random(3).ints(400, 0, 5).toArray(), new Random(3));

    private static LinkedPlan plan(double epsilon, NeighboringRelation relation) {
        return LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL), new ApproximateDp(epsilon, 1e-6))
                .with(relation);
    }

    private static FamilyMeasuring measuring(LinkedPlan plan, String seed) {
        FamilyMeasuring measuring = new FamilyMeasuring(FamilyCountSource.of(DATA), plan);
        measuring.draw(RandomSource.seeded(seed));
        return measuring;
    }

    private static double spent(FamilyMeasuring measuring) {
        return measuring.events().stream().mapToDouble(e -> 2 * e.rho()).sum();
    }

    private static double l2(NeighboringRelation relation) {
        return relation == NeighboringRelation.REPLACE_ONE ? Math.sqrt(2) : 1;
    }

    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void countAndLadderTakeTheirPartsAndHaveTheirNoise(NeighboringRelation relation) {
        LinkedPlan plan = plan(1, relation);
        FamilyMeasuring measuring = measuring(plan, "parts");
        FamilyMeasuring.Noisy count = measuring.count();
        assertEquals(0.01 * plan.squaredMu(), spent(measuring), 1e-9);
        assertEquals(plan.countSigma(), count.sigma(), 2e-3 * count.sigma());
        assertEquals(l2(relation) / Math.sqrt(0.01 * plan.squaredMu()), count.sigma(), 2e-3 * count.sigma());
        assertEquals(400, count.values()[0], 6 * count.sigma());
        FamilyMeasuring.Noisy ladder = measuring.ladder();
        assertEquals(0.03 * plan.squaredMu(), spent(measuring), 1e-9);
        assertEquals(l2(relation) / Math.sqrt(0.02 * plan.squaredMu()), ladder.sigma(), 1e-3 * ladder.sigma());
        assertEquals(Families.SMALL.counts().ladder().length, ladder.values().length);
        assertEquals(List.of(false, true), measuring.aboutChildren(), "the number of families owes children nothing");
        assertEquals(
                List.of("number of families", "numbers of children"),
                measuring.events().stream().map(PrivacyEvent::label).toList());
    }

    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void aTableHasTheNoiseThatItsPriceBuys(NeighboringRelation relation) {
        LinkedPlan plan = plan(1, relation);
        FamilyMeasuring measuring = measuring(plan, "table");
        LinkedQuery query = LinkedQuery.of(0, 3);
        long[] exact = measuring.count(List.of(query), ProgressMonitor.NONE)[0];
        double price = plan.squaredMu() / 4;
        LinkedMeasurement m = measuring.measure(query, exact, price);
        assertEquals(l2(relation) / Math.sqrt(price), m.sigma(), 1e-3 * m.sigma());
        assertTrue(m.sigma() >= l2(relation) / Math.sqrt(price) * (1 - 1e-9), "never less than was paid for");
        assertEquals(price, spent(measuring), 1e-9);
        assertTrue(spent(measuring) <= price);
        assertEquals("table of kind VP", measuring.events().get(0).label());
    }

    /** The sum of squares of 2,000 normals within six standard deviations. */
    @Test
    void noiseIsAsLargeAsItClaims() {
        LinkedPlan plan = plan(1, NeighboringRelation.ADD_OR_REMOVE_ONE);
        LinkedQuery query = LinkedQuery.of(3, 4);
        double squares = 0;
        int n = 0;
        for (int i = 0; n < 2000; i++) {
            FamilyMeasuring measuring = measuring(plan, "noise " + i);
            long[] exact = measuring.count(List.of(query), ProgressMonitor.NONE)[0];
            LinkedMeasurement m = measuring.measure(query, exact, plan.squaredMu());
            for (int x = 0; x < exact.length && n < 2000; x++, n++) {
                double gap = m.values()[x] - Math.scalb((double) exact[x], -FamilyCounter.BITS);
                squares += Math.pow(gap / m.sigma(), 2);
            }
        }
        assertEquals(1, squares / n, 6 * Math.sqrt(2.0 / n));
    }

    @Test
    void itIsKnownWhichReleasesDependOnChildren() {
        LinkedPlan plan = plan(1, NeighboringRelation.ADD_OR_REMOVE_ONE);
        FamilyMeasuring measuring = measuring(plan, "depends");
        List<LinkedQuery> queries =
                List.of(LinkedQuery.of(0, 1), LinkedQuery.of(0, 2), LinkedQuery.of(0, 3), LinkedQuery.ofSiblings(3));
        long[][] exact = measuring.count(queries, ProgressMonitor.NONE);
        for (int q = 0; q < queries.size(); q++) {
            measuring.measure(queries.get(q), exact[q], plan.squaredMu() / 5);
        }
        assertEquals(
                List.of(false, true, true, true),
                measuring.aboutChildren(),
                "the number of children is about children");
    }

    @Test
    void noMoreThanTheBudgetIsSpent() {
        LinkedPlan plan = plan(1, NeighboringRelation.ADD_OR_REMOVE_ONE);
        FamilyMeasuring measuring = measuring(plan, "budget");
        LinkedQuery query = LinkedQuery.of(0, 1);
        long[] exact = measuring.count(List.of(query), ProgressMonitor.NONE)[0];
        measuring.measure(query, exact, 0.9 * plan.squaredMu());
        assertThrows(IllegalStateException.class, () -> measuring.measure(query, exact, 0.2 * plan.squaredMu()));
    }

    @Test
    void aVeryTightBudgetIsMeasuredOnACoarserGrid() {
        LinkedPlan plan = plan(1e-4, NeighboringRelation.ADD_OR_REMOVE_ONE);
        FamilyMeasuring measuring = measuring(plan, "coarse");
        long[] coarse = measuring.count(List.of(LinkedQuery.of(0)), ProgressMonitor.NONE)[0];
        long[] fine = measuring(plan(1, NeighboringRelation.ADD_OR_REMOVE_ONE), "fine")
                .count(List.of(LinkedQuery.of(0)), ProgressMonitor.NONE)[0];
        assertTrue(coarse[0] < fine[0]);
        assertEquals(0, fine[0] % coarse[0], "both are the same whole number of families");
        LinkedMeasurement m = measuring.measure(LinkedQuery.of(0), coarse, plan.squaredMu() / 2);
        assertEquals(Math.sqrt(2 / plan.squaredMu()), m.sigma(), 1e-3 * m.sigma());
    }

    /**
     * Of two tables whose scores lie one family apart the better one is chosen with the chance of the exponential mechanism:
     * e^(epsilon / 2 s) to 1 for a sensitivity of s families. 3,000 choices, six standard deviations.
     */
    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void aChoiceIsAsUncertainAsItsPriceDemands(NeighboringRelation relation) {
        LinkedPlan plan = plan(400, relation);
        List<LinkedQuery> queries = List.of(LinkedQuery.of(0), LinkedQuery.of(1));
        FamilyMeasuring measuring = measuring(plan, "choices");
        long[][] exact = measuring.count(queries, ProgressMonitor.NONE);
        double[][] model = new double[2][];
        for (int q = 0; q < 2; q++) {
            model[q] = new double[exact[q].length];
            for (int x = 0; x < model[q].length; x++) {
                model[q][x] = Math.scalb((double) exact[q][x], -FamilyCounter.BITS);
            }
            model[q][0] += q; // the second is wrong by one family
        }
        assertEquals(exact[0].length, exact[1].length);
        double epsilon = 2;
        int n = 3000;
        int better = 0;
        double price = epsilon * epsilon / 4;
        FamilyMeasuring used = measuring;
        for (int i = 0; i < n; i++) {
            if (i % 100 == 0) { // a new budget
                used = measuring(plan, "choices " + i);
            }
            better += used.choose(List.of(0, 1), queries, List.of(1.0, 1.0), exact, model, 0, price);
        }
        double s = relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
        double p = 1 / (1 + Math.exp(-epsilon / (2 * s)));
        assertEquals(p, (double) better / n, 6 * Math.sqrt(p * (1 - p) / n));
        assertEquals(price, 2 * used.events().get(0).rho(), 1e-9);
        assertFalse(used.aboutChildren().get(0));
    }

    @Test
    void aChoiceAmongTablesOfChildrenDependsOnThem() {
        LinkedPlan plan = plan(1, NeighboringRelation.ADD_OR_REMOVE_ONE);
        FamilyMeasuring measuring = measuring(plan, "depends");
        List<LinkedQuery> queries = List.of(LinkedQuery.of(0), LinkedQuery.of(3));
        long[][] exact = measuring.count(queries, ProgressMonitor.NONE);
        double[][] model = {new double[exact[0].length], new double[exact[1].length]};
        assertEquals(
                0, measuring.choose(List.of(0), queries, List.of(1.0, 1.0), exact, model, 1, plan.squaredMu() / 10));
        assertEquals(List.of(true), measuring.aboutChildren(), "whatever was left to choose from");
    }

    @Test
    void weightsAndNoiseDecideWithoutUncertaintyWhenTheBudgetIsLarge() {
        LinkedPlan plan = plan(400, NeighboringRelation.ADD_OR_REMOVE_ONE);
        FamilyMeasuring measuring = measuring(plan, "weights");
        List<LinkedQuery> queries = List.of(LinkedQuery.of(0), LinkedQuery.of(1), LinkedQuery.of(3, 4));
        long[][] exact = measuring.count(queries, ProgressMonitor.NONE);
        double[][] nothing = new double[3][];
        for (int q = 0; q < 3; q++) {
            nothing[q] = new double[exact[q].length];
        }
        double price = plan.squaredMu() / 20;
        List<Integer> all = List.of(0, 1, 2);
        assertEquals(1, measuring.choose(all, queries, List.of(1.0, 2.0, 1.0), exact, nothing, 0, price));
        // noise of ten families a cell makes the table of many cells the worst choice
        assertEquals(0, measuring.choose(List.of(0, 2), queries, List.of(1.0, 1.0, 1.0), exact, nothing, 10, price));
    }

    @Test
    void theCodebookMustFit() {
        LinkedPlan plan = plan(1, NeighboringRelation.ADD_OR_REMOVE_ONE);
        FamilyCountSource other = FamilyCountSource.of(Families.lookAlike(10, 1));
        assertThrows(IllegalArgumentException.class, () -> new FamilyMeasuring(other, plan));
    }

    @Test
    void withoutNoiseToSpeakOfTheNumbersComeBack() {
        FamilyMeasuring loose = measuring(plan(400, NeighboringRelation.ADD_OR_REMOVE_ONE), "loose");
        assertEquals(400, loose.count().values()[0], 3);
        double[] ladder = loose.ladder().values();
        for (int step = 0; step < ladder.length; step++) {
            int families = 0;
            for (int f = 0; f < DATA.families(); f++) {
                int of = DATA.childrenOf(f);
                families += ChildCounts.stepOf(Families.SMALL.counts().ladder(), of) == step ? 1 : 0;
            }
            assertEquals(families, ladder[step], 3, "step " + step);
        }
    }
}
