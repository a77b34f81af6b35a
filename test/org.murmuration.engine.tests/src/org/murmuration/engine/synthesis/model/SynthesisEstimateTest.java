// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

class SynthesisEstimateTest {
    private static final Domain DOMAIN = RandomData.domain(4, 6, 3);

    private static SynthesisTask task(Domain domain) {
        return SynthesisTask.allOf(domain, 2, new ApproximateDp(1, 1e-9));
    }

    /** The noise that is promised before is the noise of the first counts. Columns of equal size, so that all have the same. */
    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void theFirstCountsHaveTheNoiseThatWasEstimated(SynthesisMethod method) {
        Domain alike = RandomData.domain(4, 4, 4);
        Dataset data = RandomData.records(alike, 2000, "estimate");
        for (NeighboringRelation relation : NeighboringRelation.values()) {
            SynthesisTask task = task(alike).with(relation);
            LearnedModel model = DpSynthesizersTest.learn(method, data, task, "estimate");
            GaussianEvent first = (GaussianEvent) model.events().get(0);
            double factor = relation == NeighboringRelation.REPLACE_ONE ? Math.sqrt(2) : 1;
            assertEquals(
                    first.noiseMultiplier() * factor,
                    SynthesisEstimate.of(method, task).sigma(),
                    1e-9 * factor * 1e3);
        }
    }

    @Test
    void methodsWithoutRelationsCompareNoPairs() {
        SynthesisEstimate alone = SynthesisEstimate.of(SynthesisMethod.INDEPENDENT, task(DOMAIN));
        SynthesisEstimate oneShot = SynthesisEstimate.of(SynthesisMethod.ONE_SHOT, task(DOMAIN));
        assertEquals(0, alone.pairs());
        assertEquals(3, oneShot.pairs());
        assertEquals((6 + 8 + 5) * 48L, alone.memory());
        assertEquals(200_000L * 48 + (6 * 8 + 6 * 5 + 8 * 5) * 20L, oneShot.memory());
    }

    @Test
    void moreWorkTakesLonger() {
        Domain wide = RandomData.domain(300, 300, 300, 300, 300, 300, 300);
        assertEquals(
                SynthesisEstimate.Time.SECONDS,
                SynthesisEstimate.of(SynthesisMethod.INDEPENDENT, task(wide)).time());
        assertEquals(
                SynthesisEstimate.Time.A_MINUTE,
                SynthesisEstimate.of(SynthesisMethod.AIM, task(wide)).time());
        assertEquals(
                SynthesisEstimate.Time.MINUTES,
                SynthesisEstimate.of(SynthesisMethod.AIM, task(wide).withMaxCells(3_000_000))
                        .time());
        assertTrue(SynthesisEstimate.of(SynthesisMethod.MST, task(wide)).sigma()
                > SynthesisEstimate.of(SynthesisMethod.INDEPENDENT, task(wide)).sigma());
    }
}
