// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import org.murmuration.engine.internal.BinomialTail;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * What guessing which canaries were in the data says about the privacy of the whole pipeline (Steinke, Nasr, Jagielski
 * 2023, "Privacy auditing with one training run"). Sensitive: where the pipeline
 * does not keep its promise, what it made may tell about people, and so may this.
 *
 * @param canaries how many there were, each in the data with probability one half
 * @param guesses how many were guessed about
 * @param correct how many guesses were right
 */
public record CanaryReport(int canaries, int guesses, int correct) implements SensitiveResult {
    /** Largest epsilon that is tried. */
    private static final double MOST = 50;

    private static final int HALVINGS = 60;

    /** Checks the order of the numbers. */
    public CanaryReport {
        Checks.require(
                correct >= 0 && correct <= guesses && guesses <= canaries,
                "No more canaries can be guessed than there are, and no more guesses can be right than were made.");
    }

    /**
     * Lower bound on epsilon: had the pipeline been (epsilon, delta)-differentially private for canaries added or
     * removed with a smaller epsilon, as many right guesses would have had a probability below 1 - confidence. The
     * probability of at least v right ones among r guesses of m canaries is at most P[B &ge; v] + 2 m delta
     * max<sub>i</sub> P[v &gt; B &ge; v - i] / i with B binomial of r trials with probability e<sup>epsilon</sup> / (1
     * + e<sup>epsilon</sup>) (theorem 5.2 there).
     *
     * @param delta of the pipeline, 0 to less than 1
     * @param confidence of the bound, strictly between 0 and 1; 0.95 is usual
     * @return 0 or more; 0 when nothing is shown
     */
    public double epsilonAtLeast(double delta, double confidence) {
        Checks.require(delta >= 0 && delta < 1, "Delta must be at least 0 and below 1, but is " + delta);
        Checks.openUnit(confidence, "The confidence");
        double low = 0;
        double high = MOST;
        if (probability(0, delta) > 1 - confidence) {
            return 0;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (probability(middle, delta) <= 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Bound on the probability of at least as many right guesses. */
    private double probability(double epsilon, double delta) {
        BinomialTail tail = new BinomialTail(guesses, 1 / (1 + Elementary.exp(-epsilon)));
        double most = 0;
        double sum = 0;
        for (int i = 1; i <= correct && delta > 0; i++) {
            sum += tail.exactly(correct - i);
            most = Math.max(most, sum / i);
        }
        return Math.min(1, tail.atLeast(correct) + 2.0 * canaries * delta * most);
    }
}
