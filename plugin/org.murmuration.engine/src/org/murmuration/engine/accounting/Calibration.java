// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.function.DoubleFunction;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;

/**
 * The smallest noise that keeps to a guarantee. All searches end on the safe side: what is returned satisfies the
 * guarantee by the accountant's own upper bound.
 */
public final class Calibration {
    private static final double TOLERANCE = 1e-9;
    private static final int STEPS = 200;

    private Calibration() {}

    /**
     * Noise of one or many Gaussian releases: the analytic Gaussian mechanism (Balle, Wang 2018).
     *
     * @param target epsilon and delta of all releases together
     * @param sensitivity L2 sensitivity of each, finite and above 0
     * @param releases how many, at least 1
     * @return sigma, rounded up
     */
    public static double gaussianSigma(ApproximateDp target, double sensitivity, long releases) {
        Checks.positive(sensitivity, "The sensitivity");
        Checks.require(releases >= 1, "There must be at least one release.");
        double mu = GaussianDp.mu(target.epsilon(), target.delta());
        return Rounding.divideUp(Rounding.multiplyUp(sensitivity, Rounding.sqrtUp(releases)), mu);
    }

    /**
     * The smallest scale of any family of mechanisms whose loss falls with the scale.
     *
     * @param family event of a given scale, above 0; composed if there are several releases
     * @param target the target guarantee
     * @return a scale within a relative 1e-9 above the smallest; {@link PldAccountant} confirms the target for it
     * @throws IllegalArgumentException when no scale up to 1e15 keeps to the target
     */
    public static double scale(DoubleFunction<PrivacyEvent> family, ApproximateDp target) {
        double high = 1;
        while (!isWithin(family.apply(high), target)) {
            high *= 2;
            Checks.require(
                    high < 1e15,
                    "No noise keeps to epsilon " + target.epsilon() + " at delta " + target.delta()
                            + "; raise one of them.");
        }
        double low = high / 2;
        while (low > 1e-15 && isWithin(family.apply(low), target)) {
            high = low;
            low /= 2;
        }
        for (int i = 0; i < STEPS && high - low > TOLERANCE * high; i++) {
            double middle = low + (high - low) / 2;
            if (isWithin(family.apply(middle), target)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean isWithin(PrivacyEvent event, ApproximateDp target) {
        PldAccountant accountant = new PldAccountant();
        accountant.charge(event);
        return accountant.epsilon(target.delta()) <= target.epsilon();
    }
}
