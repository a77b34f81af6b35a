// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Group;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Order;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Subsample;

class KMarginalReportTest {
    private static final List<Subsample> CURVE =
            List.of(new Subsample(0.1, 0.6), new Subsample(0.3, 0.8), new Subsample(0.9, 0.95));

    private static Order order(int size, double similarity) {
        return new Order(size, 10, 5, similarity, 0.01, 0.98, 0.97, 0.5, List.of());
    }

    private static KMarginalReport report(double similarity, List<Subsample> curve) {
        return new KMarginalReport(List.of(order(1, 0.99), order(2, similarity)), curve, List.of());
    }

    @Test
    void theEquivalentSubsampleLiesBetweenThoseThatWereDrawn() {
        assertEquals(0.2, report(0.7, CURVE).equivalentSubsample(), 1e-12);
        assertEquals(0.3, report(0.8, CURVE).equivalentSubsample(), 1e-12);
        assertEquals(0.1, report(0.6, CURVE).equivalentSubsample(), 1e-12);
        assertEquals(0, report(0.5, CURVE).equivalentSubsample(), "even the smallest is nearer");
        assertEquals(1, report(0.96, CURVE).equivalentSubsample(), "nearer than the largest");
        assertTrue(Double.isNaN(report(0.7, List.of()).equivalentSubsample()));
        assertTrue(Double.isNaN(new KMarginalReport(List.of(order(1, 0.7)), CURVE, List.of()).equivalentSubsample()));
    }

    @Test
    void scoresAreOnTheScaleOfNist() {
        KMarginalReport report = new KMarginalReport(
                List.of(order(2, 0.9)), CURVE, List.of(new Group(null, 7, 0.4, 0.8), new Group("x", 9, 0.5, 0.9)));
        List<Score> scores = report.scores();
        assertEquals(5, scores.size());
        Score first = scores.get(0);
        assertEquals("k-marginal score", first.metric());
        assertEquals(2, first.size());
        assertEquals(900, first.value(), 1e-9);
        assertEquals(980, first.chance(), 1e-9);
        assertEquals(500, first.independent(), 1e-9);
        assertEquals(10, first.error(), 1e-9);
        assertTrue(first.meaning().contains("5 of 10 tables"), first.meaning());
        assertEquals(970, scores.get(1).value(), 1e-9, "of two halves");
        assertEquals(report.equivalentSubsample(), scores.get(2).value());
        assertEquals("(missing)", scores.get(3).about());
        assertEquals(400, scores.get(3).value(), 1e-9);
        assertEquals("x", scores.get(4).about());
        assertEquals(900, scores.get(4).chance(), 1e-9);
        assertEquals(Map.of(KMarginalReport.criterion(2), 900.0), report.criteria());
    }

    @Test
    void ordersAreFoundByTheirSize() {
        KMarginalReport report = report(0.7, CURVE);
        assertEquals(0.7, report.order(2).similarity());
        assertEquals((0.7 - 0.5) / 0.48, report.order(2).betweenAnchors(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> report.order(3));
    }
}
