// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;

/**
 * A budget that is spent in parts, some of them chosen after looking at earlier ones.
 *
 * <p>Costs are squared mu of Gaussian differential privacy, twice the rho of zero-concentrated privacy; a Gaussian
 * release of noise multiplier m costs 1 / m^2, a choice by the exponential mechanism epsilon^2 / 4. Gaussian releases
 * whose squared mu sum up to a number fixed beforehand are as private together as one Gaussian release of it (Smith,
 * Thakurta 2022); where choices are among them, the rho of all add up (Rogers and others 2016). Not thread-safe.
 */
public final class GaussianBudget {
    private static final double[] MARGINS = {1e-4, 1e-3, 1e-2};

    /** Share of the target that is enough: what is left is not worth another account. */
    private static final double ENOUGH = 0.985;

    private static final double AIM = 0.995;
    private static final int LINES = 6;
    private static final int MOST_PARTS = 48;

    private final double whole;
    private final List<PrivacyEvent> events = new ArrayList<>();
    private double spent;

    /**
     * A budget of which nothing is spent.
     *
     * @param squaredMu the target, above 0, finite
     */
    public GaussianBudget(double squaredMu) {
        whole = Checks.positive(squaredMu, "The budget");
    }

    /**
     * What is charged for Gaussian releases alone: one Gaussian release, the tightest account (Balle, Wang 2018), or,
     * in a ledger, one of the rho that zero-concentrated privacy allows.
     *
     * @param label what is released, in words free of data
     * @param target guarantee of all together
     * @param composition by which account
     * @return the event
     */
    public static GaussianEvent gaussian(String label, ApproximateDp target, Composition composition) {
        double m = Rounding.divideUp(1, GaussianDp.mu(target.epsilon(), target.delta()));
        while (exactEpsilon(m, target.delta()) > target.epsilon()) {
            m *= 1 + 0x1p-44; // the way back from mu to epsilon is rounded up too
        }
        if (composition == Composition.IN_LEDGER) {
            double rho = ZcdpConversion.rho(target.epsilon(), target.delta());
            m = Math.max(m, 1 / Math.sqrt(2 * rho));
            while (new GaussianEvent(label, m).rho() > rho) {
                m = Math.nextUp(m);
            }
        }
        return new GaussianEvent(label, m);
    }

    private static double exactEpsilon(double multiplier, double delta) {
        GaussianDpAccountant account = new GaussianDpAccountant();
        account.charge(new GaussianEvent("x", multiplier));
        return account.epsilon(delta);
    }

    /**
     * The largest rho, nearly, for which a release of discrete Gaussian noise keeps to a target by the exact account of
     * its loss distribution. Continuous noise could take mu^2 / 2 with mu of Gaussian differential privacy; discrete
     * noise of a large standard deviation comes close to that, which is tried with three margins and believed only
     * where the account confirms it. Where none is confirmed, the rho of zero-concentrated privacy holds, which is
     * less.
     *
     * @param target epsilon and delta of the whole release
     * @param release event of a whole rho; what it measures must not depend on outcomes
     * @return rho, above 0
     */
    public static double exactRho(ApproximateDp target, DoubleFunction<PrivacyEvent> release) {
        double concentrated = ZcdpConversion.rho(target.epsilon(), target.delta());
        double mu = GaussianDp.mu(target.epsilon(), target.delta());
        for (double margin : MARGINS) {
            double rho = mu * mu / 2 * (1 - margin);
            if (rho > concentrated) {
                PldAccountant account = new PldAccountant();
                account.charge(release.apply(rho));
                if (account.epsilon(target.delta()) <= target.epsilon()) {
                    return rho;
                }
            }
        }
        return concentrated;
    }

    /**
     * By how much the noise of a release may be lowered, in a family of releases whose loss rises with a factor, until
     * the exact account of its loss distribution meets the target: found by straight lines from below, and believed
     * only where the account confirms it.
     *
     * @param target epsilon and delta of the whole release
     * @param release event of a factor; the one of factor 1 keeps to the target by basic composition
     * @return at least 1, at most 2; 1 where hardly anything would be won or the account is too slow for that many
     *     events
     */
    public static double largestFactor(ApproximateDp target, DoubleFunction<PrivacyEvent> release) {
        double best = 1;
        double reached = exactShare(target, release.apply(1));
        double next = 1;
        for (int i = 0; i < LINES && reached < ENOUGH; i++) {
            next = Math.min(2, i == 0 || next == best ? best / reached * AIM : (best + next) / 2);
            double share = exactShare(target, release.apply(next));
            if (share <= 1) {
                best = next;
                reached = share;
            }
        }
        return best;
    }

    /** Epsilon by the exact account as a share of the target; 1 where there are too many kinds of events. */
    private static double exactShare(ApproximateDp target, PrivacyEvent event) {
        if (event instanceof ComposedEvent c && c.parts().size() > MOST_PARTS) {
            return 1;
        }
        PldAccountant account = new PldAccountant();
        account.charge(event);
        return account.epsilon(target.delta()) / target.epsilon();
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
     * @throws IllegalStateException when the budget is exceeded, which is a defect of the caller
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
