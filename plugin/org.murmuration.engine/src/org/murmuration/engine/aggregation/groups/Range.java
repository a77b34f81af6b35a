// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import org.murmuration.engine.internal.Checks;

/**
 * Range of values: declared from public knowledge, or released by a {@link RangeSearch}; never read from the data
 * otherwise. Values outside are moved to the nearer end.
 *
 * @param low smallest value, finite
 * @param high largest value, finite, above {@code low}; their difference is finite too
 */
public record Range(double low, double high) {
    /** Checks the ends. */
    public Range {
        Checks.require(
                Double.isFinite(low) && Double.isFinite(high) && low < high && Double.isFinite(high - low),
                "A range needs two finite ends, the lower one below the upper one, not too far apart.");
        Checks.require(
                high - low > 1e-250 && high - low < 1e250,
                "The ends of a range must lie between 1e-250 and 1e250 apart.");
    }

    /**
     * The middle.
     *
     * @return between the ends
     */
    public double middle() {
        return low + (high - low) / 2;
    }

    /**
     * Moves a value into the range.
     *
     * @param value any but NaN
     * @return within the range
     */
    public double clamp(double value) {
        return Math.min(high, Math.max(low, value));
    }
}
