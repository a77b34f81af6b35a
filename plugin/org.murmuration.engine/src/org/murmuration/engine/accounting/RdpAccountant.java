// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Rounding;

/**
 * Renyi differential privacy: at each order alpha the divergences add up (Mironov 2017), and each order gives
 *
 * <pre>epsilon = R(alpha) + ln(1 - 1/alpha) - (ln delta + ln alpha) / (alpha - 1)</pre>
 *
 * (Canonne, Kamath, Steinke 2020, proposition 12). Every order is a valid bound; the best of a fixed grid is returned,
 * moved up by a relative 1e-12 of the magnitude of its terms.
 */
public final class RdpAccountant implements PrivacyAccountant {
    private static final double[] ORDERS = orders();
    private static final double GUARD = 1e-12;

    private final List<PrivacyEvent> events = new ArrayList<>();
    private final double[] divergences = new double[ORDERS.length];
    private double failure;

    /** Creates an accountant to which nothing was charged yet. */
    public RdpAccountant() {
        // starts empty
    }

    private static double[] orders() {
        double[] result = new double[600];
        for (int i = 0; i < result.length; i++) {
            result[i] = 1 + Elementary.exp(-7 + 24.0 * i / (result.length - 1));
        }
        return result;
    }

    @Override
    public void charge(PrivacyEvent event) {
        for (int i = 0; i < ORDERS.length; i++) {
            divergences[i] = Rounding.addUp(divergences[i], divergence(event, ORDERS[i]));
        }
        failure = Rounding.addUp(failure, event.failure());
        events.add(event);
    }

    /**
     * Renyi divergence of order alpha that an event may reach, rounded up.
     *
     * @param event what was released
     * @param alpha above 1, finite
     * @return at least 0
     */
    public static double divergence(PrivacyEvent event, double alpha) {
        Checks.require(alpha > 1 && alpha < Double.POSITIVE_INFINITY, "alpha must be finite and above 1.");
        if (event instanceof ComposedEvent c) {
            double sum = 0;
            for (PrivacyEvent part : c.parts()) {
                sum = Rounding.addUp(sum, divergence(part, alpha));
            }
            return Rounding.multiplyUp(sum, c.times());
        }
        if (event instanceof ParallelEvent p) {
            return p.cohorts().stream()
                    .mapToDouble(e -> divergence(e, alpha))
                    .max()
                    .orElseThrow();
        }
        double concentrated = Rounding.multiplyUp(alpha, event.rho());
        if (event instanceof LaplaceEvent l) {
            return Math.min(concentrated, laplace(l.epsilon(), alpha));
        }
        double pure = event.pureEpsilon();
        return pure == Double.POSITIVE_INFINITY ? concentrated : Math.min(concentrated, twoPoints(pure, alpha));
    }

    /** Mironov 2017, proposition 6: ln(a/(2a-1) e^((a-1)eps) + (a-1)/(2a-1) e^(-a eps)) / (a-1). */
    private static double laplace(double epsilon, double alpha) {
        double first = Elementary.log(alpha / (2 * alpha - 1)) + (alpha - 1) * epsilon;
        double second = Elementary.log((alpha - 1) / (2 * alpha - 1)) - alpha * epsilon;
        return guarded(first, second, alpha);
    }

    /** Randomised response dominates every epsilon-DP mechanism: ln(p^a q^(1-a) + q^a p^(1-a)) / (a-1). */
    private static double twoPoints(double epsilon, double alpha) {
        double logP = -Elementary.log1p(Elementary.exp(-epsilon));
        double logQ = logP - epsilon;
        return guarded(alpha * logP + (1 - alpha) * logQ, alpha * logQ + (1 - alpha) * logP, alpha);
    }

    private static double guarded(double first, double second, double alpha) {
        double high = Math.max(first, second);
        double low = Math.min(first, second);
        double value = (high + Elementary.log1p(Elementary.exp(low - high))) / (alpha - 1);
        return Math.max(0, value) + GUARD * (1 + Math.abs(first) + Math.abs(second)) / (alpha - 1);
    }

    @Override
    public List<PrivacyEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public double epsilon(double delta) {
        Checks.openUnit(delta, "delta");
        if (events.isEmpty()) {
            return 0;
        }
        double rest = failure == 0 ? delta : Math.nextDown(delta - failure);
        if (rest <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ORDERS.length; i++) {
            double alpha = ORDERS[i];
            double log = (Elementary.log(rest) + Elementary.log(alpha)) / (alpha - 1);
            double value = divergences[i] + Elementary.log1p(-1 / alpha) - log;
            best = Math.min(best, value + GUARD * (divergences[i] + Math.abs(log) + 1));
        }
        return Math.max(0, best);
    }

    @Override
    public double delta(double epsilon) {
        Checks.require(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY, "epsilon must be finite and at least 0.");
        double best = 0;
        for (int i = 0; i < ORDERS.length; i++) {
            double alpha = ORDERS[i];
            double log =
                    (alpha - 1) * (divergences[i] - epsilon + Elementary.log1p(-1 / alpha)) - Elementary.log(alpha);
            best = Math.min(best, log + GUARD * (alpha - 1) * (divergences[i] + epsilon + 1));
        }
        return events.isEmpty() ? 0 : Math.min(1, Rounding.addUp(failure, Elementary.exp(best) * (1 + GUARD)));
    }
}
