// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Quadrature;
import org.murmuration.engine.internal.Rounding;

/**
 * Exact account of Gaussian mechanisms: mu-Gaussian differential privacy (Dong, Roth, Su 2022) and the analytic
 * Gaussian mechanism (Balle, Wang 2018).
 *
 * <p>A Gaussian mechanism with sensitivity Delta and noise sigma has mu = Delta / sigma; mu composes as the root of the
 * sum of squares, exactly and also when later mechanisms are chosen after seeing earlier outcomes (Smith, Thakurta
 * 2022).
 *
 * <pre>delta(epsilon) = Phi(mu/2 - epsilon/mu) - e^epsilon Phi(-mu/2 - epsilon/mu)
 *                = integral over x &gt; a of phi(x) (1 - e^(-mu (x - a))) dx   with a = epsilon/mu - mu/2</pre>
 *
 * <p>The integral has no cancellation; it is computed by quadrature with a relative error below 1e-12, by which results
 * are moved to the safe side.
 */
public final class GaussianDp {
    private static final double GUARD = 1e-12;
    private static final double REACH = 40;
    private static final double PANEL = 0.5;
    private static final int STEPS = 120;

    private GaussianDp() {}

    /**
     * The smallest delta, rounded up.
     *
     * @param mu finite and above 0
     * @param epsilon finite, at least 0
     * @return delta, 0 to 1
     */
    public static double delta(double mu, double epsilon) {
        Checks.positive(mu, "mu");
        Checks.require(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY, "epsilon must be finite and at least 0.");
        double a = epsilon / mu - mu / 2;
        if (a > REACH) {
            return Double.MIN_NORMAL; // the tail beyond 40 standard deviations is below 1e-350
        }
        double value = a < -REACH ? integral(a, mu, -REACH - a, 2 * REACH) : integral(a, mu, 0, reach(a));
        // an error in a of one part in 1e15 changes the density by a factor of up to 1 + |a|^2 1e-15
        return Math.min(1, Math.max(Double.MIN_NORMAL, value * (1 + GUARD + 4e-15 * a * a)));
    }

    /**
     * How far above a the integrand matters: exp(-a t - t^2/2) is below 1e-26 of its start, or of its peak, from there.
     */
    private static double reach(double a) {
        return a < 0 ? REACH - a : Math.min(REACH, 60 / Math.max(1, a));
    }

    /**
     * Integral over t of phi(a + t) (1 - exp(-mu t)), in panels over which no factor changes by more than e^2 or so.
     */
    private static double integral(double a, double mu, double from, double length) {
        double steep = Math.max(2, a > 0 ? a : Math.min(-a, 8));
        double turn = Math.min(length, 40 / mu);
        java.util.function.DoubleUnaryOperator f =
                t -> Elementary.exp(-(a + t) * (a + t) / 2 - Normal.LOG_ROOT_TWO_PI) * -Elementary.expm1(-mu * t);
        double first = Quadrature.integrate(f, from, from + turn, Math.min(1 / steep, 2 / mu));
        return turn == length
                ? first
                : first + Quadrature.integrate(f, from + turn, from + length, Math.min(PANEL, 2 / steep));
    }

    /**
     * The smallest epsilon, rounded up.
     *
     * @param mu finite and above 0
     * @param delta strictly between 0 and 1
     * @return epsilon, at least 0; {@code delta(mu, epsilon) <= delta} holds for it
     */
    public static double epsilon(double mu, double delta) {
        Checks.positive(mu, "mu");
        Checks.openUnit(delta, "delta");
        if (delta(mu, 0) <= delta) {
            return 0;
        }
        double low = 0;
        double high = mu * mu / 2 + mu * Math.sqrt(2 * Rounding.logUp(Rounding.divideUp(1, delta)));
        while (delta(mu, high) > delta) {
            high *= 1.5;
        }
        for (int i = 0; i < STEPS && high - low > 1e-13 * high; i++) {
            double middle = low + (high - low) / 2;
            if (delta(mu, middle) <= delta) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /**
     * The largest mu that keeps to a guarantee, rounded down.
     *
     * @param epsilon finite and above 0
     * @param delta strictly between 0 and 1
     * @return mu, above 0; {@code delta(mu, epsilon) <= delta} holds for it
     */
    public static double mu(double epsilon, double delta) {
        Checks.positive(epsilon, "epsilon");
        Checks.openUnit(delta, "delta");
        double low = 0;
        double high = 1;
        while (delta(high, epsilon) <= delta) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < STEPS && high - low > 1e-13 * high; i++) {
            double middle = low + (high - low) / 2;
            if (delta(middle, epsilon) <= delta) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Checks.require(low > 0, "No noise gives epsilon " + epsilon + " at delta " + delta + "; raise one of them.");
        return low;
    }
}
