// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Orders are found by trying all draws. */
class ShuffleTest {
    @Test
    void eachOrderOfPositionsIsEquallyLikely() {
        for (int n = 0; n <= 4; n++) {
            int size = n;
            Map<List<Integer>, Double> found = Choices.distribution(
                    r -> Arrays.stream(Shuffle.positions(size, r)).boxed().toList(), 1e-9, 1);
            int orders = List.of(1, 1, 2, 6, 24).get(n);
            assertEquals(orders, found.size());
            Choices.assertExact(found, o -> new TreeSet<>(o).size() == size ? 1.0 / orders : 0, 1e-9);
        }
    }

    @Test
    void aPartIsShuffledAndTheRestStays() {
        Map<List<Integer>, Double> found = Choices.distribution(
                r -> {
                    int[] values = {1, 2, 3, 4, 5};
                    Shuffle.shuffle(values, 1, 4, r);
                    assertEquals(1, values[0]);
                    assertEquals(5, values[4]);
                    return Arrays.stream(values).boxed().toList();
                },
                1e-9,
                1);
        assertEquals(6, found.size());
        Choices.assertExact(found, o -> 1.0 / 6, 1e-9);
    }

    @Test
    void recordsMoveAsAWhole() {
        Map<List<Integer>, Double> found = Choices.distribution(
                r -> {
                    int[][] columns = {{0, 1, 2, 9}, {10, 11, 12, 19}};
                    Shuffle.shuffle(columns, 3, r);
                    for (int i = 0; i < 3; i++) {
                        assertEquals(columns[0][i] + 10, columns[1][i]);
                    }
                    assertArrayEquals(new int[] {9, 19}, new int[] {columns[0][3], columns[1][3]});
                    return Arrays.stream(columns[0]).boxed().toList();
                },
                1e-9,
                1);
        assertEquals(6, found.size());
        Choices.assertExact(found, o -> 1.0 / 6, 1e-9);
    }
}
