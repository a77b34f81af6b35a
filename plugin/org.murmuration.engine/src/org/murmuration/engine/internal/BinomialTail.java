// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import org.apache.commons.math3.distribution.BinomialDistribution;

/** Probabilities of the number of successes in independent trials. */
public final class BinomialTail {
    private final BinomialDistribution distribution;
    private final int trials;

    /**
     * A distribution.
     *
     * @param trials at least 0
     * @param probability of a success, 0 to 1
     */
    public BinomialTail(int trials, double probability) {
        this.trials = trials;
        this.distribution = new BinomialDistribution(null, trials, probability);
    }

    /**
     * Probability of at least so many successes.
     *
     * @param successes any number
     * @return 0 to 1; summed from the smallest terms
     */
    public double atLeast(int successes) {
        double sum = 0;
        for (int i = trials; i >= Math.max(0, successes); i--) {
            sum += distribution.probability(i);
        }
        return Math.min(1, sum);
    }

    /**
     * Probability of exactly so many successes.
     *
     * @param successes any number
     * @return 0 to 1
     */
    public double exactly(int successes) {
        return distribution.probability(successes);
    }
}
