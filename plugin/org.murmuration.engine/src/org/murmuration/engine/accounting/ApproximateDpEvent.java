// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * A release of which only epsilon and delta are known. It equals some epsilon-DP release outside of an event of
 * probability delta (Kairouz, Oh, Viswanath 2015, theorem 3.1), hence rho = epsilon^2 / 2 outside of that event.
 *
 * @param label what was released, in words free of data
 * @param epsilon finite, at least 0
 * @param delta above 0, below 1
 */
public record ApproximateDpEvent(String label, double epsilon, double delta) implements PrivacyEvent {
    /** Checks the parameters. */
    public ApproximateDpEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.require(
                epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY,
                "epsilon must be finite and at least 0, but is " + epsilon);
        Checks.openUnit(delta, "delta");
    }

    @Override
    public double rho() {
        return Rounding.multiplyUp(epsilon, epsilon) / 2;
    }

    @Override
    public double failure() {
        return delta;
    }

    @Override
    public double pureEpsilon() {
        return epsilon;
    }

    @Override
    public ApproximateDpEvent withLabel(String newLabel) {
        return new ApproximateDpEvent(newLabel, epsilon, delta);
    }

    @Override
    public String mechanism() {
        return "approximate DP";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("epsilon", epsilon).put("delta", delta);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return PrivacyLosses.ofApproximate(epsilon, delta);
    }
}
