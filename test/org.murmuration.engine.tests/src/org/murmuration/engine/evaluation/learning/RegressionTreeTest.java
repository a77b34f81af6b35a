// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.MixedTables;

class RegressionTreeTest {
    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    /** One column, so every node looks at it: steps of a number, and texts in any order. */
    @Test
    void aTreeLearnsAFunctionOfOneColumn() {
        for (String kind : new String[] {"N", "T"}) {
            MixedColumns columns = MixedTables.columns(kind);
            MixedRecords records = MixedTables.random(columns, "function", 400, 8);
            TreeData data = TreeData.of(new int[] {0}, List.of(records));
            double[] response = new double[400];
            for (int r = 0; r < 400; r++) {
                response[r] = data.codes(0)[r] % 3; // missing is a value like any other
            }
            RegressionTree tree = new RegressionTree(data, response, all(400), 1);
            for (int r = 0; r < 400; r++) {
                assertEquals(response[r], tree.predict(r), 1e-12, kind);
            }
        }
    }

    @Test
    void aConstantIsItsMeanAndNoRecordAHalf() {
        MixedRecords records = MixedTables.random(MixedTables.columns("NT"), "constant", 100, 8, 3);
        TreeData data = TreeData.of(new int[] {0, 1}, List.of(records));
        double[] response = new double[100];
        Arrays.fill(response, 7);
        assertEquals(7, new RegressionTree(data, response, all(100), 1).predict(3));
        assertEquals(0.5, new RegressionTree(data, response, new int[0], 1).predict(3));
    }

    @Test
    void leavesHoldAtLeastTenRecords() {
        MixedColumns columns = MixedTables.columns("N");
        MixedRecords records = MixedTables.numbers(
                columns, IntStream.range(0, 19).asDoubleStream().toArray());
        TreeData data = TreeData.of(new int[] {0}, List.of(records));
        double[] response =
                IntStream.range(0, 19).mapToDouble(i -> i < 10 ? 0 : 1).toArray();
        assertEquals(9.0 / 19, new RegressionTree(data, response, all(19), 1).predict(0), 1e-12, "too few to divide");
    }

    @Test
    void predictionsAreMeansOfResponsesThatWereSeen() {
        MixedRecords records = MixedTables.random(MixedTables.columns("NTT"), "means", 500, 20, 5, 6);
        TreeData data = TreeData.of(new int[] {0, 1, 2}, List.of(records));
        double[] response = new double[500];
        for (int r = 0; r < 500; r++) {
            response[r] = (data.codes(0)[r] * data.codes(1)[r]) % 7;
        }
        int[] rows = RegressionTree.sampled(data, IntStream.range(0, 500), 3).toArray();
        RegressionTree tree = new RegressionTree(data, response, rows, 3);
        double sum = 0;
        double seen = 0;
        for (int r : rows) {
            sum += tree.predict(r);
            seen += response[r];
            assertTrue(tree.predict(r) >= 0 && tree.predict(r) <= 6);
        }
        assertEquals(seen, sum, 1e-9, "means over leaves add up to the whole");
    }

    /** About two thirds, the same for equal records and others for another tree. */
    @Test
    void samplesKeepEqualRecordsTogether() {
        MixedRecords once = MixedTables.random(MixedTables.columns("NT"), "once", 3000, 500, 50);
        TreeData data = TreeData.of(new int[] {0, 1}, List.of(once, once));
        int[] rows = RegressionTree.sampled(data, IntStream.range(0, 6000), 1).toArray();
        int half = (int) IntStream.of(rows).filter(r -> r < 3000).count();
        assertArrayEquals(
                IntStream.of(rows).limit(half).toArray(),
                IntStream.of(rows).skip(half).map(r -> r - 3000).toArray());
        assertEquals(2000, half, 150);
        int[] other = RegressionTree.sampled(data, IntStream.range(0, 3000), 2).toArray();
        assertTrue(IntStream.of(other)
                        .filter(r -> IntStream.of(rows).noneMatch(x -> x == r))
                        .count()
                > 300);
    }
}
