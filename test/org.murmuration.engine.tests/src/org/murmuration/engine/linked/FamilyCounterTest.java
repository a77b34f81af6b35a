// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;

class FamilyCounterTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;
    private static final LinkedWorkload ALL = LinkedWorkload.of(CODEBOOK, true, LinkedWorkload.MAX_CELLS);
    private static final double UNIT = 1L << FamilyCounter.BITS;

    private static double[][] tables(LinkedDataset data) {
        long[][] counts = new FamilyCounter(data).count(ALL.queries(), ProgressMonitor.NONE);
        return Arrays.stream(counts)
                .map(t -> Arrays.stream(t).mapToDouble(v -> v / UNIT).toArray())
                .toArray(double[][]::new);
    }

    private static double norm(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void noFamilyMovesAnyTableByMoreThanOneAndNoChildByMoreThanTheRootOfTwo() {
        Random random = new Random(11);
        for (int repetition = 0; repetition < 400; repetition++) {
            int k = repetition < 10 ? repetition : random.nextInt(201);
            LinkedDataset family = Families.random(CODEBOOK, new int[] {k}, random);
            double[][] one = tables(family);
            double[][] none = new double[one.length][];
            for (int q = 0; q < one.length; q++) {
                none[q] = new double[one[q].length];
                double l1 = Arrays.stream(one[q]).sum();
                assertTrue(Arrays.stream(one[q]).allMatch(v -> v >= 0));
                assertTrue(l1 <= 1, ALL.queries().get(q) + " with " + k + " children: " + l1);
                assertTrue(norm(one[q], none[q]) <= 1);
            }
            double[][] other = tables(changed(family, random));
            for (int q = 0; q < one.length; q++) {
                boolean depends = ALL.queries().get(q).dependsOnChildren(CODEBOOK);
                assertTrue(
                        norm(one[q], other[q]) <= (depends ? Math.sqrt(2) : 0),
                        ALL.queries().get(q).toString());
            }
        }
    }

    /** The same parent with one child more, less, or another one. */
    private static LinkedDataset changed(LinkedDataset family, Random random) {
        int k = family.children().rows();
        int kind = random.nextInt(3);
        int kept = kind == 0 ? k : Math.max(0, k - 1);
        int added = kind == 1 ? 0 : 1;
        LinkedDataset child = Families.random(CODEBOOK, new int[] {added}, random);
        int[][] codes = new int[CODEBOOK.children().domain().size()][kept + added];
        for (int a = 0; a < codes.length; a++) {
            for (int c = 0; c < kept; c++) {
                codes[a][c] = family.children().code(c, a);
            }
            if (added == 1) {
                codes[a][kept] = child.children().code(0, a);
            }
        }
        return LinkedDataset.of(
                CODEBOOK,
                family.parents(),
                org.murmuration.engine.dataset.Dataset.of(CODEBOOK.children().domain(), codes),
                new int[kept + added]);
    }

    @Test
    void countsWhatBruteForceCounts() {
        Random random = new Random(5);
        int[] numbers = random.ints(60, 0, 9).toArray();
        LinkedDataset data = Families.random(CODEBOOK, numbers, random);
        double[][] counted = tables(data);
        for (int q = 0; q < counted.length; q++) {
            double[] expected = bruteForce(data, ALL.queries().get(q));
            assertArrayEquals(
                    expected, counted[q], 60 * 30 / UNIT, ALL.queries().get(q).toString());
        }
    }

    private static double[] bruteForce(LinkedDataset data, LinkedQuery query) {
        double[] table = new double[(int) query.cells(CODEBOOK)];
        for (int f = 0; f < data.families(); f++) {
            int k = data.childrenOf(f);
            if (query.siblings()) {
                for (int i = 0; i < k; i++) {
                    for (int j = 0; j < k; j++) {
                        if (i != j) {
                            int a = level(data, query.attributes().get(0), f, data.firstChild(f) + i);
                            int b = level(data, query.attributes().get(0), f, data.firstChild(f) + j);
                            table[LinkedQuery.pairCell(a, b)] += 1.0 / (k * (k - 1));
                        }
                    }
                }
                continue;
            }
            int members = query.isAboutChildren(CODEBOOK) ? k : 1;
            for (int c = 0; c < members; c++) {
                int cell = 0;
                for (int a : query.attributes()) {
                    cell = cell * CODEBOOK.levels(a) + level(data, a, f, data.firstChild(f) + c);
                }
                table[cell] += 1.0 / members;
            }
        }
        return table;
    }

    private static int level(LinkedDataset data, int attribute, int family, int child) {
        if (attribute == CODEBOOK.countIndex()) {
            return CODEBOOK.counts().levelOf(data.childrenOf(family));
        }
        return CODEBOOK.isOfChild(attribute)
                ? data.children().code(child, attribute - CODEBOOK.countIndex() - 1)
                : data.parents().code(family, attribute);
    }

    @Test
    void aParentOfTenThousandChildrenHasTheWeightOfOne() {
        LinkedDataset one = Families.random(CODEBOOK, new int[] {10_000}, new Random(1));
        double[][] tables = tables(one);
        for (int q = 0; q < tables.length; q++) {
            double sum = Arrays.stream(tables[q]).sum();
            assertTrue(sum <= 1 && sum > 0.999, ALL.queries().get(q) + ": " + sum);
        }
        long[] ladder = new FamilyCounter(one).countLadder();
        assertEquals(1L << FamilyCounter.BITS, ladder[ladder.length - 1]);
    }

    @Test
    void tablesOfAllFamiliesAreTheSumsOfTheirTables() {
        Random random = new Random(3);
        LinkedDataset a = Families.random(CODEBOOK, new int[] {0, 3, 7}, random);
        LinkedDataset b = Families.random(CODEBOOK, new int[] {2, 1, 30}, random);
        double[][] both = tables(Families.joined(a, b));
        double[][] first = tables(a);
        double[][] second = tables(b);
        for (int q = 0; q < both.length; q++) {
            for (int i = 0; i < both[q].length; i++) {
                assertEquals(first[q][i] + second[q][i], both[q][i]);
            }
        }
    }

    @Test
    void aWorkloadHasEveryPairOfEachKindOnce() {
        LinkedWorkload pairs = LinkedWorkload.allPairs(CODEBOOK);
        assertEquals(new HashSet<>(pairs.queries()).size(), pairs.queries().size());
        assertEquals(3, kinds(pairs, "VV")); // region, gender and the number of children
        assertEquals(6, kinds(pairs, "VP"));
        assertEquals(1, kinds(pairs, "PP"));
        assertEquals(2, kinds(pairs, "SS"));
        assertEquals(10, ALL.queries().size() - pairs.queries().size());
        assertEquals(6, pairs.only(Set.of("VP")).queries().size());
        assertThrows(IllegalArgumentException.class, () -> pairs.only(Set.of("XX")));
        LinkedWorkload small = LinkedWorkload.of(CODEBOOK, false, 20);
        assertTrue(small.left().contains(LinkedQuery.of(0, 2)), "4 times 7 cells are too many");
        assertThrows(IllegalArgumentException.class, () -> LinkedWorkload.of(CODEBOOK, false, 3));
        assertEquals(2.0, pairs.favouring(0, 2).weights().get(0));
    }

    private static long kinds(LinkedWorkload workload, String kind) {
        return workload.queries().stream()
                .filter(q -> q.kind(CODEBOOK).equals(kind))
                .count();
    }

    @Test
    void cellsAndLevelsBelongToEachOther() {
        for (LinkedQuery query : ALL.queries()) {
            Set<List<Integer>> seen = new HashSet<>();
            for (int cell = 0; cell < query.cells(CODEBOOK); cell++) {
                int[] levels = query.levels(cell, CODEBOOK);
                assertTrue(seen.add(Arrays.stream(levels).boxed().toList()));
                assertEquals(levels.length, query.names(CODEBOOK).size());
                if (query.siblings()) {
                    assertEquals(cell, LinkedQuery.pairCell(levels[0], levels[1]));
                    assertEquals(cell, LinkedQuery.pairCell(levels[1], levels[0]));
                }
            }
        }
    }

    @Test
    void wrongQueriesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LinkedQuery.of(1, 1));
        assertThrows(IllegalArgumentException.class, () -> LinkedQuery.of(0, 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> new LinkedQuery(List.of(0, 1), true));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkedWorkload(CODEBOOK, List.of(LinkedQuery.ofSiblings(0)), List.of(1.0), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkedWorkload(CODEBOOK, List.of(LinkedQuery.of(99)), List.of(1.0), List.of()));
        FamilyCounter counter = new FamilyCounter(Families.random(CODEBOOK, new int[] {1}, new Random(1)));
        assertThrows(CanceledException.class, () -> counter.count(ALL.queries(), Canceled.MONITOR));
    }

    @Test
    void stepsOfTheLadderHoldEveryNumberOnce() {
        int[] ladder = ChildCounts.DEFAULT.ladder();
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 22, 38}, ladder);
        for (int k = 0; k < 60; k++) {
            int step = ChildCounts.stepOf(ladder, k);
            assertTrue(ladder[step] <= k && (step + 1 == ladder.length || k < ladder[step + 1]), "number " + k);
        }
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6+"), ChildCounts.DEFAULT.labels());
        assertThrows(IllegalArgumentException.class, () -> new ChildCounts(0, 10));
        assertThrows(IllegalArgumentException.class, () -> new ChildCounts(5, 5));
    }
}
