// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedReport.Association;
import org.murmuration.engine.evaluation.MixedReport.ColumnScores;
import org.murmuration.engine.evaluation.MixedReport.PairScores;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class MixedEvaluationTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");

    private static MixedReport compare(MixedRecords real, MixedRecords synthetic) {
        return MixedEvaluation.compare(real, synthetic, ProgressMonitor.NONE);
    }

    private static PairScores pair(MixedReport report, String a, String b) {
        return report.pairs().stream()
                .filter(p -> p.first().equals(a) && p.second().equals(b)
                        || p.first().equals(b) && p.second().equals(a))
                .findFirst()
                .orElseThrow();
    }

    /** Largest difference to a peer by metric. */
    private static final class Differences {
        private final Map<String, double[]> worst = new TreeMap<>(); // ours, theirs, number compared

        private void add(String metric, double ours, JsonNode theirs) {
            if (theirs.isNumber() && !Double.isNaN(theirs.doubleValue())) {
                double[] w = worst.computeIfAbsent(metric, m -> new double[3]);
                if (w[2]++ == 0 || !(Math.abs(ours - theirs.doubleValue()) <= Math.abs(w[0] - w[1]))) {
                    w[0] = ours;
                    w[1] = theirs.doubleValue();
                }
            }
        }
    }

    /** Every deterministic metric against its peer on all pairs; the table says where they differ most. */
    @Test
    void metricsAreThoseOfTheReferences() throws IOException {
        JsonNode reference = AdultPairs.json("utility-reference.json");
        Differences d = new Differences();
        for (String variant : AdultPairs.VARIANTS) {
            MixedReport report = compare(REAL, AdultPairs.table("syn_" + variant + ".csv"));
            JsonNode formulas = reference.path("formulas").path("pairs").path("adult1k/" + variant);
            JsonNode sdmetrics = reference.path("sdmetrics").path("pairs").path("adult1k/" + variant);
            for (ColumnScores c : report.columns()) {
                JsonNode f = formulas.path("columns").path(c.name());
                JsonNode s = sdmetrics.path("columns").path(c.name());
                d.add("SDMetrics missing value similarity", c.missing(), s.path("MissingValueSimilarity"));
                if (c.isNumeric()) {
                    d.add("scipy Kolmogorov-Smirnov", 1 - c.shape(), f.path("ks"));
                    d.add("scipy Wasserstein over range", c.distance(), f.path("wasserstein1_over_real_range"));
                    d.add("SDMetrics KS complement", c.shape(), s.path("KSComplement"));
                    d.add("SDMetrics range coverage", c.coverage(), s.path("RangeCoverage"));
                    d.add("SDMetrics boundary adherence", c.adherence(), s.path("BoundaryAdherence"));
                    d.add("SDMetrics mean similarity", c.mean(), s.path("StatisticSimilarity_mean"));
                    d.add("SDMetrics median similarity", c.median(), s.path("StatisticSimilarity_median"));
                    d.add("SDMetrics deviation similarity", c.deviation(), s.path("StatisticSimilarity_std"));
                } else {
                    d.add(
                            "numpy total variation, missing a value",
                            1 - c.shapeWithMissing(),
                            f.path("tvd_missing_as_category"));
                    d.add("scipy Hellinger", c.hellinger(), f.path("hellinger"));
                    d.add("scipy Jensen-Shannon distance", c.distance(), f.path("jensen_shannon_distance_base2"));
                    d.add("SDMetrics TV complement", c.shape(), s.path("TVComplement"));
                    d.add("SDMetrics category coverage", c.coverage(), s.path("CategoryCoverage"));
                    d.add("SDMetrics category adherence", c.adherence(), s.path("CategoryAdherence"));
                }
            }
            d.add(
                    "SDMetrics column shapes",
                    report.columnShapes(),
                    sdmetrics
                            .path("report_zero_thresholds")
                            .path("properties")
                            .get(0)
                            .path("Score"));
            for (JsonNode s : sdmetrics.path("pairs")) {
                PairScores p = pair(report, s.path("a").asText(), s.path("b").asText());
                if (p.association() == Association.PEARSON) {
                    d.add("SDMetrics correlation similarity", p.correlation(), s.path("pearson_score"));
                    d.add("SDMetrics rank correlation similarity", p.rankCorrelation(), s.path("spearman_score"));
                } else {
                    d.add("SDMetrics contingency similarity", p.similarity(), s.path("score"));
                }
            }
            for (JsonNode f : formulas.path("pairs")) {
                PairScores p = pair(report, f.path("a").asText(), f.path("b").asText());
                switch (p.association()) {
                    case PEARSON -> {
                        d.add("scipy Pearson, real", p.real(), f.path("pearson_real"));
                        d.add("scipy Pearson, synthetic", p.synthetic(), f.path("pearson_syn"));
                    }
                    case CORRELATION_RATIO -> {
                        d.add("scipy correlation ratio, real", p.real(), f.path("eta2_real"));
                        d.add("scipy correlation ratio, synthetic", p.synthetic(), f.path("eta2_syn"));
                    }
                    case CRAMERS_V -> {
                        d.add("scipy Cramer's V, real", p.real(), f.path("real").path("cramers_v"));
                        d.add(
                                "scipy Cramer's V, synthetic",
                                p.synthetic(),
                                f.path("syn").path("cramers_v"));
                        d.add("numpy total variation of pairs", 1 - p.similarity(), f.path("tvd"));
                    }
                }
            }
        }
        StringBuilder table = new StringBuilder("metric | compared | ours | peer | largest difference\n");
        boolean agrees = true;
        for (Map.Entry<String, double[]> e : d.worst.entrySet()) {
            double[] w = e.getValue();
            double difference = Math.abs(w[0] - w[1]);
            // SDMetrics gives each text that the real column lacks a share of 1e-6 there
            double allowed =
                    e.getKey().equals("SDMetrics TV complement") || e.getKey().equals("SDMetrics column shapes")
                            ? 1e-5
                            : 1e-6;
            agrees &= difference <= allowed;
            table.append(String.format(
                    Locale.ROOT, "%s | %.0f | %.9f | %.9f | %.1e%n", e.getKey(), w[2], w[0], w[1], difference));
        }
        System.out.println(table);
        assertTrue(agrees, table.toString());
        assertTrue(d.worst.size() >= 24, table.toString());
    }

    @Test
    void identicalTablesScoreBestAndShuffledColumnsKeepShapesOnly() {
        MixedReport same = compare(REAL, REAL);
        for (ColumnScores c : same.columns()) {
            assertEquals(1, c.shape());
            assertEquals(1, c.missing());
            assertEquals(1, c.coverage());
            assertEquals(1, c.adherence());
            assertEquals(0, c.distance(), 1e-9);
        }
        assertTrue(same.pairs().stream().allMatch(p -> p.similarity() == 1));
        assertEquals(1000, same.kMarginalScore());
        MixedColumns.Builder shuffled = AdultPairs.COLUMNS.table();
        RandomSource random = RandomSource.seeded("shuffle");
        int[][] orders = new int[AdultPairs.COLUMNS.columns().size()][];
        for (int c = 0; c < orders.length; c++) {
            orders[c] = IntStream.range(0, REAL.rows()).toArray();
            for (int i = orders[c].length - 1; i > 0; i--) {
                int j = (int) random.nextLong(i + 1L);
                int swap = orders[c][i];
                orders[c][i] = orders[c][j];
                orders[c][j] = swap;
            }
        }
        MixedRecords[] columns = new MixedRecords[orders.length];
        for (int c = 0; c < orders.length; c++) {
            columns[c] = REAL.select(orders[c]);
        }
        for (int r = 0; r < REAL.rows(); r++) {
            for (int c = 0; c < orders.length; c++) {
                double v = columns[c].column(c)[r];
                if (REAL.isNumeric(c)) {
                    shuffled.number(c, v);
                } else {
                    shuffled.text(c, Double.isNaN(v) ? null : "code " + v); // other names, the same categories
                }
            }
            shuffled.endRow();
        }
        MixedRecords broken = shuffled.build();
        MixedReport report = compare(broken, broken.select(orders[0]));
        assertTrue(report.pairs().stream().allMatch(p -> p.similarity() > 1 - 1e-12), "the order of rows matters");
        MixedReport independent = compare(REAL, AdultPairs.table("syn_indep.csv"));
        for (PairScores p : independent.pairs()) {
            // columns that were drawn independently stand at the lower anchor, within what chance moves a table of a
            // thousand
            assertEquals(p.independent(), p.similarity(), 0.09, p.first() + ", " + p.second());
        }
        PairScores destroyed = pair(independent, "education", "education-num");
        assertTrue(destroyed.betweenAnchors() < 0.1, "a relation that is lost is not seen: " + destroyed);
        PairScores sampled = pair(compare(REAL, AdultPairs.table("holdout.csv")), "education", "education-num");
        assertTrue(sampled.betweenAnchors() > 0.9, sampled.toString());
    }

    /** Two samples of one population lie at the upper anchor. */
    @Test
    void theNoiseFloorIsThatOfAFreshSample() {
        MixedReport fresh = compare(REAL, AdultPairs.table("holdout.csv"));
        double floor =
                fresh.pairs().stream().mapToDouble(PairScores::floor).average().orElseThrow();
        assertEquals(floor, fresh.pairSimilarity(), 0.02);
    }

    private static MixedRecords table(MixedColumns columns, Object[]... rows) {
        MixedColumns.Builder b = columns.table();
        for (Object[] row : rows) {
            b.number(0, row[0] == null ? Double.NaN : ((Number) row[0]).doubleValue());
            b.text(1, (String) row[1]);
            b.endRow();
        }
        return b.build();
    }

    @Test
    void degenerateTablesGiveNumbersOrAReason() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("n", true), new MixedColumns.Column("t", false)));
        MixedRecords one = table(columns, new Object[] {1, "a"});
        MixedRecords constant = table(columns, new Object[] {1, "a"}, new Object[] {1, "a"});
        MixedRecords missing = table(columns, new Object[] {null, null}, new Object[] {null, null});
        MixedRecords other = table(columns, new Object[] {9, "z"}, new Object[] {7, "y"});
        for (MixedRecords real : List.of(one, constant, missing, other)) {
            for (MixedRecords synthetic : List.of(one, constant, missing, other)) {
                MixedReport report = compare(real, synthetic);
                for (ColumnScores c : report.columns()) {
                    assertTrue(c.missing() >= 0 && c.missing() <= 1);
                    assertTrue(c.shapeWithMissing() >= 0 && c.shapeWithMissing() <= 1);
                    boolean isEmpty = real == missing || synthetic == missing;
                    assertEquals(isEmpty, Double.isNaN(c.shape()), "shape of " + c.name());
                }
                double similarity = report.pairs().get(0).similarity();
                assertTrue(similarity >= 0 && similarity <= 1);
            }
        }
        assertEquals(0, compare(missing, constant).pairSimilarity());
        MixedRecords none = table(columns);
        assertThrows(IllegalArgumentException.class, () -> compare(none, one));
        assertThrows(IllegalArgumentException.class, () -> compare(one, none));
        assertThrows(IllegalArgumentException.class, () -> compare(one, REAL));
        MixedColumns text = MixedColumns.of(List.of(new MixedColumns.Column("t", false)));
        MixedColumns.Builder many = text.table();
        for (int i = 0; i < 10_000; i++) {
            many.text(0, "v" + i);
            many.endRow();
        }
        MixedRecords wide = many.build();
        assertEquals(1, compare(wide, wide).columnShapes());
    }

    @Test
    void cancelEndsTheComparison() {
        assertThrows(CanceledException.class, () -> MixedEvaluation.compare(REAL, REAL, Canceled.MONITOR));
    }
}
