// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.marginal.Clique;

class ReleasedMarginalTest {
    private static final ReleasedMarginal ONE = ReleasedMarginal.of(Clique.of(0, 2), new long[] {3, -1, 4}, 1.5);

    @Test
    void givesBackWhatItWasMadeOf() {
        assertEquals(Clique.of(0, 2), ONE.clique());
        assertEquals(3, ONE.cells());
        assertEquals(-1, ONE.count(1));
        assertEquals(1.5, ONE.sigma());
        assertArrayEquals(new double[] {3, -1, 4}, ONE.toDoubles());
        assertEquals("ReleasedMarginal" + Clique.of(0, 2) + " sigma 1.5", ONE.toString());
    }

    @Test
    void countsAreCopied() {
        long[] counts = {3, -1, 4};
        ReleasedMarginal marginal = ReleasedMarginal.of(Clique.of(0, 2), counts, 1.5);
        counts[1] = 99;
        marginal.toDoubles()[0] = 99;
        assertEquals(ONE, marginal);
    }

    @Test
    void equalityIsThatOfAllParts() {
        ReleasedMarginal same = ReleasedMarginal.of(Clique.of(0, 2), new long[] {3, -1, 4}, 1.5);
        assertEquals(ONE, same);
        assertEquals(ONE.hashCode(), same.hashCode());
        assertNotEquals(ONE, ReleasedMarginal.of(Clique.of(0, 1), new long[] {3, -1, 4}, 1.5));
        assertNotEquals(ONE, ReleasedMarginal.of(Clique.of(0, 2), new long[] {3, 0, 4}, 1.5));
        assertNotEquals(ONE, ReleasedMarginal.of(Clique.of(0, 2), new long[] {3, -1, 4}, 1.25));
        assertNotEquals(ONE, "ReleasedMarginal");
        assertNotEquals(
                ONE.hashCode(),
                ReleasedMarginal.of(Clique.of(0, 1), new long[] {3, -1, 4}, 1.5).hashCode());
    }

    @Test
    void refusesASigmaThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> ReleasedMarginal.of(Clique.of(0), new long[2], 0));
    }
}
