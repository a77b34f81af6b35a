// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.Arrays;

/**
 * Counts long keys in an open-addressing hash table of primitives. Not thread-safe; merge one table a thread.
 */
public final class LongCounter {
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final double LOAD = 0.6;

    private long[] keys;
    private int[] counts;
    private int size;
    private int limit;
    private int shift;

    /**
     * Creates an empty table.
     *
     * @param expected number of distinct keys to make room for, at least 0
     */
    public LongCounter(int expected) {
        allocate(Math.max(16, Integer.highestOneBit((int) Math.min(1 << 29, expected / LOAD)) << 1));
    }

    private void allocate(int capacity) {
        keys = new long[capacity];
        counts = new int[capacity];
        limit = (int) (capacity * LOAD);
        shift = Long.SIZE - Integer.numberOfTrailingZeros(capacity);
    }

    /**
     * Adds to the count of a key.
     *
     * @param key any long
     * @param count what to add, at least 1
     * @throws ArithmeticException when a count passes the largest int
     */
    public void add(long key, int count) {
        int mask = keys.length - 1;
        int i = (int) ((key * MIX) >>> shift);
        while (counts[i] != 0) {
            if (keys[i] == key) {
                counts[i] = Math.addExact(counts[i], count);
                return;
            }
            i = (i + 1) & mask;
        }
        keys[i] = key;
        counts[i] = count;
        if (++size > limit) {
            grow();
        }
    }

    /** Forgets all keys. */
    public void clear() {
        Arrays.fill(counts, 0);
        size = 0;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        Checks.require(oldKeys.length < 1 << 30, "There are more than 600 million distinct combinations.");
        allocate(oldKeys.length << 1);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                add(oldKeys[i], oldCounts[i]);
            }
        }
    }

    /**
     * Count of a key.
     *
     * @param key any long
     * @return how often it was added, 0 if never
     */
    public int get(long key) {
        int mask = keys.length - 1;
        int i = (int) ((key * MIX) >>> shift);
        while (counts[i] != 0) {
            if (keys[i] == key) {
                return counts[i];
            }
            i = (i + 1) & mask;
        }
        return 0;
    }

    /**
     * Adds all counts of another table.
     *
     * @param other left unchanged
     */
    public void addAll(LongCounter other) {
        for (int i = 0; i < other.keys.length; i++) {
            if (other.counts[i] != 0) {
                add(other.keys[i], other.counts[i]);
            }
        }
    }

    /**
     * Number of distinct keys.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * The keys in ascending order, so that results do not depend on insertion order.
     *
     * @return a new array
     */
    public long[] sortedKeys() {
        long[] result = new long[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                result[n++] = keys[i];
            }
        }
        Arrays.sort(result);
        return result;
    }
}
