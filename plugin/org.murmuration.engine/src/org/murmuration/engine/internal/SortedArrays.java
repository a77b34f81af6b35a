// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/** Searches in sorted numbers. */
public final class SortedArrays {
    private SortedArrays() {}

    /**
     * How many numbers lie below one.
     *
     * @param sorted ascending
     * @param value what they are compared with
     * @return 0 to their number, which is also where the value stands or would stand
     */
    public static int below(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
