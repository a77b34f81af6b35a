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

    /**
     * All releases Gaussian: as one Gaussian release, the tightest account (Balle, Wang 2018), or, where costs are added up,
     * of the rho that zero-concentrated privacy allows.
     */
    static GaussianEvent gaussian(SynthesisTask task) {
        ApproximateDp target = task.target();
        double m = Rounding.divideUp(1, GaussianDp.mu(target.epsilon(), target.delta()));
        if (task.account() == SynthesisTask.Account.ADDED_UP) {
            double rho = ZcdpConversion.rho(target.epsilon(), target.delta());
            m = Math.max(m, 1 / Math.sqrt(2 * rho));
            while (new GaussianEvent(LABEL, m).rho() > rho) {
                m = Math.nextUp(m);
            }
        }
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
