// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.Arrays;
import org.murmuration.engine.internal.Exact;

/**
 * A percentile of counts that come one by one (Hyndman, Fan 1996, definition 8: position (n + 1/3) p + 1/3 of n sorted
 * numbers). Only as many of the largest are kept as the percentile of the most numbers needs.
 */
final class UpperPercentile {
    private final double part;
    private final int needed;
    private long[] largest = new long[2];
    private int size;

    /**
     * Keeps nothing yet.
     *
     * @param part 0.01 to 1
     * @param most numbers that may come
     */
    UpperPercentile(double part, int most) {
        this.part = part;
        this.needed = Math.max(2, most - (int) Math.floor(position(most)) + 2); // rises with the number that came
    }

    private double position(int n) {
        return Math.max(1, Math.min(n, (n + 1.0 / 3) * part + 1.0 / 3));
    }

    void clear() {
        size = 0;
    }

    void add(long count) {
        int n = Math.min(size, needed);
        size++;
        if (n == needed && count <= largest[n - 1]) {
            return;
        }
        if (n == largest.length && n < needed) {
            largest = Arrays.copyOf(largest, Math.min(needed, 2 * n));
        }
        int i = Math.min(n, largest.length - 1);
        for (; i > 0 && largest[i - 1] < count; i--) {
            largest[i] = largest[i - 1];
        }
        largest[i] = count;
    }

    /** The percentile of what came, at least one number, rounded. */
    long value() {
        double at = position(size);
        int low = (int) Math.floor(at);
        double lower = largest[size - low];
        double upper = low == size ? lower : largest[size - low - 1];
        return Exact.round(lower + (at - low) * (upper - lower));
    }
}
