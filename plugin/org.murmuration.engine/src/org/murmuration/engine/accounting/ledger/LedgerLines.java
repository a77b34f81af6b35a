// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.murmuration.engine.accounting.PrivacyEventJson;

/** The content of the lines of a ledger: its opening, reservations and how they ended. */
final class LedgerLines {
    static final int FORMAT = 1;
    static final String RELEASE = "release";

    private static final String TYPE = "type";

    private LedgerLines() {}

    static ObjectNode open(LedgerTerms terms, Instant time, String software) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put(TYPE, "open")
                .put("format", FORMAT)
                .put("time", time.toString())
                .put("software", software);
        entry.set("terms", terms.toJson());
        return entry;
    }

    /** Releases by name, in order, each in its latest state. */
    static Map<String, LedgerEntry> parse(List<JsonNode> lines) {
        Map<String, LedgerEntry> entries = new LinkedHashMap<>();
        for (JsonNode line : lines) {
            String release = line.path(RELEASE).asText();
            switch (line.path(TYPE).asText()) {
                case "reserve" -> entries.put(
                        release,
                        new LedgerEntry(
                                release,
                                LedgerEntry.State.RESERVED,
                                PrivacyEventJson.read(line.path("event")),
                                line.path("node").asText(),
                                cohort(line.path("cohort")),
                                Instant.parse(line.path("time").asText()),
                                line.path("software").asText()));
                case "commit" -> entries.computeIfPresent(release, (k, e) -> e.in(LedgerEntry.State.COMMITTED));
                case "abort" -> entries.computeIfPresent(release, (k, e) -> e.in(LedgerEntry.State.ABORTED));
                default -> {
                    // the first line
                }
            }
        }
        return entries;
    }

    private static Cohort cohort(JsonNode json) {
        TreeSet<String> values = new TreeSet<>();
        json.path("values").forEach(v -> values.add(v.asText()));
        return new Cohort(json.path("attribute").asText(), values);
    }

    static ObjectNode reserve(LedgerEntry entry, String identity, String parameters) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(TYPE, "reserve")
                .put(RELEASE, entry.release())
                .put("request", identity)
                .put("parameters", parameters)
                .put("node", entry.node())
                .put("time", entry.time().toString())
                .put("software", entry.software());
        ObjectNode cohort =
                json.putObject("cohort").put("attribute", entry.cohort().attribute());
        ArrayNode values = cohort.putArray("values");
        entry.cohort().values().forEach(values::add);
        json.set("event", PrivacyEventJson.write(entry.event()));
        return json;
    }

    static ObjectNode ending(String type, String release, Instant time) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(TYPE, type)
                .put(RELEASE, release)
                .put("time", time.toString());
    }
}
