// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.release.CertificateJson;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

/** The stored form of released families: JSON with a format version. What was read draws the same as what was written. */
public final class ReleasedFamiliesJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReleasedFamiliesJson() {}

    private static ObjectNode json(LinkedPlan plan) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("epsilon", plan.target().epsilon())
                .put("delta", plan.target().delta())
                .put("neighbours", plan.relation().name())
                .put("composition", plan.composition().name())
                .put("split", plan.split().name());
        ArrayNode workload = json.putArray("workload");
        for (int q = 0; q < plan.workload().queries().size(); q++) {
            put(workload.addObject(), plan.workload().queries().get(q))
                    .put("weight", plan.workload().weights().get(q));
        }
        ArrayNode left = json.putArray("left");
        plan.workload().left().forEach(q -> put(left.addObject(), q));
        return json;
    }

    private static ObjectNode put(ObjectNode json, LinkedQuery query) {
        query.attributes().forEach(json.putArray("attributes")::add);
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
        ObjectNode json = MAPPER.createObjectNode().put("format", FORMAT);
        CertificateJson.put(released.certificate(), json);
        json.set("codebook", MAPPER.readTree(released.codebook().toJson()));
        json.set("plan", json(released.plan()));
        json.put("count", noisy.count()).put("countSigma", noisy.countSigma());
        put(json.putArray("ladder"), noisy.ladder());
        json.put("ladderSigma", noisy.ladderSigma());
        ArrayNode tables = json.putArray("tables");
        for (LinkedMeasurement m : noisy.tables()) {
            ObjectNode one = put(tables.addObject(), m.query()).put("sigma", m.sigma());
            put(one.putArray("values"), m.values());
        }
        ArrayNode guarantees = json.putArray("guarantees");
        released.guarantees().forEach(g -> guarantees
                .addObject()
                .put("who", g.who())
                .put("families", g.families())
                .put("rho", g.rho())
                .put("epsilon", g.epsilon())
                .put("delta", g.delta()));
        try (JsonGenerator generator = MAPPER.getFactory().createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            MAPPER.writeTree(generator, json);
        }
    }

    private static void put(ArrayNode array, double[] values) {
        for (double v : values) {
            array.add(v);
        }
    }

    /**
     * Reads a release written by {@link #write(ReleasedFamilies, OutputStream)}.
     *
     * @param in left open
     * @return the release
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedFamilies read(InputStream in) throws IOException {
        JsonNode root = MAPPER.readTree(in.readAllBytes());
        int format = root.path("format").asInt(0);
        if (format < 1 || format > FORMAT) {
            throw new IOException("The released families have format " + format
                    + "; this Murmuration reads formats 1 to " + FORMAT + ". Update Murmuration.");
        }
        try {
            return parse(root);
        } catch (IllegalArgumentException | CodebookException e) {
            throw new IOException("The released families are damaged: " + e.getMessage(), e);
        }
    }

    private static ReleasedFamilies parse(JsonNode root) throws IOException {
        LinkedCodebook codebook = LinkedCodebook.parse(root.path("codebook").toString());
        List<LinkedMeasurement> tables = new ArrayList<>();
        for (JsonNode t : root.path("tables")) {
            LinkedQuery query = query(t, codebook);
            double[] values = doubles(t.path("values"));
            Checks.require(values.length == query.cells(codebook), "A table has the wrong size.");
            tables.add(new LinkedMeasurement(query, values, t.path("sigma").asDouble()));
        }
        NoisyFamilies noisy = new NoisyFamilies(
                codebook,
                root.path("count").asDouble(),
                root.path("countSigma").asDouble(),
                doubles(root.path("ladder")),
                root.path("ladderSigma").asDouble(),
                tables);
        List<LinkedGuarantee> guarantees = new ArrayList<>();
        for (JsonNode g : root.path("guarantees")) {
            guarantees.add(new LinkedGuarantee(
                    g.path("who").asText(),
                    g.path("families").asInt(),
                    g.path("rho").asDouble(),
                    g.path("epsilon").asDouble(-1),
                    g.path("delta").asDouble()));
        }
        Checks.require(!guarantees.isEmpty(), "The guarantees are missing.");
        return new ReleasedFamilies(
                plan(root.path("plan"), codebook),
                CertificateJson.read(root),
                noisy,
                guarantees);
    }

    private static LinkedPlan plan(JsonNode json, LinkedCodebook codebook) {
        List<LinkedQuery> queries = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (JsonNode q : json.path("workload")) {
            queries.add(query(q, codebook));
            weights.add(q.path("weight").asDouble());
        }
        List<LinkedQuery> left = new ArrayList<>();
        json.path("left").forEach(q -> left.add(query(q, codebook)));
        return LinkedPlan.of(
                        new LinkedWorkload(codebook, queries, weights, left),
                        new ApproximateDp(
                                json.path("epsilon").asDouble(),
                                json.path("delta").asDouble()))
                .with(NeighboringRelation.valueOf(json.path("neighbours").asText()))
                .with(Composition.valueOf(json.path("composition").asText()))
                .with(LinkedPlan.Split.valueOf(json.path("split").asText()));
    }

    private static LinkedQuery query(JsonNode json, LinkedCodebook codebook) {
        List<Integer> attributes = new ArrayList<>();
        for (JsonNode a : json.path("attributes")) {
            int attribute = a.asInt(-1);
            Checks.require(attribute >= 0 && attribute < codebook.size(), "A table names an unknown attribute.");
            attributes.add(attribute);
        }
        LinkedQuery query = new LinkedQuery(attributes, json.path("siblings").asBoolean(false));
        Checks.require(
                !query.siblings() || query.isAboutChildren(codebook), "Only children have siblings in the data.");
        return query;
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble(Double.NaN);
            Checks.require(Double.isFinite(values[i]), "A table holds something that is no number.");
        }
        return values;
    }
}
