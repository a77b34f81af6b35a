// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.ExponentialMechanismEvent;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Noise multipliers 10 and 5 for tables that depend on children, 4 for one that does not. */
class LinkedGuaranteeTest {
    private static final List<PrivacyEvent> TABLES =
            List.of(new GaussianEvent("a", 10), new GaussianEvent("b", 5), new GaussianEvent("c", 4));
    private static final List<Boolean> ABOUT = List.of(true, true, false);
    private static final double RHO = 1 / 200.0 + 1 / 50.0;

    private static LinkedPlan plan(NeighboringRelation relation, LinkedPlan.Split split) {
        return LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL), new ApproximateDp(2, 1e-6))
                .with(relation)
                .with(split);
    }

    private static LinkedPlan plan() {
        return plan(NeighboringRelation.ADD_OR_REMOVE_ONE, LinkedPlan.Split.BY_SIZE);
    }

    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void aParentHasTheGuaranteeThatWasCharged(NeighboringRelation relation) {
        LinkedPlan plan = plan(relation, LinkedPlan.Split.BY_SIZE);
        LinkedGuarantee parent = LinkedGuarantee.of(plan, TABLES, ABOUT).get(0);
        assertEquals("one victim with every linked perpetrator", parent.who());
        assertEquals(0, parent.families());
        assertEquals(plan.event().rho(), parent.rho());
        assertEquals(2, parent.epsilon(), 1e-9);
        assertTrue(parent.epsilon() <= 2);
        assertEquals(1e-6, parent.delta());
    }

    /** |phi - phi'|^2 is at most 2, in tables that depend on children alone; of m families at most 2 m^2. */
    @Test
    void aChildCostsTwiceTheRhoOfItsTablesAndTheSquareOfItsFamilies() {
        List<LinkedGuarantee> all = LinkedGuarantee.of(plan(), TABLES, ABOUT);
        assertEquals(
                List.of(0, 1, 2, 3, 5),
                all.stream().map(LinkedGuarantee::families).toList());
        for (LinkedGuarantee g : all.subList(1, 5)) {
            double exact = 2 * RHO * g.families() * g.families();
            assertEquals(exact, g.rho(), 1e-12);
            assertTrue(g.rho() >= exact, "rounded up");
            double mu = Math.sqrt(2 * g.rho());
            assertTrue(GaussianDp.delta(mu, g.epsilon()) <= 1e-6, "epsilon of Gaussian privacy at delta");
            assertTrue(GaussianDp.delta(mu, g.epsilon() * (1 - 1e-9)) > 1e-6, "and not more");
        }
        assertEquals(
                "one perpetrator of one victim, or one link between them",
                all.get(1).who());
        assertEquals("a perpetrator linked to 3 victim rows", all.get(3).who());
    }

    /** Noise for replaced families is larger by sqrt 2 already. */
    @Test
    void whereFamiliesAreReplacedAChildCostsHalf() {
        LinkedPlan replaced = plan(NeighboringRelation.REPLACE_ONE, LinkedPlan.Split.BY_SIZE);
        assertEquals(RHO, LinkedGuarantee.of(replaced, TABLES, ABOUT).get(1).rho(), 1e-12);
    }

    @Test
    void choicesCostAChildFourTimesTheirRho() {
        LinkedPlan adaptive = plan(NeighboringRelation.ADD_OR_REMOVE_ONE, LinkedPlan.Split.ADAPTIVE);
        PrivacyEvent choice = new ExponentialMechanismEvent("choice", 0.2);
        List<LinkedGuarantee> all =
                LinkedGuarantee.of(adaptive, List.of(TABLES.get(0), choice, choice), List.of(true, true, false));
        assertEquals(2 / 200.0 + 4 * choice.rho(), all.get(1).rho(), 1e-12);
        assertEquals(4 * all.get(1).rho(), all.get(2).rho(), 1e-12);
        assertEquals(ZcdpConversion.epsilon(all.get(1).rho(), 1e-6), all.get(1).epsilon());
        assertEquals(2, all.get(0).epsilon(), "that of the target");
    }

    @Test
    void withoutTablesOfChildrenNothingIsLearnedAboutThem() {
        List<LinkedGuarantee> all = LinkedGuarantee.of(plan(), List.of(new GaussianEvent("a", 3)), List.of(false));
        assertEquals(1, all.size(), "only the parent's");
    }

    @Test
    void numbersThatAreNoGuaranteeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LinkedGuarantee("x", 1, 0, 1, 1e-6));
        assertThrows(IllegalArgumentException.class, () -> new LinkedGuarantee("x", 1, 1, -1, 1e-6));
        assertThrows(IllegalArgumentException.class, () -> new LinkedGuarantee("x", 1, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new LinkedGuarantee("x", 1, 1, Double.NaN, 1e-6));
    }

    private static List<LinkedGuarantee> guarantees(LinkedDataset data, LinkedPlan plan) {
        return LinkedSynthesizer.release(data, plan, RandomSource.seeded("g"), ProgressMonitor.NONE)
                .guarantees();
    }

    @Test
    void guaranteesOfOtherUnitsFollowFromTheSameRun() {
        // the factors of the derivation, at the delta of the imitated release: base epsilon 1 gives 1.43 for one child
        // and 4.52
        // for one of three families, base 4 gives 5.82 and 20.9, by rho + 2 sqrt(rho ln(1/delta))
        assertEquals(1.43, ZcdpConversion.simpleEpsilon(2 * 0.0199, 5.8e-6), 0.005);
        assertEquals(4.52, ZcdpConversion.simpleEpsilon(18 * 0.0199, 5.8e-6), 0.01);
        assertEquals(5.82, ZcdpConversion.simpleEpsilon(2 * 0.286, 5.8e-6), 0.01);
        assertEquals(20.9, ZcdpConversion.simpleEpsilon(18 * 0.286, 5.8e-6), 0.05);
        LinkedDataset real = Families.random(Families.SMALL, new int[] {0, 1, 2, 3, 9}, new Random(1));
        LinkedPlan plan = LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL), new ApproximateDp(1, 5.8e-6));
        List<LinkedGuarantee> all = guarantees(real, plan);
        double whole = plan.event().rho();
        double ofChildren = all.get(1).rho() / 2;
        assertEquals(1, all.get(0).epsilon(), 1e-9);
        assertTrue(all.get(0).epsilon() <= 1);
        assertTrue(ofChildren < whole, "queries of parents alone do not count for a child");
        assertTrue(ofChildren > 0.9 * whole);
        assertEquals(4 * all.get(1).rho(), all.get(2).rho(), 1e-9);
        assertEquals(9 * all.get(1).rho(), all.get(3).rho(), 1e-9);
        for (LinkedGuarantee g : all.subList(1, all.size())) {
            assertTrue(g.epsilon() <= ZcdpConversion.epsilon(g.rho(), g.delta()), g.toString());
            assertTrue(g.epsilon() > 0.8 * ZcdpConversion.epsilon(g.rho(), g.delta()), g.toString());
        }
        LinkedPlan parentsOnly =
                LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL).only(Set.of("VV")), new ApproximateDp(1, 5.8e-6));
        assertTrue(guarantees(real, parentsOnly).get(1).rho() < 2 * whole);
    }
}
