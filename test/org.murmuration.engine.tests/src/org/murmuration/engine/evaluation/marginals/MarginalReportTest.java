// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.marginals.MarginalReport.MarginalDistance;
import org.murmuration.engine.evaluation.marginals.MarginalReport.MissingRate;

class MarginalReportTest {
    private static String line(Score s) {
        return s.metric() + " | " + s.size() + " | " + s.about() + " | " + s.value();
    }

    @Test
    void scoresAreMeansThenTheWorstThenEachTable() {
        MarginalReport report = new MarginalReport(
                100,
                150,
                List.of(
                        new MarginalDistance(List.of("a"), 0.25),
                        new MarginalDistance(List.of("b"), 0.5),
                        new MarginalDistance(List.of("a", "b"), 0.75)),
                List.of(new MissingRate("a", 0.5, 0.25), new MissingRate("b", 0, 0)));
        assertEquals(
                List.of(
                        "Mean total variation distance | 1 |  | 0.375",
                        "Worst total variation distance | 1 | b | 0.5",
                        "Mean total variation distance | 2 |  | 0.75",
                        "Worst total variation distance | 2 | a, b | 0.75",
                        "Row expansion | 0 |  | 0.5",
                        "Worst error of the share of missing values | 0 |  | 0.25",
                        "Error of the share of missing values | 1 | a | 0.25",
                        "Error of the share of missing values | 1 | b | 0.0",
                        "Total variation distance | 1 | b | 0.5",
                        "Total variation distance | 1 | a | 0.25",
                        "Total variation distance | 2 | a, b | 0.75"),
                report.scores().stream().map(MarginalReportTest::line).toList());
        assertTrue(report.scores().stream()
                .allMatch(s -> Double.isNaN(s.chance()) && Double.isNaN(s.independent()) && s.error() == 0));
        assertTrue(report.criteria().isEmpty());
    }

    @Test
    void ofMarginalsOfSeveralAttributesTheWorstTenAreNamed() {
        List<MarginalDistance> marginals = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> marginals.add(new MarginalDistance(List.of("a" + i), i / 100.0)));
        IntStream.range(0, 12).forEach(i -> marginals.add(new MarginalDistance(List.of("a" + i, "b"), i / 100.0)));
        List<Score> scores = new MarginalReport(1, 1, marginals, List.of())
                .scores().stream()
                        .filter(s -> s.metric().equals("Total variation distance"))
                        .toList();
        assertEquals(12, scores.stream().filter(s -> s.size() == 1).count());
        assertEquals(10, scores.stream().filter(s -> s.size() == 2).count());
        assertEquals("a11, b", scores.get(12).about());
    }

    @Test
    void emptyTablesExpandByNothingOrWithoutEnd() {
        assertEquals(0, new MarginalReport(0, 0, List.of(), List.of()).rowExpansion());
        assertEquals(Double.POSITIVE_INFINITY, new MarginalReport(0, 5, List.of(), List.of()).rowExpansion());
        assertEquals(0, new MarginalReport(0, 5, List.of(), List.of()).worstMissingError());
        assertEquals(0, new MarginalReport(0, 5, List.of(), List.of()).order());
    }
}
