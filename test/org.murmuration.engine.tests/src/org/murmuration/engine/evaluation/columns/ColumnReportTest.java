// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.columns.ColumnReport.Association;
import org.murmuration.engine.evaluation.columns.ColumnReport.ColumnScores;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;

class ColumnReportTest {
    private static final double NAN = Double.NaN;

    private static ColumnScores column(String name, double shape, double floor) {
        return new ColumnScores(name, false, shape, floor, 1, 1, 1, 1, 0, 0, NAN, NAN, NAN);
    }

    private static PairScores pair(String name, double similarity, double floor, double independent) {
        return new PairScores(name, "z", similarity, floor, independent, Association.CRAMERS_V, 0.5, 0.5, NAN, NAN);
    }

    private static ColumnReport report(List<ColumnScores> columns, PairScores... pairs) {
        return new ColumnReport(columns, List.of(), List.of(pairs));
    }

    /** The worst is the one that lies farthest below chance, not the one with the smallest score. */
    @Test
    void scoresAreMeansAndTheWorstAgainstChance() {
        ColumnReport report = report(
                List.of(column("empty", NAN, NAN), column("rare", 0.6, 0.65), column("common", 0.8, 0.99)),
                pair("rare", 0.5, 0.55, 0.4),
                pair("common", 0.9, 0.99, 0.8));
        List<Score> scores = report.scores();
        assertEquals(
                List.of(
                        "Mean shape of columns",
                        "Shape of the worst column",
                        "Mean similarity of pairs",
                        "Similarity of the worst pair"),
                scores.stream().map(Score::metric).toList());
        assertEquals(0.7, scores.get(0).value(), 1e-15);
        assertEquals(0.82, scores.get(0).chance(), 1e-15);
        assertEquals("common", scores.get(1).about());
        assertEquals(0.8, scores.get(1).value());
        assertEquals(0.7, scores.get(2).value(), 1e-15);
        assertEquals(0.77, scores.get(2).chance(), 1e-15);
        assertEquals(0.6, scores.get(2).independent(), 1e-15);
        assertEquals("common, z", scores.get(3).about());
        assertEquals(0.8, scores.get(3).independent());
    }

    @Test
    void tablesAreRankedByWhatTheScoresSay() {
        ColumnReport report = report(
                List.of(column("a", 0.6, 0.65), column("b", 0.8, 0.99)),
                pair("a", 0.5, 0.55, 0.4),
                pair("b", 0.9, 0.99, 0.8));
        assertEquals(ColumnReport.CRITERIA, new ArrayList<>(report.criteria().keySet()));
        List<Double> values = new ArrayList<>(report.criteria().values());
        assertEquals(0.7, values.get(0), 1e-15);
        assertEquals(0.7, values.get(1), 1e-15);
        assertEquals(-0.09, values.get(2), 1e-15);
        assertEquals(10.0 / 19, values.get(3), 1e-12, "of the pair with the strongest relation: 0.1 of 0.19");
    }

    @Test
    void relationsKeptAreThoseOfTheStrongestTenth() {
        PairScores[] pairs = IntStream.range(0, 20)
                .mapToObj(i -> i < 2 ? pair("strong" + i, 0.5 + 0.1 * i, 0.9, 0.4) : pair("weak" + i, 0.9, 0.9, 0.85))
                .toArray(PairScores[]::new);
        List<Double> values =
                new ArrayList<>(report(List.of(), pairs).criteria().values());
        assertEquals((0.2 + 0.4) / 2, values.get(3), 1e-12);
    }

    @Test
    void reportsWithoutColumnsOrPairsHaveNoWorst() {
        ColumnReport report = report(List.of(column("a", NAN, NAN)));
        assertEquals(2, report.scores().size());
        assertTrue(report.scores().stream().allMatch(s -> Double.isNaN(s.value())));
        assertTrue(report.criteria().values().stream().allMatch(v -> Double.isNaN(v)));
    }

    @Test
    void worstPairsComeFirst() {
        ColumnReport report = report(List.of(), pair("b", 0.9, 1, 0), pair("a", 0.2, 1, 0), pair("c", 0.5, 1, 0));
        assertEquals(
                List.of("a", "c"),
                report.worstPairs(2).stream().map(PairScores::first).toList());
    }
}
