// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.util.CombinatoricsUtils;

/** Probabilities of the number of successes in independent trials. */
public final class BinomialTail {
    private final int trials;
    private final double probability;

    /**
     * A distribution.
     *
     * @param trials at least 0
     * @param probability of a success, strictly between 0 and 1
     */
    public BinomialTail(int trials, double probability) {
        Checks.openUnit(probability, "The probability");
        this.trials = trials;
        this.probability = probability;
    }

    /**
     * Probability of at least so many successes, by the incomplete beta function.
     *
     * @param successes any number
     * @return 0 to 1
     */
    public double atLeast(int successes) {
        return successes <= 0
                ? 1
                : successes > trials ? 0 : Beta.regularizedBeta(probability, successes, trials - successes + 1.0);
    }

    /**
     * Probability of exactly so many successes.
     *
     * @param successes any number
     * @return 0 to 1
     */
    public double exactly(int successes) {
        return successes < 0 || successes > trials
                ? 0
                : Elementary.exp(CombinatoricsUtils.binomialCoefficientLog(trials, successes)
                        + successes * Elementary.log(probability)
                        + (trials - successes) * Elementary.log1p(-probability));
    }
}
