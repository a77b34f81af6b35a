// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;

/**
 * A budget that is spent in parts, some of them chosen after looking at earlier ones.
 *
 * <p>Costs are squared mu of Gaussian differential privacy, twice the rho of zero-concentrated privacy; a Gaussian release of
 * noise multiplier m costs 1 / m^2, a choice by the exponential mechanism epsilon^2 / 4. Gaussian releases whose squared mu sum
 * up to a number fixed beforehand are as private together as one Gaussian release of it (Smith, Thakurta 2022); where choices
 * are among them, the rho of all add up (Rogers and others 2016). Not thread-safe.
 */
public final class GaussianBudget {
    private final double whole;
    private final List<PrivacyEvent> events = new ArrayList<>();
    private double spent;

    /**
     * A budget of which nothing is spent.
     *
     * @param squaredMu not to be passed, above 0, finite
     */
    public GaussianBudget(double squaredMu) {
        whole = Checks.positive(squaredMu, "The budget");
    }

    /**
     * What is charged for Gaussian releases alone: one Gaussian release, the tightest account (Balle, Wang 2018), or, where
     * costs are added up with others, one of the rho that zero-concentrated privacy allows.
     *
     * @param label what is released, in words free of data
     * @param target guarantee of all together
     * @param isAddedUp whether a ledger adds up
     * @return the event
     */
    public static GaussianEvent gaussian(String label, ApproximateDp target, boolean isAddedUp) {
        double m = Rounding.divideUp(1, GaussianDp.mu(target.epsilon(), target.delta()));
        if (isAddedUp) {
            double rho = ZcdpConversion.rho(target.epsilon(), target.delta());
            m = Math.max(m, 1 / Math.sqrt(2 * rho));
            while (new GaussianEvent(label, m).rho() > rho) {
                m = Math.nextUp(m);
            }
        }
        return new GaussianEvent(label, m);
    }

    /**
     * What is charged for Gaussian releases and choices by the exponential mechanism: zero-concentrated privacy.
     *
     * @param label what is released, in words free of data
     * @param target guarantee of all together
     * @return the event
     */
    public static ZcdpEvent withChoices(String label, ApproximateDp target) {
        return new ZcdpEvent(label, ZcdpConversion.rho(target.epsilon(), target.delta()));
    }

    /**
     * Squared mu that a Gaussian event covers.
     *
     * @param event charged for the whole
     * @return rounded down
     */
    public static double squaredMu(GaussianEvent event) {
        return Rounding.divideDown(1, Rounding.multiplyUp(event.noiseMultiplier(), event.noiseMultiplier()));
    }

    /**
     * Noise of a Gaussian release of a given cost.
     *
     * @param squaredMu above 0
     * @return noise multiplier, rounded up
     */
    public static double multiplier(double squaredMu) {
        double m = 1 / Math.sqrt(squaredMu);
        while (2 * new GaussianEvent("x", m).rho() > squaredMu) {
            m = Math.nextUp(m);
        }
        return m;
    }

    /**
     * Epsilon of a choice of a given cost.
     *
     * @param squaredMu above 0
     * @return epsilon, rounded down
     */
    public static double choiceEpsilon(double squaredMu) {
        double epsilon = 2 * Math.sqrt(squaredMu);
        while (Rounding.multiplyUp(epsilon, epsilon) / 4 > squaredMu) {
            epsilon = Math.nextDown(epsilon);
        }
        return epsilon;
    }

    /**
     * The whole budget.
     *
     * @return squared mu
     */
    public double whole() {
        return whole;
    }

    /**
     * What may still be spent.
     *
     * @return squared mu, at least 0
     */
    public double left() {
        return Math.max(0, whole - spent);
    }

    /**
     * Writes down a release.
     *
     * @param event what was released
     * @throws IllegalStateException when the budget is passed, which is a defect of the caller
     */
    public void charge(PrivacyEvent event) {
        spent = Rounding.addUp(spent, 2 * event.rho());
        events.add(event);
        if (spent > whole * (1 + 1e-12)) {
            throw new IllegalStateException("More was spent than the budget.");
        }
    }

    /**
     * What was released.
     *
     * @return in order
     */
    public List<PrivacyEvent> events() {
        return List.copyOf(events);
    }
}
