// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.columns.ColumnEvaluation;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.columns.ColumnReport.Association;
import org.murmuration.engine.evaluation.columns.ColumnReport.ColumnScores;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.evaluation.learning.LogisticPropensity;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.KMarginalReport;
import org.murmuration.engine.evaluation.records.RecordEvaluation;
import org.murmuration.engine.evaluation.records.RecordReport;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.json.JsonScalar;
import org.murmuration.engine.json.JsonValue;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class PeerAgreementTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");
    /** Differences with a reason: a share of 1e-6 for each text that the real column lacks; a number printed with two decimals. */
    private static final Map<String, Double> EXPLAINED = Map.of(
            "SDMetrics TV complement",
            1e-5,
            "SDMetrics column shapes",
            1e-5,
            "SDNist unique exact matches, categories",
            0.005);

    private static final MixedRecords LARGE_REAL = AdultPairs.large("adult8k_real.csv.gz");
    private static final MixedRecords LARGE_SYNTHETIC = AdultPairs.large("adult8k_noise50.csv.gz");

    /** Largest difference to a peer by metric. */
    private static final class Differences {
        private final Map<String, double[]> worst = new TreeMap<>(); // ours, theirs, number compared

        private void add(String metric, double ours, JsonObject peer, String name) {
            if (peer.has(name)) {
                double theirs = peer.getDouble(name);
                double[] w = worst.computeIfAbsent(metric, m -> new double[3]);
                if (w[2]++ == 0 || !(Math.abs(ours - theirs) <= Math.abs(w[0] - w[1]))) {
                    w[0] = ours;
                    w[1] = theirs;
                }
            }
        }
    }

    /** Every deterministic metric against its peer on all pairs; the table says where they differ most. */
    @Test
    void metricsAreThoseOfTheReferences() throws IOException {
        Differences d = new Differences();
        ofColumnsAndPairs(d);
        ofRecords(d);
        ofMarginals(d);
        ofSurvey(d);
        ofPropensity(d);
        StringBuilder table = new StringBuilder("metric | compared | ours | peer | largest difference\n");
        boolean agrees = true;
        for (Map.Entry<String, double[]> e : d.worst.entrySet()) {
            double[] w = e.getValue();
            double difference = Math.abs(w[0] - w[1]);
            double allowed = EXPLAINED.getOrDefault(e.getKey(), 1e-6);
            agrees &= difference <= allowed;
            table.append(String.format(
                    Locale.ROOT, "%s | %.0f | %.9f | %.9f | %.1e%n", e.getKey(), w[2], w[0], w[1], difference));
        }
        System.out.println(table);
        assertTrue(agrees, table.toString());
        assertTrue(d.worst.size() >= 34, table.toString());
    }

    private static PairScores pair(ColumnReport report, String a, String b) {
        return report.pairs().stream()
                .filter(p -> p.first().equals(a) && p.second().equals(b)
                        || p.first().equals(b) && p.second().equals(a))
                .findFirst()
                .orElseThrow();
    }

    private static void ofColumnsAndPairs(Differences d) throws IOException {
        JsonObject reference = AdultPairs.json("utility-reference.json");
        for (String variant : AdultPairs.VARIANTS) {
            ColumnReport report =
                    ColumnEvaluation.compare(REAL, AdultPairs.table("syn_" + variant + ".csv"), ProgressMonitor.NONE);
            JsonObject formulas =
                    reference.getObject("formulas").getObject("pairs").getObject("adult1k/" + variant);
            JsonObject sdmetrics =
                    reference.getObject("sdmetrics").getObject("pairs").getObject("adult1k/" + variant);
            for (ColumnScores c : report.columns()) {
                JsonObject f = formulas.getObject("columns").getObject(c.name());
                JsonObject s = sdmetrics.getObject("columns").getObject(c.name());
                d.add("SDMetrics missing value similarity", c.missing(), s, "MissingValueSimilarity");
                if (c.isNumeric()) {
                    d.add("scipy Kolmogorov-Smirnov", 1 - c.shape(), f, "ks");
                    d.add("scipy Wasserstein over range", c.distance(), f, "wasserstein1_over_real_range");
                    d.add("SDMetrics KS complement", c.shape(), s, "KSComplement");
                    d.add("SDMetrics range coverage", c.coverage(), s, "RangeCoverage");
                    d.add("SDMetrics boundary adherence", c.adherence(), s, "BoundaryAdherence");
                    d.add("SDMetrics mean similarity", c.mean(), s, "StatisticSimilarity_mean");
                    d.add("SDMetrics median similarity", c.median(), s, "StatisticSimilarity_median");
                    d.add("SDMetrics deviation similarity", c.deviation(), s, "StatisticSimilarity_std");
                } else {
                    d.add(
                            "numpy total variation, missing a value",
                            1 - c.shapeWithMissing(),
                            f,
                            "tvd_missing_as_category");
                    d.add("scipy Hellinger", c.hellinger(), f, "hellinger");
                    d.add("scipy Jensen-Shannon distance", c.distance(), f, "jensen_shannon_distance_base2");
                    d.add("SDMetrics TV complement", c.shape(), s, "TVComplement");
                    d.add("SDMetrics category coverage", c.coverage(), s, "CategoryCoverage");
                    d.add("SDMetrics category adherence", c.adherence(), s, "CategoryAdherence");
                }
            }
            d.add(
                    "SDMetrics column shapes",
                    report.columnShapes(),
                    sdmetrics
                            .getObject("report_zero_thresholds")
                            .getArray("properties")
                            .getObject(0),
                    "Score");
            for (JsonObject s : sdmetrics.getArray("pairs").objects()) {
                PairScores p = pair(report, s.getString("a"), s.getString("b"));
                if (p.association() == Association.PEARSON) {
                    d.add("SDMetrics correlation similarity", p.correlation(), s, "pearson_score");
                    d.add("SDMetrics rank correlation similarity", p.rankCorrelation(), s, "spearman_score");
                } else {
                    d.add("SDMetrics contingency similarity", p.similarity(), s, "score");
                }
            }
            for (JsonObject f : formulas.getArray("pairs").objects()) {
                PairScores p = pair(report, f.getString("a"), f.getString("b"));
                switch (p.association()) {
                    case PEARSON -> {
                        d.add("scipy Pearson, real", p.real(), f, "pearson_real");
                        d.add("scipy Pearson, synthetic", p.synthetic(), f, "pearson_syn");
                    }
                    case CORRELATION_RATIO -> {
                        d.add("scipy correlation ratio, real", p.real(), f, "eta2_real");
                        d.add("scipy correlation ratio, synthetic", p.synthetic(), f, "eta2_syn");
                    }
                    case CRAMERS_V -> {
                        d.add("scipy Cramer's V, real", p.real(), f.getObject("real"), "cramers_v");
                        d.add("scipy Cramer's V, synthetic", p.synthetic(), f.getObject("syn"), "cramers_v");
                        d.add("numpy total variation of pairs", 1 - p.similarity(), f, "tvd");
                    }
                }
            }
        }
    }

    private static void ofRecords(Differences d) throws IOException {
        JsonObject reference =
                AdultPairs.json("peer-reference.json").getObject("sdmetrics").getObject("NewRowSynthesis");
        for (String variant : AdultPairs.VARIANTS) {
            RecordReport report = RecordEvaluation.compare(
                    REAL,
                    AdultPairs.table("syn_" + variant + ".csv"),
                    new int[0],
                    Integer.MAX_VALUE,
                    RandomSource.seeded("all"),
                    ProgressMonitor.NONE);
            d.add("SDMetrics new row synthesis", report.newRows(), reference.getObject("adult1k/" + variant), "score");
        }
    }

    private static MixedRecords some(MixedRecords records, MixedColumns columns, boolean onlyTexts) {
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int r = 0; r < records.rows(); r++) {
            int at = 0;
            for (int c = 0; c < records.columns().columns().size(); c++) {
                double v = records.column(c)[r];
                if (!records.isNumeric(c)) {
                    b.text(at++, Double.isNaN(v) ? null : records.columns().text(c, v));
                } else if (!onlyTexts) {
                    b.number(at++, v);
                }
            }
            b.endRow();
        }
        return b.build();
    }

    private static void ofMarginals(Differences d) throws IOException {
        JsonObject sdnist =
                AdultPairs.json("peer-reference.json").getObject("sdnist").getObject("adult8k/noise50");
        MixedRecords real = AdultPairs.large("adult8k_real.csv.gz");
        MixedColumns texts = MixedColumns.of(
                real.columns().columns().stream().filter(c -> !c.isNumeric()).toList());
        MixedRecords first = some(real, texts, true);
        MixedRecords second = some(AdultPairs.large("adult8k_noise50.csv.gz"), texts, true);
        KMarginalReport report = KMarginalEvaluation.compare(
                first,
                second,
                new KMarginalEvaluation.Options(3, 200, Optional.of("sex")),
                RandomSource.seeded("all"),
                ProgressMonitor.NONE);
        d.add("SDNist k-marginal", report.order(2).score(), sdnist, "kmarginal_2way");
        for (KMarginalReport.Group g : report.groups()) {
            d.add(
                    "SDNist k-marginal within groups",
                    1000 * g.similarity(),
                    sdnist.getObject("group_scores"),
                    g.value());
        }
        d.add(
                "SDNist unique exact matches, categories",
                100
                        * RecordEvaluation.compare(
                                        first, second, new int[0], 1, RandomSource.seeded("all"), ProgressMonitor.NONE)
                                .uniqueMatched(),
                sdnist.getObject("unique_exact_matches_categorical"),
                "pct_of_uniques");
    }

    private static void ofSurvey(Differences d) throws IOException {
        JsonObject sdnist =
                AdultPairs.json("peer-reference.json").getObject("sdnist").getObject("ma2019");
        MixedRecords real = AdultPairs.survey("real");
        for (String variant : AdultPairs.VARIANTS) {
            KMarginalReport report = KMarginalEvaluation.compare(
                    real,
                    AdultPairs.survey(variant),
                    new KMarginalEvaluation.Options(2, 1000, Optional.of("PUMA")),
                    RandomSource.seeded("all"),
                    ProgressMonitor.NONE);
            d.add(
                    "SDNist k-marginal, numbers in bins",
                    report.order(2).score(),
                    sdnist.getObject(variant),
                    "kmarginal_nogroup");
            List<KMarginalReport.Group> groups = report.groups().stream()
                    .sorted(Comparator.comparing(KMarginalReport.Group::value))
                    .toList();
            for (int g = 0; g < groups.size(); g++) {
                d.add(
                        "SDNist k-marginal within groups, numbers in bins",
                        1000 * groups.get(g).similarity(),
                        sdnist.getObject(variant).getObject("puma_scores"),
                        "" + (g + 1));
            }
        }
    }

    private static int[] positions(JsonValue vars) {
        List<String> names =
                vars instanceof JsonArray several ? several.strings() : List.of(((JsonScalar) vars).text());
        return names.stream()
                .mapToInt(name -> LARGE_REAL.columns().indexOf(name.replace('.', '-')))
                .toArray();
    }

    private static void ofPropensity(Differences d) throws IOException {
        for (JsonObject g : AdultPairs.json("peer-reference.json")
                .getObject("synthpop")
                .getObject("adult8k/noise50")
                .getArray("gen")
                .objects()) {
            if (g.getString("method").equals("logit") && g.getInt("maxorder") == 0) {
                LogisticPropensity p = LogisticPropensity.of(
                        LARGE_REAL, LARGE_SYNTHETIC, positions(g.find("vars").orElseThrow()), ProgressMonitor.NONE);
                d.add("synthpop logistic pMSE", p.error(), g, "pMSE");
                d.add("synthpop logistic S_pMSE", p.ratio(), g, "S_pMSE");
            }
        }
    }
}
