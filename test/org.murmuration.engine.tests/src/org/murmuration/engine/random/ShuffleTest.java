// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    /** Chi-squared of the 24 orders of four numbers over 24,000 draws: 23 degrees of freedom, below 70 but for one in 10^6. */
    @Test
    void everyOrderIsAsLikelyAsAnyOther() {
        RandomSource random = RandomSource.seeded("orders");
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 24_000; i++) {
            counts.merge(Arrays.toString(Shuffle.positions(4, random)), 1, Integer::sum);
        }
        assertEquals(24, counts.size());
        double chi = counts.values().stream()
                .mapToDouble(n -> Math.pow(n - 1000, 2) / 1000)
                .sum();
        assertTrue(chi < 70, "chi-squared " + chi);
        assertTrue(chi > 4, "too even to be random: " + chi);
    }

    @Test
    void onlyThePartThatIsMeantIsShuffled() {
        int[] values = new int[100];
        Arrays.setAll(values, i -> i);
        Shuffle.shuffle(values, 20, 60, RandomSource.seeded("part"));
        int moved = 0;
        for (int i = 0; i < 100; i++) {
            boolean inside = i >= 20 && i < 60;
            assertTrue(inside ? values[i] >= 20 && values[i] < 60 : values[i] == i);
            moved += values[i] == i ? 0 : 1;
        }
        assertTrue(moved > 30, "moved " + moved);
        Arrays.sort(values);
        for (int i = 0; i < 100; i++) {
            assertEquals(i, values[i]);
        }
    }

    @Test
    void recordsKeepTheirValuesTogether() {
        int[][] columns = new int[2][50];
        for (int r = 0; r < 50; r++) {
            columns[0][r] = r;
            columns[1][r] = 100 + r;
        }
        Shuffle.shuffle(columns, 40, RandomSource.seeded("records"));
        int moved = 0;
        for (int r = 0; r < 50; r++) {
            assertEquals(columns[0][r] + 100, columns[1][r]);
            moved += columns[0][r] == r ? 0 : 1;
            assertTrue(r < 40 || columns[0][r] == r, "rows beyond the number stay");
        }
        assertTrue(moved > 30);
    }

    @Test
    void nothingAndOneStayAsTheyAre() {
        assertArrayEquals(new int[0], Shuffle.positions(0, RandomSource.seeded("x")));
        assertArrayEquals(new int[] {0}, Shuffle.positions(1, RandomSource.seeded("x")));
        assertArrayEquals(
                Shuffle.positions(9, RandomSource.seeded("same")), Shuffle.positions(9, RandomSource.seeded("same")));
    }
}
