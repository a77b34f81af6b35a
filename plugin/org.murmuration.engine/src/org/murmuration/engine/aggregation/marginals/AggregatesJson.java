// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.release.CertificateJson;

/**
 * The stored form of released aggregates: JSON with a format version.
 */
public final class AggregatesJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AggregatesJson() {}

    /**
     * Writes aggregates as UTF-8 JSON.
     *
     * @param aggregates what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedAggregates aggregates, OutputStream out) throws IOException {
        JsonFactory factory = new JsonFactory();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            CertificateJson.put(aggregates.certificate(), MAPPER.createObjectNode())
                    .fields()
                    .forEachRemaining(f -> field(json, f));
            json.writeStringField("codebook", aggregates.codebook().toJson());
            json.writeObjectFieldStart("count");
            json.writeNumberField("value", aggregates.count().count());
            json.writeNumberField("sigma", aggregates.count().sigma());
            json.writeEndObject();
            json.writeArrayFieldStart("marginals");
            for (ReleasedMarginal m : aggregates.marginals()) {
                json.writeStartObject();
                json.writeFieldName("attributes");
                json.writeArray(m.clique().toArray(), 0, m.clique().size());
                json.writeNumberField("sigma", m.sigma());
                json.writeArrayFieldStart("counts");
                for (int i = 0; i < m.cells(); i++) {
                    json.writeNumber(m.count(i));
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void field(JsonGenerator json, Map.Entry<String, JsonNode> field) {
        try {
            json.writeFieldName(field.getKey());
            MAPPER.writeTree(json, field.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads aggregates written by {@link #write}.
     *
     * @param in left open
     * @return the aggregates
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedAggregates read(InputStream in) throws IOException {
        JsonNode root = MAPPER.readTree(in.readAllBytes());
        int format = root.path("format").asInt(0);
        if (format < 1 || format > FORMAT) {
            throw new IOException("The aggregates have format " + format + "; this Murmuration reads format "
                    + FORMAT + ". Update Murmuration.");
        }
        try {
            List<ReleasedMarginal> marginals = new ArrayList<>();
            for (JsonNode m : root.path("marginals")) {
                int[] attributes = new int[m.path("attributes").size()];
                for (int i = 0; i < attributes.length; i++) {
                    attributes[i] = m.path("attributes").get(i).intValue();
                }
                long[] counts = new long[m.path("counts").size()];
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = m.path("counts").get(i).longValue();
                }
                marginals.add(ReleasedMarginal.of(
                        Clique.of(attributes), counts, m.path("sigma").doubleValue()));
            }
            return new ReleasedAggregates(
                    Codebook.parse(root.path("codebook").asText()),
                    CertificateJson.read(root),
                    new ReleasedCount(
                            root.path("count").path("value").longValue(),
                            root.path("count").path("sigma").doubleValue()),
                    marginals);
        } catch (IllegalArgumentException | CodebookException e) {
            throw new IOException("The aggregates are damaged: " + e.getMessage(), e);
        }
    }
}
