// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.scores;

import java.util.Map;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.internal.Elementary;

/**
 * The part of the records that was looked at, and what is not known because of it.
 *
 * @param realRows real records that were looked at, at least 1
 * @param syntheticRows synthetic records that were looked at, at least 1
 * @param errors standard errors of scores by their {@linkplain Score#key() keys}, from leaving out a fifth of the
 *     sample in turn (jackknife)
 */
public record Sample(long realRows, long syntheticRows, Map<String, Double> errors) {
    /** Copies the map. */
    public Sample {
        errors = Map.copyOf(errors);
    }

    /**
     * A score with its standard error, of which the choice of marginals and the choice of records both have their part.
     */
    Score withError(Score score) {
        return score.withError(Elementary.hypot(score.error(), errors.getOrDefault(score.key(), Double.NaN)));
    }

    /**
     * Largest standard error that any share of records can have because of the sample.
     *
     * @return 1 / (2 sqrt(n)) of the smaller table
     */
    public double most() {
        return 0.5 / Math.sqrt(Math.min(realRows, syntheticRows));
    }
}
