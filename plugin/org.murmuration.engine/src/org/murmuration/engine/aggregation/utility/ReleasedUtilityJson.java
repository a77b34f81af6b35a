// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.murmuration.engine.aggregation.utility.ReleasedUtility.Distance;
import org.murmuration.engine.aggregation.utility.ReleasedUtility.Propensity;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.mechanism.ReleasedCount;
import org.murmuration.engine.release.CertificateJson;

/** The stored form of a released evaluation, which is also what its page shows: JSON with a format version. */
public final class ReleasedUtilityJson {
    private static final int FORMAT = 1;
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
        tree(utility).write(out);
    }

    /**
     * The same as text.
     *
     * @param utility what to write
     * @return JSON
     */
    public static String text(ReleasedUtility utility) {
        return tree(utility).compact();
    }

    private static JsonObject tree(ReleasedUtility utility) {
        Propensity p = utility.propensity();
        return CertificateJson.put(utility.certificate(), new JsonObject().put("format", FORMAT))
                .put(
                        "count",
                        new JsonObject()
                                .put("value", utility.count().count())
                                .put("sigma", utility.count().sigma()))
                .put("syntheticRows", utility.syntheticRows())
                .put("distances", JsonArray.of(utility.distances(), d -> new JsonObject()
                        .put("attributes", JsonArray.of(d.attributes()))
                        .put("distance", d.distance())
                        .put(HALF_WIDTH, d.halfWidth())))
                .put(
                        "propensity",
                        new JsonObject()
                                .put("error", p.error())
                                .put(HALF_WIDTH, p.halfWidth())
                                .put("expected", p.expected())
                                .put("independent", p.independent()));
    }

    /**
     * Reads an evaluation written by {@link #write}.
     *
     * @param in left open
     * @return the same evaluation
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedUtility read(InputStream in) throws IOException {
        return JsonObject.readStored(in, "numbers of the evaluation", FORMAT, ReleasedUtilityJson::utility);
    }

    private static ReleasedUtility utility(JsonObject json) {
        JsonObject count = json.getObject("count");
        JsonObject p = json.getObject("propensity");
        return new ReleasedUtility(
                CertificateJson.read(json),
                new ReleasedCount(count.getLong("value"), count.getDouble("sigma")),
                json.getLong("syntheticRows"),
                json.getArray("distances")
                        .objects(d -> new Distance(
                                d.getArray("attributes").strings(), d.getDouble("distance"), d.getDouble(HALF_WIDTH))),
                new Propensity(
                        p.getDouble("error"),
                        p.getDouble(HALF_WIDTH),
                        p.getDouble("expected"),
                        p.getDouble("independent")));
    }
}
