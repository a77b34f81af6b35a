// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.marginals.KMarginalReport;
import org.murmuration.engine.evaluation.marginals.WorkloadReport;
import org.murmuration.engine.evaluation.records.RecordReport;

class UtilityScoresTest {
    private static final WorkloadReport ASKED = new WorkloadReport(10, 0.1, 0.2, 0.3, 0.05, 0.4);
    private static final KMarginalReport MARGINALS = new KMarginalReport(
            List.of(new KMarginalReport.Order(1, 3, 2, 0.9, 0.003, 0.95, 0.9, 1, List.of())), List.of(), List.of());

    @Test
    void scoresAreThoseOfTheReportsInTheirOrder() {
        UtilityScores scores = new UtilityScores(List.of(ASKED, MARGINALS), Optional.empty());
        assertEquals(6, scores.scores().size());
        assertEquals(ASKED.scores(), scores.scores().subList(0, 3));
        assertEquals(MARGINALS.scores(), scores.scores().subList(3, 6));
        assertEquals(Optional.of(MARGINALS), scores.report(KMarginalReport.class));
        assertTrue(scores.report(ColumnReport.class).isEmpty());
        assertTrue(UtilityScores.EMPTY.report(RecordReport.class).isEmpty());
    }

    /** Choosing marginals and choosing records are independent, so their variances add up; what is not known is NaN. */
    @Test
    void aSampleAddsItsStandardError() {
        Score score = MARGINALS.scores().get(0);
        Sample sample = new Sample(400, 900, Map.of(score.key(), 4.0));
        UtilityScores scores = new UtilityScores(List.of(MARGINALS, ASKED), Optional.of(sample));
        assertEquals(5, scores.scores().get(0).error(), 1e-12, "sqrt(3^2 + 4^2)");
        assertTrue(scores.scores().stream().skip(1).allMatch(s -> Double.isNaN(s.error())));
        assertEquals(MARGINALS.scores().get(0).value(), scores.scores().get(0).value());
        assertEquals(0.5 / 20, sample.most());
    }
}
