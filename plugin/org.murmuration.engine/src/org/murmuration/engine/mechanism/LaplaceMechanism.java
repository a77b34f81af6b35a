// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.murmuration.engine.accounting.DiscreteLaplaceEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.random.DiscreteLaplaceSampler;
import org.murmuration.engine.random.RandomSource;

/**
 * Adds discrete Laplace (two-sided geometric) noise to integers: pure differential privacy (Ghosh, Roughgarden,
 * Sundararajan 2012). One object releases once.
 */
public final class LaplaceMechanism {
    private static final int MAX_BITS = 40;

    private final DiscreteLaplaceSampler sampler;
    private final long sensitivity;
    private final long t;
    private final long s;
    private final OneShot once = new OneShot();

    private LaplaceMechanism(long sensitivity, long t, long s) {
        this.sampler = DiscreteLaplaceSampler.ofScale(t, s);
        this.sensitivity = sensitivity;
        this.t = t;
        this.s = s;
    }

    /**
     * A mechanism of a given cost.
     *
     * <p>The scale is the smallest multiple of a power of two, with 20 significant bits, that is not below sensitivity
     * / epsilon.
     *
     * @param epsilon finite and above 0
     * @param sensitivity L1 sensitivity, at least 1
     * @return the mechanism; its epsilon is not above the one asked for
     * @throws IllegalArgumentException when a parameter or the scale, 2^-19 to 2^40, is out of range
     */
    public static LaplaceMechanism ofEpsilon(double epsilon, long sensitivity) {
        Checks.positive(epsilon, "epsilon");
        Checks.require(sensitivity >= 1, "The sensitivity must be at least 1.");
        double scale = sensitivity / epsilon;
        Checks.require(
                scale >= 0x1p-19 && scale < 0x1p39,
                "The noise scale sensitivity / epsilon must lie in 2^-19 .. 2^39, but is " + scale);
        int shift = Math.max(0, Math.min(MAX_BITS, 19 - Math.getExponent(scale)));
        long s = 1L << shift;
        long t = new BigDecimal(sensitivity)
                .multiply(new BigDecimal(s))
                .divide(new BigDecimal(epsilon), 0, RoundingMode.CEILING)
                .longValueExact();
        LaplaceMechanism mechanism = new LaplaceMechanism(sensitivity, Math.max(1, t), s);
        while (mechanism.event("calibration").epsilon() > epsilon) { // directed rounding of the account adds an ulp
            mechanism = new LaplaceMechanism(sensitivity, mechanism.t + 1, s);
        }
        return mechanism;
    }

    /**
     * What a release by this mechanism is charged.
     *
     * @param label what will be released, in words free of data
     * @return the event
     */
    public DiscreteLaplaceEvent event(String label) {
        return new DiscreteLaplaceEvent(label, sensitivity, t, s);
    }

    /**
     * Scale of the noise: P(x) is proportional to exp(-|x| / scale).
     *
     * @return above 0
     */
    public double scale() {
        return (double) t / s;
    }

    /**
     * Standard deviation of the noise.
     *
     * @return sqrt(2 q) / (1 - q) with q = exp(-1 / scale)
     */
    public double standardDeviation() {
        return Math.sqrt(2 * Elementary.exp(-1 / scale())) / -Elementary.expm1(-1 / scale());
    }

    /**
     * Releases a vector.
     *
     * @param values exact integers whose L1 sensitivity is that of this mechanism; left unchanged
     * @param label what is released, in words free of data
     * @param random bits; secure unless this is a test
     * @return noisy integers, saturated at the range of a long, and their cost
     * @throws IllegalStateException when this object released before
     */
    public Charged<long[]> release(long[] values, String label, RandomSource random) {
        PrivacyEvent event = event(label);
        once.spend();
        return new Charged<>(NoisyIntegers.add(values, () -> sampler.sample(random)), event);
    }
}
