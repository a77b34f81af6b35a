// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.combinations.SensitiveComparison;
import org.murmuration.engine.evaluation.learning.Distinguishability;
import org.murmuration.engine.evaluation.learning.RegressionReport;
import org.murmuration.engine.evaluation.marginals.KMarginalReport;
import org.murmuration.engine.evaluation.marginals.MarginalReport;
import org.murmuration.engine.evaluation.scores.UtilityScores;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.SensitiveResult;

/** The JSON that the utility view is made of. Private, like the report. */
public final class UtilityJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private static final int WORST = 10;
    private static final int SHOWN_PAIRS = 20;

    private UtilityJson() {}

    /**
     * Writes a report.
     *
     * @param report the private report
     * @return JSON text
     */
    public static String of(MarginalReport report) {
        return node(report).compact();
    }

    /**
     * Writes a report with all scores.
     *
     * @param report the private report
     * @param scores the private scores
     * @return JSON text
     */
    public static String of(MarginalReport report, UtilityScores scores) {
        return node(report, scores).compact();
    }

    private static JsonObject node(MarginalReport report, UtilityScores scores) {
        JsonObject root = node(report);
        scores.report(ColumnReport.class).ifPresent(r -> add(root, r));
        scores.report(KMarginalReport.class).ifPresent(r -> add(root, r));
        scores.report(Distinguishability.class).ifPresent(r -> add(root, r));
        scores.report(RegressionReport.class).ifPresent(r -> add(root, r));
        scores.sample().ifPresent(s -> root.putObject("sampled")
                .put("real", s.realRows())
                .put("synthetic", s.syntheticRows())
                .put("most", s.most()));
        return root.put("scores", JsonArray.of(scores.scores(), s -> new JsonObject()
                .put("metric", s.metric())
                .put("size", s.size())
                .put("about", s.about())
                .putFinite("value", s.value())
                .putFinite("chance", s.chance())
                .putFinite("independent", s.independent())
                .putFinite("error", s.error())
                .put("meaning", s.meaning())));
    }

    /**
     * Writes a report with all scores and how combinations of values fare.
     *
     * @param report the private report
     * @param scores the private scores
     * @param combinations the private comparison of all combinations
     * @return JSON text
     */
    public static String of(MarginalReport report, UtilityScores scores, SensitiveComparison combinations) {
        return node(report, scores)
                .put("lengths", JsonArray.of(combinations.report().lengths(), l -> new JsonObject()
                        .put("length", l.length())
                        .put("real", l.reference())
                        .put("synthetic", l.compared())
                        .putFinite("preserved", l.preserved())
                        .put("lost", l.reference() == 0 ? 0 : (double) l.suppressed() / l.reference())
                        .put("invented", l.compared() == 0 ? 0 : (double) l.fabricated() / l.compared())))
                .compact();
    }

    private static void add(JsonObject root, ColumnReport report) {
        root.put("columnScores", JsonArray.of(report.columns(), c -> new JsonObject()
                        .put("column", c.name())
                        .putFinite("shape", c.shape())
                        .putFinite("floor", c.floor())
                        .putFinite("missing", c.missing())
                        .putFinite("coverage", c.coverage())
                        .putFinite("adherence", c.adherence())
                        .putFinite("distance", c.distance())))
                .put("distributions", JsonArray.of(report.distributions(), UtilityJson::distribution))
                .put("associations", associations(report));
        List<ColumnReport.PairScores> farthest = report.pairs().stream()
                .sorted(Comparator.comparingDouble(ColumnReport.PairScores::againstChance))
                .limit(SHOWN_PAIRS)
                .toList();
        root.put("pairScores", JsonArray.of(farthest, p -> new JsonObject()
                .put("first", p.first())
                .put("second", p.second())
                .putFinite("similarity", p.similarity())
                .putFinite("floor", p.floor())
                .putFinite("independent", p.independent())
                .putFinite("kept", p.betweenAnchors())));
    }

    private static JsonObject distribution(ColumnReport.Distribution d) {
        JsonArray labels = new JsonArray();
        JsonArray real = new JsonArray();
        JsonArray synthetic = new JsonArray();
        for (ColumnReport.Share s : d.shares()) {
            labels.add(s.value());
            real.addFinite(s.real());
            synthetic.addFinite(s.synthetic());
        }
        return new JsonObject()
                .put("column", d.column())
                .put("isNumeric", d.isNumeric())
                .put("labels", labels)
                .put("real", real)
                .put("synthetic", synthetic);
    }

    private static JsonObject associations(ColumnReport report) {
        List<String> names =
                report.columns().stream().map(ColumnReport.ColumnScores::name).toList();
        return new JsonObject()
                .put("columns", JsonArray.of(names))
                .put("cells", JsonArray.of(report.pairs(), p -> new JsonObject()
                        .put("first", names.indexOf(p.first()))
                        .put("second", names.indexOf(p.second()))
                        .put("measure", p.association().title())
                        .putFinite("real", p.real())
                        .putFinite("synthetic", p.synthetic())));
    }

    private static void add(JsonObject root, KMarginalReport marginals) {
        root.putFinite("equivalentSubsample", marginals.equivalentSubsample())
                .put("subsamples", JsonArray.of(marginals.subsamples(), s -> new JsonObject()
                        .putFinite("share", s.share())
                        .putFinite("similarity", s.similarity())))
                .put("groups", JsonArray.of(marginals.groups(), g -> new JsonObject()
                        .put("value", g.value())
                        .put("records", g.records())
                        .putFinite("similarity", g.similarity())
                        .putFinite("floor", g.floor())));
    }

    private static void add(JsonObject root, Distinguishability d) {
        root.putObject("told")
                .put("records", d.records())
                .putFinite("accuracy", d.accuracy().value())
                .putFinite("accuracyError", d.accuracy().error())
                .putFinite("ratio", d.ratio())
                .putFinite("independentRatio", d.independentRatio());
    }

    private static void add(JsonObject root, RegressionReport regression) {
        root.putObject("regression")
                .put("target", regression.target())
                .put("level", regression.level())
                .put("terms", JsonArray.of(regression.coefficients(), c -> new JsonObject()
                        .put("term", c.term())
                        .putFinite("real", c.real())
                        .putFinite("realError", c.realError())
                        .putFinite("synthetic", c.synthetic())
                        .putFinite("syntheticError", c.syntheticError())
                        .putFinite("overlap", c.overlap())));
    }

    private static JsonObject node(MarginalReport report) {
        JsonObject root = new JsonObject()
                .put("format", FORMAT)
                .put("mark", SensitiveResult.MARK)
                .put("realRows", report.realRows())
                .put("syntheticRows", report.syntheticRows())
                .putFinite("rowExpansion", report.rowExpansion());
        JsonArray orders = root.putArray("orders");
        for (int k = 1; k <= report.order(); k++) {
            orders.addObject()
                    .put("order", k)
                    .put("marginals", report.count(k))
                    .putFinite("mean", report.mean(k))
                    .put("worst", JsonArray.of(report.worst(k, WORST), UtilityJson::json));
        }
        return root.put("attributes", JsonArray.of(ofSize(report, 1), UtilityJson::json))
                .put("pairs", JsonArray.of(ofSize(report, 2), UtilityJson::json))
                .put("missing", JsonArray.of(report.missing(), m -> new JsonObject()
                        .put("attribute", m.attribute())
                        .putFinite("real", m.real())
                        .putFinite("synthetic", m.synthetic())));
    }

    private static List<MarginalReport.MarginalDistance> ofSize(MarginalReport report, int attributes) {
        return report.marginals().stream()
                .filter(m -> m.attributes().size() == attributes)
                .toList();
    }

    private static JsonObject json(MarginalReport.MarginalDistance m) {
        return new JsonObject().put("attributes", JsonArray.of(m.attributes())).putFinite("distance", m.distance());
    }
}
