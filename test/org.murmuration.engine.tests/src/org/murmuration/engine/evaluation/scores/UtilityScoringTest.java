// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.WorkloadReport;
import org.murmuration.engine.evaluation.records.RecordReport;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Options;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;

class UtilityScoringTest {
    private static final MixedRecords REAL = AdultPairs.large("adult8k_real.csv.gz");
    private static final MixedRecords NOISE = AdultPairs.large("adult8k_noise50.csv.gz");

    private static final Metric COLUMNS = new Metric.Columns();
    private static final Metric MARGINALS =
            new Metric.Marginals(new KMarginalEvaluation.Options(3, 60, Optional.of("sex")));
    private static final Metric RECORDS = new Metric.Records(List.of("age"));
    private static final Metric QUESTIONS = new Metric.Questions(100);
    private static final List<Metric> ALL = List.of(
            COLUMNS,
            MARGINALS,
            RECORDS,
            new Metric.Trees(1000),
            new Metric.MainEffects(1000),
            new Metric.Regression("income"),
            new Metric.Prediction("income", 1000),
            QUESTIONS);

    private static UtilityScores measure(MixedRecords synthetic, List<Metric> metrics, int limit, String seed) {
        return UtilityScoring.measure(REAL, synthetic, new Options(metrics, limit), seed, ProgressMonitor.NONE);
    }

    private static Score score(UtilityScores scores, String metric, int size) {
        return scores.scores().stream()
                .filter(s -> s.metric().equals(metric) && s.size() == size)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyScoreHasANameAnAnchorOrAReasonAndASentence() {
        UtilityScores scores = measure(NOISE, ALL, 10_000, "all");
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
        assertTrue(scores.sample().isEmpty());
        UtilityScores again = measure(NOISE, ALL, 10_000, "all");
        assertEquals(all, again.scores(), "the same tables have the same scores");
    }

    @Test
    void identicalTablesScoreBest() {
        UtilityScores scores = measure(REAL, ALL, 10_000, "same");
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
        UtilityScores scores = measure(NOISE, List.of(QUESTIONS), 10_000, "one");
        assertEquals(1, scores.reports().size());
        assertEquals(100, scores.report(WorkloadReport.class).orElseThrow().queries());
        assertTrue(scores.report(ColumnReport.class).isEmpty());
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
            UtilityScores scores = measure(NOISE, List.of(COLUMNS, MARGINALS, RECORDS), 1000, "sample " + i);
            assertEquals(1000, scores.sample().orElseThrow().realRows());
            assertEquals(0.5 / Math.sqrt(1000), scores.sample().get().most());
            assertEquals(8000, scores.report(RecordReport.class).orElseThrow().realRows());
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
        UtilityScores whole = measure(NOISE, List.of(COLUMNS), 10_000, "whole");
        assertFalse(whole.scores().stream().anyMatch(s -> s.error() != 0));
    }

    @Test
    void badOptionsAreRefusedAndCancelEnds() {
        assertThrows(IllegalArgumentException.class, () -> new Options(List.of(), 100));
        assertThrows(IllegalArgumentException.class, () -> new Options(List.of(COLUMNS), 9));
        assertThrows(IllegalArgumentException.class, () -> new Options(List.of(COLUMNS, COLUMNS), 100));
        assertThrows(IllegalArgumentException.class, () -> new Metric.Trees(0));
        assertThrows(IllegalArgumentException.class, () -> new Metric.MainEffects(0));
        assertThrows(IllegalArgumentException.class, () -> new Metric.Prediction("income", 0));
        assertThrows(IllegalArgumentException.class, () -> new Metric.Questions(0));
        for (Metric unknown : List.of(new Metric.Regression("unknown"), new Metric.Records(List.of("unknown")))) {
            assertThrows(IllegalArgumentException.class, () -> measure(NOISE, List.of(unknown), 100, "unknown"));
        }
        assertThrows(
                IllegalArgumentException.class, () -> measure(NOISE.select(new int[0]), List.of(COLUMNS), 100, "none"));
        for (Metric m : ALL) {
            assertThrows(
                    CanceledException.class,
                    () -> UtilityScoring.measure(
                            REAL, NOISE, new Options(List.of(m), 10_000), "cancel", Canceled.MONITOR),
                    m.toString());
        }
    }

    @Test
    void criteriaAreKnownBeforeAnythingIsMeasured() {
        UtilityScores scores = measure(NOISE, ALL, 1000, "criteria");
        int width = REAL.columns().columns().size();
        for (int i = 0; i < ALL.size(); i++) {
            assertEquals(
                    ALL.get(i).criteria(width),
                    List.copyOf(scores.reports().get(i).criteria().keySet()),
                    ALL.get(i).toString());
        }
    }
}
