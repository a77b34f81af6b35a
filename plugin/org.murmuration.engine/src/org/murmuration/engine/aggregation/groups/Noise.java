// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.Arrays;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.mechanism.Charged;
import org.murmuration.engine.mechanism.FineGaussianMechanism;
import org.murmuration.engine.mechanism.LaplaceMechanism;
import org.murmuration.engine.random.RandomSource;

/** The noise of one measure: its size is known before anything is released, and a new mechanism draws it each time. */
final class Noise {
    private final String label;
    private final boolean isGaussian;
    private final double parameter; // epsilon, or the noise multiplier
    private final long sensitivity; // L1, or the square of L2
    private final double deviation;
    private final double scale; // of Laplace noise
    private final PrivacyEvent event;

    private Noise(
            String label,
            boolean isGaussian,
            double parameter,
            long sensitivity,
            double deviation,
            double scale,
            PrivacyEvent event) {
        this.label = label;
        this.isGaussian = isGaussian;
        this.parameter = parameter;
        this.sensitivity = sensitivity;
        this.deviation = deviation;
        this.scale = scale;
        this.event = event;
    }

    static Noise laplace(String label, double epsilon, long l1) {
        LaplaceMechanism mechanism = LaplaceMechanism.ofEpsilon(epsilon, l1);
        return new Noise(
                label, false, epsilon, l1, mechanism.standardDeviation(), mechanism.scale(), mechanism.event(label));
    }

    static Noise gaussian(String label, double mu, long squaredL2) {
        double multiplier = Rounding.divideUp(1, mu);
        FineGaussianMechanism mechanism = FineGaussianMechanism.ofNoiseMultiplier(multiplier, squaredL2);
        return new Noise(label, true, multiplier, squaredL2, mechanism.sigma(), Double.NaN, mechanism.event(label));
    }

    /** Standard deviation, in the units of the measure. */
    double deviation() {
        return deviation;
    }

    boolean isGaussian() {
        return isGaussian;
    }

    /** Scale of Laplace noise; NaN of Gaussian noise. */
    double scale() {
        return scale;
    }

    PrivacyEvent event() {
        return event;
    }

    Charged<double[]> release(long[] values, RandomSource random) {
        if (isGaussian) {
            return FineGaussianMechanism.ofNoiseMultiplier(parameter, sensitivity)
                    .release(values, label, random);
        }
        Charged<long[]> noisy =
                LaplaceMechanism.ofEpsilon(parameter, sensitivity).release(values, label, random);
        return new Charged<>(Arrays.stream(noisy.value()).asDoubleStream().toArray(), noisy.event());
    }
}
