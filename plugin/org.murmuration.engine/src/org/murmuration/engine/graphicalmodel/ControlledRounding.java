// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/** Gives levels to records so that their number keeps to its expectation to within one, in random order. */
public final class ControlledRounding {
    private ControlledRounding() {}

    /**
     * Gives each member a level in proportion to weights. Level l gets between the floor and the ceiling of its
     * expectation: one uniform offset u in [0, 1) is rounded into the running sums (systematic sampling), which
     * keeps every expectation exact up to double rounding.
     *
     * @param members records to be given a level; shuffled
     * @param weights one a level, at least 0; equal ones if all are 0
     * @param column receives the level of each member at its position
     * @param random bits
     */
    public static void assign(int[] members, double[] weights, int[] column, RandomSource random) {
        double sum = 0;
        int last = weights.length - 1;
        for (int level = 0; level < weights.length; level++) {
            sum += weights[level];
        }
        while (sum > 0 && last > 0 && weights[last] == 0) {
            last--; // what rounding leaves over goes to a level that is possible
        }
        Shuffle.shuffle(members, random);
        double offset = random.nextDouble();
        double running = 0;
        int given = 0;
        for (int level = 0; level <= last; level++) {
            running += sum > 0 ? weights[level] / sum * members.length : (double) members.length / weights.length;
            int upTo = level == last ? members.length : (int) Math.min(members.length, Math.floor(running + offset));
            while (given < upTo) {
                column[members[given++]] = level;
            }
        }
    }
}
