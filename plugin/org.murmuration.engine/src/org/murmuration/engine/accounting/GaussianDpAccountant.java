// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;

/** Exact account of Gaussian mechanisms and of nothing else; see {@link GaussianDp}. */
public final class GaussianDpAccountant implements PrivacyAccountant {
    private final List<PrivacyEvent> events = new ArrayList<>();
    private double squaredMu;

    /** Creates an accountant to which nothing was charged yet. */
    public GaussianDpAccountant() {
        // starts empty
    }

    /** {@inheritDoc} Takes Gaussian events and compositions of them. */
    @Override
    public void charge(PrivacyEvent event) {
        squaredMu = Rounding.addUp(squaredMu, squaredMu(event));
        events.add(event);
    }

    private static double squaredMu(PrivacyEvent event) {
        if (event instanceof ComposedEvent c) {
            double sum = 0;
            for (PrivacyEvent part : c.parts()) {
                sum = Rounding.addUp(sum, squaredMu(part));
            }
            return Rounding.multiplyUp(sum, c.times());
        }
        if (event instanceof ParallelEvent p) {
            return p.cohorts().stream()
                    .mapToDouble(GaussianDpAccountant::squaredMu)
                    .max()
                    .orElseThrow();
        }
        Checks.require(
                event instanceof GaussianEvent,
                "Gaussian differential privacy accounts for Gaussian mechanisms only; use the PLD accountant for others.");
        return 2 * event.rho();
    }

    @Override
    public List<PrivacyEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Composed parameter of Gaussian differential privacy.
     *
     * @return mu, 0 when nothing was charged
     */
    public double mu() {
        return Rounding.sqrtUp(squaredMu);
    }

    @Override
    public double epsilon(double delta) {
        Checks.openUnit(delta, "delta");
        return squaredMu == 0 ? 0 : GaussianDp.epsilon(mu(), delta);
    }

    @Override
    public double delta(double epsilon) {
        return squaredMu == 0 ? 0 : GaussianDp.delta(mu(), epsilon);
    }
}
