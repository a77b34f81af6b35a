// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/** Argument checks whose messages give the rule and the offending value of a parameter, never of a record. */
public final class Checks {
    private Checks() {}

    /**
     * Requires a condition.
     *
     * @param condition what must hold
     * @param rule message when it does not
     * @throws IllegalArgumentException when the condition is false
     */
    public static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * Requires a finite number above zero.
     *
     * @param value the number
     * @param name its name in the message
     * @return the number
     * @throws IllegalArgumentException when it is not finite or not positive
     */
    public static double positive(double value, String name) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, name + " must be finite and above 0, but is " + value);
        return value;
    }

    /**
     * Requires a probability strictly between 0 and 1.
     *
     * @param value the number
     * @param name its name in the message
     * @return the number
     * @throws IllegalArgumentException when it lies outside
     */
    public static double openUnit(double value, String name) {
        require(value > 0 && value < 1, name + " must lie strictly between 0 and 1, but is " + value);
        return value;
    }
}
