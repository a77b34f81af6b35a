// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.random.DiscreteGaussianSampler;
import org.murmuration.engine.random.RandomSource;

/**
 * Gaussian noise drawn exactly on a grid finer than the integers, so fine that the release is as private as one with
 * continuous noise: it is charged as a {@link GaussianEvent}, whose accounts are the tightest there are and hold for
 * noise levels chosen after looking at earlier releases (Smith, Thakurta 2022).
 *
 * <p><b>Why.</b> Let x be an integer in units of the grid, z = x + N(0, s^2), and y an integer drawn around z with
 * probability proportional to exp(-(y - z)^2 / 2 t^2). By Poisson summation the normaliser of that draw is t sqrt(2 pi)
 * to within a factor 1 +- 2.01 exp(-2 pi^2 t^2) for every z; so P(y | x) is the discrete Gaussian of variance s^2 + t^2
 * around x to within the factor exp(+-e), e = 5 exp(-2 pi^2 t^2). The discrete Gaussian is therefore post-processing of
 * the continuous one of variance s^2 but for e in each coordinate that differs between neighbours. Here t^2 = 4, e
 * below 3e-34: even 10^12 such coordinates change probabilities by less than a factor 1 + 1e-21, far below the slack
 * that the noise has by its variance being 1e-9 above what it must be. s is at least 256 grid steps, so that t^2 costs
 * less than 7e-5 of the variance.
 */
public final class FineGaussianMechanism {
    private static final double SPREAD = 4;
    private static final double SLACK = 1 + 1e-9;
    private static final double LEAST_SIGMA = 256;
    private static final int MAX_BITS = 20;

    private final double noiseMultiplier;
    private final int bits;
    private final DiscreteGaussianSampler sampler;
    private final OneShot once = new OneShot();

    private FineGaussianMechanism(double noiseMultiplier, int bits, DiscreteGaussianSampler sampler) {
        this.noiseMultiplier = noiseMultiplier;
        this.bits = bits;
        this.sampler = sampler;
    }

    /**
     * A mechanism for integers.
     *
     * @param noiseMultiplier sigma over the L2 sensitivity, above 0.001, finite; exactly what the release is charged
     * @param squaredSensitivity square of the L2 sensitivity of the whole vector, at least 1
     * @return the mechanism
     * @throws IllegalArgumentException when the noise would be too large or too small to be drawn
     */
    public static FineGaussianMechanism ofNoiseMultiplier(double noiseMultiplier, long squaredSensitivity) {
        Checks.require(
                noiseMultiplier >= 1e-3 && noiseMultiplier < Double.POSITIVE_INFINITY,
                "The noise multiplier must be at least 0.001 and finite.");
        Checks.require(squaredSensitivity >= 1, "The squared sensitivity must be at least 1.");
        double variance = Rounding.multiplyUp(
                Rounding.multiplyUp(noiseMultiplier, noiseMultiplier), Math.nextUp((double) squaredSensitivity));
        int bits = 0;
        while (bits < MAX_BITS && Math.sqrt(variance) < LEAST_SIGMA) {
            variance *= 4;
            bits++;
        }
        double whole = Rounding.addUp(Rounding.multiplyUp(variance, SLACK), SPREAD);
        return new FineGaussianMechanism(noiseMultiplier, bits, DiscreteGaussianSampler.ofVarianceAtLeast(whole));
    }

    /**
     * Standard deviation of the noise in the units of the values.
     *
     * @return sigma, above 0
     */
    public double sigma() {
        return Exact.scalb(Math.sqrt((double) sampler.varianceNumerator() / sampler.varianceDenominator()), -bits);
    }

    /**
     * What a release by this mechanism is charged.
     *
     * @param label what will be released, in words free of data
     * @return the event
     */
    public GaussianEvent event(String label) {
        return new GaussianEvent(label, noiseMultiplier);
    }

    /**
     * Releases a vector.
     *
     * @param values exact integers of the mechanism's sensitivity, left unchanged; those of absolute values above 2^43
     *     may count as smaller ones, which moves none further than before, so that nothing wraps around
     * @param label what is released, in words free of data
     * @param random bits; secure unless this is a test
     * @return noisy values, multiples of a power of two, and their cost
     * @throws IllegalStateException when this object released before
     */
    public Charged<double[]> release(long[] values, String label, RandomSource random) {
        GaussianEvent event = event(label);
        once.spend();
        long[] onGrid = new long[values.length];
        long most = Long.MAX_VALUE >> bits;
        for (int i = 0; i < values.length; i++) {
            onGrid[i] = Math.max(-most, Math.min(most, values[i])) << bits;
        }
        long[] noisy = NoisyIntegers.add(onGrid, () -> sampler.sample(random));
        double[] result = new double[noisy.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Exact.scalb(noisy[i], -bits);
        }
        return new Charged<>(result, event);
    }
}
