// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.BasicAccountant;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.NeighboringRelation;

class GroupByPlanTest {
    private static final ApproximateDp TARGET = new ApproximateDp(1, 1e-6);
    private static final List<Aggregation> COUNT = List.of(Aggregation.of(Statistic.COUNT, ""));
    private static final List<Aggregation> SUM = List.of(Aggregation.of(Statistic.SUM, "age", -50, 50));

    private static double deviation(GroupByPlan plan) {
        return plan.deviation(plan.measures().get(0));
    }

    /** One person replaced is one removed and one added: counts move in twice as many places, a sum twice as far in one. */
    @Test
    void aReplacedPersonNeedsTheNoiseOfTwo() {
        for (NoiseChoice noise : new NoiseChoice[] {NoiseChoice.LAPLACE, NoiseChoice.GAUSSIAN}) {
            for (List<Aggregation> asked : List.of(COUNT, SUM)) {
                GroupByPlan added =
                        GroupByPlan.of(asked, new ApproximateDp(0.05, 1e-6)).with(t -> t.with(noise));
                GroupByPlan replaced = added.with(t -> t.with(NeighboringRelation.REPLACE_ONE));
                boolean isHalfAPower = noise == NoiseChoice.GAUSSIAN && asked == COUNT;
                assertEquals(
                        isHalfAPower ? Math.sqrt(2) : 2,
                        deviation(replaced) / deviation(added),
                        1e-2,
                        noise + " " + asked);
            }
        }
    }

    @Test
    void aReplacedPersonMakesTwiceAsManyGroupsAppear() {
        ContributionBounds bounds = new ContributionBounds(3, 1);
        GroupByPlan added =
                GroupByPlan.of(COUNT, TARGET).with(t -> t.discovering(true).with(bounds));
        GroupByPlan replaced = added.with(t -> t.with(NeighboringRelation.REPLACE_ONE));
        GroupByPlan twice = added.with(t -> t.with(new ContributionBounds(6, 1)));
        assertEquals(twice.unitsToBeNamed(), replaced.unitsToBeNamed());
        assertTrue(replaced.unitsToBeNamed() > added.unitsToBeNamed());
        assertEquals(
                twice.noiseOfUnnamed().deviation(), replaced.noiseOfUnnamed().deviation(), 1e-12);
    }

    /** Where groups are found, what the selection may fail with and what the noise needs of delta are its halves. */
    @Test
    void findingGroupsTakesHalfOfDelta() {
        for (NoiseChoice noise : NoiseChoice.values()) {
            for (int groups : new int[] {1, 8}) {
                GroupByPlan plan = GroupByPlan.of(COUNT, TARGET).with(t -> t.discovering(true)
                        .with(noise)
                        .with(new ContributionBounds(groups, 1))
                        .inLedger(TARGET, 1));
                double failure = plan.event().failure();
                assertTrue(failure <= TARGET.delta() / 2 * (1 + 1e-12), noise + " may fail with " + failure);
                ZcdpAccountant zcdp = new ZcdpAccountant();
                BasicAccountant basic = new BasicAccountant();
                zcdp.charge(plan.event());
                basic.charge(plan.event());
                double epsilon = Math.min(zcdp.epsilon(TARGET.delta()), basic.epsilon(TARGET.delta()));
                assertTrue(epsilon <= 1 && epsilon > 0.97, noise + " costs a ledger " + epsilon);
            }
        }
    }

    @Test
    void aLedgerGetsNoNoiseThatItCannotAddUp() {
        GroupByPlan many = GroupByPlan.of(COUNT, TARGET).with(t -> t.discovering(true)
                .with(new ContributionBounds(100, 1))
                .with(NoiseChoice.LAPLACE)
                .inLedger(TARGET, 1));
        assertTrue(Double.isFinite(many.event().pureEpsilon()), "pure losses throughout");
        assertThrows(IllegalArgumentException.class, () -> GroupByPlan.of(COUNT, TARGET)
                .with(t -> t.discovering(true)
                        .with(new ContributionBounds(100, 1))
                        .with(NoiseChoice.GAUSSIAN)
                        .inLedger(TARGET, 1e-9)));
    }
}
