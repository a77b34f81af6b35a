// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import org.murmuration.engine.accounting.GaussianTail;
import org.murmuration.engine.internal.Checks;

/**
 * How many combinations that no record has may come through, by length: the part eta of the noise above the threshold
 * (the "fabrication mode" of Synthetic Data Showcase). The threshold is the standard deviation of the noise times the
 * quantile 1 - eta / 2 of the standard normal distribution. It costs no privacy, and takes true but rare combinations
 * too.
 */
public enum Fabrication {
    /** Everything with a noisy count above 0. */
    UNCONTROLLED,
    /** Few pairs, more of the longer ones: eta 0.1 for pairs, rising to 1 for the longest combinations. */
    PROGRESSIVE,
    /** Some pairs: eta 0.55 for pairs, 1 for longer ones. */
    BALANCED,
    /** Hardly any: eta 0.01. */
    MINIMIZED;

    /**
     * The part eta of each length.
     *
     * @param maxLength of the combinations, R
     * @return one a length, 1 for single values
     */
    public double[] parts(int maxLength) {
        double[] parts = new double[maxLength];
        for (int l = 1; l <= maxLength; l++) {
            parts[l - 1] = l == 1 ? 1 : part(l, maxLength);
        }
        return parts;
    }

    private double part(int l, int maxLength) {
        return switch (this) {
            case UNCONTROLLED -> 1;
            case PROGRESSIVE -> maxLength == 2 ? 0.1 : Math.min(1, 0.1 + 0.9 / (maxLength - 2) * (l - 2));
            case BALANCED -> l == 2 ? 0.55 : 1;
            case MINIMIZED -> 0.01;
        };
    }

    /**
     * The noisy count that a combination must pass.
     *
     * @param part eta, above 0, at most 1
     * @param sigma standard deviation of the noise
     * @return at least 0
     */
    static double threshold(double part, double sigma) {
        Checks.require(part > 0 && part <= 1, "The part of fabricated combinations must be above 0 and at most 1.");
        double tail = part / 2;
        double low = 0;
        double high = 40;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (GaussianTail.above(middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return part == 1 ? 0 : sigma * low;
    }
}
