// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis;

import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;

/** Budgets of whole models: the event that is charged and what it lets one spend. */
final class Costs {
    private static final String LABEL = "synthetic data model";

    private Costs() {}

    /** All releases Gaussian: as one Gaussian release, the tightest account (Balle, Wang 2018). */
    static GaussianEvent gaussian(ApproximateDp target) {
        double m = Rounding.divideUp(1, GaussianDp.mu(target.epsilon(), target.delta()));
        return new GaussianEvent(LABEL, m);
    }

    /** Squared mu that a Gaussian event covers, rounded down. */
    static double squaredMu(GaussianEvent event) {
        return Rounding.divideDown(1, Rounding.multiplyUp(event.noiseMultiplier(), event.noiseMultiplier()));
    }

    /** Gaussian releases and choices by the exponential mechanism: zero-concentrated privacy. */
    static ZcdpEvent zcdp(ApproximateDp target) {
        return new ZcdpEvent(LABEL, ZcdpConversion.rho(target.epsilon(), target.delta()));
    }
}
