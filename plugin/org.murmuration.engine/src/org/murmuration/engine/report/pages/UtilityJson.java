// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.combinations.CombinationReport;
import org.murmuration.engine.evaluation.combinations.SensitiveComparison;
import org.murmuration.engine.evaluation.learning.Distinguishability;
import org.murmuration.engine.evaluation.learning.RegressionReport;
import org.murmuration.engine.evaluation.marginals.KMarginalReport;
import org.murmuration.engine.evaluation.marginals.MarginalReport;
import org.murmuration.engine.evaluation.scores.UtilityScores;
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
        return node(report).toString();
    }

    /**
     * Writes a report with all scores.
     *
     * @param report the private report
     * @param scores the private scores
     * @return JSON text
     */
    public static String of(MarginalReport report, UtilityScores scores) {
        return node(report, scores).toString();
    }

    private static ObjectNode node(MarginalReport report, UtilityScores scores) {
        ObjectNode root = node(report);
        scores.report(ColumnReport.class).ifPresent(r -> add(root, r));
        scores.report(KMarginalReport.class).ifPresent(r -> add(root, r));
        scores.report(Distinguishability.class).ifPresent(r -> add(root, r));
        scores.report(RegressionReport.class).ifPresent(r -> add(root, r));
        scores.sample().ifPresent(s -> root.putObject("sampled")
                .put("real", s.realRows())
                .put("synthetic", s.syntheticRows())
                .put("most", s.most()));
        ArrayNode all = root.putArray("scores");
        for (Score s : scores.scores()) {
            ObjectNode node = all.addObject().put("metric", s.metric());
            node.put("size", s.size()).put("about", s.about());
            JsonNumbers.put(node, "value", s.value());
            JsonNumbers.put(node, "chance", s.chance());
            JsonNumbers.put(node, "independent", s.independent());
            JsonNumbers.put(node, "error", s.error());
            node.put("meaning", s.meaning());
        }
        return root;
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
        ObjectNode root = node(report, scores);
        ArrayNode lengths = root.putArray("lengths");
        for (CombinationReport.OfLength l : combinations.report().lengths()) {
            lengths.addObject()
                    .put("length", l.length())
                    .put("real", l.reference())
                    .put("synthetic", l.compared())
                    .put("preserved", l.preserved())
                    .put("lost", l.reference() == 0 ? 0 : (double) l.suppressed() / l.reference())
                    .put("invented", l.compared() == 0 ? 0 : (double) l.fabricated() / l.compared());
        }
        return root.toString();
    }

    private static void add(ObjectNode root, ColumnReport mixed) {
        ArrayNode columns = root.putArray("columnScores");
        for (ColumnReport.ColumnScores c : mixed.columns()) {
            ObjectNode node = columns.addObject().put("column", c.name());
            JsonNumbers.put(node, "shape", c.shape());
            JsonNumbers.put(node, "floor", c.floor());
            JsonNumbers.put(node, "missing", c.missing());
            JsonNumbers.put(node, "coverage", c.coverage());
            JsonNumbers.put(node, "adherence", c.adherence());
            JsonNumbers.put(node, "distance", c.distance());
        }
        ArrayNode distributions = root.putArray("distributions");
        for (ColumnReport.Distribution d : mixed.distributions()) {
            ObjectNode node =
                    distributions.addObject().put("column", d.column()).put("isNumeric", d.isNumeric());
            ArrayNode labels = node.putArray("labels");
            ArrayNode real = node.putArray("real");
            ArrayNode synthetic = node.putArray("synthetic");
            for (ColumnReport.Share s : d.shares()) {
                labels.add(s.value());
                real.add(s.real());
                synthetic.add(s.synthetic());
            }
        }
        addAssociations(root.putObject("associations"), mixed);
        ArrayNode pairs = root.putArray("pairScores");
        mixed.pairs().stream()
                .sorted(Comparator.comparingDouble(ColumnReport.PairScores::againstChance))
                .limit(SHOWN_PAIRS)
                .forEach(p -> {
                    ObjectNode node = pairs.addObject().put("first", p.first()).put("second", p.second());
                    JsonNumbers.put(node, "similarity", p.similarity());
                    JsonNumbers.put(node, "floor", p.floor());
                    JsonNumbers.put(node, "independent", p.independent());
                    JsonNumbers.put(node, "kept", p.betweenAnchors());
                });
    }

    private static void addAssociations(ObjectNode node, ColumnReport mixed) {
        List<String> names =
                mixed.columns().stream().map(ColumnReport.ColumnScores::name).toList();
        ArrayNode columns = node.putArray("columns");
        names.forEach(columns::add);
        ArrayNode cells = node.putArray("cells");
        for (ColumnReport.PairScores p : mixed.pairs()) {
            ObjectNode cell = cells.addObject()
                    .put("first", names.indexOf(p.first()))
                    .put("second", names.indexOf(p.second()))
                    .put("measure", p.association().title());
            JsonNumbers.put(cell, "real", p.real());
            JsonNumbers.put(cell, "synthetic", p.synthetic());
        }
    }

    private static void add(ObjectNode root, KMarginalReport marginals) {
        JsonNumbers.put(root, "equivalentSubsample", marginals.equivalentSubsample());
        ArrayNode subsamples = root.putArray("subsamples");
        marginals
                .subsamples()
                .forEach(s -> subsamples.addObject().put("share", s.share()).put("similarity", s.similarity()));
        ArrayNode groups = root.putArray("groups");
        marginals.groups().forEach(g -> groups.addObject()
                .put("value", g.value())
                .put("records", g.records())
                .put("similarity", g.similarity())
                .put("floor", g.floor()));
    }

    private static void add(ObjectNode root, Distinguishability d) {
        ObjectNode node = root.putObject("told").put("records", d.records());
        JsonNumbers.put(node, "accuracy", d.accuracy().value());
        JsonNumbers.put(node, "accuracyError", d.accuracy().error());
        JsonNumbers.put(node, "ratio", d.ratio());
        JsonNumbers.put(node, "independentRatio", d.independentRatio());
    }

    private static void add(ObjectNode root, RegressionReport regression) {
        ObjectNode node = root.putObject("regression");
        node.put("target", regression.target()).put("level", regression.level());
        ArrayNode terms = node.putArray("terms");
        for (RegressionReport.Coefficient c : regression.coefficients()) {
            ObjectNode term = terms.addObject().put("term", c.term());
            JsonNumbers.put(term, "real", c.real());
            JsonNumbers.put(term, "realError", c.realError());
            JsonNumbers.put(term, "synthetic", c.synthetic());
            JsonNumbers.put(term, "syntheticError", c.syntheticError());
            JsonNumbers.put(term, "overlap", c.overlap());
        }
    }

    private static ObjectNode node(MarginalReport report) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("format", FORMAT);
        root.put("mark", SensitiveResult.MARK);
        root.put("realRows", report.realRows());
        root.put("syntheticRows", report.syntheticRows());
        root.put("rowExpansion", Double.isFinite(report.rowExpansion()) ? report.rowExpansion() : null);
        ArrayNode orders = root.putArray("orders");
        for (int k = 1; k <= report.order(); k++) {
            ObjectNode order = orders.addObject();
            order.put("order", k).put("marginals", report.count(k)).put("mean", report.mean(k));
            ArrayNode worst = order.putArray("worst");
            for (MarginalReport.MarginalDistance m : report.worst(k, WORST)) {
                add(worst, m);
            }
        }
        ArrayNode singles = root.putArray("attributes");
        ArrayNode pairs = root.putArray("pairs");
        for (MarginalReport.MarginalDistance m : report.marginals()) {
            if (m.attributes().size() <= 2) {
                add(m.attributes().size() == 1 ? singles : pairs, m);
            }
        }
        ArrayNode missing = root.putArray("missing");
        for (MarginalReport.MissingRate m : report.missing()) {
            missing.addObject()
                    .put("attribute", m.attribute())
                    .put("real", m.real())
                    .put("synthetic", m.synthetic());
        }
        return root;
    }

    private static void add(ArrayNode list, MarginalReport.MarginalDistance m) {
        ObjectNode node = list.addObject();
        ArrayNode names = node.putArray("attributes");
        m.attributes().forEach(names::add);
        node.put("distance", m.distance());
    }
}
