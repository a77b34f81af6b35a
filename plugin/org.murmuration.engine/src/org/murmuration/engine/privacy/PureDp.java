// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import org.murmuration.engine.internal.Checks;

/**
 * Pure differential privacy (Dwork, McSherry, Nissim, Smith 2006).
 *
 * @param epsilon bound on the log-ratio of outcome probabilities, finite and above 0
 */
public record PureDp(double epsilon) implements PrivacyLoss {
    /** Checks the parameter. */
    public PureDp {
        Checks.positive(epsilon, "epsilon");
    }

    @Override
    public String describe() {
        return "epsilon " + epsilon + " differential privacy";
    }
}
