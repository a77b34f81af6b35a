// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;

/**
 * What k-anonymous records are asked for.
 *
 * @param method how they are made
 * @param resolution k, at least 2: every combination of values in a record is shared by at least k sensitive records
 * @param keepsRecords whether there are as many records as in the data, rounded down to a multiple of k, and missing is
 *     a value like others; if not, records are broken into fragments as Synthetic Data Showcase does
 * @param oversampling how far {@link KAnonymousMethod#VALUE_SEEDED} fragments may exceed the counts; only without
 *     {@code keepsRecords}; empty for no limit
 */
public record KAnonymousTask(
        KAnonymousMethod method, int resolution, boolean keepsRecords, Optional<Oversampling> oversampling) {
    /** Checks the parameters. */
    public KAnonymousTask {
        Checks.require(
                resolution >= KAnonymousCounts.LEAST_RESOLUTION,
                "The resolution must be at least " + KAnonymousCounts.LEAST_RESOLUTION + ": 1 would hide nobody.");
        Checks.require(
                oversampling.isEmpty() || !keepsRecords && method == KAnonymousMethod.VALUE_SEEDED,
                "Only value-seeded fragments can be kept from exceeding the counts.");
    }

    /**
     * A limit of how often combinations may come.
     *
     * @param length of the combinations that are watched, 1 to 6
     * @param ratio by which a combination may exceed its protected count, at least 0
     * @param tries refusals in a row after which a record is left as it is, at least 1
     */
    public record Oversampling(int length, double ratio, int tries) {
        /**
         * Checks the parameters.
         *
         * @param length of the combinations that are watched, 1 to 6
         * @param ratio by which a combination may exceed its protected count, at least 0
         * @param tries refusals in a row after which a record is left as it is, at least 1
         */
        public Oversampling {
            Checks.require(
                    length >= 1 && length <= KAnonymousCounts.MAX_LENGTH,
                    "The length of combinations must be 1 to " + KAnonymousCounts.MAX_LENGTH + ", not " + length + ".");
            Checks.require(
                    ratio >= 0 && ratio < Double.POSITIVE_INFINITY,
                    "The ratio by which counts may be exceeded must be at least 0.");
            Checks.require(tries >= 1, "There must be at least one try.");
        }
    }

    /**
     * Records that keep their number.
     *
     * @param method how they are made
     * @param resolution k, at least 2
     * @return the task
     */
    public static KAnonymousTask of(KAnonymousMethod method, int resolution) {
        return new KAnonymousTask(method, resolution, true, Optional.empty());
    }
}
