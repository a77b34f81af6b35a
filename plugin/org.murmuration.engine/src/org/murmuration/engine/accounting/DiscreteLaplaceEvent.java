// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * Integer vector released with discrete Laplace noise on every coordinate: pure DP with epsilon = Delta s / t, hence
 * rho = epsilon^2 / 2 (Bun, Steinke 2016, proposition 1.4).
 *
 * @param label what was released, in words free of data
 * @param sensitivity L1 sensitivity, an integer above 0
 * @param scaleNumerator t of the scale t / s, above 0
 * @param scaleDenominator s of the scale t / s, above 0
 */
public record DiscreteLaplaceEvent(String label, long sensitivity, long scaleNumerator, long scaleDenominator)
        implements PrivacyEvent {
    /** Checks the parameters. */
    public DiscreteLaplaceEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.require(sensitivity > 0, "The sensitivity must be above 0.");
        Checks.require(scaleNumerator > 0 && scaleDenominator > 0, "The scale must be above 0.");
    }

    /**
     * The pure DP parameter, rounded up.
     *
     * @return epsilon, above 0
     */
    public double epsilon() {
        double top = Rounding.multiplyUp(Math.nextUp((double) sensitivity), Math.nextUp((double) scaleDenominator));
        return Rounding.divideUp(top, Math.nextDown((double) scaleNumerator));
    }

    @Override
    public double rho() {
        return Rounding.multiplyUp(epsilon(), epsilon()) / 2;
    }

    @Override
    public double pureEpsilon() {
        return epsilon();
    }

    @Override
    public DiscreteLaplaceEvent withLabel(String newLabel) {
        return new DiscreteLaplaceEvent(newLabel, sensitivity, scaleNumerator, scaleDenominator);
    }

    @Override
    public String mechanism() {
        return "discrete Laplace";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("sensitivity", sensitivity)
                .put("scaleNumerator", scaleNumerator)
                .put("scaleDenominator", scaleDenominator);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return PrivacyLosses.of(this);
    }
}
