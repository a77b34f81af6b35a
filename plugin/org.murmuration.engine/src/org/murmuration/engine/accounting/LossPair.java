// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

/** The privacy losses of the worst pair of neighbours of an event, with their probabilities. */
public abstract sealed class LossPair permits PrivacyLosses {
    /** How often one coordinate is released: integer vectors of squared length 1 to 3 have that many ones. */
    abstract long coordinates();

    /** Variance of the loss, roughly; sets the step of the grid and nothing else. */
    abstract double variance();

    /** Number whose multiples are the losses, or the largest of them; 0 if there is none. */
    abstract double unit();

    /** Puts the losses of one coordinate onto a grid. */
    abstract void collect(PrivacyLossDistribution.Builder to);
}
