// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.Arrays;

/** Adds up longs by long keys, as {@link LongCounter} counts them. Not thread-safe. */
public final class LongSums {
    private final LongCounter places; // of a key in the sums, from 1
    private long[] sums;

    /**
     * Creates an empty table.
     *
     * @param expected number of distinct keys to make room for, at least 0
     */
    public LongSums(int expected) {
        places = new LongCounter(expected);
        sums = new long[Math.max(16, expected)];
    }

    /**
     * Adds to the sum of a key.
     *
     * @param key any long
     * @param value what to add
     * @throws ArithmeticException when the sum does not fit a long
     */
    public void add(long key, long value) {
        int place = places.get(key);
        if (place == 0) {
            place = places.size() + 1;
            places.add(key, place);
            sums = place > sums.length ? Arrays.copyOf(sums, Capacity.after(sums.length)) : sums;
        }
        sums[place - 1] = Math.addExact(sums[place - 1], value);
    }

    /**
     * Sum of a key.
     *
     * @param key any long
     * @return 0 if nothing was added
     */
    public long get(long key) {
        int place = places.get(key);
        return place == 0 ? 0 : sums[place - 1];
    }

    /**
     * Number of distinct keys.
     *
     * @return at least 0
     */
    public int size() {
        return places.size();
    }

    /**
     * The keys in ascending order.
     *
     * @return a new array
     */
    public long[] sortedKeys() {
        return places.sortedKeys();
    }
}
