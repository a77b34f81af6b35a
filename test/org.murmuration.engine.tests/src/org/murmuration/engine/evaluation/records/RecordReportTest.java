// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.records.RecordReport.Presence;

class RecordReportTest {
    private static final RecordReport REPORT = new RecordReport(
            1000, 500, 0.75, 0.01, 0.2, 0.9, List.of(new Presence("a", "b", 0.5, 0.4), new Presence("a", "c", 1, 0.7)));

    @Test
    void everyScoreIsOfTheReport() {
        List<Score> scores = REPORT.scores();
        assertEquals(
                List.of(
                        "Row expansion",
                        "New records",
                        "Unique records matched",
                        "Key uniqueness",
                        "Joint presence of values",
                        "Joint presence of the worst pair"),
                scores.stream().map(Score::metric).toList());
        assertEquals(-0.5, scores.get(0).value());
        assertEquals(0.75, scores.get(1).value());
        assertEquals(0.01, scores.get(1).error());
        assertEquals(0.2, scores.get(2).value());
        assertEquals(0.9, scores.get(3).value());
        assertEquals(0.8, scores.get(4).value(), 1e-15);
        assertEquals("a, c", scores.get(5).about());
        assertEquals(0.7, scores.get(5).value(), 1e-15);
    }

    /** A pair that is filled in half of the records differs by sqrt(2 / pi (1 / 1000 + 1 / 500)) / 2 by chance, the other not. */
    @Test
    void chanceIsThatOfTwoSamplesOfTheseSizes() {
        double half = Math.sqrt(2 / Math.PI * (1 / 1000.0 + 1 / 500.0)) / 2;
        assertEquals(1 - half / 2, REPORT.jointPresenceByChance(), 1e-15);
        assertEquals(REPORT.jointPresenceByChance(), REPORT.scores().get(4).chance());
    }

    @Test
    void ofASampleOnlyTheNumbersOfRecordsAreThoseOfTheTables() {
        RecordReport whole = REPORT.ofTables(10_000, 30_000);
        assertEquals(2, whole.rowExpansion());
        assertEquals(
                new RecordReport(
                        10_000,
                        30_000,
                        REPORT.newRows(),
                        REPORT.newRowsError(),
                        REPORT.uniqueMatched(),
                        REPORT.keyUniqueness(),
                        REPORT.presence()),
                whole);
    }

    @Test
    void oneColumnHasNoJointPresence() {
        RecordReport one = new RecordReport(1, 1, 0, 0, Double.NaN, Double.NaN, List.of());
        assertEquals(5, one.scores().size());
        assertTrue(Double.isNaN(one.jointPresence()) && Double.isNaN(one.jointPresenceByChance()));
    }
}
