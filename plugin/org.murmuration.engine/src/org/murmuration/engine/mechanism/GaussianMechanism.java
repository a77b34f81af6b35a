// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import org.murmuration.engine.accounting.DiscreteGaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.random.DiscreteGaussianSampler;
import org.murmuration.engine.random.RandomSource;

/**
 * Adds discrete Gaussian noise to integer counts (Canonne, Kamath, Steinke 2020). One object releases once.
 *
 * <p>Neighbouring data sets differ in one record added or removed, which changes one cell of a marginal by one, so the
 * squared L2 sensitivity is 1 however many cells there are.
 */
public final class GaussianMechanism {
    private final DiscreteGaussianSampler sampler;
    private boolean spent;

    private GaussianMechanism(DiscreteGaussianSampler sampler) {
        this.sampler = sampler;
    }

    /**
     * A mechanism whose cost does not pass a given rho when the squared sensitivity is 1.
     *
     * @param rho above 0, finite
     * @return a mechanism with the smallest variance on the sampler's grid that keeps to rho
     */
    public static GaussianMechanism ofRho(double rho) {
        Checks.positive(rho, "rho");
        double variance = Rounding.divideUp(1, 2 * rho);
        DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVarianceAtLeast(variance);
        while (event("calibration", sampler).rho() > rho) {
            variance = Math.max(Math.nextUp(variance), variance * (1 + 0x1p-40));
            sampler = DiscreteGaussianSampler.ofVarianceAtLeast(variance);
        }
        return new GaussianMechanism(sampler);
    }

    /**
     * Noise parameter.
     *
     * @return square root of the variance parameter
     */
    public double sigma() {
        return Math.sqrt((double) sampler.varianceNumerator() / sampler.varianceDenominator());
    }

    private static DiscreteGaussianEvent event(String label, DiscreteGaussianSampler sampler) {
        return new DiscreteGaussianEvent(label, 1, sampler.varianceNumerator(), sampler.varianceDenominator());
    }

    /**
     * Releases all cells of a marginal.
     *
     * @param marginal exact counts
     * @param random bits; secure unless this is a test
     * @return noisy counts and their cost
     * @throws IllegalStateException when this object released before
     */
    public Release<ReleasedMarginal> release(Marginal marginal, RandomSource random) {
        PrivacyEvent event = spend("marginal " + marginal.clique().describe(marginal.domain()));
        long[] noisy = new long[marginal.cells()];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = Math.addExact(marginal.count(i), sampler.sample(random));
        }
        return new Release<>(ReleasedMarginal.of(marginal.clique(), noisy, sigma()), event);
    }

    /**
     * Releases a count of records.
     *
     * @param count exact count
     * @param label what is counted, in words free of data
     * @param random bits; secure unless this is a test
     * @return the noisy count and its cost
     * @throws IllegalStateException when this object released before
     */
    public Release<ReleasedCount> release(long count, String label, RandomSource random) {
        PrivacyEvent event = spend(label);
        return new Release<>(new ReleasedCount(Math.addExact(count, sampler.sample(random)), sigma()), event);
    }

    private PrivacyEvent spend(String label) {
        if (spent) {
            throw new IllegalStateException("This mechanism has released already; make a new one for a new release.");
        }
        spent = true;
        return event(label, sampler);
    }
}
