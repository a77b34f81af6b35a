// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** The numbers of a comparison in the order in which people read them. */
class UtilityMetricTest {
    private static final Domain DOMAIN = RandomData.domain(3, 2, 4);
    private static final Dataset REAL = RandomData.records(DOMAIN, 2000, "real");
    private static final Dataset SYNTHETIC = RandomData.records(DOMAIN, 1500, "synthetic");
    private static final ReleasedUtility RELEASED = UtilityRelease.release(
            REAL,
            SYNTHETIC,
            Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC),
            UtilityPlan.of(DOMAIN, new ApproximateDp(2, 1e-6)).withOrder(2),
            PrivacyUnit.RECORD,
            RandomSource.seeded("metrics"),
            ProgressMonitor.NONE);
    private static final List<UtilityMetric> METRICS = UtilityMetric.of(RELEASED);

    @Test
    void meansComeFirstThenWholeRecordsThenTables() {
        assertEquals(
                List.of(
                        "Mean total variation distance",
                        "k-marginal score",
                        "Mean total variation distance",
                        "k-marginal score",
                        "Propensity score error",
                        "Propensity score error of two samples",
                        "Propensity score error if independent",
                        "S_pMSE",
                        "Number of real records",
                        "Number of synthetic records"),
                METRICS.stream().map(UtilityMetric::name).limit(10).toList());
        assertEquals(10 + 3 + 3, METRICS.size());
        assertEquals(
                List.of(1, 1, 1, 2, 2, 2),
                METRICS.stream().skip(10).map(UtilityMetric::order).toList());
        assertTrue(METRICS.get(10).value() >= METRICS.get(11).value(), "the worst table of each order first");
    }

    @Test
    void theScoreIsThatOfNist() {
        ReleasedUtility.Distance pairs = RELEASED.mean(2);
        UtilityMetric score = METRICS.get(3);
        assertEquals(2, score.order());
        assertEquals(1000 - 1000 * pairs.distance(), score.value(), 1e-9);
        assertEquals(1000 * pairs.halfWidth(), score.halfWidth(), 1e-9);
    }

    @Test
    void numbersOfWholeRecordsHaveTheirOwnErrors() {
        ReleasedUtility.Propensity p = RELEASED.propensity();
        assertEquals(p.halfWidth(), METRICS.get(4).halfWidth());
        assertEquals(p.ratio(), METRICS.get(7).value());
        assertEquals(p.halfWidth() / p.expected(), METRICS.get(7).halfWidth());
        assertEquals(RELEASED.realRowsHalfWidth(), METRICS.get(8).halfWidth());
        assertEquals(1500, METRICS.get(9).value());
        assertEquals(0, METRICS.get(9).halfWidth(), "public");
        assertTrue(METRICS.subList(4, 10).stream()
                .allMatch(m -> m.order() == 0 && m.attributes().isEmpty()));
    }
}
