// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

/** Which lengths of combinations are counted most exactly (the "accuracy mode" of Synthetic Data Showcase). */
public enum LengthPriority {
    /** Short combinations: the noise of a length, per unit of sensitivity, is in proportion to 1 / (R - length + 1). */
    SHORT,
    /** All alike. */
    BALANCED,
    /** Long combinations: the noise of a length, per unit of sensitivity, is in proportion to 1 / length. */
    LONG;

    /**
     * Noise of each length in proportion.
     *
     * @param maxLength of the combinations, R
     * @return one number a length, at least 1 / R, at most 1
     */
    public double[] proportions(int maxLength) {
        double[] result = new double[maxLength];
        for (int l = 1; l <= maxLength; l++) {
            result[l - 1] = this == SHORT ? 1.0 / (maxLength - l + 1) : this == LONG ? 1.0 / l : 1;
        }
        return result;
    }
}
