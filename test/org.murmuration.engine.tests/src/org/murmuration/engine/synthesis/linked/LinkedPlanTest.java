// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.PldAccountant;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

class LinkedPlanTest {
    private static final LinkedWorkload ALL = LinkedWorkload.allPairs(Families.SMALL);
    private static final ApproximateDp TARGET = new ApproximateDp(1, 1e-6);

    private static LinkedPlan plan(LinkedPlan.Split split, NeighboringRelation relation, Composition composition) {
        return LinkedPlan.of(ALL, TARGET).with(relation).with(composition).with(split);
    }

    private static LinkedPlan plan(LinkedPlan.Split split) {
        return plan(split, NeighboringRelation.ADD_OR_REMOVE_ONE, Composition.ALONE);
    }

    /** Parts of the budget for the count, the ladder, fixed tables and chosen ones. */
    @ParameterizedTest
    @EnumSource(LinkedPlan.Split.class)
    void partsOfTheBudgetSumToTheWhole(LinkedPlan.Split split) {
        LinkedPlan plan = plan(split);
        double whole = LinkedPlan.COUNT
                + LinkedPlan.LADDER
                + Arrays.stream(plan.shares()).sum();
        if (split == LinkedPlan.Split.ADAPTIVE) {
            whole += plan.chosen() * plan.squaredMuOfChosen() / plan.squaredMu();
        }
        assertEquals(1, whole, 1e-12);
        assertEquals(plan.fixedQueries().size(), plan.shares().length);
    }

    @ParameterizedTest
    @EnumSource(LinkedPlan.Split.class)
    void theChargeKeepsToTheTarget(LinkedPlan.Split split) {
        for (Composition composition : Composition.values()) {
            LinkedPlan plan = plan(split, NeighboringRelation.REPLACE_ONE, composition);
            PldAccountant accountant = new PldAccountant();
            accountant.charge(plan.event());
            assertTrue(accountant.epsilon(TARGET.delta()) <= TARGET.epsilon() * (1 + 1e-3));
            boolean byRho = composition == Composition.IN_LEDGER || split == LinkedPlan.Split.ADAPTIVE;
            double rho = ZcdpConversion.rho(TARGET.epsilon(), TARGET.delta());
            assertEquals(byRho, plan.event().rho() <= rho);
            assertEquals(split == LinkedPlan.Split.ADAPTIVE, plan.event() instanceof ZcdpEvent);
            assertEquals("tables of families", plan.event().label());
            assertEquals(2 * plan.event().rho(), plan.squaredMu(), 1e-9 * plan.squaredMu());
        }
    }

    /** One family more or less has a squared L2 norm of at most one; a replaced one leaves and another comes. */
    @Test
    void replacedFamiliesNeedNoiseLargerBySqrtTwo() {
        LinkedPlan added = plan(LinkedPlan.Split.BY_SIZE);
        LinkedPlan replaced = plan(LinkedPlan.Split.BY_SIZE, NeighboringRelation.REPLACE_ONE, Composition.ALONE);
        assertEquals(1, added.squaredSensitivity());
        assertEquals(2, replaced.squaredSensitivity());
        LinkedQuery query = LinkedQuery.of(0, 3);
        assertEquals(added.sigma(query) * Math.sqrt(2), replaced.sigma(query), 1e-9);
        assertEquals(added.countSigma() * Math.sqrt(2), replaced.countSigma(), 1e-9);
    }

    @Test
    void theNumberOfFamiliesTakesOneInAHundred() {
        GaussianEvent whole = (GaussianEvent) plan(LinkedPlan.Split.BY_SIZE).event();
        assertEquals(
                10 * whole.noiseMultiplier(), plan(LinkedPlan.Split.BY_SIZE).countSigma(), 1e-6);
    }

    @Test
    void aSplitBySizeHasTheLeastSumOfExpectedErrors() {
        LinkedPlan plan = LinkedPlan.of(ALL.favouring(0, 3), TARGET);
        List<LinkedQuery> queries = plan.fixedQueries();
        double[] shares = plan.shares();
        double least = errors(plan, shares);
        for (int from = 0; from < queries.size(); from++) {
            double[] other = shares.clone();
            double moved = other[from] / 20;
            other[from] -= moved;
            other[(from + 1) % other.length] += moved;
            assertTrue(errors(plan, other) > least, "moved from " + queries.get(from));
        }
        assertTrue(least < errors(plan, plan(LinkedPlan.Split.DECLARED).shares()));
    }

    private static double errors(LinkedPlan plan, double[] shares) {
        double sum = 0;
        for (int q = 0; q < shares.length; q++) {
            LinkedQuery query = plan.fixedQueries().get(q);
            double weight =
                    plan.workload().weights().get(plan.workload().queries().indexOf(query));
            sum += weight * query.cells(plan.codebook()) / Math.sqrt(shares[q]);
        }
        return sum;
    }

    @Test
    void aDeclaredSplitFollowsTheWeights() {
        LinkedPlan plan = LinkedPlan.of(ALL.favouring(0, 3), TARGET).with(LinkedPlan.Split.DECLARED);
        double[] shares = plan.shares();
        int favoured = plan.fixedQueries().indexOf(LinkedQuery.of(0, 3));
        int other = plan.fixedQueries().indexOf(LinkedQuery.of(1, 3));
        assertEquals(3 * shares[other], shares[favoured], 1e-12);
        assertEquals(plan.sigma(LinkedQuery.of(1, 3)) / Math.sqrt(3), plan.sigma(LinkedQuery.of(0, 3)), 1e-9);
    }

