// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SensitivityTest {
    /** All the ways of a unit to be in the groups, tried one by one. */
    @ParameterizedTest
    @EnumSource
    void isThatOfTheWorstPairOfNeighbours(NeighboringRelation relation) {
        for (int l0 = 1; l0 <= 2; l0++) {
            for (int linf = 1; linf <= 3; linf++) {
                Sensitivity worst = worst(l0, linf, relation);
                assertEquals(worst, Sensitivity.ofCounts(new ContributionBounds(l0, linf), relation), l0 + ", " + linf);
            }
        }
    }

    /** Over four groups, enough for two units in two groups each. */
    private static Sensitivity worst(int l0, int linf, NeighboringRelation relation) {
        int base = linf + 1;
        int all = base * base * base * base;
        long l1 = 0;
        long squares = 0;
        long most = 0;
        for (int before = 0; before < all; before++) {
            for (int after = 0; after < (relation == NeighboringRelation.REPLACE_ONE ? all : 1); after++) {
                long sum = 0;
                long square = 0;
                long high = 0;
                int inBefore = 0;
                int inAfter = 0;
                for (int g = 0, b = before, a = after; g < 4; g++, b /= base, a /= base) {
                    long change = Math.abs(b % base - a % base);
                    sum += change;
                    square += change * change;
                    high = Math.max(high, change);
                    inBefore += b % base > 0 ? 1 : 0;
                    inAfter += a % base > 0 ? 1 : 0;
                }
                if (inBefore <= l0 && inAfter <= l0) {
                    l1 = Math.max(l1, sum);
                    squares = Math.max(squares, square);
                    most = Math.max(most, high);
                }
            }
        }
        return new Sensitivity(l1, squares, most);
    }

    @Test
    void oneIsTheSmallest() {
        assertEquals(Sensitivity.ONE, new Sensitivity(1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sensitivity(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sensitivity(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sensitivity(1, 1, 0));
    }

    @Test
    void whatDoesNotFitIsRefusedInsteadOfWrapped() {
        ContributionBounds most = new ContributionBounds(Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThrows(
                ArithmeticException.class, () -> Sensitivity.ofCounts(most, NeighboringRelation.ADD_OR_REMOVE_ONE));
        long squared = (long) Integer.MAX_VALUE * Integer.MAX_VALUE;
        assertEquals(
                new Sensitivity(2L * Integer.MAX_VALUE, 2 * squared, Integer.MAX_VALUE),
                Sensitivity.ofCounts(new ContributionBounds(1, Integer.MAX_VALUE), NeighboringRelation.REPLACE_ONE));
    }
}
