// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.scores.UtilityScores.Score;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Metrics;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Options;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;

class UtilityScoringTest {
    private static final MixedRecords REAL = AdultPairs.large("adult8k_real.csv.gz");
    private static final MixedRecords NOISE = AdultPairs.large("adult8k_noise50.csv.gz");

    private static Options options(Set<Metrics> metrics, int limit) {
        return new Options(
                metrics,
                new KMarginalEvaluation.Options(3, 60, Optional.of("sex")),
                List.of("age"),
                Optional.of("income"),
                limit,
                1000,
                100);
    }

    private static UtilityScores measure(MixedRecords synthetic, Set<Metrics> metrics, int limit, String seed) {
        return UtilityScoring.measure(REAL, synthetic, options(metrics, limit), seed, ProgressMonitor.NONE);
    }

    private static Score score(UtilityScores scores, String metric, int size) {
        return scores.scores().stream()
                .filter(s -> s.metric().equals(metric) && s.size() == size)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyScoreHasANameAnAnchorOrAReasonAndASentence() {
        UtilityScores scores = measure(NOISE, EnumSet.allOf(Metrics.class), 10_000, "all");
        List<Score> all = scores.scores();
        assertTrue(all.size() >= 25, "" + all.size());
        assertEquals(all.size(), all.stream().map(Score::key).distinct().count(), "names that tell scores apart");
        for (Score s : all) {
            assertTrue(s.meaning().endsWith("."), s.metric());
            assertTrue(Double.isFinite(s.value()), s.metric());
        }
        // half of the cells replaced: between chance and independence in each metric that has both
        int anchored = 0;
        for (Score s : all) {
            if (!Double.isNaN(s.chance()) && !Double.isNaN(s.independent()) && s.size() != 1) {
                double kept = (s.value() - s.independent()) / (s.chance() - s.independent());
                assertTrue(kept < 1, s.toString());
                anchored++;
            }
        }
        assertTrue(anchored >= 9, "" + anchored);
        assertTrue(scores.sampled().isEmpty());
        UtilityScores again = measure(NOISE, EnumSet.allOf(Metrics.class), 10_000, "all");
        assertEquals(all, again.scores(), "the same tables have the same scores");
    }

    @Test
    void identicalTablesScoreBest() {
        UtilityScores scores = measure(REAL, EnumSet.allOf(Metrics.class), 10_000, "same");
        assertEquals(1, score(scores, "Mean shape of columns", 1).value());
        assertEquals(1, score(scores, "Mean similarity of pairs", 2).value());
        for (int k = 1; k <= 3; k++) {
            assertEquals(1000, score(scores, "k-marginal score", k).value(), 1e-9);
        }
        assertEquals(1, score(scores, "Equivalent sub-sample", 2).value());
        assertEquals(0, score(scores, "New records", 0).value());
        assertEquals(1, score(scores, "Joint presence of values", 2).value());
        assertEquals(0.0, score(scores, "Error of counting questions", 0).value());
        assertEquals(1, score(scores, "Overlap of regression intervals", 0).value(), 1e-9);
        assertTrue(score(scores, "S_pMSE of a logistic regression", 0).value() < 2);
    }

    @Test
    void onlyWhatIsAskedForIsMeasured() {
        UtilityScores scores = measure(NOISE, EnumSet.of(Metrics.QUESTIONS), 10_000, "one");
        assertTrue(scores.workload().isPresent());
        assertTrue(scores.mixed().isEmpty()
                && scores.told().isEmpty()
                && scores.marginals().isEmpty());
        assertEquals(3, scores.scores().size());
        assertTrue(UtilityScores.EMPTY.scores().isEmpty());
    }

    /** The stated standard error is that of the scores over samples, give or take a factor of 1.6. */
    @Test
    void samplesTellTheirStandardError() {
        int samples = 40;
        String[] metrics = {"Mean similarity of pairs", "k-marginal score", "New records", "Joint presence of values"};
        int[] sizes = {2, 2, 0, 2};
        double[][] values = new double[metrics.length][samples];
        double[] stated = new double[metrics.length];
        for (int i = 0; i < samples; i++) {
            UtilityScores scores = measure(
                    NOISE, EnumSet.of(Metrics.COLUMNS, Metrics.MARGINALS, Metrics.RECORDS), 1000, "sample " + i);
            assertEquals(1000, scores.sampled().orElseThrow().realRows());
            assertEquals(0.5 / Math.sqrt(1000), scores.sampled().get().most());
            assertEquals(8000, scores.records().orElseThrow().realRows());
            for (int m = 0; m < metrics.length; m++) {
                Score s = score(scores, metrics[m], sizes[m]);
                values[m][i] = s.value();
                stated[m] += s.error() / samples;
            }
        }
        for (int m = 0; m < metrics.length; m++) {
            double deviation = Statistics.deviation(values[m]);
            assertTrue(
                    stated[m] > deviation / 1.6 && stated[m] < deviation * 1.6,
                    metrics[m] + ": " + stated[m] + " stated, " + deviation + " seen");
        }
        UtilityScores whole = measure(NOISE, EnumSet.of(Metrics.COLUMNS), 10_000, "whole");
        assertFalse(whole.scores().stream().anyMatch(s -> s.error() != 0));
    }

    @Test
    void badOptionsAreRefusedAndCancelEnds() {
        assertThrows(IllegalArgumentException.class, () -> options(EnumSet.noneOf(Metrics.class), 100));
        assertThrows(IllegalArgumentException.class, () -> options(EnumSet.of(Metrics.COLUMNS), 9));
        Options unknown = new Options(
                EnumSet.of(Metrics.ANALYSIS),
                new KMarginalEvaluation.Options(1, 2, Optional.empty()),
                List.of(),
                Optional.of("unknown"),
                100,
                10,
                1);
        assertThrows(
                IllegalArgumentException.class,
                () -> UtilityScoring.measure(REAL, NOISE, unknown, "unknown", ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> UtilityScoring.measure(
                        REAL,
                        NOISE.select(new int[0]),
                        options(EnumSet.of(Metrics.COLUMNS), 100),
                        "none",
                        ProgressMonitor.NONE));
        for (Metrics m : Metrics.values()) {
            assertThrows(
                    CanceledException.class,
                    () -> UtilityScoring.measure(
                            REAL, NOISE, options(EnumSet.of(m), 10_000), "cancel", Canceled.MONITOR),
                    m.name());
        }
    }
}
