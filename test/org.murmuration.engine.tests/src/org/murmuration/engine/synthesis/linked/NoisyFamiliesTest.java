// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedQuery;

class NoisyFamiliesTest {
    private static final int STEPS = Families.SMALL.counts().ladder().length;

    private static double[] ladder(double sum) {
        double[] ladder = new double[STEPS];
        Arrays.fill(ladder, sum / STEPS);
        return ladder;
    }

    private static NoisyFamilies noisy(double count, double ladder, LinkedMeasurement... tables) {
        return new NoisyFamilies(Families.SMALL, count, 2, ladder(ladder), 1, List.of(tables));
    }

    @Test
    void theTotalWeighsAllThatCountEveryFamilyByItsVariance() {
        // variances 4 and the number of steps; four cells of variance 9
        double a = 1 / 4.0;
        double b = 1.0 / STEPS;
        assertEquals((a * 100 + b * 130) / (a + b), noisy(100, 130).total(), 1e-9);
        int cells = (int) LinkedQuery.of(0).cells(Families.SMALL);
        double[] values = new double[cells];
        values[1] = 90;
        LinkedMeasurement ofParents = new LinkedMeasurement(LinkedQuery.of(0), values, 3);
        double c = 1 / (9.0 * cells);
        assertEquals(
                (a * 100 + b * 130 + c * 90) / (a + b + c),
                noisy(100, 130, ofParents).total(),
                1e-9);
        LinkedMeasurement ofChildren = new LinkedMeasurement(LinkedQuery.of(3), values, 3);
        assertEquals(
                noisy(100, 130).total(),
                noisy(100, 130, ofChildren).total(),
                "families without children are not in it");
        assertEquals(0, noisy(-50, -70).total(), "never negative");
    }

    @Test
    void scalingScalesTheNoiseToo() {
        NoisyFamilies noisy = noisy(100, 130, new LinkedMeasurement(LinkedQuery.of(0), new double[] {1, 2, 3, 4}, 3));
        NoisyFamilies half = noisy.scaled(0.5);
        assertEquals(50, half.count());
        assertEquals(1, half.countSigma());
        assertEquals(0.5, half.ladderSigma());
        assertArrayEquals(ladder(65), half.ladder(), 1e-12);
        assertArrayEquals(new double[] {0.5, 1, 1.5, 2}, half.tables().get(0).values());
        assertEquals(1.5, half.tables().get(0).sigma());
        assertEquals(noisy.total() / 2, half.total(), 1e-9);
        assertEquals(noisy, noisy.scaled(1));
    }

    @Test
    void noiseIsAboveZeroAndTheLadderComplete() {
        assertThrows(
                IllegalArgumentException.class, () -> new NoisyFamilies(Families.SMALL, 1, 0, ladder(1), 1, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NoisyFamilies(Families.SMALL, 1, 1, ladder(1), Double.NaN, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new NoisyFamilies(Families.SMALL, 1, 1, new double[STEPS - 1], 1, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new LinkedMeasurement(LinkedQuery.of(0), new double[4], 0));
    }

    @Test
    void releasesAreEqualByTheirNumbers() {
        assertEquals(noisy(100, 130), noisy(100, 130));
        assertEquals(noisy(100, 130).hashCode(), noisy(100, 130).hashCode());
        assertNotEquals(noisy(100, 130), noisy(101, 130));
        assertNotEquals(noisy(100, 130), noisy(100, 131));
        LinkedMeasurement table = new LinkedMeasurement(LinkedQuery.of(0), new double[] {1, 2}, 3);
        assertNotEquals(noisy(100, 130), noisy(100, 130, table));
        assertEquals(table, new LinkedMeasurement(LinkedQuery.of(0), new double[] {1, 2}, 3));
        assertNotEquals(table, new LinkedMeasurement(LinkedQuery.of(0), new double[] {1, 3}, 3));
        assertNotEquals(table, new LinkedMeasurement(LinkedQuery.of(1), new double[] {1, 2}, 3));
    }
}
