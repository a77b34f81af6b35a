// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Quadrature;

/** The loss distributions that are known, one for each kind of mechanism. */
final class PrivacyLosses extends LossPair {
    /** Standard deviations after which normal tails are cut: their probability, below 1e-21, becomes infinite loss. */
    private static final double REACH = 9.6;

    private static final long MAX_ATOMS = 1 << 22;

    private final long coordinates;
    private final double variance;
    private final double unit;
    private final Consumer<PrivacyLossDistribution.Builder> losses;

    private PrivacyLosses(
            long coordinates, double variance, double unit, Consumer<PrivacyLossDistribution.Builder> losses) {
        this.coordinates = coordinates;
        this.variance = variance;
        this.unit = unit;
        this.losses = losses;
    }

    @Override
    long coordinates() {
        return coordinates;
    }

    @Override
    double variance() {
        return variance;
    }

    @Override
    double unit() {
        return unit;
    }

    @Override
    void collect(PrivacyLossDistribution.Builder to) {
        losses.accept(to);
    }

    static Optional<LossPair> of(GaussianEvent event) {
        return Optional.of(new PrivacyLosses(1, 2 * event.rho(), 0, to -> gaussian(1 / event.noiseMultiplier(), to)));
    }

    /** Empty for a squared sensitivity above 3, whose worst shift depends on how it is spread over coordinates. */
    static Optional<LossPair> of(DiscreteGaussianEvent event) {
        long ones = event.squaredSensitivity();
        if (ones > 3 || 2 * REACH * event.sigma() >= MAX_ATOMS) {
            return Optional.empty();
        }
        double unit = (double) event.varianceDenominator() / event.varianceNumerator() / 2;
        return Optional.of(new PrivacyLosses(ones, 2 * event.rho() / ones, unit, to -> discreteGaussian(event, to)));
    }

    static Optional<LossPair> of(LaplaceEvent event) {
        double t = event.epsilon();
        double variance = t < 1 ? t * t / 3 : Math.min(t * t, 4 + t);
        return Optional.of(new PrivacyLosses(1, variance, t, to -> laplace(t, to)));
    }

    static Optional<LossPair> of(DiscreteLaplaceEvent event) {
        return ofPure(event.pureEpsilon(), to -> discreteLaplace(event, to));
    }

    static Optional<LossPair> of(RandomizedResponseEvent event) {
        double loss = event.pureEpsilon();
        return ofPure(loss, to -> {
            to.add(loss, event.truthProbability());
            to.add(-loss, event.otherProbability());
            to.add(0, (event.categories() - 2) * event.otherProbability());
        });
    }

    /**
     * Of any mechanism that is epsilon-DP outside of an event of probability delta: randomised response is the worst
     * (Kairouz, Oh, Viswanath 2015).
     */
    static Optional<LossPair> ofApproximate(double epsilon, double delta) {
        return ofPure(epsilon, to -> {
            twoPoints(epsilon, 1 - delta, to);
            to.addInfinite(delta);
        });
    }

    private static Optional<LossPair> ofPure(double epsilon, Consumer<PrivacyLossDistribution.Builder> losses) {
        double half = Elementary.exp(Math.min(300, epsilon) / 2);
        double cosh = (half + 1 / half) / 2;
        double variance = Math.max(1e-300, epsilon * epsilon / (cosh * cosh) + 1e-3 * epsilon * epsilon);
        return Optional.of(new PrivacyLosses(1, variance, epsilon, losses));
    }

    private static void twoPoints(double epsilon, double total, PrivacyLossDistribution.Builder to) {
        double p = 1 / (1 + Elementary.exp(-epsilon));
        to.add(epsilon, total * p);
        to.add(-epsilon, total * Elementary.exp(-epsilon) * p);
    }

    /**
     * P = N(mu, 1), Q = N(0, 1): with y = mu + z, z standard normal, the loss is mu z + mu^2 / 2. Each cell of the grid
     * takes its probability by quadrature; the parts for both ends are integrals of positive functions.
     */
    private static void gaussian(double mu, PrivacyLossDistribution.Builder to) {
        density(
                z -> Elementary.exp(-z * z / 2 - Normal.LOG_ROOT_TWO_PI),
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

    /**
     * Noise of scale 1 at 0 and at epsilon: atoms at both ends, exp(-x) / 2 between them, where the loss is epsilon -
     * 2x.
     */
    private static void laplace(double epsilon, PrivacyLossDistribution.Builder to) {
        to.add(epsilon, 0.5);
        to.add(-epsilon, Elementary.exp(-epsilon) / 2);
        density(x -> Elementary.exp(x) / 2, x -> epsilon + 2 * x, loss -> (loss - epsilon) / 2, -epsilon, 0, 0.5, to);
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
        double width = -Elementary.expm1(-step);
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
                    * Math.min(1, Math.max(0, -Elementary.expm1(start - loss.applyAsDouble(z))) / width);
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
            weight[x] = Elementary.exp(-(double) x * x / (2 * variance));
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
     * P(x) proportional to exp(-a |x|), Q(x) = P(x - D): the loss is aD for x at most 0, -aD from D on, a (D - 2x)
     * between.
     */
    private static void discreteLaplace(DiscreteLaplaceEvent event, PrivacyLossDistribution.Builder to) {
        long sensitivity = event.sensitivity();
        double epsilon = event.epsilon();
        if (sensitivity > MAX_ATOMS) {
            twoPoints(epsilon, 1, to); // sound for any epsilon-DP mechanism, if not the best
            return;
        }
        double a = (double) event.scaleDenominator() / event.scaleNumerator();
        double outer = 1 / (1 + Elementary.exp(-a));
        to.add(epsilon, outer);
        to.add(-epsilon, outer * Elementary.exp(-a * sensitivity));
        double center = outer * -Elementary.expm1(-a);
        for (long x = 1; x < sensitivity; x++) {
            to.add(a * (sensitivity - 2 * x), center * Elementary.exp(-a * x));
        }
    }
}
