// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.murmuration.engine.random.RandomSource;

class CommonCombinationsTest {
    private static final Domain DOMAIN = RandomData.domain(2, 3, 2, 4, 3, 2);
    private static final Dataset DATA = RandomData.records(DOMAIN, 400, "paths");
    private static final CombinationCode CODE = CombinationCode.of(DOMAIN, CombinationCode.all(DOMAIN));
    private static final int K = 3;

    private static CommonCombinations common(double work) {
        return CommonCombinations.of(DATA, CODE, K, work, ProgressMonitor.NONE);
    }

    /** By hand: records that have all items. */
    private static int shared(int[] items, int size) {
        int count = 0;
        for (int r = 0; r < DATA.rows(); r++) {
            boolean has = true;
            for (int i = 0; i < size; i++) {
                has &= DATA.code(r, CODE.attributeOf(items[i])) == CODE.codeOf(items[i]);
            }
            count += has ? 1 : 0;
        }
        return count;
    }

    /** What is counted beforehand, what is listed record by record, and what is counted by hand must agree. */
    @Test
    void longCombinationsCountTheSameHoweverTheyAreFound() {
        CommonCombinations all = common(4e8);
        CommonCombinations some = common(0);
        assertTrue(all.isCounted());
        assertFalse(some.isCounted());
        RandomSource random = RandomSource.seeded("walk");
        CommonCombinations.Cursor a = all.cursor();
        CommonCombinations.Cursor b = some.cursor();
        int longest = 0;
        for (int trial = 0; trial < 200; trial++) {
            a.clear();
            b.clear();
            int row = (int) random.nextLong(DATA.rows());
            int first = (int) random.nextLong(6);
            int[] taken = new int[7];
            for (int i = 0; i < 6; i++) {
                int attribute = (first + i) % 6;
                for (int c = 0; c < DOMAIN.attribute(attribute).size(); c++) {
                    int item = CODE.item(attribute, c);
                    assertEquals(a.count(item), b.count(item));
                    taken[a.length()] = item;
                    int exact = shared(taken, a.length() + 1);
                    assertEquals(exact < K ? 0 : exact, a.count(item), "below k nothing is said");
                }
                int own = CODE.item(attribute, DATA.code(row, attribute));
                if (a.count(own) > 0) {
                    taken[a.length()] = own;
                    a.add(own);
                    b.add(own);
                    assertTrue(a.isTaken(attribute));
                    assertEquals(a.size(), b.size());
                    assertEquals(own, b.item(b.length() - 1));
                    longest = Math.max(longest, a.length());
                }
            }
        }
        assertEquals(6, longest);
    }

    @Test
    void aCursorGoesBackToWhatItRemembered() {
        for (double work : new double[] {0, 4e8}) {
            CommonCombinations.Cursor cursor = common(work).cursor();
            CommonCombinations.Cursor fresh = common(work).cursor();
            int row = 17;
            for (int a = 0; a < 3; a++) {
                int item = CODE.item(a, DATA.code(row, a));
                if (cursor.count(item) > 0) {
                    cursor.add(item);
                    fresh.add(item);
                }
            }
            cursor.save();
            for (int round = 0; round < 2; round++) {
                for (int a = 3; a < 6; a++) {
                    for (int item : common(work).common(a)) {
                        if (!cursor.isTaken(a) && cursor.count(item) > 0) {
                            cursor.add(item);
                        }
                    }
                }
                cursor.restore();
                assertEquals(fresh.length(), cursor.length());
                assertEquals(fresh.size(), cursor.size());
                for (int a = 0; a < 6; a++) {
                    assertEquals(fresh.isTaken(a), cursor.isTaken(a));
                    for (int c = 0; !fresh.isTaken(a) && c < DOMAIN.attribute(a).size(); c++) {
                        int item = CODE.item(a, c);
                        assertEquals(fresh.count(item), cursor.count(item));
                    }
                }
            }
        }
    }

    @Test
    void commonValuesAreThoseOfAtLeastKRecords() {
        CommonCombinations common = common(4e8);
        int all = 0;
        for (int a = 0; a < 6; a++) {
            for (int c = 0; c < DOMAIN.attribute(a).size(); c++) {
                int item = CODE.item(a, c);
                int exact = shared(new int[] {item}, 1);
                assertEquals(exact < K ? 0 : exact, common.single(item));
                boolean isCommon = Arrays.stream(common.common(a)).anyMatch(i -> i == item);
                assertEquals(exact >= K, isCommon);
                all += isCommon ? 1 : 0;
            }
        }
        assertEquals(all, common.common().length);
        int[] sorted = common.common().clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, common.common());
        assertEquals(K, common.resolution());
    }
}
