// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.List;
import java.util.Map;
import org.murmuration.engine.privacy.SensitiveResult;

/** What a metric found about two tables. Each report says its own scores; all are sensitive. */
public interface ScoredReport extends SensitiveResult {
    /**
     * The scores in the order in which they are shown, each with what it is to be read against and its meaning.
     *
     * @return no two with the same {@linkplain Score#key() key}
     */
    List<Score> scores();

    /**
     * The values that tables are ranked by.
     *
     * @return in the order in which they are shown, the same criteria for all tables of the same columns; none when the
     *     metric does not rank
     */
    default Map<Criterion, Double> criteria() {
        return Map.of();
    }

    /**
     * The report of tables of which only a sample was looked at: what is known of the whole tables is theirs, not the
     * sample's.
     *
     * @param realRows number of real records
     * @param syntheticRows number of synthetic records
     * @return the report; this one where nothing depends on how many records there are
     */
    default ScoredReport ofTables(long realRows, long syntheticRows) {
        return this;
    }
}
