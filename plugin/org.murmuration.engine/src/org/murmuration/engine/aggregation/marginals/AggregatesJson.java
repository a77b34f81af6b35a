// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.release.CertificateJson;

/** The stored form of released aggregates: JSON with a format version. */
public final class AggregatesJson {
    private static final int FORMAT = 1;

    private AggregatesJson() {}

    /**
     * Writes aggregates as UTF-8 JSON.
     *
     * @param aggregates what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedAggregates aggregates, OutputStream out) throws IOException {
        CertificateJson.put(aggregates.certificate(), new JsonObject().put("format", FORMAT))
                .put("codebook", aggregates.codebook().toJson())
                .put(
                        "count",
                        new JsonObject()
                                .put("value", aggregates.count().count())
                                .put("sigma", aggregates.count().sigma()))
                .put("marginals", JsonArray.of(aggregates.marginals(), AggregatesJson::json))
                .write(out);
    }

    private static JsonObject json(ReleasedMarginal marginal) {
        JsonArray counts = new JsonArray();
        for (int i = 0; i < marginal.cells(); i++) {
            counts.add(marginal.count(i));
        }
        return new JsonObject()
                .put("attributes", JsonArray.of(marginal.clique().toArray()))
                .put("sigma", marginal.sigma())
                .put("counts", counts);
    }

    /**
     * Reads aggregates written by {@link #write}.
     *
     * @param in left open
     * @return the aggregates
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedAggregates read(InputStream in) throws IOException {
        return JsonObject.readStored(in, "aggregates", FORMAT, AggregatesJson::aggregates);
    }

    private static ReleasedAggregates aggregates(JsonObject json) {
        JsonObject count = json.getObject("count");
        Codebook codebook = Codebook.parse(json.getString("codebook"));
        int attributes = codebook.domain().size();
        return new ReleasedAggregates(
                codebook,
                CertificateJson.read(json),
                new ReleasedCount(count.getLong("value"), count.getDouble("sigma")),
                json.getArray("marginals").objects(m -> marginal(m, attributes)));
    }

    private static ReleasedMarginal marginal(JsonObject json, int attributes) {
        return ReleasedMarginal.of(
                Clique.within(attributes, json.getArray("attributes").toInts()),
                json.getArray("counts").toLongs(),
                json.getDouble("sigma"));
    }
}
