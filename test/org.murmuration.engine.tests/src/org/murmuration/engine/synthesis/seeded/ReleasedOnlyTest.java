// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class ReleasedOnlyTest {
    /** Items of records by attribute. */
    private static int[][] items(CombinationCode code, Dataset data) {
        int[][] items = new int[data.domain().size()][data.rows()];
        for (int a = 0; a < items.length; a++) {
            for (int r = 0; r < data.rows(); r++) {
                items[a][r] = code.item(a, data.code(r, a));
            }
        }
        return items;
    }

    /** Smallest released count of the combinations of up to a length that a record holds; 0 when one was not released. */
    private static long least(CombinationTable table, int[] record) {
        long least = Long.MAX_VALUE;
        for (int set = 1; set < 1 << record.length; set++) {
            if (Integer.bitCount(set) > table.maxLength()) {
                continue;
            }
            long key = 0;
            boolean complete = true;
            for (int a = 0; a < record.length; a++) {
                if ((set >> a & 1) == 1) {
                    complete &= record[a] > 0;
                    key = complete ? table.code().append(key, record[a]) : key;
                }
            }
            least = complete ? Math.min(least, table.countOf(key)) : least;
        }
        return least;
    }

    @Test
    void recordsHoldReleasedCombinationsOnlyAndThoseThatDidStayAsTheyAre() {
        Domain domain = RandomData.domain(3, 2, 4, 3);
        CombinationCode code = CombinationCode.of(domain, CombinationCode.all(domain));
        for (int length = 1; length <= 3; length++) {
            CombinationTable table = CombinationCounter.count(
                    RandomData.records(domain, 200, "released"), code, length, 5, ProgressMonitor.NONE);
            int[][] records = items(code, RandomData.records(domain, 400, "others"));
            int[][] before = new int[4][];
            for (int a = 0; a < 4; a++) {
                before[a] = records[a].clone();
            }
            ReleasedOnly.enforce(table, records, RandomSource.seeded("enforce"), ProgressMonitor.NONE);
            int changed = 0;
            int values = 0;
            int kept = 0;
            for (int r = 0; r < 400; r++) {
                int[] was = {before[0][r], before[1][r], before[2][r], before[3][r]};
                int[] is = {records[0][r], records[1][r], records[2][r], records[3][r]};
                assertTrue(least(table, is) > 0, "a combination that was not released, length " + length);
                if (least(table, was) > 0) {
                    assertArrayEquals(was, is, "nothing had to change");
                } else {
                    changed++;
                    for (int a = 0; a < 4; a++) {
                        values += is[a] > 0 ? 1 : 0;
                        kept += is[a] > 0 && is[a] == was[a] ? 1 : 0;
                    }
                }
            }
            assertTrue(length == 1 || changed > 20, "changed " + changed);
            assertTrue(length == 1 || values > 3 * changed, "values are replaced rather than left blank");
            assertTrue(length == 1 || kept > 0.6 * values, "what fits is kept: " + kept + " of " + values);
        }
    }

    @Test
    void whatIsNoValueStaysBlankAndWhereNothingFitsARecordIsLeftBlank() {
        Domain domain = RandomData.domain(2, 2);
        CombinationCode code = CombinationCode.of(domain, CombinationCode.all(domain));
        // released: first attribute 0 or 1, second 0; of pairs only 0 with 0
        Dataset data = Dataset.of(domain, new int[] {0, 0, 1, 1}, new int[] {0, 0, 3, 2});
        CombinationTable table = CombinationCounter.count(data, code, 2, 2, ProgressMonitor.NONE);
        int x0 = code.item(0, 0);
        int x1 = code.item(0, 1);
        int y0 = code.item(1, 0);
        int y1 = code.item(1, 1);
        int[][] records = {{x1, 0, x0, x1}, {0, y0, y1, y0}};
        ReleasedOnly.enforce(table, records, RandomSource.seeded("blank"), ProgressMonitor.NONE);
        assertArrayEquals(new int[] {x1, 0}, new int[] {records[0][0], records[1][0]});
        assertArrayEquals(new int[] {0, y0}, new int[] {records[0][1], records[1][1]});
        assertArrayEquals(new int[] {x0, y0}, new int[] {records[0][2], records[1][2]}, "y1 is replaced by y0");
        assertArrayEquals(new int[] {x0, y0}, new int[] {records[0][3], records[1][3]}, "the fullest of attempts");
        ReleasedOnly.enforce(table, new int[0][], RandomSource.seeded("none"), ProgressMonitor.NONE);
        CombinationTable none = CombinationCounter.count(data, code, 2, 100, ProgressMonitor.NONE);
        int[][] nothing = {{x0}, {y0}};
        ReleasedOnly.enforce(none, nothing, RandomSource.seeded("none"), ProgressMonitor.NONE);
        assertEquals(0, nothing[0][0] + nothing[1][0]);
    }

    /** Of 2,000 records the value is drawn in proportion to the smallest count: 30 to 10; six standard deviations. */
    @Test
    void replacementsFollowTheCounts() {
        Domain domain = RandomData.domain(3, 1);
        CombinationCode code = CombinationCode.of(domain, CombinationCode.all(domain));
        int[][] codes = new int[2][40];
        for (int r = 30; r < 40; r++) {
            codes[0][r] = 1;
        }
        CombinationTable table = CombinationCounter.count(Dataset.of(domain, codes), code, 2, 1, ProgressMonitor.NONE);
        int[][] records = new int[2][2000];
        java.util.Arrays.fill(records[0], code.item(0, 2));
        java.util.Arrays.fill(records[1], code.item(1, 0));
        ReleasedOnly.enforce(table, records, RandomSource.seeded("weights"), ProgressMonitor.NONE);
        int first = 0;
        for (int item : records[0]) {
            assertTrue(item == code.item(0, 0) || item == code.item(0, 1));
            first += item == code.item(0, 0) ? 1 : 0;
        }
        assertEquals(0.75, first / 2000.0, 6 * Math.sqrt(0.75 * 0.25 / 2000));
    }

    @Test
    void cancelEnds() {
        Domain domain = RandomData.domain(2, 2);
        CombinationCode code = CombinationCode.of(domain, CombinationCode.all(domain));
        CombinationTable table =
                CombinationCounter.count(RandomData.records(domain, 20, "c"), code, 2, 2, ProgressMonitor.NONE);
        assertThrows(
                CanceledException.class,
                () -> ReleasedOnly.enforce(table, new int[2][5], RandomSource.seeded("c"), Canceled.MONITOR));
    }
}
