// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.MixedTables;
import org.murmuration.engine.evaluation.statistics.CodedPair;

class JointTableTest {
    private static CodedPair coded(MixedRecords real, MixedRecords synthetic) {
        CodedPair coded = CodedPair.of(real, synthetic);
        for (int c = 0; c < coded.width(); c++) {
            coded.code(c, CodedPair.Binning.EQUAL_FREQUENCY);
        }
        return coded;
    }

    /** Records share a cell when, and only when, all their codes are equal; counts are those of the cells. */
    private static void assertCells(CodedPair coded, JointTable joint) {
        Map<List<Integer>, Integer> cells = new HashMap<>();
        Map<Integer, List<Integer>> codes = new HashMap<>();
        for (boolean ofSynthetic : new boolean[] {false, true}) {
            int[] in = ofSynthetic ? joint.inSynthetic() : joint.inReal();
            int[] counts = new int[joint.cells()];
            for (int r = 0; r < in.length; r++) {
                int row = r;
                List<Integer> key = Arrays.stream(joint.columns())
                        .mapToObj(c -> coded.codes(ofSynthetic)[c][row])
                        .toList();
                Integer cell = cells.putIfAbsent(key, in[r]);
                assertTrue(cell == null || cell == in[r], "one cell for " + key);
                List<Integer> known = codes.putIfAbsent(in[r], key);
                assertTrue(known == null || known.equals(key), "one set of codes in cell " + in[r]);
                counts[in[r]]++;
            }
            assertArrayEquals(counts, ofSynthetic ? joint.syntheticCounts() : joint.realCounts());
        }
    }

    @Test
    void fewCellsAreNumberedByTheirCodes() {
        MixedColumns columns = MixedTables.columns("TNT");
        CodedPair coded = coded(
                MixedTables.random(columns, "real", 200, 3, 4, 5), MixedTables.random(columns, "other", 150, 3, 5, 4));
        for (int[] chosen : new int[][] {{0}, {2, 0}, {0, 1, 2}}) {
            JointTable joint = JointTable.of(coded, chosen);
            assertEquals(Arrays.stream(chosen).map(coded::cells).reduce(1, (a, b) -> a * b), joint.cells());
            assertCells(coded, joint);
        }
    }

    /** The product of two columns of two thousand texts has four million cells, of which few occur. */
    @Test
    void manyCellsAreNumberedWhereTheyOccur() {
        MixedColumns columns = MixedTables.columns("TTTT");
        CodedPair coded = coded(
                MixedTables.random(columns, "real", 3000, 2000, 2000, 3, 2000),
                MixedTables.random(columns, "other", 2500, 2000, 2000, 3, 2000));
        for (int[] chosen : new int[][] {{0, 1}, {0, 1, 2}, {2, 0, 1, 3}}) {
            JointTable joint = JointTable.of(coded, chosen);
            assertTrue(joint.cells() <= 3 * 5500, "" + joint.cells());
            assertCells(coded, joint);
        }
    }

    @Test
    void theFirstRecordsAreCountedByThemselves() {
        MixedColumns columns = MixedTables.columns("TT");
        JointTable joint = JointTable.of(
                coded(MixedTables.random(columns, "real", 100, 3, 4), MixedTables.random(columns, "other", 10, 3, 4)),
                0,
                1);
        int[] first = joint.firstRealCounts(30);
        assertEquals(30, Arrays.stream(first).sum());
        assertArrayEquals(joint.realCounts(), joint.firstRealCounts(100));
        int[] expected = new int[joint.cells()];
        for (int r = 0; r < 30; r++) {
            expected[joint.inReal()[r]]++;
        }
        assertArrayEquals(expected, first);
    }

    @Test
    void similarityIsOneLessTotalVariation() {
        assertEquals(1, JointTable.similarity(new int[] {1, 2, 0}, 3, new int[] {2, 4, 0}, 6), 1e-15);
        assertEquals(0, JointTable.similarity(new int[] {3, 0}, 3, new int[] {0, 5}, 5), 1e-15);
        assertEquals(0.75, JointTable.similarity(new int[] {2, 2}, 4, new int[] {3, 1}, 4), 1e-15);
    }
}
