// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.release.CertificateJson;
import org.murmuration.engine.aggregation.utility.ReleasedUtility.Distance;
import org.murmuration.engine.aggregation.utility.ReleasedUtility.Propensity;
import org.murmuration.engine.mechanism.ReleasedCount;

/** The stored form of a released evaluation, which is also what its page shows: JSON with a format version. */
public final class ReleasedUtilityJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HALF_WIDTH = "halfWidth";

    private ReleasedUtilityJson() {}

    /**
     * Writes an evaluation as UTF-8 JSON.
     *
     * @param utility what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedUtility utility, OutputStream out) throws IOException {
        out.write(MAPPER.writeValueAsBytes(tree(utility)));
    }

    /**
     * The same as text.
     *
     * @param utility what to write
     * @return JSON
     */
    public static String text(ReleasedUtility utility) {
        return tree(utility).toString();
    }

    private static ObjectNode tree(ReleasedUtility utility) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        CertificateJson.put(utility.certificate(), json);
        json.putObject("count")
                .put("value", utility.count().count())
                .put("sigma", utility.count().sigma());
        json.put("syntheticRows", utility.syntheticRows());
        ArrayNode distances = json.putArray("distances");
        for (Distance d : utility.distances()) {
            ObjectNode node = distances.addObject();
            ArrayNode attributes = node.putArray("attributes");
            d.attributes().forEach(attributes::add);
            node.put("distance", d.distance()).put(HALF_WIDTH, d.halfWidth());
        }
        Propensity p = utility.propensity();
        json.putObject("propensity")
                .put("error", p.error())
                .put(HALF_WIDTH, p.halfWidth())
                .put("expected", p.expected())
                .put("independent", p.independent());
        return json;
    }

    /**
     * Reads an evaluation written by {@link #write}.
     *
     * @param in left open
     * @return the same evaluation
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedUtility read(InputStream in) throws IOException {
        JsonNode json = MAPPER.readTree(in.readAllBytes());
        if (json.path("format").asInt(0) != FORMAT) {
            throw new IOException(
                    "The evaluation has format " + json.path("format").asInt(0) + "; this Murmuration reads format "
                            + FORMAT + ". Update Murmuration.");
        }
        try {
            List<Distance> distances = new ArrayList<>();
            for (JsonNode d : json.path("distances")) {
                List<String> attributes = new ArrayList<>();
                d.path("attributes").forEach(a -> attributes.add(a.asText()));
                distances.add(new Distance(
                        attributes,
                        d.path("distance").doubleValue(),
                        d.path(HALF_WIDTH).doubleValue()));
            }
            JsonNode p = json.path("propensity");
            return new ReleasedUtility(
                    CertificateJson.read(json),
                    new ReleasedCount(
                            json.path("count").path("value").longValue(),
                            json.path("count").path("sigma").doubleValue()),
                    json.path("syntheticRows").longValue(),
                    distances,
                    new Propensity(
                            p.path("error").doubleValue(),
                            p.path(HALF_WIDTH).doubleValue(),
                            p.path("expected").doubleValue(),
                            p.path("independent").doubleValue()));
        } catch (IllegalArgumentException e) {
            throw new IOException("The evaluation is damaged: " + e.getMessage(), e);
        }
    }
}
