// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Locale;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;
import org.murmuration.engine.privacy.ApproximateDp;

/** Who will see a release: a guarantee for those who would rather not choose an epsilon. */
public enum Audience {
    /** Published. */
    @Label(
            value = "The public",
            description =
                    "Anyone may read it, keep it and join it with whatever else they know: epsilon 1, delta 1e-6.")
    PUBLIC(1, "Fit to be published."),
    /** Partners under an agreement. */
    @Label(
            value = "Partners",
            description =
                    "Partners who have agreed to keep it to themselves and not to look for people in it: epsilon 2,"
                            + " delta 1e-6.")
    PARTNERS(2, "For partners who have agreed not to pass it on and not to look for people in it."),
    /** The own organisation. */
    @Label(
            value = "Internal",
            description = "Colleagues who are bound by the same rules as those who hold the records: epsilon 4, delta"
                    + " 1e-6.")
    INTERNAL(4, "For colleagues under the same rules as you. Do not pass it on."),
    /** Whatever the next two fields say. */
    @Label(value = "Own numbers", description = "Epsilon and delta are given below.")
    OWN(0, "");

    private static final double DELTA = 1e-6;
    private static final double LITTLE = 10;

    private final double epsilon;
    private final String advice;

    Audience(double epsilon, String advice) {
        this.epsilon = epsilon;
        this.advice = advice;
    }

    /** Refers to the choice in live hints. */
    public interface Ref extends ParameterReference<Audience> {}

    /**
     * The guarantee for this audience.
     *
     * @param ownEpsilon taken for own numbers, above 0
     * @param ownDelta taken for own numbers, 0 to 1
     * @return epsilon and delta
     * @throws IllegalArgumentException when own numbers are out of range
     */
    public ApproximateDp target(double ownEpsilon, double ownDelta) {
        return this == OWN ? new ApproximateDp(ownEpsilon, ownDelta) : new ApproximateDp(epsilon, DELTA);
    }

    /**
     * What the guarantee means for a person, without Greek letters. Somebody whose odds that the person is in the
     * records are even has odds of at most e^epsilon to 1 afterwards, unless an event of probability delta occurs
     * (Dwork and Roth 2014, section 2.3); the share is rounded up.
     *
     * @param target the guarantee
     * @return sentences
     */
    public String consequence(ApproximateDp target) {
        double sure = 100 / (1 + Math.exp(-target.epsilon()));
        String most = sure > 99.9
                ? "almost certain of it"
                : String.format(Locale.ROOT, "up to %.1f %% sure of it", Math.ceil(10 * sure) / 10);
        String warning = target.epsilon() > LITTLE ? " That is hardly any protection: choose a smaller epsilon." : "";
        return ("Somebody who holds it for as likely as not that a certain person is in the records can be " + most
                        + " after reading the release, whatever else they know (but for a very small chance)." + warning
                        + " " + advice)
                .trim();
    }
}
