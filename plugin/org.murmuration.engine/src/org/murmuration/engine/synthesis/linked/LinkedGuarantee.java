// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.murmuration.engine.accounting.ExponentialMechanismEvent;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.linked.LinkedCodebook;

/**
 * What one release promises to whom. All numbers are rounded up.
 *
 * <p><b>A parent</b> with all their children is added or removed (or replaced, if the plan says so): rho, what was
 * charged.
 *
 * <p><b>A child or a link</b>: a family F becomes F' by one child that is added, removed or changed in any way. phi and
 * phi' are not negative and their norms at most 1, so |phi - phi'|^2 is at most 2 in each query that a child has part
 * in, and 0 in the others; rho is at most 2 rho_c, rho_c being what those queries cost. A choice by scores has twice
 * the sensitivity, so four times the rho.
 *
 * <p><b>A child that m families have</b>: m families move by at most sqrt(2) each, together by m sqrt(2): at most 2 m^2
 * rho_c, and 4 m^2 for choices.
 *
 * @param who whom it protects, in words
 * @param families how many families the unit touches; 0 for a whole family
 * @param rho zero-concentrated privacy loss
 * @param epsilon approximate differential privacy at delta
 * @param delta of the release
 */
public record LinkedGuarantee(String who, int families, double rho, double epsilon, double delta) {
    /** Numbers of families for which a child's guarantee is given. */
    private static final int[] FAMILIES = {1, 2, 3, 5};

    /** Checks the numbers. */
    public LinkedGuarantee {
        Checks.positive(rho, "rho");
        Checks.require(epsilon >= 0, "epsilon must be at least 0.");
        Checks.openUnit(delta, "delta");
    }

    /**
     * The guarantees of a release.
     *
     * @param plan of it
     * @param events what was released, table by table
     * @param aboutChildren for each event whether it depends on children
     * @return for a parent, a child or link, and children of several families
     */
    static List<LinkedGuarantee> of(LinkedPlan plan, List<PrivacyEvent> events, List<Boolean> aboutChildren) {
        LinkedCodebook codebook = plan.codebook();
        double tables = 0;
        double choices = 0;
        for (int i = 0; i < events.size(); i++) {
            if (aboutChildren.get(i)) {
                if (events.get(i) instanceof ExponentialMechanismEvent) {
                    choices = Rounding.addUp(choices, events.get(i).rho());
                } else {
                    tables = Rounding.addUp(tables, events.get(i).rho());
                }
            }
        }
        double delta = plan.target().delta();
        List<LinkedGuarantee> result = new ArrayList<>();
        result.add(new LinkedGuarantee(
                "one " + codebook.parent() + " with every linked " + codebook.child(),
                0,
                plan.event().rho(),
                plan.event() instanceof GaussianEvent g
                        ? Math.min(plan.target().epsilon(), epsilon(Rounding.divideUp(1, g.noiseMultiplier()), delta))
                        : plan.target().epsilon(),
                delta));
        // noise for families that are replaced is larger by sqrt(2) already, which is how far a child moves a family
        double factor = 2.0 / plan.squaredSensitivity();
        for (int m : FAMILIES) {
            double squares = factor * m * m;
            double rho =
                    Rounding.addUp(Rounding.multiplyUp(squares, tables), Rounding.multiplyUp(2 * squares, choices));
            if (rho == 0) {
                continue;
            }
            double epsilon =
                    choices == 0 ? epsilon(Rounding.sqrtUp(2 * rho), delta) : ZcdpConversion.epsilon(rho, delta);
            String who = m == 1
                    ? "one " + codebook.child() + " of one " + codebook.parent() + ", or one link between them"
                    : String.format(Locale.ROOT, "a %s linked to %d %s rows", codebook.child(), m, codebook.parent());
            result.add(new LinkedGuarantee(who, m, rho, epsilon, delta));
        }
        return result;
    }

    /** The epsilon of mu-Gaussian privacy at delta, by bisection that ends above. */
    private static double epsilon(double mu, double delta) {
        double low = 0;
        double high = 1;
        while (GaussianDp.delta(mu, high) > delta) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < 100 && Math.nextUp(low) < high; i++) {
            double middle = low + (high - low) / 2;
            if (GaussianDp.delta(mu, middle) > delta) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
