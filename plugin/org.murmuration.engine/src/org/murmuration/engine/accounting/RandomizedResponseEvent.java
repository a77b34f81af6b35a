// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.json.JsonObject;

/**
 * One category out of k reported truly with probability 1 - noise, and otherwise drawn uniformly from all k (Warner
 * 1965).
 *
 * <p>With truth probability p = 1 - noise + noise / k and probability q = noise / k of each other answer, replacing the
 * category changes the log-probability of an answer by ln(p / q), -ln(p / q) or nothing.
 *
 * @param label what was asked, in words free of data
 * @param categories k, at least 2
 * @param noise probability of a uniform answer, above 0, at most 1
 */
public record RandomizedResponseEvent(String label, int categories, double noise) implements PrivacyEvent {
    /** Checks the parameters. */
    public RandomizedResponseEvent {
        Checks.require(label != null && !label.isBlank(), "An event needs a label.");
        Checks.require(categories >= 2, "Randomised response needs at least 2 categories.");
        Checks.require(noise > 0 && noise <= 1, "noise must lie above 0 and at most at 1, but is " + noise);
    }

    /**
     * Probability of the true category.
     *
     * @return 1 - noise + noise / k
     */
    public double truthProbability() {
        return 1 - noise + otherProbability();
    }

    /**
     * Probability of each other category.
     *
     * @return noise / k
     */
    public double otherProbability() {
        return noise / categories;
    }

    @Override
    public double pureEpsilon() {
        return Rounding.logUp(Rounding.divideUp(Math.nextUp(truthProbability()), Math.nextDown(otherProbability())));
    }

    @Override
    public double rho() {
        return Rounding.multiplyUp(pureEpsilon(), pureEpsilon()) / 2;
    }

    @Override
    public RandomizedResponseEvent withLabel(String newLabel) {
        return new RandomizedResponseEvent(newLabel, categories, noise);
    }

    @Override
    public String mechanism() {
        return "randomised response";
    }

    @Override
    public void writeParameters(JsonObject json) {
        json.put("categories", categories).put("noise", noise);
    }

    @Override
    public Optional<LossPair> worstPair() {
        return PrivacyLosses.of(this);
    }
}
