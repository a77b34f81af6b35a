// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.function.DoubleUnaryOperator;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Quadrature;

/**
 * The privacy losses of the worst pair of neighbours of each kind of event, with their probabilities.
 */
final class PrivacyLosses {
    /** Standard deviations after which normal tails are cut: their probability, below 1e-21, becomes infinite loss. */
    private static final double REACH = 9.6;

    private static final long MAX_ATOMS = 1 << 22;

    private PrivacyLosses() {}

    /**
     * Whether the worst pair of an event is known: its loss distribution, not only a bound on its moments.
     *
     * <p>Not for zCDP events and discrete Gaussians of a squared sensitivity above 3, whose worst shift depends on how it
     * is spread over coordinates, nor for composed and parallel events.
     */
    static boolean isSupported(PrivacyEvent event) {
        if (event instanceof DiscreteGaussianEvent g) {
            return g.squaredSensitivity() <= 3 && 2 * REACH * g.sigma() < MAX_ATOMS;
        }
        return !(event instanceof ZcdpEvent || event instanceof ComposedEvent || event instanceof ParallelEvent);
    }

    /** How often a coordinate is released by an event: integer vectors of squared length 1 to 3 have that many ones. */
    static long coordinates(PrivacyEvent event) {
        return event instanceof DiscreteGaussianEvent g ? g.squaredSensitivity() : 1;
    }

    /** Variance of the loss, roughly; sets the step of the grid and nothing else. */
    static double variance(PrivacyEvent event) {
        if (event instanceof GaussianEvent || event instanceof DiscreteGaussianEvent) {
            return 2 * event.rho() / coordinates(event);
        }
        if (event instanceof LaplaceEvent l) {
            double t = l.epsilon();
            return t < 1 ? t * t / 3 : Math.min(t * t, 4 + t);
        }
        double e = event.pureEpsilon();
        return Math.max(1e-300, e * e / Math.pow(Math.cosh(Math.min(300, e) / 2), 2) + 1e-3 * e * e);
    }

    /** Number whose multiples are the losses of an event, or the largest of them; 0 if there is none. */
    static double unit(PrivacyEvent event) {
        if (event instanceof DiscreteGaussianEvent g) {
            return (double) g.varianceDenominator() / g.varianceNumerator() / 2;
        }
        double largest = event.pureEpsilon();
        return largest == Double.POSITIVE_INFINITY ? 0 : largest;
    }

    /** Puts the losses of one coordinate of an event onto a grid. */
    static void collect(PrivacyEvent event, PrivacyLossDistribution.Builder to) {
        if (event instanceof GaussianEvent g) {
            gaussian(1 / g.noiseMultiplier(), to);
        } else if (event instanceof DiscreteGaussianEvent g && isSupported(g)) {
            discreteGaussian(g, to);
        } else if (event instanceof LaplaceEvent l) {
            laplace(l.epsilon(), to);
        } else if (event instanceof DiscreteLaplaceEvent l) {
            discreteLaplace(l, to);
        } else if (event instanceof RandomizedResponseEvent r) {
            double loss = r.pureEpsilon();
            to.add(loss, r.truthProbability());
            to.add(-loss, r.otherProbability());
            to.add(0, (r.categories() - 2) * r.otherProbability());
        } else if (isSupported(event)) {
            // epsilon-DP outside of an event of probability delta: randomised response is the worst (Kairouz, Oh,
            // Viswanath 2015)
            twoPoints(event.pureEpsilon(), 1 - event.failure(), to);
            to.addInfinite(event.failure());
        } else {
            throw new IllegalArgumentException("There is no loss distribution of \"" + event.label() + "\".");
        }
    }

    private static void twoPoints(double epsilon, double total, PrivacyLossDistribution.Builder to) {
        double p = 1 / (1 + Math.exp(-epsilon));
        to.add(epsilon, total * p);
        to.add(-epsilon, total * Math.exp(-epsilon) * p);
    }

