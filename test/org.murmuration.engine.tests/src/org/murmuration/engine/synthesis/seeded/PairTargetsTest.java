// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;

class PairTargetsTest {
    private static ReleasedCombinations released(Dataset data, int k, int length, boolean missing) {
        boolean[][] present = missing ? CombinationCode.all(data.domain()) : CombinationCode.values(data.domain());
        return ReleasedCombinations.of(
                Codebook.of(data.domain().attributes(), Codebook.Origin.PUBLIC),
                KAnonymousCounts.count(data, k, length, present, ProgressMonitor.NONE));
    }

    private static double[] margin(PairTargets targets, int a, int b, boolean ofFirst) {
        double[] margin = new double[targets.levels(ofFirst ? a : b)];
        double[] pair = targets.pair(a, b);
        int width = targets.levels(b);
        for (int i = 0; i < pair.length; i++) {
            assertTrue(pair[i] >= 0);
            margin[ofFirst ? i / width : i % width] += pair[i];
        }
        return margin;
    }

    @Test
    void allTablesAgreeAndSumToTheNumberOfRecords() {
        Domain domain = RandomData.domain(3, 5, 4);
        Dataset data = RandomData.records(domain, 2000, "targets");
        for (boolean missing : new boolean[] {false, true}) {
            for (int length = 1; length <= 3; length++) {
                PairTargets targets = PairTargets.of(released(data, 10, length, missing), 2000);
                for (int a = 0; a < 3; a++) {
                    assertEquals(2000, Arrays.stream(targets.single(a)).sum(), 1e-6);
                    assertEquals(!missing, targets.isAbsent(a, targets.levels(a) - 1));
                    for (int b = a + 1; b < 3; b++) {
                        assertArrayEquals(targets.single(a), margin(targets, a, b, true), 5);
                        assertArrayEquals(targets.single(b), margin(targets, a, b, false), 1e-6);
                    }
                }
            }
        }
    }

    @Test
    void withNothingRoundedTheExactTablesComeBack() {
        Domain domain = RandomData.domain(3, 4);
        Dataset data = RandomData.records(domain, 1000, "exact");
        PairTargets targets = PairTargets.of(released(data, 2, 2, true), 1000);
        int[][] exact = new int[targets.levels(0)][targets.levels(1)];
        for (int r = 0; r < 1000; r++) {
            for (int u = 0; u < targets.levels(0); u++) {
                for (int v = 0; v < targets.levels(1); v++) {
                    boolean here = data.code(r, 0) == targets.code(0, u) && data.code(r, 1) == targets.code(1, v);
                    exact[u][v] += here ? 1 : 0;
                }
            }
        }
        for (int u = 0; u < targets.levels(0); u++) {
            for (int v = 0; v < targets.levels(1); v++) {
                assertEquals(exact[u][v], targets.pair(0, 1)[u * targets.levels(1) + v], 3);
            }
        }
    }

    /** 40 records of x, of which 30 have y: the other ten are absent in the second attribute. */
    @Test
    void whatTheValuesLeaveIsAbsent() {
        Domain domain = RandomData.domain(1, 1);
        int missing = domain.attribute(1).missingCode();
        int[] second = new int[40];
        Arrays.fill(second, 30, 40, missing);
        PairTargets targets = PairTargets.of(released(Dataset.of(domain, new int[40], second), 2, 2, false), 40);
        assertEquals(2, targets.levels(1));
        assertEquals(missing, targets.code(1, 1));
        assertTrue(targets.isAbsent(1, 1));
        assertFalse(targets.isAbsent(1, 0));
        assertArrayEquals(new double[] {30, 10}, targets.single(1), 1e-9);
        assertArrayEquals(new double[] {40, 0}, targets.single(0), 1e-9, "nobody is absent in the first");
        assertArrayEquals(new double[] {30, 10, 0, 0}, targets.pair(0, 1), 1e-6);
        assertArrayEquals(new int[] {2, 2}, targets.shape());
    }

    @Test
    void withoutPairsAttributesAreIndependent() {
        Domain domain = RandomData.domain(2, 3);
        PairTargets targets = PairTargets.of(released(RandomData.records(domain, 500, "alone"), 5, 1, true), 500);
        double[] pair = targets.pair(0, 1);
        int width = targets.levels(1);
        for (int i = 0; i < pair.length; i++) {
            assertEquals(targets.single(0)[i / width] * targets.single(1)[i % width] / 500, pair[i], 1e-9);
        }
    }

    @Test
    void withoutAnyValueThereIsNothingToMake() {
        Domain domain = RandomData.domain(2, 2);
        ReleasedCombinations none = released(Dataset.of(domain, new int[1], new int[1]), 5, 2, true);
        assertThrows(IllegalArgumentException.class, () -> PairTargets.of(none, 1));
    }
}
