// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class WeightedDrawTest {
    /** 10,000 draws, six standard deviations. */
    @Test
    void itemsComeInProportionToTheirWeights() {
        WeightedDraw draw = new WeightedDraw(5, RandomSource.seeded("draw"));
        draw.offer(7, 6);
        draw.offer(9, 0);
        draw.offer(2, 3);
        draw.offer(4, 1);
        assertEquals(3, draw.size(), "what weighs nothing is not on offer");
        assertEquals(10, draw.sum());
        int[] counts = new int[10];
        for (int i = 0; i < 10_000; i++) {
            counts[draw.draw()]++;
        }
        assertEquals(6000, counts[7], 6 * Math.sqrt(10_000 * 0.6 * 0.4));
        assertEquals(3000, counts[2], 6 * Math.sqrt(10_000 * 0.3 * 0.7));
        assertEquals(1000, counts[4], 6 * Math.sqrt(10_000 * 0.1 * 0.9));
        assertEquals(10_000, counts[7] + counts[2] + counts[4]);
    }

    @Test
    void nothingIsDrawnFromNothing() {
        WeightedDraw draw = new WeightedDraw(2, RandomSource.seeded("none"));
        assertEquals(0, draw.draw());
        draw.offer(1, 5);
        draw.clear();
        assertEquals(0, draw.draw());
        assertEquals(0, draw.size());
        assertEquals(0, draw.sum());
        draw.offer(3, 0);
        assertEquals(0, draw.draw());
    }

    @Test
    void weightsMayPassTwoBillionTogether() {
        WeightedDraw draw = new WeightedDraw(3, RandomSource.seeded("large"));
        for (int item = 1; item <= 3; item++) {
            draw.offer(item, Integer.MAX_VALUE);
        }
        assertEquals(3L * Integer.MAX_VALUE, draw.sum());
        int[] counts = new int[4];
        for (int i = 0; i < 3000; i++) {
            counts[draw.draw()]++;
        }
        for (int item = 1; item <= 3; item++) {
            assertEquals(1000, counts[item], 6 * Math.sqrt(3000 * 2 / 9.0));
        }
    }
}
