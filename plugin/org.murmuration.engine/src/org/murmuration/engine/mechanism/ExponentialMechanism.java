// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import org.murmuration.engine.accounting.ExponentialMechanismEvent;
import org.murmuration.engine.random.RandomSource;

/**
 * Chooses a candidate with probability proportional to exp(epsilon score / (2 Delta)) (McSherry, Talwar 2007), exactly:
 * a candidate is proposed uniformly and kept with probability exp(-epsilon (best - score) / (2 Delta)). One object
 * chooses once. Real-valued scores are put on a {@link FixedGrid} first.
 *
 * <p>The expected number of proposals is at most the number of candidates. Its bounded range costs epsilon^2 / 8 in
 * a zCDP account.
 */
public final class ExponentialMechanism {
    private final ScoredChoice choice;
    private final OneShot once = new OneShot();

    private ExponentialMechanism(ScoredChoice choice) {
        this.choice = choice;
    }

    /**
     * A mechanism of a given cost.
     *
     * @param epsilon 2^-60 to 2^20
     * @param sensitivity by how much one unit can change each score, at least 1
     * @return the mechanism
     */
    public static ExponentialMechanism ofEpsilon(double epsilon, long sensitivity) {
        return new ExponentialMechanism(new ScoredChoice(epsilon, sensitivity));
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
        ExponentialMechanismEvent event = new ExponentialMechanismEvent(label, choice.epsilon());
        long best = ScoredChoice.best(scores);
        once.spend();
        while (true) {
            int candidate = (int) random.nextLong(scores.length);
            if (choice.accepts(best, scores[candidate], random)) {
                return new Charged<>(candidate, event);
            }
        }
    }
}
