// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.MixedTables;
import org.murmuration.engine.evaluation.statistics.CodedPair.Binning;

class CodedPairTest {
    private static final double NAN = Double.NaN;

    private static CodedPair coded(Binning binning, double[] real, double[] synthetic) {
        MixedColumns columns = MixedTables.columns("N");
        CodedPair pair = CodedPair.of(MixedTables.numbers(columns, real), MixedTables.numbers(columns, synthetic));
        pair.code(0, binning);
        return pair;
    }

    @Test
    void textsHaveACellEachAndMissingIsTheFirst() {
        MixedColumns columns = MixedTables.columns("T");
        CodedPair pair = CodedPair.of(
                MixedTables.table(columns, new Object[][] {{"x"}, {null}, {"y"}, {"x"}}),
                MixedTables.table(columns, new Object[][] {{"z"}, {"y"}}));
        for (Binning binning : Binning.values()) {
            pair.code(0, binning);
            assertArrayEquals(new int[] {1, 0, 2, 1}, pair.real(0));
            assertArrayEquals(new int[] {3, 2}, pair.synthetic(0));
            assertEquals(4, pair.cells(0));
            assertArrayEquals(new double[] {0.25, 0.5, 0.25, 0}, pair.shares(false, 0));
            assertArrayEquals(new double[] {0, 0, 0.5, 0.5}, pair.shares(true, 0));
            assertEquals("y", columns.text(0, pair.marks(0)[1]), "the second cell");
            assertEquals(1, pair.width());
        }
    }

    @Test
    void equalWidthsCutTheRealRangeAndLeaveTheOuterBinsOpen() {
        double[] real = IntStream.rangeClosed(0, 100).asDoubleStream().toArray();
        CodedPair pair = coded(Binning.EQUAL_WIDTH, real, new double[] {-50, 0, 9.99, 10, 100, 1000, NAN});
        assertEquals(11, pair.cells(0), "ten bins and missing");
        assertArrayEquals(new double[] {10, 20, 30, 40, 50, 60, 70, 80, 90}, pair.marks(0));
        assertArrayEquals(new int[] {1, 1, 1, 2, 10, 10, 0}, pair.synthetic(0));
        assertEquals(10.0 / 101, pair.shares(false, 0)[1], 1e-15);
    }

    @Test
    void fewDifferentNumbersKeepABinEach() {
        CodedPair pair = coded(Binning.EQUAL_FREQUENCY, new double[] {5, 1, 5, NAN, 3}, new double[] {4, 1, 7});
        assertEquals(6, pair.cells(0), "1, 3, 4, 5, 7 and missing");
        assertArrayEquals(new int[] {4, 1, 4, 0, 2}, pair.real(0));
        assertArrayEquals(new int[] {3, 1, 5}, pair.synthetic(0));
    }

    @Test
    void manyNumbersFallIntoBinsOfAboutEquallyManyRealRecords() {
        double[] real = IntStream.range(0, 2000).mapToDouble(i -> i * i).toArray();
        CodedPair pair = coded(Binning.EQUAL_FREQUENCY, real, new double[] {-1, 0, 5e6});
        double[] shares = pair.shares(false, 0);
        assertEquals(0, shares[0], "missing");
        assertEquals(1.0 / 2000, shares[1], "the smallest real number ends the bin of what lies below the real range");
        assertEquals(0, shares[shares.length - 1], "above the real range is a bin of its own");
        for (int i = 2; i < shares.length - 1; i++) {
            assertTrue(shares[i] > 0.04 && shares[i] < 0.08, "bin " + i + ": " + shares[i]);
        }
        assertArrayEquals(new int[] {1, 1, shares.length - 1}, pair.synthetic(0));
    }

    /** A record's cell never depends on the other column, so equal numbers share a cell in both tables. */
    @Test
    void equalNumbersShareACell() {
        MixedColumns columns = MixedTables.columns("NT");
        MixedRecords a = MixedTables.random(columns, "a", 300, 60, 4);
        MixedRecords b = MixedTables.random(columns, "b", 200, 70, 5);
        for (Binning binning : Binning.values()) {
            CodedPair pair = CodedPair.of(a, b);
            for (int c = 0; c < 2; c++) {
                pair.code(c, binning);
                for (int r = 0; r < a.rows(); r++) {
                    for (int s = 0; s < b.rows(); s++) {
                        if (a.column(c)[r] == b.column(c)[s]) {
                            assertEquals(pair.real(c)[r], pair.codes(true)[c][s]);
                        }
                    }
                    assertEquals(Double.isNaN(a.column(c)[r]), pair.codes(false)[c][r] == 0);
                }
            }
        }
    }

    @Test
    void columnsWithoutANumberHaveNoEdges() {
        for (Binning binning : Binning.values()) {
            CodedPair pair = coded(binning, new double[] {NAN, NAN}, new double[] {3, NAN});
            assertEquals(0, pair.marks(0).length);
            assertArrayEquals(new int[] {0, 0}, pair.real(0));
            assertArrayEquals(new int[] {1, 0}, pair.synthetic(0));
        }
    }

    @Test
    void emptyTablesAndForeignColumnsAreRefused() {
        MixedColumns columns = MixedTables.columns("N");
        MixedRecords one = MixedTables.numbers(columns, 1);
        MixedRecords none = MixedTables.numbers(columns);
        assertThrows(IllegalArgumentException.class, () -> CodedPair.of(one, none));
        assertThrows(IllegalArgumentException.class, () -> CodedPair.of(none, one));
        assertThrows(
                IllegalArgumentException.class,
                () -> CodedPair.of(one, MixedTables.numbers(MixedTables.columns("N"), 1)));
    }
}
