// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * Real vector released with Laplace noise on every coordinate: pure DP with epsilon = Delta / b (Dwork, McSherry,
 * Nissim, Smith 2006). Murmuration itself draws only discrete noise; this event accounts for releases that others made.
 *
 * @param label what was released, in words free of data
 * @param epsilon L1 sensitivity divided by the scale b, finite and above 0
 */
public record LaplaceEvent(String label, double epsilon) implements PrivacyEvent {
    /** Checks the parameters. */
    public LaplaceEvent {
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
    public LaplaceEvent withLabel(String newLabel) {
        return new LaplaceEvent(newLabel, epsilon);
    }

    @Override
    public String mechanism() {
        return "Laplace";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("epsilon", epsilon);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return PrivacyLosses.of(this);
    }
}
