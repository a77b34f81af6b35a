// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * A release of which only its pure DP parameter is known; rho = epsilon^2 / 2 (Bun, Steinke 2016, proposition 1.4).
 *
 * @param label what was released, in words free of data
 * @param epsilon finite and above 0
 */
public record PureDpEvent(String label, double epsilon) implements PrivacyEvent {
    /** Checks the parameters. */
    public PureDpEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.positive(epsilon, "epsilon");
    }

    @Override
    public double rho() {
        return Rounding.multiplyUp(epsilon, epsilon) / 2;
    }

    @Override
    public double pureEpsilon() {
        return epsilon;
    }

    @Override
    public PureDpEvent withLabel(String newLabel) {
        return new PureDpEvent(newLabel, epsilon);
    }

    @Override
    public String mechanism() {
        return "pure DP";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("epsilon", epsilon);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return PrivacyLosses.ofApproximate(epsilon, 0);
    }
}