    @Test
    void tablesThatAreChosenComeAfterSingleAttributes() {
        LinkedPlan plan = plan(LinkedPlan.Split.ADAPTIVE);
        assertEquals(
                List.of(LinkedQuery.of(0), LinkedQuery.of(1), LinkedQuery.of(3), LinkedQuery.of(4)),
                plan.fixedQueries(),
                "the number of children has its ladder");
        assertEquals(Math.min(ALL.queries().size(), 3 * Families.SMALL.size()), plan.chosen());
        assertEquals(0, plan(LinkedPlan.Split.BY_SIZE).chosen());
        double expected = plan.sigma(plan.squaredMu() * (1 - 0.01 - 0.02 - 0.2) / plan.chosen() * 0.9);
        assertEquals(expected, plan.sigma(LinkedQuery.of(0, 3)), 1e-9);
        assertTrue(Arrays.stream(plan.sigmas()).anyMatch(s -> s == plan.sigma(LinkedQuery.of(0, 3))));
    }

    @Test
    void attributesThatNoTableCoversAreMeasuredAlone() {
        LinkedPlan parents = LinkedPlan.of(ALL.only(Set.of("VV")), TARGET);
        assertTrue(parents.fixedQueries().containsAll(List.of(LinkedQuery.of(3), LinkedQuery.of(4))));
        assertFalse(parents.fixedQueries().contains(LinkedQuery.of(0)));
        LinkedPlan children = LinkedPlan.of(ALL.only(Set.of("PP")), TARGET);
        assertTrue(
                children.fixedQueries().containsAll(List.of(LinkedQuery.of(0), LinkedQuery.of(1))),
                "a table over children says nothing about parents without any");
        LinkedPlan mixed = LinkedPlan.of(ALL.only(Set.of("VP")), TARGET);
        assertTrue(
                mixed.fixedQueries().containsAll(List.of(LinkedQuery.of(0), LinkedQuery.of(1))),
                "nor do tables of parents with children");
        assertFalse(mixed.fixedQueries().contains(LinkedQuery.of(3)));
    }

    @Test
    void expectedDistancesAndIntervalsAreThoseOfNormals() {
        LinkedPlan plan = plan(LinkedPlan.Split.BY_SIZE);
        LinkedQuery query = LinkedQuery.of(3, 4);
        assertEquals(
                Math.sqrt(2 / Math.PI) * plan.sigma(query) * query.cells(Families.SMALL) / 2e6,
                plan.expectedDistance(query, 1e6),
                1e-12);
        assertEquals(1, plan.expectedDistance(query, 1e-3));
        assertThrows(IllegalArgumentException.class, () -> plan.expectedDistance(query, 0));
        assertThrows(IllegalArgumentException.class, () -> plan.sigma(LinkedQuery.of(0, 1, 2)));
        assertEquals(1.959964 * 3, LinkedPlan.halfWidth(3), 1e-5);
    }

    @Test
    void aCodebookMadeFromTheRecordsIsRefused() {
        LinkedCodebook draft = new LinkedCodebook(
                "victim",
                "perpetrator",
                Families.SMALL.parents(),
                Codebook.of(Families.SMALL.children().attributes(), Codebook.Origin.DATA),
                Families.SMALL.counts());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> LinkedPlan.of(LinkedWorkload.allPairs(draft), TARGET));
        assertTrue(e.getMessage().contains("declare it public"), e.getMessage());
    }

    @Test
    void plansAreEqualByWhatTheyAskFor() {
        LinkedPlan plan = plan(LinkedPlan.Split.BY_SIZE);
        assertEquals(plan, plan(LinkedPlan.Split.BY_SIZE));
        assertEquals(plan.hashCode(), plan(LinkedPlan.Split.BY_SIZE).hashCode());
        assertNotEquals(plan, plan(LinkedPlan.Split.DECLARED));
        assertNotEquals(plan, plan(LinkedPlan.Split.BY_SIZE, NeighboringRelation.REPLACE_ONE, Composition.ALONE));
        assertNotEquals(
                plan, plan(LinkedPlan.Split.BY_SIZE, NeighboringRelation.ADD_OR_REMOVE_ONE, Composition.IN_LEDGER));
        assertNotEquals(plan, LinkedPlan.of(ALL, new ApproximateDp(2, 1e-6)));
        assertNotEquals(plan, LinkedPlan.of(ALL.favouring(0, 2), TARGET));
    }

    @Test
    void attributesThatNoQueryHasAreMeasuredByThemselves() {
        LinkedWorkload workload = LinkedWorkload.allPairs(Families.SMALL).only(Set.of("VP"));
        LinkedPlan plan = LinkedPlan.of(workload, new ApproximateDp(1, 1e-6));
        assertEquals(8, plan.fixedQueries().size(), "six tables, and two attributes of parents by themselves");
        assertTrue(plan.fixedQueries().contains(LinkedQuery.of(0)));
        assertFalse(plan.fixedQueries().contains(LinkedQuery.of(3)));
        LinkedPlan siblings =
                LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL).only(Set.of("SS")), new ApproximateDp(1, 1e-6));
        assertEquals(6, siblings.fixedQueries().size());
        double[] sigmas = plan.sigmas();
        assertTrue(sigmas[0] <= sigmas[1] && sigmas[1] <= sigmas[2]);
        double distance = plan.expectedDistance(LinkedQuery.of(0, 3), 1000);
        assertEquals(Math.sqrt(2 / Math.PI) * plan.sigma(LinkedQuery.of(0, 3)) * 16 / 2000, distance, 1e-12);
        assertEquals(1, plan.expectedDistance(LinkedQuery.of(0, 3), 1));
    }
}
