// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Rounding;

/**
 * Conversion between zero-concentrated and approximate differential privacy.
 *
 * <p>Tight form (Canonne, Kamath, Steinke 2020, proposition 12 with xi = 0): rho-zCDP implies (epsilon, delta)-DP with
 * delta = inf over alpha &gt; 1 of exp((alpha - 1)(alpha rho - epsilon)) / (alpha - 1) * (1 - 1/alpha)^alpha. Solved
 * for epsilon at a given alpha:
 *
 * <pre>epsilon = alpha rho + (ln(1/delta) - ln(alpha - 1)) / (alpha - 1) + alpha ln(1 - 1/alpha) / (alpha - 1)</pre>
 *
 * <p>Every alpha gives a valid bound, so the search for the best one may stop anywhere without harm; the error of the
 * arithmetic is covered by adding a relative 1e-13 of the sum of the magnitudes of the terms.
 */
public final class ZcdpConversion {
    private static final double SLACK = 1e-13;
    private static final int STEPS = 200;

    private ZcdpConversion() {}

    /**
     * The epsilon of the tight conversion, rounded up; never larger than {@link #simpleEpsilon}.
     *
     * @param rho above 0, finite
     * @param delta strictly between 0 and 1
     * @return epsilon, at least 0
     */
    public static double epsilon(double rho, double delta) {
        Checks.positive(rho, "rho");
        Checks.openUnit(delta, "delta");
        // epsilon as a function of ln(alpha - 1) is unimodal; a golden-section search on a wide bracket finds its
        // valley
        double low = -40;
        double high = 80;
        double ratio = (Math.sqrt(5) - 1) / 2;
        double a = high - ratio * (high - low);
        double b = low + ratio * (high - low);
        double fa = epsilonAt(a, rho, delta);
        double fb = epsilonAt(b, rho, delta);
        double best = Math.min(fa, fb);
        for (int i = 0; i < STEPS; i++) {
            if (fa <= fb) {
                high = b;
                b = a;
                fb = fa;
                a = high - ratio * (high - low);
                fa = epsilonAt(a, rho, delta);
            } else {
                low = a;
                a = b;
                fa = fb;
                b = low + ratio * (high - low);
                fb = epsilonAt(b, rho, delta);
            }
            best = Math.min(best, Math.min(fa, fb));
        }
        return Math.max(0, Math.min(best, simpleEpsilon(rho, delta)));
    }

    private static double epsilonAt(double logGap, double rho, double delta) {
        double gap = Elementary.exp(logGap);
        double alpha = 1 + gap;
        double first = alpha * rho;
        double second = (-Elementary.log(delta) - logGap) / gap;
        double third = -alpha * Elementary.log1p(1 / gap) / gap;
        double value = first + second + third;
        double guard = SLACK * (first + (Math.abs(Elementary.log(delta)) + Math.abs(logGap)) / gap - third);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.nextUp(value + guard);
    }

    /**
     * The simple bound rho + 2 sqrt(rho ln(1/delta)) (Bun, Steinke 2016, proposition 1.3), rounded up.
     *
     * @param rho above 0, finite
     * @param delta strictly between 0 and 1
     * @return epsilon, above 0
     */
    public static double simpleEpsilon(double rho, double delta) {
        Checks.positive(rho, "rho");
        Checks.openUnit(delta, "delta");
        double log = Rounding.logUp(Rounding.divideUp(1, delta));
        return Rounding.addUp(rho, 2 * Rounding.sqrtUp(Rounding.multiplyUp(rho, log)));
    }

    /**
     * The largest rho whose {@link #epsilon} does not pass the target, by bisection that ends on the safe side.
     *
     * @param epsilon target, above 0, finite
     * @param delta strictly between 0 and 1
     * @return rho, above 0; {@code epsilon(rho, delta) <= epsilon} holds for it
     */
    public static double rho(double epsilon, double delta) {
        Checks.positive(epsilon, "epsilon");
        Checks.openUnit(delta, "delta");
        double low = 0;
        double high = epsilon + 1;
        while (epsilon(high, delta) <= epsilon) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < STEPS && Math.nextUp(low) < high; i++) {
            double middle = low + (high - low) / 2;
            if (middle > 0 && epsilon(middle, delta) <= epsilon) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Checks.require(low > 0, "No noise gives epsilon " + epsilon + " at delta " + delta + "; raise one of them.");
        return low;
    }

    /**
     * The delta of the tight conversion at a given epsilon, rounded up.
     *
     * @param rho above 0, finite
     * @param epsilon at least 0, finite
     * @return delta, above 0, at most 1
     */
    public static double delta(double rho, double epsilon) {
        Checks.positive(rho, "rho");
        Checks.require(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY, "epsilon must be finite and at least 0.");
        double low = Elementary.log(1e-300);
        double high = 0;
        for (int i = 0; i < STEPS && Math.nextUp(low) < high; i++) {
            double middle = low + (high - low) / 2;
            double delta = Elementary.exp(middle);
            if (delta > 0 && delta < 1 && epsilon(rho, delta) <= epsilon) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.min(1, Rounding.expUp(high));
    }
}
