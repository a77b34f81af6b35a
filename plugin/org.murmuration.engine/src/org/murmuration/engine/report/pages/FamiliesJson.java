// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.murmuration.engine.evaluation.linked.LinkedReport;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
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
        JsonObject root = new JsonObject();
        root.put("format", FORMAT);
        root.put("test", released.test());
        root.put("statement", PrivacyStatement.of(released).sentence());
        putNames(root, codebook);
        root.put("ledger", released.ledger().map(l -> l.asset()).orElse(null));
        root.put("families", released.noisy().total());
        root.put("familiesError", LinkedPlan.halfWidth(released.noisy().countSigma()));
        JsonArray guarantees = root.putArray("guarantees");
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
        JsonArray ofKinds = root.putArray("kinds");
        kinds.forEach((kind, v) -> ofKinds.addObject()
                .put("kind", kind)
                .put("tables", (int) v[0])
                .put("leastError", LinkedPlan.halfWidth(v[1]))
                .put("largestError", LinkedPlan.halfWidth(v[2]))
                .put("cells", (int) v[3]));
        root.put("left", plan.workload().left().size());
        double[] counts = LinkedSynthesizer.agreed(released.noisy(), codebook.countIndex());
        JsonArray numbers = root.putArray("counts");
        for (int level = 0; level < counts.length; level++) {
            numbers.addObject()
                    .put("label", codebook.counts().label(level))
                    .put("released", share(counts[level], counts));
        }
        JsonArray relations = root.putArray("relations");
        int cells = 0;
        for (int t = 0; t < agreed.size(); t++) {
            LinkedQuery query = tables.get(t).query();
            if (query.kind(codebook).equals("VP") && (cells += agreed.get(t).length) <= MOST_CELLS) {
                put(
                                relations.addObject(),
                                query.attributes().get(0),
                                query.attributes().get(1),
                                codebook)
                        .put("released", shares(agreed.get(t)));
            }
        }
        return root.compact();
    }

    private static void putNames(JsonObject root, LinkedCodebook codebook) {
        root.put("parent", codebook.parent());
        root.put("child", codebook.child());
        JsonArray attributes = root.putArray("attributes");
        for (int a = 0; a < codebook.size(); a++) {
            JsonObject attribute =
                    attributes.addObject().put("name", codebook.name(a)).put("ofChild", codebook.isOfChild(a));
            JsonArray levels = attribute.putArray("levels");
            for (int level = 0; level < codebook.levels(a); level++) {
                levels.add(codebook.label(a, level));
            }
        }
    }

    private static JsonObject put(JsonObject node, int parent, int child, LinkedCodebook codebook) {
        return node.put("parent", parent).put("child", child).put("columns", codebook.levels(child));
    }

    private static double share(double value, double[] all) {
        double sum = Sums.of(all);
        return sum > 0 ? value / sum : 0;
    }

    private static JsonArray shares(double[] table) {
        JsonArray array = new JsonArray();
        double sum = Sums.of(table);
        for (double v : table) {
            array.add(sum > 0 ? Exact.round(v / sum * 1e7) / 1e7 : 0);
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
        JsonObject root = new JsonObject().put("format", FORMAT).put("mark", SensitiveResult.MARK);
        putNames(root, codebook);
        root.put("families", json(report.families()))
                .put("children", json(report.children()))
                .putFinite("countDistance", report.countDistance())
                .put(
                        "links",
                        new JsonObject()
                                .put("valid", report.links().valid())
                                .put("orphans", report.links().orphans())
                                .put("duplicates", report.links().duplicates()));
        JsonArray counts = root.putArray("counts");
        for (int level = 0; level < report.counts().size(); level++) {
            counts.addObject()
                    .put("label", codebook.counts().label(level))
                    .putFinite("real", report.counts().get(level).real())
                    .putFinite("synthetic", report.counts().get(level).synthetic());
        }
        root.put("kinds", JsonArray.of(report.kinds(), k -> new JsonObject()
                        .put("kind", k.kind())
                        .put("tables", k.tables())
                        .putFinite("mean", k.mean())
                        .putFinite("worst", k.worst())
                        .putFinite("flat", k.flat())
                        .putFinite("independent", k.independent())
                        .putFinite("released", k.released().orElse(Double.NaN))))
                .put("queries", JsonArray.of(report.queries(), q -> new JsonObject()
                        .put("kind", q.kind())
                        .put("name", String.join(" × ", q.query().names(codebook)))
                        .putFinite("synthetic", q.synthetic())
                        .putFinite("flat", q.flat())
                        .putFinite("independent", q.independent())
                        .putFinite("released", q.released().orElse(Double.NaN))));
        JsonArray relations = root.putArray("relations");
        int cells = 0;
        for (LinkedReport.Relation r : report.relations()) {
            if ((cells += r.real().length) <= MOST_CELLS) {
                put(relations.addObject(), r.parent(), r.child(), codebook)
                        .put("real", shares(r.real()))
                        .put("synthetic", shares(r.synthetic()));
            }
        }
        return root.compact();
    }

    private static JsonObject json(LinkedReport.Pair pair) {
        return new JsonObject()
                .put("real", pair.real())
                .put("synthetic", pair.synthetic())
                .putFinite("expansion", pair.expansion());
    }
}
