// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import org.murmuration.engine.internal.Checks;

/**
 * Approximate differential privacy (Dwork, Kenthapadi, McSherry, Mironov, Naor 2006).
 *
 * @param epsilon finite and above 0
 * @param delta strictly between 0 and 1
 */
public record ApproximateDp(double epsilon, double delta) implements PrivacyLoss {
    /** Checks the parameters. */
    public ApproximateDp {
        Checks.positive(epsilon, "epsilon");
        Checks.openUnit(delta, "delta");
    }

    @Override
    public String describe() {
        return "(epsilon " + epsilon + ", delta " + delta + ") differential privacy";
    }
}
