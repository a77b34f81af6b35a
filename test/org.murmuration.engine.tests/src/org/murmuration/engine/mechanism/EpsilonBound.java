// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Empirical lower bound of epsilon from draws on two neighbouring inputs.
 *
 * <p>Half of the draws choose an event: the set of outcomes {o : p(o) > e^t q(o)} whose estimated bound is best, over a few
 * t, and single outcomes. The other half measures it: with Clopper-Pearson bounds of 5e-7 each, p_low for the event on one
 * input and q_high on the other, epsilon is at least ln((p_low - delta) / q_high) with error probability 1e-6 (both
 * directions are tried and the larger is taken, so 2e-6).
 */
public final class EpsilonBound {
    private static final double ERROR = 5e-7;

    private EpsilonBound() {}

    /** A lower bound of epsilon at a delta. */
    public static double of(int draws, double delta, LongSupplier first, LongSupplier second) {
        Map<Long, Integer> trainA = count(draws, first);
        Map<Long, Integer> trainB = count(draws, second);
        Map<Long, Integer> testA = count(draws, first);
        Map<Long, Integer> testB = count(draws, second);
        return Math.max(
                direction(draws, delta, trainA, trainB, testA, testB),
                direction(draws, delta, trainB, trainA, testB, testA));
    }

    private static Map<Long, Integer> count(int draws, LongSupplier source) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            counts.merge(source.getAsLong(), 1, Integer::sum);
        }
        return counts;
    }

    private static double direction(
            int n,
            double delta,
            Map<Long, Integer> trainP,
            Map<Long, Integer> trainQ,
            Map<Long, Integer> testP,
            Map<Long, Integer> testQ) {
        Set<Long> best = Set.of();
        double bestBound = 0;
        for (double t = -0.5; t < 4; t += 0.05) {
            Set<Long> event = new HashSet<>();
            for (Map.Entry<Long, Integer> e : trainP.entrySet()) {
                if (e.getValue() > Math.exp(t) * (trainQ.getOrDefault(e.getKey(), 0) + 1)) {
                    event.add(e.getKey());
                }
            }
            double bound = bound(n, delta, mass(event, trainP), mass(event, trainQ));
            if (bound > bestBound) {
                bestBound = bound;
                best = event;
            }
        }
        return best.isEmpty() ? 0 : bound(n, delta, mass(best, testP), mass(best, testQ));
    }

    private static int mass(Set<Long> event, Map<Long, Integer> counts) {
        return event.stream().mapToInt(o -> counts.getOrDefault(o, 0)).sum();
    }

    private static double bound(int n, double delta, int hitsP, int hitsQ) {
        double low = hitsP == 0 ? 0 : quantile(hitsP, n - hitsP + 1.0, ERROR);
        double high = hitsQ == n ? 1 : quantile(hitsQ + 1.0, n - hitsQ, 1 - ERROR);
        return low <= delta ? 0 : Math.log((low - delta) / high);
    }

    private static double quantile(double alpha, double beta, double probability) {
        return new BetaDistribution(alpha, beta).inverseCumulativeProbability(probability);
    }
}
