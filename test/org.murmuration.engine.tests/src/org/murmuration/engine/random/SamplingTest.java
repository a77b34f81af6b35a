// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
    /** Orders of some of n things, found by trying all draws; both ways of drawing are among them. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 1", "2, 1", "4, 1", "5, 1", "9, 2", "8, 2", "4, 4", "4, 3"})
    void eachOrderIsEquallyLikely(int n, int size) {
        double orders = 1;
        for (int i = 0; i < size; i++) {
            orders *= n - i;
        }
        double each = 1 / orders;
        Map<List<Integer>, Double> found = Choices.distribution(
                r -> Arrays.stream(Sampling.positions(n, size, r)).boxed().toList(), 1e-6, 1);
        Choices.assertExact(found, order -> isOrder(order, n, size) ? each : 0, 1e-4);
        assertEquals(orders, found.size());
    }

    private static boolean isOrder(List<Integer> order, int n, int size) {
        Set<Integer> different = new HashSet<>(order);
        return order.size() == size
                && different.size() == size
                && different.stream().allMatch(i -> i >= 0 && i < n);
    }
}
