// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.DiscreteGaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

class MarginalPlanTest {
    private static final Domain DOMAIN = RandomData.domain(3, 4, 2, 5);

    /** By the definition: Delta^2 / (2 sigma^2), times how often, without rounding. */
    private static BigDecimal exactRho(PrivacyEvent event) {
        if (event instanceof ComposedEvent c) {
            BigDecimal sum = BigDecimal.ZERO;
            for (PrivacyEvent part : c.parts()) {
                sum = sum.add(exactRho(part));
            }
            return sum.multiply(BigDecimal.valueOf(c.times()));
        }
        DiscreteGaussianEvent g = (DiscreteGaussianEvent) event;
        return BigDecimal.valueOf(g.squaredSensitivity())
                .multiply(BigDecimal.valueOf(g.varianceDenominator()))
                .divide(BigDecimal.valueOf(2 * g.varianceNumerator()), new java.math.MathContext(60));
    }

    @Test
    void theSharesTogetherAreAtMostTheWholeAndHardlyLess() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            ApproximateDp target =
                    new ApproximateDp(Math.exp(6 * random.nextDouble() - 4), Math.exp(-25 * random.nextDouble() - 1));
            MarginalPlan plan = MarginalPlan.of(DOMAIN, target)
                    .withOrder(1 + i % 3)
                    .with(NeighboringRelation.values()[i % 2])
                    .with(Composition.IN_LEDGER);
            double whole = ZcdpConversion.rho(target.epsilon(), target.delta());
            assertTrue(plan.event().rho() <= whole, target + ": a ledger would be charged more than was asked for");
            double used = exactRho(plan.event()).doubleValue();
            assertTrue(used <= whole && used > 0.99 * whole, used + " of " + whole);
        }
    }

    @Test
    void aReplacedRecordMovesTwiceAsManyCounts() {
        ApproximateDp target = new ApproximateDp(1, 1e-6);
        MarginalPlan added = MarginalPlan.of(DOMAIN, target).withOrder(2).with(Composition.IN_LEDGER);
        MarginalPlan replaced = added.with(NeighboringRelation.REPLACE_ONE);
        assertEquals(1, added.sensitivity().squaredL2());
        assertEquals(2, replaced.sensitivity().squaredL2());
        for (int size = 0; size <= 2; size++) {
            assertEquals(Math.sqrt(2), replaced.sigma(size) / added.sigma(size), 1e-9);
        }
    }

    @Test
    void aReleaseByItselfHasLessNoiseThanOneInALedger() {
        ApproximateDp target = new ApproximateDp(1, 1e-6);
        MarginalPlan alone = MarginalPlan.of(DOMAIN, target).withOrder(2);
        MarginalPlan inLedger = alone.with(Composition.IN_LEDGER);
        for (int size = 0; size <= 2; size++) {
            double ratio = alone.sigma(size) / inLedger.sigma(size);
            assertTrue(ratio < 0.95 && ratio > 0.9, "ratio " + ratio);
        }
    }
}
