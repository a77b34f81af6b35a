// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import org.murmuration.engine.accounting.PureDpEvent;
import org.murmuration.engine.random.RandomSource;

/**
 * Chooses a candidate by permute-and-flip (McKenna, Sheldon 2020): candidates in random order, each taken with
 * probability exp(-epsilon (best - score) / (2 Delta)). It is the same as reporting the noisy maximum with exponential
 * noise (Ding et al. 2021) and never worse than the exponential mechanism at equal epsilon. One object chooses once.
 */
public final class PermuteAndFlip {
    private final ScoredChoice choice;
    private final OneShot once = new OneShot();

    private PermuteAndFlip(ScoredChoice choice) {
        this.choice = choice;
    }

    /**
     * A mechanism of a given cost.
     *
     * @param epsilon 2^-60 to 2^20
     * @param sensitivity by how much one unit can change each score, at least 1
     * @return the mechanism
     */
    public static PermuteAndFlip ofEpsilon(double epsilon, long sensitivity) {
        return new PermuteAndFlip(new ScoredChoice(epsilon, sensitivity));
    }

    /**
     * Chooses.
     *
     * @param scores one a candidate, larger is better
     * @param label what is chosen, in words free of data
     * @param random bits; secure unless this is a test
     * @return index of the choice and its cost
     * @throws IllegalStateException when this object chose before
     */
    public Charged<Integer> choose(long[] scores, String label, RandomSource random) {
        PureDpEvent event = new PureDpEvent(label, choice.epsilon());
        long best = ScoredChoice.best(scores);
        once.spend();
        int[] order = new int[scores.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int left = order.length; left > 0; left--) {
            int at = (int) random.nextLong(left);
            int candidate = order[at];
            if (choice.accepts(best, scores[candidate], random)) {
                return new Charged<>(candidate, event);
            }
            order[at] = order[left - 1];
        }
        throw new IllegalStateException("The best candidate is always accepted.");
    }
}
