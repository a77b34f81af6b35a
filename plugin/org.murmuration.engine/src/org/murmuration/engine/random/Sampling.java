// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws without replacement. */
public final class Sampling {
    private Sampling() {}

    /**
     * Different numbers from 0 to n - 1.
     *
     * @param n at least 0
     * @param size 0 to n
     * @param random what decides
     * @return in random order
     */
    public static int[] positions(int n, int size, RandomSource random) {
        if (size * 4L < n) { // few of many
            Set<Integer> chosen = new LinkedHashSet<>();
            while (chosen.size() < size) {
                chosen.add((int) random.nextLong(n));
            }
            return chosen.stream().mapToInt(Integer::intValue).toArray();
        }
        int[] all = IntStream.range(0, n).toArray();
        for (int i = 0; i < size; i++) {
            int j = i + (int) random.nextLong((long) n - i);
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return Arrays.copyOf(all, size);
    }
}
