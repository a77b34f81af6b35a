// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;
import org.murmuration.engine.evaluation.Distinguishability;
import org.murmuration.engine.evaluation.MixedReport;
import org.murmuration.engine.evaluation.UtilityReport;
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
    public static String of(UtilityReport report) {
        return node(report).toString();
    }

    /**
     * Writes a report with the scores of columns and pairs.
     *
     * @param report the private report
     * @param mixed scores of columns and pairs
     * @param told how well synthetic records can be told; empty when a table is empty
     * @return JSON text
     */
    public static String of(UtilityReport report, MixedReport mixed, Optional<Distinguishability> told) {
        ObjectNode root = node(report);
        ArrayNode columns = root.putArray("columnScores");
        for (MixedReport.ColumnScores c : mixed.columns()) {
            ObjectNode node = columns.addObject().put("column", c.name());
            JsonNumbers.put(node, "shape", c.shape());
            JsonNumbers.put(node, "missing", c.missing());
            JsonNumbers.put(node, "coverage", c.coverage());
            JsonNumbers.put(node, "adherence", c.adherence());
            JsonNumbers.put(node, "distance", c.distance());
        }
        ArrayNode pairs = root.putArray("pairScores");
        mixed.pairs().stream()
                .sorted(Comparator.comparingDouble(p -> p.similarity() - p.floor()))
                .limit(SHOWN_PAIRS)
                .forEach(p -> {
                    ObjectNode node = pairs.addObject().put("first", p.first()).put("second", p.second());
                    JsonNumbers.put(node, "similarity", p.similarity());
                    JsonNumbers.put(node, "floor", p.floor());
                    JsonNumbers.put(node, "independent", p.independent());
                    JsonNumbers.put(node, "kept", p.betweenAnchors());
                    node.put("association", p.association().title());
                    JsonNumbers.put(node, "real", p.real());
                    JsonNumbers.put(node, "synthetic", p.synthetic());
                });
        if (told.isPresent()) {
            Distinguishability d = told.get();
            ObjectNode node = root.putObject("told").put("records", d.records());
            JsonNumbers.put(node, "accuracy", d.accuracy().value());
            JsonNumbers.put(node, "accuracyError", d.accuracy().error());
            JsonNumbers.put(node, "ratio", d.ratio());
            JsonNumbers.put(node, "independentRatio", d.independentRatio());
        }
        return root.toString();
    }

    private static ObjectNode node(UtilityReport report) {
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
            for (UtilityReport.MarginalDistance m : report.worst(k, WORST)) {
                add(worst, m);
            }
        }
        ArrayNode singles = root.putArray("attributes");
        ArrayNode pairs = root.putArray("pairs");
        for (UtilityReport.MarginalDistance m : report.marginals()) {
            if (m.attributes().size() <= 2) {
                add(m.attributes().size() == 1 ? singles : pairs, m);
            }
        }
        ArrayNode missing = root.putArray("missing");
        for (UtilityReport.MissingRate m : report.missing()) {
            missing.addObject()
                    .put("attribute", m.attribute())
                    .put("real", m.real())
                    .put("synthetic", m.synthetic());
        }
        return root;
    }

    private static void add(ArrayNode list, UtilityReport.MarginalDistance m) {
        ObjectNode node = list.addObject();
        ArrayNode names = node.putArray("attributes");
        m.attributes().forEach(names::add);
        node.put("distance", m.distance());
    }
}
