// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import org.murmuration.engine.internal.Normal;

/**
 * A share of successes with the half-width of its 95 % interval (Wilson 1927).
 *
 * @param value centre, 0 to 1
 * @param error half-width
 */
public record Rate(double value, double error) {
    /**
     * The share of successes: centre (s + z^2 / 2) / (n + z^2), half-width z sqrt(s (n - s) / n + z^2 / 4) / (n + z^2).
     *
     * @param successes 0 to trials
     * @param trials at least 1
     * @return the rate
     */
    public static Rate wilson(int successes, int trials) {
        double z2 = Normal.Z95 * Normal.Z95;
        double n = trials;
        return new Rate(
                (successes + z2 / 2) / (n + z2),
                Normal.Z95 / (n + z2) * Math.sqrt(successes * (n - successes) / n + z2 / 4));
    }
}
