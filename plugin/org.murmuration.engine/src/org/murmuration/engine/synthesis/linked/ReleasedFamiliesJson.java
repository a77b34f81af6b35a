// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.release.CertificateJson;

/**
 * The stored form of released families: JSON with a format version. What was read draws the same as what was written.
 */
public final class ReleasedFamiliesJson {
    private static final int FORMAT = 1;

    private ReleasedFamiliesJson() {}

    private static JsonObject json(LinkedPlan plan) {
        LinkedWorkload workload = plan.workload();
        JsonArray queries = new JsonArray();
        for (int q = 0; q < workload.queries().size(); q++) {
            queries.add(json(workload.queries().get(q))
                    .put("weight", workload.weights().get(q)));
        }
        return new JsonObject()
                .put("epsilon", plan.target().epsilon())
                .put("delta", plan.target().delta())
                .put("neighbours", plan.relation().name())
                .put("composition", plan.composition().name())
                .put("split", plan.split().name())
                .put("workload", queries)
                .put("left", JsonArray.of(workload.left(), ReleasedFamiliesJson::json));
    }

    private static JsonObject json(LinkedQuery query) {
        JsonObject json = new JsonObject();
        JsonArray attributes = json.putArray("attributes");
        query.attributes().forEach(attributes::add);
        return query.siblings() ? json.put("siblings", true) : json;
    }

    /**
     * Writes a release as UTF-8 JSON.
     *
     * @param released what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedFamilies released, OutputStream out) throws IOException {
        NoisyFamilies noisy = released.noisy();
        CertificateJson.put(released.certificate(), new JsonObject().put("format", FORMAT))
                .put("codebook", released.codebook().json())
                .put("plan", json(released.plan()))
                .put("count", noisy.count())
                .put("countSigma", noisy.countSigma())
                .put("ladder", JsonArray.of(noisy.ladder()))
                .put("ladderSigma", noisy.ladderSigma())
                .put("tables", JsonArray.of(noisy.tables(), m -> json(m.query())
                        .put("sigma", m.sigma())
                        .put("values", JsonArray.of(m.values()))))
                .put("guarantees", JsonArray.of(released.guarantees(), g -> new JsonObject()
                        .put("who", g.who())
                        .put("families", g.families())
                        .put("rho", g.rho())
                        .put("epsilon", g.epsilon())
                        .put("delta", g.delta())))
                .write(out);
    }

    /**
     * Reads a release written by {@link #write(ReleasedFamilies, OutputStream)}.
     *
     * @param in left open
     * @return the release
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedFamilies read(InputStream in) throws IOException {
        return JsonObject.readStored(in, "released families", FORMAT, ReleasedFamiliesJson::families);
    }

    private static ReleasedFamilies families(JsonObject json) {
        LinkedCodebook codebook = LinkedCodebook.of(json.getObject("codebook"));
        NoisyFamilies noisy = new NoisyFamilies(
                codebook,
                json.getDouble("count"),
                json.getDouble("countSigma"),
                json.getArray("ladder").toDoubles(),
                json.getDouble("ladderSigma"),
                json.getArray("tables").objects(t -> table(t, codebook)));
        List<LinkedGuarantee> guarantees = json.getArray("guarantees").objects(ReleasedFamiliesJson::guarantee);
        Checks.require(!guarantees.isEmpty(), "The guarantees are missing.");
        return new ReleasedFamilies(
                plan(json.getObject("plan"), codebook), CertificateJson.read(json), noisy, guarantees);
    }

    private static LinkedMeasurement table(JsonObject json, LinkedCodebook codebook) {
        LinkedQuery query = query(json, codebook);
        double[] values = json.getArray("values").toDoubles();
        Checks.require(values.length == query.cells(codebook), "A table has the wrong size.");
        return new LinkedMeasurement(query, values, json.getDouble("sigma"));
    }

    private static LinkedGuarantee guarantee(JsonObject json) {
        return new LinkedGuarantee(
                json.getString("who"),
                json.getInt("families"),
                json.getDouble("rho"),
                json.getDouble("epsilon"),
                json.getDouble("delta"));
    }

    private static LinkedPlan plan(JsonObject json, LinkedCodebook codebook) {
        JsonArray workload = json.getArray("workload");
        return LinkedPlan.of(
                        new LinkedWorkload(
                                codebook,
                                workload.objects(q -> query(q, codebook)),
                                workload.objects(q -> q.getDouble("weight")),
                                json.getArray("left").objects(q -> query(q, codebook))),
                        new ApproximateDp(json.getDouble("epsilon"), json.getDouble("delta")))
                .with(json.getEnum("neighbours", NeighboringRelation.values()))
                .with(json.getEnum("composition", Composition.values()))
                .with(json.getEnum("split", LinkedPlan.Split.values()));
    }

    private static LinkedQuery query(JsonObject json, LinkedCodebook codebook) {
        List<Integer> attributes = new ArrayList<>();
        for (int attribute : json.getArray("attributes").toInts()) {
            Checks.require(attribute >= 0 && attribute < codebook.size(), "A table names an unknown attribute.");
            attributes.add(attribute);
        }
        LinkedQuery query = new LinkedQuery(attributes, json.getBoolean("siblings", false));
        Checks.require(
                !query.siblings() || query.isAboutChildren(codebook), "Only children have siblings in the data.");
        return query;
    }
}
