// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Options;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.pages.RankingJson;

class UtilityRankingTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");

    private static Options options(Optional<String> target) {
        List<Metric> metrics = new ArrayList<>(List.of(
                new Metric.Columns(),
                new Metric.Marginals(new KMarginalEvaluation.Options(2, 200, Optional.empty())),
                new Metric.Records(List.of()),
                new Metric.Trees(500),
                new Metric.MainEffects(500)));
        target.ifPresent(t -> metrics.addAll(List.of(new Metric.Regression(t), new Metric.Prediction(t, 500))));
        metrics.add(new Metric.Questions(100));
        return new Options(metrics, 10_000);
    }

    private static UtilityRanking rank(Optional<String> target, String... tables) {
        Map<String, UtilityScores> scores = new LinkedHashMap<>();
        for (String table : tables) {
            MixedRecords synthetic = AdultPairs.table(table + ".csv");
            scores.put(table, UtilityScoring.measure(REAL, synthetic, options(target), "rank", ProgressMonitor.NONE));
        }
        return UtilityRanking.of(scores);
    }

    /** The order that every peer agrees on, whatever the order in which the tables are given. */
    @Test
    void tablesAreOrderedAsTheirMakingTells() {
        UtilityRanking ranking =
                rank(Optional.of("income"), "syn_uniform", "syn_indep", "syn_bootstrap", "syn_noise50");
        assertEquals(
                List.of("syn_bootstrap", "syn_noise50", "syn_indep", "syn_uniform"),
                ranking.entries().stream().map(UtilityRanking.Entry::name).toList());
        assertEquals(UtilityRanking.criteria(options(Optional.of("income")).metrics(), 15), ranking.criteria());
        double sum = ranking.entries().stream()
                .mapToDouble(UtilityRanking.Entry::meanRank)
                .sum();
        assertEquals(10, sum, 1e-12, "ranks add up to 1 + 2 + 3 + 4");
        String json = RankingJson.of(ranking);
        assertTrue(json.startsWith("{\"format\":1,\"mark\":\"contains sensitive results: do not publish\""), json);
        assertTrue(json.contains("{\"title\":\"Mean shape of columns\",\"largerIsBetter\":true}"), json);
    }

    @Test
    void equalTablesShareTheirRankAndNoneIsNoError() {
        UtilityRanking ranking = rank(Optional.empty(), "syn_noise50", "holdout", "syn_noise50");
        assertEquals(2, ranking.entries().size(), "a name stands for one table");
        Map<String, UtilityScores> twins = new LinkedHashMap<>();
        UtilityScores scores =
                UtilityScoring.measure(REAL, REAL, options(Optional.empty()), "twins", ProgressMonitor.NONE);
        twins.put("one", scores);
        twins.put("other", scores);
        UtilityRanking equal = UtilityRanking.of(twins);
        assertEquals("one", equal.entries().get(0).name());
        assertEquals(1.5, equal.entries().get(0).meanRank());
        assertEquals(1.5, equal.entries().get(1).meanRank());
        assertEquals(UtilityRanking.criteria(options(Optional.empty()).metrics(), 15), equal.criteria());
        assertEquals(List.of(), UtilityRanking.of(Map.of()).entries());
    }
}
