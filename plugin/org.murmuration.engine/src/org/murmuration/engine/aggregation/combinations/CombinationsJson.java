// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookException;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.release.CertificateJson;

/**
 * The stored form of protected counts of combinations: JSON with a format version. {@code present} has a text of 0 and 1 for
 * each coded attribute, one a level; {@code keys} are the combinations as {@link CombinationCode} packs them.
 */
public final class CombinationsJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CombinationsJson() {}

    /**
     * Writes counts as UTF-8 JSON.
     *
     * @param released what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedCombinations released, OutputStream out) throws IOException {
        CombinationTable table = released.table();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("codebook", released.codebook().toJson());
            json.writeArrayFieldStart("present");
            for (boolean[] levels : table.code().present()) {
                StringBuilder text = new StringBuilder();
                for (boolean p : levels) {
                    text.append(p ? '1' : '0');
                }
                json.writeString(text.toString());
            }
            json.writeEndArray();
            json.writeNumberField("length", table.maxLength());
            json.writeNumberField("records", released.records());
            json.writeFieldName("protection");
            MAPPER.writeTree(json, protection(released.protection()));
            json.writeArrayFieldStart("keys");
            for (int i = 0; i < table.size(); i++) {
                json.writeNumber(table.key(i));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("counts");
            for (int i = 0; i < table.size(); i++) {
                json.writeNumber(table.count(i));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static ObjectNode protection(Protection protection) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (protection instanceof Protection.KAnonymity k) {
            return json.put("kind", "k-anonymity").put("resolution", k.resolution());
        }
        if (protection instanceof Protection.Imported i) {
            return json.put("kind", "imported").put("protected", i.isProtected());
        }
        Protection.DifferentialPrivacy dp = (Protection.DifferentialPrivacy) protection;
        CertificateJson.put(dp.certificate(), json.put("kind", "differential privacy"));
        ArrayNode noise = json.putArray("noise");
        dp.noise().forEach(noise::add);
        ArrayNode bounds = json.putArray("bounds");
        dp.bounds().forEach(bounds::add);
        ArrayNode thresholds = json.putArray("thresholds");
        dp.thresholds().forEach(thresholds::add);
        return json;
    }

    /**
     * Reads counts written by {@link #write}.
     *
     * @param in left open
     * @return the counts
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedCombinations read(InputStream in) throws IOException {
        JsonNode root = MAPPER.readTree(in.readAllBytes());
        int format = root.path("format").asInt(0);
        if (format != FORMAT) {
            throw new IOException("The counts have format " + format + "; this Murmuration reads format " + FORMAT
                    + ". Update Murmuration.");
        }
        try {
            Codebook codebook = Codebook.parse(root.path("codebook").asText());
            CombinationCode code = CombinationCode.of(codebook.domain(), present(root.path("present")));
            long[] keys = new long[root.path("keys").size()];
            long[] counts = new long[root.path("counts").size()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = root.path("keys").get(i).longValue();
            }
            for (int i = 0; i < counts.length; i++) {
                counts[i] = root.path("counts").get(i).longValue();
            }
            return new ReleasedCombinations(
                    codebook,
                    checked(CombinationTable.of(
                            code, code.length(root.path("length").asInt(0)), keys, counts)),
                    root.path("records").longValue(),
                    protection(root.path("protection")));
        } catch (IllegalArgumentException | CodebookException e) {
            throw new IOException("The counts are damaged: " + e.getMessage(), e);
        }
    }

    private static boolean[][] present(JsonNode texts) {
        boolean[][] present = new boolean[texts.size()][];
        for (int a = 0; a < present.length; a++) {
            String text = texts.get(a).asText();
            present[a] = new boolean[text.length()];
            for (int c = 0; c < present[a].length; c++) {
                present[a][c] = text.charAt(c) == '1';
            }
        }
        return present;
    }

    /** Items that are none, or two values of one attribute, would be taken for others. */
    private static CombinationTable checked(CombinationTable table) {
        int[] items = new int[table.maxLength()];
        for (int i = 0; i < table.size(); i++) {
            int n = table.code().unpack(table.key(i), items);
            for (int j = 0; j < n; j++) {
                boolean known = items[j] >= 1 && items[j] <= table.code().items();
                if (!known
                        || j > 0
                                && table.code().attributeOf(items[j - 1])
                                        >= table.code().attributeOf(items[j])) {
                    throw new IllegalArgumentException("a combination has unknown values");
                }
            }
        }
        return table;
    }

    private static Protection protection(JsonNode json) {
        switch (json.path("kind").asText()) {
            case "k-anonymity":
                return new Protection.KAnonymity(json.path("resolution").asInt());
            case "imported":
                return new Protection.Imported(json.path("protected").asBoolean());
            case "differential privacy":
                List<Double> noise = new ArrayList<>();
                json.path("noise").forEach(e -> noise.add(e.doubleValue()));
                List<Long> bounds = new ArrayList<>();
                json.path("bounds").forEach(e -> bounds.add(e.longValue()));
                List<Double> thresholds = new ArrayList<>();
                json.path("thresholds").forEach(e -> thresholds.add(e.doubleValue()));
                return new Protection.DifferentialPrivacy(CertificateJson.read(json), noise, bounds, thresholds);
            default:
                throw new IllegalArgumentException("the protection is unknown");
        }
    }
}
