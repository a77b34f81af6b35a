// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NoisyIntegersTest {
    private static final long[] EDGES = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -5, -1, 0, 1, 5, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    @Test
    void sumsAreExactOrSaturate() {
        for (long a : EDGES) {
            for (long b : EDGES) {
                BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(b));
                BigInteger within = sum.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE));
                assertEquals(within.longValueExact(), NoisyIntegers.saturatedSum(a, b), a + " + " + b);
            }
        }
    }

    @Test
    void eachValueTakesItsOwnNoiseAndIsLeftUnchanged() {
        PrimitiveIterator.OfLong noise = LongStream.of(10, -20, 30).iterator();
        long[] values = {1, 2, Long.MAX_VALUE};
        assertArrayEquals(new long[] {11, -18, Long.MAX_VALUE}, NoisyIntegers.add(values, noise::nextLong));
        assertArrayEquals(new long[] {1, 2, Long.MAX_VALUE}, values);
    }
}
