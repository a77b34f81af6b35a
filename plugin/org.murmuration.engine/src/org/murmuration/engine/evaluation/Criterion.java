// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

/**
 * Something that synthetic tables of the same real table are ranked by.
 *
 * @param title its name, always the same
 * @param largerIsBetter or the smaller one
 */
public record Criterion(String title, boolean largerIsBetter) {
    /**
     * How good a value is, so that the larger is the better of two.
     *
     * @param value of a table; NaN when it has none, which is worst
     * @return to be compared with that of other tables by the same criterion
     */
    public double goodness(double value) {
        if (Double.isNaN(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        return largerIsBetter ? value : -value;
    }
}
