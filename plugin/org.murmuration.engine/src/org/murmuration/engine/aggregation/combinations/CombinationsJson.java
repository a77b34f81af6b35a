// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.release.CertificateJson;

/**
 * The stored form of protected counts of combinations: JSON with a format version. {@code present} has a text of 0 and
 * 1 for each coded attribute, one a level; {@code keys} are the combinations as {@link CombinationCode} packs them.
 */
public final class CombinationsJson {
    private static final int FORMAT = 1;
    private static final String KIND = "kind";

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
        JsonArray keys = new JsonArray();
        JsonArray counts = new JsonArray();
        for (int i = 0; i < table.size(); i++) {
            keys.add(table.key(i));
            counts.add(table.count(i));
        }
        new JsonObject()
                .put("format", FORMAT)
                .put("codebook", released.codebook().toJson())
                .put("present", present(table.code().present()))
                .put("length", table.maxLength())
                .put("records", released.records())
                .put("protection", protection(released.protection()))
                .put("keys", keys)
                .put("counts", counts)
                .write(out);
    }

    private static JsonArray present(boolean[][] present) {
        JsonArray texts = new JsonArray();
        for (boolean[] levels : present) {
            StringBuilder text = new StringBuilder();
            for (boolean p : levels) {
                text.append(p ? '1' : '0');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static JsonObject protection(Protection protection) {
        JsonObject json = new JsonObject();
        if (protection instanceof Protection.KAnonymity k) {
            return json.put(KIND, "k-anonymity").put("resolution", k.resolution());
        }
        if (protection instanceof Protection.Imported i) {
            return json.put(KIND, "imported").put("protected", i.isProtected());
        }
        Protection.DifferentialPrivacy dp = (Protection.DifferentialPrivacy) protection;
        return CertificateJson.put(dp.certificate(), json.put(KIND, "differential privacy"))
                .put("noise", doubles(dp.noise()))
                .put(
                        "bounds",
                        JsonArray.of(
                                dp.bounds().stream().mapToLong(Long::longValue).toArray()))
                .put("thresholds", doubles(dp.thresholds()));
    }

    private static JsonArray doubles(List<Double> values) {
        return JsonArray.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Reads counts written by {@link #write}.
     *
     * @param in left open
     * @return the counts
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedCombinations read(InputStream in) throws IOException {
        return JsonObject.readStored(in, "counts", FORMAT, CombinationsJson::combinations);
    }

    private static ReleasedCombinations combinations(JsonObject json) {
        Codebook codebook = Codebook.parse(json.getString("codebook"));
        CombinationCode code = CombinationCode.of(codebook.domain(), present(json.getArray("present")));
        CombinationTable table = CombinationTable.of(
                code,
                code.length(json.getInt("length")),
                json.getArray("keys").toLongs(),
                json.getArray("counts").toLongs());
        return new ReleasedCombinations(
                codebook, checked(table), json.getLong("records"), protection(json.getObject("protection")));
    }

    private static boolean[][] present(JsonArray texts) {
        boolean[][] present = new boolean[texts.size()][];
        for (int a = 0; a < present.length; a++) {
            String text = texts.getString(a);
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

    private static Protection protection(JsonObject json) {
        return switch (json.getString(KIND)) {
            case "k-anonymity" -> new Protection.KAnonymity(json.getInt("resolution"));
            case "imported" -> new Protection.Imported(json.getBoolean("protected"));
            case "differential privacy" -> new Protection.DifferentialPrivacy(
                    CertificateJson.read(json),
                    doubles(json.getArray("noise")),
                    LongStream.of(json.getArray("bounds").toLongs()).boxed().toList(),
                    doubles(json.getArray("thresholds")));
            default -> throw new IllegalArgumentException("the protection is unknown");
        };
    }

    private static List<Double> doubles(JsonArray values) {
        return DoubleStream.of(values.toDoubles()).boxed().toList();
    }
}
