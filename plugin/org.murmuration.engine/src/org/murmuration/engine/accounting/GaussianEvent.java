// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * Real vector released with Gaussian noise on every coordinate.
 *
 * <p>Cost: rho = 1 / (2 m^2) with m = sigma / Delta (Bun, Steinke 2016, proposition 1.6). Murmuration draws discrete
 * noise, on a grid fine enough for this account (see FineGaussianMechanism); it also accounts for releases that others
 * made.
 *
 * @param label what was released, in words free of data
 * @param noiseMultiplier sigma divided by the L2 sensitivity, finite and above 0
 */
public record GaussianEvent(String label, double noiseMultiplier) implements PrivacyEvent {
    /** Checks the parameters. */
    public GaussianEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.positive(noiseMultiplier, "The noise multiplier");
    }

    @Override
    public double rho() {
        double mu = Rounding.divideUp(1, noiseMultiplier);
        return Rounding.multiplyUp(mu, mu) / 2;
    }

    @Override
    public double pureEpsilon() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public GaussianEvent withLabel(String newLabel) {
        return new GaussianEvent(newLabel, noiseMultiplier);
    }

    @Override
    public String mechanism() {
        return "Gaussian";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("noiseMultiplier", noiseMultiplier);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return PrivacyLosses.of(this);
    }
}
