// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.murmuration.engine.accounting.PrivacyEventJson;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;

/** The content of the lines of a ledger: its opening, reservations and how they ended. */
final class LedgerLines {
    static final int FORMAT = 1;
    static final String RELEASE = "release";

    private static final String TYPE = "type";
    private static final String TIME = "time";
    private static final String SOFTWARE = "software";

    private LedgerLines() {}

    static JsonObject open(LedgerTerms terms, Instant time, String software) {
        return new JsonObject()
                .put(TYPE, "open")
                .put("format", FORMAT)
                .put(TIME, time.toString())
                .put(SOFTWARE, software)
                .put("terms", terms.toJson());
    }

    /** Releases by name, in order, each in its latest state. */
    static Map<String, LedgerEntry> parse(List<JsonObject> lines) {
        Map<String, LedgerEntry> entries = new LinkedHashMap<>();
        for (JsonObject line : lines) {
            String release = line.getString(RELEASE, "");
            switch (line.getString(TYPE)) {
                case "reserve" -> entries.put(
                        release,
                        new LedgerEntry(
                                release,
                                LedgerEntry.State.RESERVED,
                                PrivacyEventJson.read(line.getObject("event")),
                                line.getString("node"),
                                cohort(line.getObject("cohort")),
                                time(line.getString(TIME)),
                                line.getString(SOFTWARE)));
                case "commit" -> entries.computeIfPresent(release, (k, e) -> e.in(LedgerEntry.State.COMMITTED));
                case "abort" -> entries.computeIfPresent(release, (k, e) -> e.in(LedgerEntry.State.ABORTED));
                default -> {
                    // the first line
                }
            }
        }
        return entries;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("The time of a release is no time.", e);
        }
    }

    private static Cohort cohort(JsonObject json) {
        return new Cohort(
                json.getString("attribute"),
                new TreeSet<>(json.getArray("values").strings()));
    }

    static JsonObject reserve(LedgerEntry entry, String identity, String parameters) {
        Cohort cohort = entry.cohort();
        return new JsonObject()
                .put(TYPE, "reserve")
                .put(RELEASE, entry.release())
                .put("request", identity)
                .put("parameters", parameters)
                .put("node", entry.node())
                .put(TIME, entry.time().toString())
                .put(SOFTWARE, entry.software())
                .put(
                        "cohort",
                        new JsonObject()
                                .put("attribute", cohort.attribute())
                                .put("values", JsonArray.of(cohort.values())))
                .put("event", PrivacyEventJson.write(entry.event()));
    }

    static JsonObject ending(String type, String release, Instant time) {
        return new JsonObject().put(TYPE, type).put(RELEASE, release).put(TIME, time.toString());
    }
}