    /**
     * P = N(mu, 1), Q = N(0, 1): with y = mu + z, z standard normal, the loss is mu z + mu^2 / 2. Each cell of the grid takes
     * its probability by quadrature; the parts for both ends are integrals of positive functions.
     */
    private static void gaussian(double mu, PrivacyLossDistribution.Builder to) {
        density(
                z -> Math.exp(-z * z / 2 - Normal.LOG_ROOT_TWO_PI),
                z -> mu * z + mu * mu / 2,
                loss -> loss / mu - mu / 2,
                -REACH,
                REACH,
                0.25,
                to);
        double tail = 1e-21;
        to.addInfinite(tail);
        to.add(-mu * REACH + mu * mu / 2, tail);
    }

    /** Noise of scale 1 at 0 and at epsilon: atoms at both ends, exp(-x) / 2 between them, where the loss is epsilon - 2x. */
    private static void laplace(double epsilon, PrivacyLossDistribution.Builder to) {
        to.add(epsilon, 0.5);
        to.add(-epsilon, Math.exp(-epsilon) / 2);
        density(x -> Math.exp(x) / 2, x -> epsilon + 2 * x, loss -> (loss - epsilon) / 2, -epsilon, 0, 0.5, to);
    }

    /** Spreads a density over the grid; the loss must rise with z. */
    private static void density(
            DoubleUnaryOperator density,
            DoubleUnaryOperator loss,
            DoubleUnaryOperator inverse,
            double from,
            double to,
            double panel,
            PrivacyLossDistribution.Builder grid) {
        double step = grid.step();
        double width = -Math.expm1(-step);
        long first = (long) Math.floor(loss.applyAsDouble(from) / step);
        long last = (long) Math.floor(loss.applyAsDouble(to) / step);
        for (long cell = first; cell <= last; cell++) {
            double start = cell * step;
            double a = Math.max(from, inverse.applyAsDouble(start));
            double b = Math.min(to, inverse.applyAsDouble(start + step));
            if (b <= a) {
                continue;
            }
            DoubleUnaryOperator up = z -> density.applyAsDouble(z)
                    * Math.min(1, Math.max(0, -Math.expm1(start - loss.applyAsDouble(z))) / width);
            double total = Quadrature.integrate(density, a, b, panel) * (1 + 1e-13);
            double upper = Math.min(total, Quadrature.integrate(up, a, b, panel) * (1 + 1e-12));
            grid.put(cell, total - upper);
            grid.put(cell + 1, upper);
        }
    }

    /** P(x) proportional to exp(-x^2 / 2s), Q(x) = P(x - 1): the loss is (1 - 2x) / 2s. */
    private static void discreteGaussian(DiscreteGaussianEvent event, PrivacyLossDistribution.Builder to) {
        double variance = (double) event.varianceNumerator() / event.varianceDenominator();
        int reach = (int) Math.ceil(REACH * Math.sqrt(variance)) + 2;
        double[] weight = new double[reach + 1];
        double sum = 0;
        for (int x = reach; x >= 1; x--) {
            weight[x] = Math.exp(-(double) x * x / (2 * variance));
            sum += 2 * weight[x];
        }
        weight[0] = 1;
        sum += 1;
        for (int x = -reach; x <= reach; x++) {
            to.add((1 - 2.0 * x) / (2 * variance), weight[Math.abs(x)] / sum);
        }
        to.addInfinite(1e-21);
    }

    /**
     * P(x) proportional to exp(-a |x|), Q(x) = P(x - D): the loss is aD for x at most 0, -aD from D on, a (D - 2x) between.
     */
    private static void discreteLaplace(DiscreteLaplaceEvent event, PrivacyLossDistribution.Builder to) {
        long sensitivity = event.sensitivity();
        double epsilon = event.epsilon();
        if (sensitivity > MAX_ATOMS) {
            twoPoints(epsilon, 1, to); // sound for any epsilon-DP mechanism, if not the best
            return;
        }
        double a = (double) event.scaleDenominator() / event.scaleNumerator();
        double outer = 1 / (1 + Math.exp(-a));
        to.add(epsilon, outer);
        to.add(-epsilon, outer * Math.exp(-a * sensitivity));
        double center = outer * -Math.expm1(-a);
        for (long x = 1; x < sensitivity; x++) {
            to.add(a * (sensitivity - 2 * x), center * Math.exp(-a * x));
        }
    }
}
