// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Estimate;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Group;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.release.CertificateJson;

/** The stored form of released statistics, which is also what their page shows: JSON with a format version. */
public final class ReleasedGroupsJson {
    private static final int FORMAT = 1;
    private static final String UNNAMED = "unnamed";

    private ReleasedGroupsJson() {}

    /**
     * Writes statistics as UTF-8 JSON.
     *
     * @param groups what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedGroups groups, OutputStream out) throws IOException {
        tree(groups).write(out);
    }

    /**
     * The same as text.
     *
     * @param groups what to write
     * @return JSON
     */
    public static String text(ReleasedGroups groups) {
        return tree(groups).compact();
    }

    /**
     * The same as text, with the ranges that were found for it, for views.
     *
     * @param groups what to write
     * @param found range of each column that one was found for
     * @return JSON that holds more than what is stored
     */
    public static String text(ReleasedGroups groups, Map<String, Range> found) {
        JsonObject json = tree(groups);
        JsonObject ranges = json.putObject("found");
        found.forEach((column, r) -> ranges.put(column, JsonArray.of(r.low(), r.high())));
        return json.compact();
    }

    /**
     * The numbers about the columns of a table, for views.
     *
     * @param groups what was released
     * @param lines what it says of columns
     * @return JSON: test, unit, epsilon, delta, gaussian, ledger, and the lines, each with its number, standard error
     *     and interval
     */
    public static String text(ReleasedGroups groups, List<QuickStatistics.Line> lines) {
        return tree(groups)
                .remove("groups", "titles", "keys", "events", "identity")
                .put("lines", JsonArray.of(lines, line -> new JsonObject()
                        .put("column", line.column())
                        .put("statistic", line.statistic())
                        .put("value", line.value())
                        .put("day", line.isDay())
                        .put("estimate", estimate(line.estimate()))))
                .compact();
    }

    private static JsonArray estimate(Estimate e) {
        return new JsonArray()
                .addFinite(e.value())
                .addFinite(e.error())
                .addFinite(e.low())
                .addFinite(e.high());
    }

    private static JsonObject tree(ReleasedGroups groups) {
        JsonObject json = CertificateJson.put(groups.certificate(), new JsonObject().put("format", FORMAT))
                .put("groupsPerUnit", groups.bounds().groups())
                .put("rowsPerGroup", groups.bounds().recordsPerGroup())
                .put("gaussian", groups.gaussian());
        groups.unnamed().ifPresent(u -> json.put(UNNAMED, estimate(u)));
        return json.put("keys", JsonArray.of(groups.keys()))
                .put("titles", JsonArray.of(groups.titles()))
                .put("groups", JsonArray.of(groups.groups(), g -> new JsonObject()
                        .put("values", JsonArray.of(g.values()))
                        .put("estimates", JsonArray.of(g.estimates(), ReleasedGroupsJson::estimate))));
    }

    /**
     * Reads statistics written by {@link #write}.
     *
     * @param in left open
     * @return the same statistics
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedGroups read(InputStream in) throws IOException {
        return JsonObject.readStored(in, "statistics", FORMAT, ReleasedGroupsJson::groups);
    }

    private static ReleasedGroups groups(JsonObject json) {
        return new ReleasedGroups(
                CertificateJson.read(json),
                new ContributionBounds(json.getInt("groupsPerUnit"), json.getInt("rowsPerGroup")),
                json.getArray("keys").strings(),
                json.getArray("titles").strings(),
                json.getArray("groups").objects(ReleasedGroupsJson::group),
                json.findArray(UNNAMED).map(ReleasedGroupsJson::estimate),
                json.getBoolean("gaussian"));
    }

    private static Group group(JsonObject json) {
        return new Group(
                json.getArray("values").stringsOrNulls(),
                json.getArray("estimates").arrays().stream()
                        .map(ReleasedGroupsJson::estimate)
                        .toList());
    }

    private static Estimate estimate(JsonArray json) {
        return new Estimate(json.getFinite(0), json.getFinite(1), json.getFinite(2), json.getFinite(3));
    }
}
