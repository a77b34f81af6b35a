// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.util.function.IntToLongFunction;
import org.murmuration.engine.accounting.PureDpEvent;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.random.RandomSource;

/**
 * Sparse vector: finds the first of many integer queries that lies at or above a threshold, at the cost of one (Dwork,
 * Roth 2014, algorithm 1, with exact discrete noise). One object answers once.
 *
 * <p>The threshold takes discrete Laplace noise of scale 2 Delta / epsilon, each query of scale 4 Delta / epsilon. In
 * the proof the threshold noise shifts by Delta and the noise of the answering query by 2 Delta, both integers, so each
 * contributes epsilon / 2 on the integer lattice as it does on the reals.
 */
public final class AboveThreshold {
    private final double epsilon;
    private final long sensitivity;
    private final OneShot once = new OneShot();

    private AboveThreshold(double epsilon, long sensitivity) {
        this.epsilon = epsilon;
        this.sensitivity = sensitivity;
    }

    /**
     * A mechanism of a given cost.
     *
     * @param epsilon finite and above 0
     * @param sensitivity by how much one unit can change each query, 1 to 2^60
     * @return the mechanism
     */
    public static AboveThreshold ofEpsilon(double epsilon, long sensitivity) {
        Checks.positive(epsilon, "epsilon");
        Checks.require(sensitivity >= 1 && sensitivity <= 1L << 60, "The sensitivity must lie in 1 .. 2^60.");
        LaplaceMechanism.ofEpsilon(
                epsilon / 2, 2 * sensitivity); // refuses a scale out of range before anything is asked
        return new AboveThreshold(epsilon, sensitivity);
    }

    /**
     * Finds the first query at or above the threshold.
     *
     * @param queries gives the exact answer of a query; asked in order, none after the one that is found
     * @param count number of queries, at least 0
     * @param threshold public
     * @param label what is asked, in words free of data
     * @param random bits; secure unless this is a test
     * @return index of the query, -1 if none was found, and the cost
     * @throws IllegalStateException when this object answered before
     */
    public Charged<Integer> firstAbove(
            IntToLongFunction queries, int count, long threshold, String label, RandomSource random) {
        PureDpEvent event = new PureDpEvent(label, epsilon);
        once.spend();
        long noisyThreshold = noisy(threshold, sensitivity, random);
        for (int i = 0; i < count; i++) {
            if (noisy(queries.applyAsLong(i), 2 * sensitivity, random) >= noisyThreshold) {
                return new Charged<>(i, event);
            }
        }
        return new Charged<>(-1, event);
    }

    private long noisy(long value, long moved, RandomSource random) {
        return LaplaceMechanism.ofEpsilon(epsilon / 2, moved)
                .release(new long[] {value}, "query", random)
                .value()[0];
    }
}
