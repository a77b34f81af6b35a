// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * Integer vector released with discrete Gaussian noise on every coordinate.
 *
 * <p>Cost: rho = Delta^2 / (2 sigma^2) with Delta the L2 sensitivity (Canonne, Kamath, Steinke 2020, theorem 14 with
 * several coordinates).
 *
 * @param label what was released, in words free of data
 * @param squaredSensitivity square of the L2 sensitivity, an integer above 0
 * @param varianceNumerator p of sigma^2 = p / q, above 0
 * @param varianceDenominator q of sigma^2 = p / q, above 0
 */
public record DiscreteGaussianEvent(
        String label, long squaredSensitivity, long varianceNumerator, long varianceDenominator)
        implements PrivacyEvent {
    /** Checks the parameters. */
    public DiscreteGaussianEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.require(squaredSensitivity > 0, "The squared sensitivity must be above 0.");
        Checks.require(varianceNumerator > 0 && varianceDenominator > 0, "The variance must be above 0.");
    }

    @Override
    public double rho() {
        double top = Rounding.multiplyUp(
                Math.nextUp((double) squaredSensitivity), Math.nextUp((double) varianceDenominator));
        return Rounding.divideUp(top, 2 * Math.nextDown((double) varianceNumerator));
    }

    @Override
    public double pureEpsilon() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public DiscreteGaussianEvent withLabel(String newLabel) {
        return new DiscreteGaussianEvent(newLabel, squaredSensitivity, varianceNumerator, varianceDenominator);
    }

    /**
     * The noise parameter sigma.
     *
     * @return square root of p / q
     */
    public double sigma() {
        return Math.sqrt((double) varianceNumerator / varianceDenominator);
    }

    @Override
    public String mechanism() {
        return "discrete Gaussian";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("squaredSensitivity", squaredSensitivity)
                .put("varianceNumerator", varianceNumerator)
                .put("varianceDenominator", varianceDenominator);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return PrivacyLosses.of(this);
    }
}
