// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.json.JsonObject;

/**
 * A release of which only its rho is known.
 *
 * @param label what was released, in words free of data
 * @param rho zero-concentrated DP parameter, finite and above 0
 */
public record ZcdpEvent(String label, double rho) implements PrivacyEvent {
    /** Checks the parameters. */
    public ZcdpEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.positive(rho, "rho");
    }

    @Override
    public double pureEpsilon() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public ZcdpEvent withLabel(String newLabel) {
        return new ZcdpEvent(newLabel, rho);
    }

    @Override
    public String mechanism() {
        return "zCDP";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("rho", rho);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return Optional.empty();
    }
}
