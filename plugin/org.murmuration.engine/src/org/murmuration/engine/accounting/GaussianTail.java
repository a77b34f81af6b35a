// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Quadrature;

/** Upper tail of the standard normal distribution, rounded up; accurate where it is tiny. */
public final class GaussianTail {
    private static final double LEAST = Double.MIN_NORMAL * 1e5;

    private GaussianTail() {}

    /**
     * Probability of a standard normal above x, as phi(x) times the integral of exp(-x t - t^2 / 2) over positive t.
     *
     * @param x any number; below 0 the complement is taken
     * @return at least the true probability, by a relative 1e-11 at most where that is above 1e-300
     */
    public static double above(double x) {
        if (x < 0) {
            return Math.min(1, Math.nextUp(1 - above(-x) * (1 - 1e-10)));
        }
        if (x > 38) {
            return LEAST; // above the true value there, 2.9e-316
        }
        double scale = Math.max(1, x);
        double integral = Quadrature.integrate(t -> Elementary.exp(-x * t - t * t / 2), 0, 40 / scale, 1 / scale);
        double value = integral * Elementary.exp(-x * x / 2 - Normal.LOG_ROOT_TWO_PI) * (1 + 1e-12 + 4e-15 * x * x);
        return Math.max(LEAST, value); // below it doubles have fewer digits
    }
}
