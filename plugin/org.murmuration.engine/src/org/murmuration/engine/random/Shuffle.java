// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.util.stream.IntStream;

/** Uniformly random orders (Fisher and Yates, from the last place to the first). */
public final class Shuffle {
    private Shuffle() {}

    /**
     * The numbers from 0 to n - 1 in random order.
     *
     * @param n at least 0
     * @param random bits
     * @return n different numbers
     */
    public static int[] positions(int n, RandomSource random) {
        int[] order = IntStream.range(0, n).toArray();
        shuffle(order, random);
        return order;
    }

    /**
     * Shuffles values.
     *
     * @param values changed in place
     * @param random bits
     */
    public static void shuffle(int[] values, RandomSource random) {
        shuffle(values, 0, values.length, random);
    }

    /**
     * Shuffles a part of an array.
     *
     * @param values changed in place
     * @param from first position of the part
     * @param to position after its last
     * @param random bits
     */
    public static void shuffle(int[] values, int from, int to, RandomSource random) {
        for (int i = to - 1; i > from; i--) {
            int j = from + (int) random.nextLong(i + 1L - from);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }

    /**
     * Shuffles records.
     *
     * @param columns codes, one array an attribute; changed in place
     * @param rows number of records
     * @param random bits
     */
    public static void shuffle(int[][] columns, int rows, RandomSource random) {
        for (int i = rows - 1; i > 0; i--) {
            int j = (int) random.nextLong(i + 1L);
            for (int[] column : columns) {
                int swap = column[i];
                column[i] = column[j];
                column[j] = swap;
            }
        }
    }
}
