// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * A choice by the exponential mechanism, P(i) proportional to exp(epsilon score_i / (2 Delta)) (McSherry, Talwar 2007).
 *
 * <p>The mechanism has epsilon-bounded range, which gives rho = epsilon^2 / 8 (Cesar, Rogers 2021, lemma 3.4), a
 * quarter of what pure DP alone would give.
 *
 * @param label what was chosen, in words free of data
 * @param epsilon pure DP parameter, finite and above 0
 */
public record ExponentialMechanismEvent(String label, double epsilon) implements PrivacyEvent {
    /** Checks the parameters. */
    public ExponentialMechanismEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.positive(epsilon, "epsilon");
    }

    @Override
    public double rho() {
        return Rounding.multiplyUp(epsilon, epsilon) / 8;
    }

    @Override
    public double pureEpsilon() {
        return epsilon;
    }

    @Override
    public ExponentialMechanismEvent withLabel(String newLabel) {
        return new ExponentialMechanismEvent(newLabel, epsilon);
    }

    @Override
    public String mechanism() {
        return "exponential mechanism";
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
