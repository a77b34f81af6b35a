// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** 3,000 families in which a child has the gender of the parent, siblings have one role, and of the south have more children. */
class FamilyTreeTest {
    private static FamilyCodes drawn;

    private static NoisyFamilies exact() {
        int n = 3000;
        int[][] parents = new int[2][n];
        List<int[]> children = new ArrayList<>();
        for (int f = 0; f < n; f++) {
            parents[0][f] = f % 2;
            parents[1][f] = f / 2 % 2;
            int count = f % 2 == 1 ? 3 : f % 4 == 0 ? 1 : 0;
            for (int c = 0; c < count; c++) {
                children.add(new int[] {f, parents[1][f], f / 4 % 3});
            }
        }
        IntFunction<int[]> column = i -> children.stream().mapToInt(c -> c[i]).toArray();
        LinkedDataset data = LinkedDataset.of(
                Families.SMALL,
                Dataset.of(Families.SMALL.parents().domain(), parents),
                Dataset.of(Families.SMALL.children().domain(), column.apply(1), column.apply(2)),
                column.apply(0));
        FamilyCounter counter = new FamilyCounter(data);
        List<LinkedMeasurement> tables = new ArrayList<>();
        for (LinkedQuery query : LinkedWorkload.allPairs(Families.SMALL).queries()) {
            tables.add(new LinkedMeasurement(query, doubles(counter.count(query), counter.unit()), 0.01));
        }
        return new NoisyFamilies(Families.SMALL, n, 0.01, doubles(counter.countLadder(), counter.unit()), 0.01, tables);
    }

    private static double[] doubles(long[] values, long unit) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (double) values[i] / unit;
        }
        return result;
    }

    @BeforeAll
    static void draw() {
        NoisyFamilies noisy = exact();
        drawn = new FamilyTree(noisy, new ConsistentFamilies(noisy))
                .draw(3000, RandomSource.seeded("tree"), ProgressMonitor.NONE);
    }

    @Test
    void numbersOfChildrenFollowTheLadderAndTheRegion() {
        int[] counts = new int[4];
        int[] south = new int[4];
        for (int f = 0; f < 3000; f++) {
            counts[drawn.childrenOf(f)]++;
            south[drawn.childrenOf(f)] += drawn.parent(0, f);
        }
        assertEquals(750, counts[0], 3);
        assertEquals(750, counts[1], 3);
        assertEquals(0, counts[2], 3);
        assertEquals(1500, counts[3], 3);
        assertEquals(1500, south[3], 10, "only the south has three");
        assertTrue(south[0] + south[1] < 10);
    }

    @Test
    void aChildFollowsTheParent() {
        int same = 0;
        for (int f = 0; f < 3000; f++) {
            for (int c = drawn.firstChild(f); c < drawn.firstChild(f + 1); c++) {
                same += drawn.parent(1, f) == drawn.child(3, c) ? 1 : 0;
            }
        }
        assertTrue(same > 0.98 * drawn.children(), same + " of " + drawn.children());
    }

    @Test
    void siblingsFollowTheFirstOfThem() {
        int same = 0;
        int pairs = 0;
        for (int f = 0; f < 3000; f++) {
            for (int c = drawn.firstChild(f) + 1; c < drawn.firstChild(f + 1); c++) {
                pairs++;
                same += drawn.child(4, c) == drawn.child(4, drawn.firstChild(f)) ? 1 : 0;
            }
        }
        assertTrue(pairs > 2900);
        assertTrue(same > 0.98 * pairs, same + " of " + pairs);
    }

    @Test
    void anyNumberCanBeDrawnAndCancelEnds() {
        NoisyFamilies noisy = exact();
        FamilyTree tree = new FamilyTree(noisy, new ConsistentFamilies(noisy));
        for (int n : new int[] {0, 1, 77}) {
            assertEquals(
                    n,
                    tree.draw(n, RandomSource.seeded("n"), ProgressMonitor.NONE).families());
        }
        assertThrows(CanceledException.class, () -> tree.draw(10, RandomSource.seeded("n"), Canceled.MONITOR));
    }
}
