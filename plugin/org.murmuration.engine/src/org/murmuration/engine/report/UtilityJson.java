// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.murmuration.engine.evaluation.UtilityReport;
import org.murmuration.engine.privacy.SensitiveResult;

/** The JSON that the utility view is made of. Private, like the report. */
public final class UtilityJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private static final int WORST = 10;

    private UtilityJson() {}

    /**
     * Writes a report.
     *
     * @param report the private report
     * @return JSON text
     */
    public static String of(UtilityReport report) {
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
        return root.toString();
    }

    private static void add(ArrayNode list, UtilityReport.MarginalDistance m) {
        ObjectNode node = list.addObject();
        ArrayNode names = node.putArray("attributes");
        m.attributes().forEach(names::add);
        node.put("distance", m.distance());
    }
}
