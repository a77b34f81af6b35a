// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.murmuration.engine.release.CertificateJson;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Estimate;
import org.murmuration.engine.aggregation.groups.ReleasedGroups.Group;
import org.murmuration.engine.privacy.ContributionBounds;

/** The stored form of released statistics, which is also what their page shows: JSON with a format version. */
public final class ReleasedGroupsJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReleasedGroupsJson() {}

    /**
     * Writes statistics as UTF-8 JSON.
     *
     * @param groups what to write
     * @param out left open
     * @throws IOException when writing fails
     */
    public static void write(ReleasedGroups groups, OutputStream out) throws IOException {
        out.write(MAPPER.writeValueAsBytes(tree(groups)));
    }

    /**
     * The same as text.
     *
     * @param groups what to write
     * @return JSON
     */
    public static String text(ReleasedGroups groups) {
        return tree(groups).toString();
    }

    /**
     * The same as text, with the ranges that were found for it, for views.
     *
     * @param groups what to write
     * @param found range of each column that one was found for
     * @return JSON that holds more than what is stored
     */
    public static String text(ReleasedGroups groups, Map<String, Range> found) {
        ObjectNode json = tree(groups);
        ObjectNode ranges = json.putObject("found");
        found.forEach((column, r) -> ranges.putArray(column).add(r.low()).add(r.high()));
        return json.toString();
    }

    /**
     * The numbers about the columns of a table, for views.
     *
     * @param groups what was released
     * @param lines what it says of columns
     * @return JSON: test, unit, epsilon, delta, gaussian, ledger, and the lines, each with its number, standard error and interval
     */
    public static String text(ReleasedGroups groups, List<QuickStatistics.Line> lines) {
        ObjectNode json = tree(groups);
        json.remove(List.of("groups", "titles", "keys", "events", "identity"));
        ArrayNode list = json.putArray("lines");
        for (QuickStatistics.Line line : lines) {
            Estimate e = line.estimate();
            list.addObject()
                    .put("column", line.column())
                    .put("statistic", line.statistic())
                    .put("value", line.value())
                    .put("day", line.isDay())
                    .set("estimate", estimate(e));
        }
        return json.toString();
    }

    private static ArrayNode estimate(Estimate e) {
        return MAPPER.createArrayNode()
                .add(e.value())
                .add(e.error())
                .add(e.low())
                .add(e.high());
    }

    private static ObjectNode tree(ReleasedGroups groups) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        CertificateJson.put(groups.certificate(), json);
        json.put("groupsPerUnit", groups.bounds().groups());
        json.put("rowsPerGroup", groups.bounds().recordsPerGroup());
        json.put("gaussian", groups.gaussian());
        groups.unnamed().ifPresent(u -> json.set("unnamed", estimate(u)));
        ArrayNode keys = json.putArray("keys");
        groups.keys().forEach(keys::add);
        ArrayNode titles = json.putArray("titles");
        groups.titles().forEach(titles::add);
        ArrayNode list = json.putArray("groups");
        for (Group g : groups.groups()) {
            ObjectNode node = list.addObject();
            ArrayNode values = node.putArray("values");
            g.values().forEach(values::add);
            ArrayNode estimates = node.putArray("estimates");
            for (Estimate e : g.estimates()) {
                estimates.add(estimate(e));
            }
        }
        return json;
    }

    /**
     * Reads statistics written by {@link #write}.
     *
     * @param in left open
     * @return the same statistics
     * @throws IOException when reading fails or the content is no such JSON
     */
    public static ReleasedGroups read(InputStream in) throws IOException {
        JsonNode json = MAPPER.readTree(in.readAllBytes());
        if (json.path("format").asInt(0) != FORMAT) {
            throw new IOException(
                    "The statistics have format " + json.path("format").asInt(0) + "; this Murmuration reads format "
                            + FORMAT + ". Update Murmuration.");
        }
        try {
            List<Group> groups = new ArrayList<>();
            for (JsonNode g : json.path("groups")) {
                List<Estimate> estimates = new ArrayList<>();
                for (JsonNode e : g.path("estimates")) {
                    estimates.add(estimate(e));
                }
                groups.add(new Group(texts(g.path("values")), estimates));
            }
            return new ReleasedGroups(
                    CertificateJson.read(json),
                    new ContributionBounds(
                            json.path("groupsPerUnit").intValue(),
                            json.path("rowsPerGroup").intValue()),
                    texts(json.path("keys")),
                    texts(json.path("titles")),
                    groups,
                    json.has("unnamed") ? Optional.of(estimate(json.path("unnamed"))) : Optional.empty(),
                    json.path("gaussian").asBoolean());
        } catch (IllegalArgumentException e) {
            throw new IOException("The statistics are damaged: " + e.getMessage(), e);
        }
    }

    private static Estimate estimate(JsonNode json) {
        return new Estimate(
                json.path(0).doubleValue(),
                json.path(1).doubleValue(),
                json.path(2).doubleValue(),
                json.path(3).doubleValue());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.isNull() ? null : t.asText()));
        return texts;
    }
}
