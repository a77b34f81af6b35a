// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.murmuration.engine.evaluation.linked.LinkedReport;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.privacy.SensitiveResult;
import org.murmuration.engine.report.statement.PrivacyStatement;
import org.murmuration.engine.synthesis.linked.LinkedMeasurement;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;

/** The JSON that the views of linked tables are made of: one that may be published, one that may not. */
public final class FamiliesJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    /** Most cells of all pictures of relations together; pairs beyond are left out, the largest first. */
    private static final int MOST_CELLS = 40_000;

    private FamiliesJson() {}

    /**
     * Writes what was released.
     *
     * @param released may be published
     * @return JSON text
     */
    public static String of(ReleasedFamilies released) {
        LinkedCodebook codebook = released.codebook();
        LinkedPlan plan = released.plan();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("test", released.test());
        root.put("statement", PrivacyStatement.of(released).sentence());
        putNames(root, codebook);
        root.put("ledger", released.ledger().map(l -> l.asset()).orElse(null));
        root.put("families", released.noisy().total());
        root.put("familiesError", LinkedPlan.halfWidth(released.noisy().countSigma()));
        ArrayNode guarantees = root.putArray("guarantees");
        released.guarantees().forEach(g -> guarantees
                .addObject()
                .put("who", g.who())
                .put("epsilon", g.epsilon())
                .put("delta", g.delta())
                .put("rho", g.rho()));
        List<double[]> agreed = LinkedSynthesizer.agreed(released.noisy());
        Map<String, double[]> kinds = new TreeMap<>();
        List<LinkedMeasurement> tables = released.noisy().tables();
        for (LinkedMeasurement m : tables) {
            double[] kind = kinds.computeIfAbsent(
                    m.query().kind(codebook), k -> new double[] {0, Double.POSITIVE_INFINITY, 0, 0});
            kind[0]++;
            kind[1] = Math.min(kind[1], m.sigma());
            kind[2] = Math.max(kind[2], m.sigma());
            kind[3] += m.values().length;
        }
        ArrayNode ofKinds = root.putArray("kinds");
        kinds.forEach((kind, v) -> ofKinds.addObject()
                .put("kind", kind)
                .put("tables", (int) v[0])
                .put("leastError", LinkedPlan.halfWidth(v[1]))
                .put("largestError", LinkedPlan.halfWidth(v[2]))
                .put("cells", (int) v[3]));
        root.put("left", plan.workload().left().size());
        double[] counts = LinkedSynthesizer.agreed(released.noisy(), codebook.countIndex());
        ArrayNode numbers = root.putArray("counts");
        for (int level = 0; level < counts.length; level++) {
            numbers.addObject()
                    .put("label", codebook.counts().label(level))
                    .put("released", share(counts[level], counts));
        }
        ArrayNode relations = root.putArray("relations");
        int cells = 0;
        for (int t = 0; t < agreed.size(); t++) {
            LinkedQuery query = tables.get(t).query();
            if (query.kind(codebook).equals("VP") && (cells += agreed.get(t).length) <= MOST_CELLS) {
                put(
                                relations.addObject(),
                                query.attributes().get(0),
                                query.attributes().get(1),
                                codebook)
                        .set("released", shares(agreed.get(t)));
            }
        }
        return root.toString();
    }

    private static void putNames(ObjectNode root, LinkedCodebook codebook) {
        root.put("parent", codebook.parent());
        root.put("child", codebook.child());
        ArrayNode attributes = root.putArray("attributes");
        for (int a = 0; a < codebook.size(); a++) {
            ObjectNode attribute =
                    attributes.addObject().put("name", codebook.name(a)).put("ofChild", codebook.isOfChild(a));
            ArrayNode levels = attribute.putArray("levels");
            for (int level = 0; level < codebook.levels(a); level++) {
                levels.add(codebook.label(a, level));
            }
        }
    }

    private static ObjectNode put(ObjectNode node, int parent, int child, LinkedCodebook codebook) {
        return node.put("parent", parent).put("child", child).put("columns", codebook.levels(child));
    }

    private static double share(double value, double[] all) {
        double sum = Arrays.stream(all).sum();
        return sum > 0 ? value / sum : 0;
    }

    private static ArrayNode shares(double[] table) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        double sum = Arrays.stream(table).sum();
        for (double v : table) {
            array.add(sum > 0 ? Math.round(v / sum * 1e7) / 1e7 : 0);
        }
        return array;
    }

    /**
     * Writes a comparison with sensitive families.
     *
     * @param report private
     * @return JSON text, private
     */
    public static String of(LinkedReport report) {
        LinkedCodebook codebook = report.codebook();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("mark", SensitiveResult.MARK);
        putNames(root, codebook);
        put(root.putObject("families"), report.families());
        put(root.putObject("children"), report.children());
        root.put("countDistance", report.countDistance());
        root.putObject("links")
                .put("valid", report.links().valid())
                .put("orphans", report.links().orphans())
                .put("duplicates", report.links().duplicates());
        ArrayNode counts = root.putArray("counts");
        for (int level = 0; level < report.counts().size(); level++) {
            counts.addObject()
                    .put("label", codebook.counts().label(level))
                    .put("real", report.counts().get(level).real())
                    .put("synthetic", report.counts().get(level).synthetic());
        }
        ArrayNode kinds = root.putArray("kinds");
        for (LinkedReport.KindErrors k : report.kinds()) {
            ObjectNode node = kinds.addObject()
                    .put("kind", k.kind())
                    .put("tables", k.tables())
                    .put("mean", k.mean())
                    .put("worst", k.worst())
                    .put("flat", k.flat())
                    .put("independent", k.independent());
            JsonNumbers.put(node, "released", k.released().orElse(Double.NaN));
        }
        ArrayNode queries = root.putArray("queries");
        for (LinkedReport.QueryError q : report.queries()) {
            ObjectNode node = queries.addObject()
                    .put("kind", q.kind())
                    .put("name", String.join(" × ", q.query().names(codebook)))
                    .put("synthetic", q.synthetic())
                    .put("flat", q.flat())
                    .put("independent", q.independent());
            JsonNumbers.put(node, "released", q.released().orElse(Double.NaN));
        }
        ArrayNode relations = root.putArray("relations");
        int cells = 0;
        for (LinkedReport.Relation r : report.relations()) {
            if ((cells += r.real().length) <= MOST_CELLS) {
                ObjectNode node = put(relations.addObject(), r.parent(), r.child(), codebook);
                node.set("real", shares(r.real()));
                node.set("synthetic", shares(r.synthetic()));
            }
        }
        return root.toString();
    }

    private static void put(ObjectNode node, LinkedReport.Pair pair) {
        node.put("real", pair.real()).put("synthetic", pair.synthetic());
        JsonNumbers.put(node, "expansion", pair.expansion());
    }
}
