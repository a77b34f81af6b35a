// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import org.murmuration.engine.evaluation.scores.UtilityRanking;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.privacy.SensitiveResult;

/** The JSON that the view of a comparison is made of. Private, like the ranking. */
public final class RankingJson {
    /** Format of the JSON. */
    public static final int FORMAT = 1;

    private RankingJson() {}

    /**
     * Writes a ranking.
     *
     * @param ranking the private ranking
     * @return JSON text
     */
    public static String of(UtilityRanking ranking) {
        return new JsonObject()
                .put("format", FORMAT)
                .put("mark", SensitiveResult.MARK)
                .put("criteria", JsonArray.of(ranking.criteria(), c -> new JsonObject()
                        .put("title", c.title())
                        .put("largerIsBetter", c.largerIsBetter())))
                .put("tables", JsonArray.of(ranking.entries(), RankingJson::table))
                .compact();
    }

    private static JsonObject table(UtilityRanking.Entry entry) {
        JsonArray values = new JsonArray();
        entry.values().forEach(values::addFinite);
        return new JsonObject()
                .put("name", entry.name())
                .putFinite("meanRank", entry.meanRank())
                .put("values", values);
    }
}
