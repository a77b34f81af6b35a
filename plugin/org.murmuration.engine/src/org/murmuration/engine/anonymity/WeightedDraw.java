// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import org.murmuration.engine.random.RandomSource;

/** Draws one of the items that were offered, with a probability in proportion to its weight. */
final class WeightedDraw {
    private final RandomSource random;
    private final int[] items;
    private final int[] weights;
    private int size;
    private long sum;

    /**
     * @param most largest number of items that are offered at once
     */
    WeightedDraw(int most, RandomSource random) {
        this.random = random;
        items = new int[most];
        weights = new int[most];
    }

    void clear() {
        size = 0;
        sum = 0;
    }

    /** Offers an item, which is above 0; one without weight is never drawn. */
    void offer(int item, int weight) {
        if (weight > 0) {
            items[size] = item;
            weights[size++] = weight;
            sum += weight;
        }
    }

    /** Items on offer. */
    int size() {
        return size;
    }

    /** Their weights together. */
    long sum() {
        return sum;
    }

    /** One of the items, 0 when there is none. The offer stays. */
    int draw() {
        if (size == 0) {
            return 0;
        }
        long r = random.nextLong(sum);
        int i = 0;
        while (r >= weights[i]) {
            r -= weights[i++];
        }
        return items[i];
    }
}
