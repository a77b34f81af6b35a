// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;

/** 23 records of x, 12 of which have y; k is 5: protected counts 20, 10 and, of x with y, 10. */
class CombinationLimitsTest {
    private static final Domain DOMAIN = RandomData.domain(2, 2);
    private static final CommonCombinations COMMON = common();
    private static final int X = COMMON.code().item(0, 0);
    private static final int Y = COMMON.code().item(1, 0);

    private static CommonCombinations common() {
        int[] second = new int[23];
        Arrays.fill(second, 12, 23, 1);
        return CommonCombinations.of(
                Dataset.of(DOMAIN, new int[23], second),
                CombinationCode.of(DOMAIN, CombinationCode.all(DOMAIN)),
                5,
                ProgressMonitor.NONE);
    }

    private static CombinationLimits limits(int length, double ratio) {
        return CombinationLimits.of(COMMON, new KAnonymousTask.Oversampling(length, ratio, 3), ProgressMonitor.NONE);
    }

    private static int allowed(CombinationLimits limits, CommonCombinations.Cursor cursor, int item) {
        int n = 0;
        while (limits.allows(cursor, item)) {
            n++;
        }
        return n;
    }

    @Test
    void aValueIsAllowedAsOftenAsItsProtectedCountAndTheRatio() {
        CommonCombinations.Cursor empty = COMMON.cursor();
        assertEquals(20, allowed(limits(2, 0), empty, X));
        assertEquals(22, allowed(limits(2, 0.1), empty, X));
        assertEquals(29, allowed(limits(2, 0.49), empty, X), "rounded down");
        assertEquals(3, limits(2, 0).tries());
    }

    @Test
    void aCombinationCountsToo() {
        CommonCombinations.Cursor withX = COMMON.cursor();
        withX.add(X);
        CombinationLimits limits = limits(2, 0);
        assertEquals(10, allowed(limits, withX, Y));
        assertFalse(limits.allows(COMMON.cursor(), Y), "the value itself came as often already");
        CombinationLimits singles = limits(1, 0);
        assertEquals(10, allowed(singles, withX, Y), "of single values its own count limits it");
        CombinationLimits other = limits(2, 0);
        for (int i = 0; i < 4; i++) {
            assertTrue(other.allows(COMMON.cursor(), Y));
        }
        assertEquals(6, allowed(other, withX, Y), "what came alone counts for the value");
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        CommonCombinations.Cursor withX = COMMON.cursor();
        withX.add(X);
        CombinationLimits limits = limits(2, 0.5);
        assertEquals(15, allowed(limits, withX, Y));
        for (int i = 0; i < 10; i++) {
            assertFalse(limits.allows(withX, Y));
        }
        CommonCombinations.Cursor withY = COMMON.cursor();
        withY.add(Y);
        assertFalse(limits.allows(withY, X), "the same combination in the other order");
        assertEquals(30, allowed(limits, COMMON.cursor(), X), "x alone never came");
    }
}
