// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.murmuration.engine.evaluation.scores.UtilityRanking;
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
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("mark", SensitiveResult.MARK);
        ArrayNode criteria = root.putArray("criteria");
        ranking.criteria()
                .forEach(c -> criteria.addObject().put("title", c.title()).put("largerIsBetter", c.largerIsBetter()));
        ArrayNode tables = root.putArray("tables");
        for (UtilityRanking.Entry e : ranking.entries()) {
            ObjectNode node = tables.addObject().put("name", e.name()).put("meanRank", e.meanRank());
            ArrayNode values = node.putArray("values");
            e.values().forEach(v -> values.add(Double.isNaN(v) ? null : v));
        }
        return root.toString();
    }
}
