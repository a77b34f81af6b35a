// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongSumsTest {
    @Test
    void agreesWithAMap() {
        LongSums sums = new LongSums(0);
        TreeMap<Long, Long> map = new TreeMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long key = random.nextInt(20_000) - 10_000;
            long value = random.nextLong() >> 20;
            sums.add(key, value);
            map.merge(key, value, Long::sum);
        }
        assertEquals(map.size(), sums.size());
        map.forEach((key, value) -> assertEquals(value.longValue(), sums.get(key)));
        assertEquals(0, sums.get(77_777));
        assertArrayEquals(map.keySet().stream().mapToLong(k -> k).toArray(), sums.sortedKeys());
    }

    @Test
    void aSumThatDoesNotFitIsNoticed() {
        LongSums sums = new LongSums(1);
        sums.add(5, Long.MAX_VALUE - 1);
        sums.add(5, 1);
        assertEquals(Long.MAX_VALUE, sums.get(5));
        assertThrows(ArithmeticException.class, () -> sums.add(5, 1));
        assertEquals(Long.MAX_VALUE, sums.get(5));
    }
}
