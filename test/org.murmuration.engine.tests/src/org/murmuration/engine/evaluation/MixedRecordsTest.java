// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.random.RandomSource;

class MixedRecordsTest {
    private static MixedColumns columns() {
        return MixedColumns.of(List.of(new MixedColumns.Column("n", true), new MixedColumns.Column("t", false)));
    }

    private static MixedRecords counting(MixedColumns columns, int from, int to) {
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int i = from; i < to; i++) {
            b.number(0, i);
            b.text(1, "t" + i);
            b.endRow();
        }
        return b.build();
    }

    @Test
    void equalTextsHaveEqualCodesInAllTables() {
        MixedColumns columns = columns();
        MixedRecords first = counting(columns, 0, 3);
        MixedRecords second = counting(columns, 2, 4);
        assertArrayEquals(new double[] {0, 1, 2}, first.column(1));
        assertArrayEquals(new double[] {2, 3}, second.column(1));
        assertEquals("t3", columns.text(1, second.column(1)[1]));
        assertSame(columns, second.columns());
        assertTrue(first.isNumeric(0) && !first.isNumeric(1));
    }

    @Test
    void whatIsNoNumberAndNoTextIsMissing() {
        MixedRecords.Builder b = MixedRecords.of(columns());
        for (double v : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            b.number(0, v);
            b.text(1, null);
            b.endRow();
        }
        MixedRecords records = b.build();
        assertEquals(3, records.rows());
        assertTrue(Arrays.stream(records.column(0)).allMatch(Double::isNaN));
        assertTrue(Arrays.stream(records.column(1)).allMatch(Double::isNaN));
    }

    @Test
    void tablesGrowBeyondTheirFirstRoom() {
        MixedRecords records = counting(columns(), 0, 1000);
        assertEquals(1000, records.rows());
        for (int r = 0; r < 1000; r++) {
            assertEquals(r, records.column(0)[r]);
            assertEquals("t" + r, records.columns().text(1, records.column(1)[r]));
        }
    }

    @Test
    void recordsAreSelectedInOrderAndSampledWithoutReplacement() {
        MixedRecords records = counting(columns(), 0, 50);
        assertArrayEquals(
                new double[] {7, 7, 3}, records.select(new int[] {7, 7, 3}).column(0));
        RandomSource random = RandomSource.seeded("sample");
        MixedRecords some = records.sample(20, random);
        assertEquals(20, Arrays.stream(some.column(0)).distinct().count());
        for (int r = 0; r < 20; r++) {
            assertEquals(some.column(0)[r], some.column(1)[r], "rows stay whole: the i-th text has code i");
        }
        assertSame(records, records.sample(50, random));
        assertEquals(0, records.sample(0, random).rows());
    }

    @Test
    void tablesAreJoinedOneBelowTheOther() {
        MixedColumns columns = columns();
        MixedRecords both = counting(columns, 0, 2).followedBy(counting(columns, 5, 6));
        assertArrayEquals(new double[] {0, 1, 5}, both.column(0));
        assertEquals("t5", columns.text(1, both.column(1)[2]));
    }

    /** Each column keeps its values; that all 200 rows stay whole has a probability of 1 / 200!. */
    @Test
    void independentColumnsKeepTheirValuesAndLoseTheirRelation() {
        MixedRecords records = counting(columns(), 0, 200);
        MixedRecords lost = records.independent(RandomSource.seeded("lost"));
        for (int c = 0; c < 2; c++) {
            assertArrayEquals(
                    records.column(c), Arrays.stream(lost.column(c)).sorted().toArray());
        }
        int whole = 0;
        for (int r = 0; r < 200; r++) {
            whole += lost.column(0)[r] == lost.column(1)[r] ? 1 : 0;
        }
        assertTrue(whole < 10, "one row in 200 is whole by chance, not " + whole);
    }

    @Test
    void columnsHaveNamesOfTheirOwn() {
        MixedColumns columns = columns();
        assertEquals(1, columns.indexOf("t"));
        assertThrows(IllegalArgumentException.class, () -> columns.indexOf("x"));
        assertThrows(IllegalArgumentException.class, () -> MixedColumns.of(List.of()));
        MixedColumns.Column twin = new MixedColumns.Column("n", true);
        assertThrows(IllegalArgumentException.class, () -> MixedColumns.of(List.of(twin, twin)));
    }
}
