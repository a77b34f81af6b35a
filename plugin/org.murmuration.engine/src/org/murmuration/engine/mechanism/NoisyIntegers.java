// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.util.function.LongSupplier;

/** Adds integer noise to integers, never wrapping around. */
final class NoisyIntegers {
    private NoisyIntegers() {}

    /**
     * Adds noise to each value.
     *
     * <p>All noise is drawn before anything is added. A sum beyond the range of a long saturates: clamping to a public
     * range is post-processing, while an error would reveal how near to the edge the value was.
     */
    static long[] add(long[] values, LongSupplier noise) {
        long[] result = new long[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = noise.getAsLong();
        }
        for (int i = 0; i < result.length; i++) {
            result[i] = saturatedSum(values[i], result[i]);
        }
        return result;
    }

    static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
