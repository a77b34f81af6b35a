// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import org.murmuration.engine.internal.Checks;

/**
 * Zero-concentrated differential privacy (Bun, Steinke 2016): the Renyi divergence of order alpha is at most rho alpha.
 *
 * @param rho finite and above 0
 */
public record ZeroConcentratedDp(double rho) implements PrivacyLoss {
    /** Checks the parameter. */
    public ZeroConcentratedDp {
        Checks.positive(rho, "rho");
    }

    @Override
    public String describe() {
        return "rho " + rho + " zero-concentrated differential privacy";
    }
}
