// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.MixedTables;

class TreeDataTest {
    @Test
    void equalRecordsOfAllTablesHaveEqualCodesAndHashes() {
        MixedColumns columns = MixedTables.columns("NT");
        MixedRecords a = MixedTables.random(columns, "a", 80, 6, 4);
        TreeData data = TreeData.of(new int[] {0, 1}, List.of(a, MixedTables.random(columns, "b", 50, 6, 4), a));
        assertEquals(210, data.rows());
        assertEquals(2, data.columns());
        for (int r = 0; r < 80; r++) {
            assertEquals(data.hash(r), data.hash(130 + r));
            for (int c = 0; c < 2; c++) {
                assertEquals(data.codes(c)[r], data.codes(c)[130 + r]);
                assertEquals(Double.isNaN(a.column(c)[r]), data.codes(c)[r] == 0, "missing is 0");
                assertTrue(data.codes(c)[r] < data.size(c));
            }
        }
        assertTrue(data.isOrdered(0) && !data.isOrdered(1));
    }

    @Test
    void numbersAreCutInOrder() {
        MixedColumns columns = MixedTables.columns("N");
        double[] values = new double[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37) % 1000;
        }
        TreeData data = TreeData.of(new int[] {0}, List.of(MixedTables.numbers(columns, values)));
        int[] counts = new int[data.size(0)];
        for (int i = 0; i < values.length; i++) {
            counts[data.codes(0)[i]]++;
            for (int j = 0; j < 50; j++) {
                if (values[i] < values[j]) {
                    assertTrue(data.codes(0)[i] <= data.codes(0)[j]);
                }
            }
        }
        assertEquals(0, counts[0], "nothing is missing");
        for (int code = 1; code < counts.length; code++) {
            assertTrue(counts[code] >= 14 && counts[code] <= 17, code + ": " + counts[code]);
        }
    }

    @Test
    void rareTextsShareACode() {
        MixedColumns columns = MixedTables.columns("T");
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int t = 0; t < 100; t++) {
            for (int i = 0; i <= 100 - t; i++) {
                b.text(0, "t" + t);
                b.endRow();
            }
        }
        MixedRecords records = b.build();
        TreeData data = TreeData.of(new int[] {0}, List.of(records));
        assertEquals(64, data.size(0));
        assertEquals(1, data.codes(0)[0], "the most frequent one");
        int last = records.rows() - 1;
        assertEquals(63, data.codes(0)[last]);
        assertEquals(data.codes(0)[last], data.codes(0)[last - 3], "t99 and t98");
        assertNotEquals(data.codes(0)[0], data.codes(0)[101], "t0 and t1");
    }
}
