// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.Arrays;

/**
 * A few of many privacy units, always the same ones of a set whatever came first: those with the smallest keyed hashes
 * (bottom-k sample). By it, rows of units that had been closed are noticed at the cost of two kilobytes: where a share
 * f of the units comes again, with probability 1 - (1 - f)^256, which is 0.92 for one in a hundred.
 */
final class UnitSample {
    static final int SIZE = 256;

    private long[] hashes = new long[16]; // ascending
    private int size;

    /** Adds the hash of a unit. */
    void add(long hash) {
        if (size == SIZE && hash >= hashes[size - 1]) {
            return;
        }
        int at = Arrays.binarySearch(hashes, 0, size, hash);
        if (at >= 0) {
            return;
        }
        if (size == hashes.length && size < SIZE) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        int place = -at - 1;
        int moved = Math.min(size, SIZE - 1) - place;
        System.arraycopy(hashes, place, hashes, place + 1, moved);
        hashes[place] = hash;
        size = Math.min(SIZE, size + 1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(long hash) {
        return size > 0 && hash <= hashes[size - 1] && Arrays.binarySearch(hashes, 0, size, hash) >= 0;
    }

    /** Whether both hold a unit. */
    boolean meets(UnitSample other) {
        return Arrays.stream(hashes, 0, size).anyMatch(other::contains);
    }

    void addAll(UnitSample other) {
        Arrays.stream(other.hashes, 0, other.size).forEach(this::add);
    }

    /** The hashes, ascending. */
    long[] toArray() {
        return Arrays.copyOf(hashes, size);
    }
}
