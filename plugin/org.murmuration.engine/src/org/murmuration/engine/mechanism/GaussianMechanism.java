// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import org.murmuration.engine.accounting.DiscreteGaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.random.DiscreteGaussianSampler;
import org.murmuration.engine.random.RandomSource;

/**
 * Adds discrete Gaussian noise to integers (Canonne, Kamath, Steinke 2020). One object releases once. Sums beyond the
 * range of a long saturate.
 */
public final class GaussianMechanism {
    private final DiscreteGaussianSampler sampler;
    private final long squaredSensitivity;
    private final OneShot once = new OneShot();

    private GaussianMechanism(DiscreteGaussianSampler sampler, long squaredSensitivity) {
        this.sampler = sampler;
        this.squaredSensitivity = squaredSensitivity;
    }

    /**
     * A mechanism for counts of which one record moves one cell by one, whatever the number of cells.
     *
     * @param rho the target cost, above 0, finite
     * @return a mechanism with the smallest variance on the sampler's grid that keeps to rho
     */
    public static GaussianMechanism ofRho(double rho) {
        return ofRho(rho, Sensitivity.ONE);
    }

    /**
     * A mechanism for integers of a given sensitivity.
     *
     * @param rho the target cost, above 0, finite
     * @param sensitivity of the whole vector
     * @return a mechanism with the smallest variance on the sampler's grid that keeps to rho
     */
    public static GaussianMechanism ofRho(double rho, Sensitivity sensitivity) {
        Checks.positive(rho, "rho");
        double variance = Rounding.divideUp(Math.nextUp((double) sensitivity.squaredL2()), 2 * rho);
        GaussianMechanism mechanism = ofVariance(variance, sensitivity);
        while (mechanism.event("calibration").rho() > rho) {
            variance = Math.max(Math.nextUp(variance), variance * (1 + 0x1p-40));
            mechanism = ofVariance(variance, sensitivity);
        }
        return mechanism;
    }

    /**
     * A mechanism of a given noise.
     *
     * @param variance sigma^2, rounded up to the sampler's grid, 2^-20 to 2^60
     * @param sensitivity of the whole vector
     * @return the mechanism
     */
    public static GaussianMechanism ofVariance(double variance, Sensitivity sensitivity) {
        return new GaussianMechanism(DiscreteGaussianSampler.ofVarianceAtLeast(variance), sensitivity.squaredL2());
    }

    /**
     * Noise parameter.
     *
     * @return square root of the variance parameter
     */
    public double sigma() {
        return Math.sqrt((double) sampler.varianceNumerator() / sampler.varianceDenominator());
    }

    /**
     * What a release by this mechanism is charged, known before anything is released.
     *
     * @param label what will be released, in words free of data
     * @return the event
     */
    public DiscreteGaussianEvent event(String label) {
        return new DiscreteGaussianEvent(
                label, squaredSensitivity, sampler.varianceNumerator(), sampler.varianceDenominator());
    }

    /**
     * Releases all cells of a marginal. One record added or removed moves one of them by one.
     *
     * @param marginal exact counts
     * @param random bits; secure unless this is a test
     * @return noisy counts and their cost
     * @throws IllegalStateException when this object released before
     */
    public Charged<ReleasedMarginal> release(Marginal marginal, RandomSource random) {
        PrivacyEvent event = spend("marginal " + marginal.clique().describe(marginal.domain()));
        long[] noisy = NoisyIntegers.add(marginal.counts(), () -> sampler.sample(random));
        return new Charged<>(ReleasedMarginal.of(marginal.clique(), noisy, sigma()), event);
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
    public Charged<ReleasedCount> release(long count, String label, RandomSource random) {
        PrivacyEvent event = spend(label);
        long noisy = NoisyIntegers.saturatedSum(count, sampler.sample(random));
        return new Charged<>(new ReleasedCount(noisy, sigma()), event);
    }

    /**
     * Releases a vector.
     *
     * @param values exact integers whose sensitivity is that of this mechanism; left unchanged
     * @param label what is released, in words free of data
     * @param random bits; secure unless this is a test
     * @return noisy integers and their cost
     * @throws IllegalStateException when this object released before
     */
    public Charged<long[]> release(long[] values, String label, RandomSource random) {
        PrivacyEvent event = spend(label);
        return new Charged<>(NoisyIntegers.add(values, () -> sampler.sample(random)), event);
    }

    private PrivacyEvent spend(String label) {
        PrivacyEvent event = event(label);
        once.spend();
        return event;
    }
}
