// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class CountSourceTest {
    private static final Domain DOMAIN = RandomData.domain(2, 5, 300, 3, 1);
    private static final Dataset DATA = RandomData.records(DOMAIN, 9000, "records");

    private static Merging randomMerging(Domain domain, RandomSource random) {
        int[][] merged = new int[domain.size()][];
        for (int a = 0; a < merged.length; a++) {
            int size = domain.attribute(a).size();
            merged[a] = new int[size];
            int left = 1 + (int) random.nextLong(size);
            for (int v = 0; v < size; v++) {
                merged[a][v] = v < left ? v : (int) random.nextLong(left);
            }
        }
        return Merging.of(merged);
    }

    private static Partition randomPartition(Domain domain, int depth, RandomSource random) {
        if (depth == 0 || random.nextLong(5) == 0) {
            return new Partition.Cell();
        }
        int attribute = (int) random.nextLong(domain.size());
        boolean[] isLeft = new boolean[domain.attribute(attribute).size()];
        for (int v = 0; v < isLeft.length; v++) {
            isLeft[v] = random.nextLong(2) == 0;
        }
        return new Partition.Cut(
                attribute,
                isLeft,
                randomPartition(domain, depth - 1, random),
                randomPartition(domain, depth - 1, random));
    }

    private static void assertSameCounts(List<Marginal> expected, List<Marginal> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).clique(), actual.get(i).clique());
            assertArrayEquals(expected.get(i).counts(), actual.get(i).counts());
        }
    }

    @Test
    void countsOfRecordsAndStoredCountsAgreeOverAnyMergedLevels() {
        RandomSource random = RandomSource.seeded("merge");
        CountSource records = CountSource.checked(CountSource.of(DATA));
        CountSource stored = CountSource.checked(StoredCounts.of(DATA, 1));
        assertEquals(9000, stored.rows());
        assertEquals(records.rows(), stored.rows());
        Workload workload = Workload.upToOrder(DOMAIN, 3);
        List<Marginal> all = records.count(workload, ProgressMonitor.NONE);
        assertSameCounts(all, stored.count(workload, ProgressMonitor.NONE));
        for (int i = 0; i < 8; i++) {
            Merging merging = randomMerging(DOMAIN, random);
            List<Marginal> merged = records.count(workload, merging, ProgressMonitor.NONE);
            assertSameCounts(merged, stored.count(workload, merging, ProgressMonitor.NONE));
            assertSameCounts(merged, all.stream().map(merging::apply).toList());
        }
    }

    @Test
    void countsOfRecordsAndStoredCountsAgreeOnPartitions() {
        RandomSource random = RandomSource.seeded("partition");
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            partitions.add(randomPartition(DOMAIN, 6, random));
        }
        partitions.add(new Partition.Cell());
        List<long[]> ofRecords = CountSource.of(DATA).count(partitions, ProgressMonitor.NONE);
        List<long[]> stored = CountSource.checked(StoredCounts.of(DATA, 1)).count(partitions, ProgressMonitor.NONE);
        for (int i = 0; i < partitions.size(); i++) {
            assertArrayEquals(ofRecords.get(i), stored.get(i));
        }
        assertArrayEquals(new long[] {9000}, stored.get(20));
        assertThrows(CanceledException.class, () -> CountSource.of(DATA).count(partitions, Canceled.MONITOR));
        assertThrows(IllegalArgumentException.class, () -> CountSource.checked(CountSource.of(DATA))
                .count(
                        List.of(new Partition.Cut(0, new boolean[5], new Partition.Cell(), new Partition.Cell())),
                        ProgressMonitor.NONE));
    }

    @Test
    void partitionsWithTheSameCutsAreEqual() {
        for (int i = 0; i < 10; i++) {
            Partition a = randomPartition(DOMAIN, 5, RandomSource.seeded("equal " + i));
            Partition b = randomPartition(DOMAIN, 5, RandomSource.seeded("equal " + i));
            assertEquals(a, b);
            assertEquals(a.hashCode(), b.hashCode());
            assertTrue(a.fits(DOMAIN));
            assertFalse(new Partition.Cut(9, new boolean[2], a, b).fits(DOMAIN));
            assertNotEquals(a, new Partition.Cut(0, new boolean[4], a, b));
        }
    }

    @Test
    void countsBeyondAnIntAreExact() {
        for (long times : new long[] {1L << 20, 1L << 31, (1L << 53) / 9000, Long.MAX_VALUE / 9000}) {
            StoredCounts many = StoredCounts.of(DATA, times);
            assertEquals(9000 * times, many.rows());
            Workload workload = Workload.upToOrder(DOMAIN, 2);
            List<Marginal> once = CountSource.of(DATA).count(workload, ProgressMonitor.NONE);
            List<Marginal> scaled = CountSource.checked(many).count(workload, ProgressMonitor.NONE);
            for (int i = 0; i < once.size(); i++) {
                for (int cell = 0; cell < once.get(i).cells(); cell++) {
                    assertEquals(once.get(i).count(cell) * times, scaled.get(i).count(cell));
                }
                long[] copy = scaled.get(i).counts();
                copy[0] = -1;
                assertEquals(once.get(i).count(0) * times, scaled.get(i).count(0));
            }
        }
        Marginal most = Marginal.of(RandomData.domain(1), Clique.of(0), Long.MAX_VALUE, 0, 1);
        assertEquals(Long.MAX_VALUE, most.count(0));
        assertThrows(ArithmeticException.class, () -> Merging.of(new int[][] {{0, 0, 0}})
                .apply(most));
    }

    /** Answers with other tables than were asked for. */
    private static CountSource answering(long rows, List<Marginal> marginals, List<long[]> cells) {
        return new CountSource() {
            @Override
            public Domain domain() {
                return DOMAIN;
            }

            @Override
            public long rows() {
                return rows;
            }

            @Override
            public List<Marginal> count(Workload workload, Merging merging, ProgressMonitor monitor) {
                return marginals;
            }

            @Override
            public List<long[]> count(List<Partition> partitions, ProgressMonitor monitor) {
                return cells;
            }
        };
    }

    private static void assertRefused(CountSource source, String why) {
        Workload one = new Workload(DOMAIN, List.of(Clique.of(0)));
        String message = assertThrows(IllegalArgumentException.class, () -> CountSource.checked(source)
                        .count(one, ProgressMonitor.NONE))
                .getMessage();
        assertTrue(message.contains(why), message);
        assertFalse(message.matches(".*[0-9]{2,}.*"), "a number of the records: " + message);
    }

    @Test
    void answersThatWouldBeReleasedWithTooLittleNoiseAreRefused() {
        Clique first = Clique.of(0);
        assertRefused(answering(10, List.of(), List.of()), "one table of counts");
        assertRefused(
                answering(10, List.of(Marginal.of(DOMAIN, Clique.of(3), 4, 3, 2, 1, 0)), List.of()), "another table");
        assertRefused(
                answering(10, List.of(Marginal.of(RandomData.domain(2), first, 4, 3, 2, 1)), List.of()),
                "another table");
        for (long rows : new long[] {9, 11, Long.MAX_VALUE}) {
            assertRefused(answering(rows, List.of(Marginal.of(DOMAIN, first, 4, 3, 2, 1)), List.of()), "do not add up");
        }
        assertRefused(answering(-1, List.of(Marginal.of(DOMAIN, first, 0, 0, 0, 0)), List.of()), "at least 0");
        // a sum that wraps around to the number of records
        assertRefused(
                answering(2, List.of(Marginal.of(DOMAIN, first, Long.MAX_VALUE, Long.MAX_VALUE, 2, 2)), List.of()),
                "do not add up");
        List<Partition> whole = List.of(new Partition.Cell());
        for (long[] cells : new long[][] {{9}, {11}, {5, 5}, {-1}}) {
            assertThrows(
                    IllegalArgumentException.class, () -> CountSource.checked(answering(10, List.of(), List.of(cells)))
                            .count(whole, ProgressMonitor.NONE));
        }
        assertThrows(IllegalArgumentException.class, () -> CountSource.checked(answering(10, List.of(), List.of()))
                .count(whole, ProgressMonitor.NONE));
        CountSource checked = CountSource.checked(CountSource.of(DATA));
        assertSame(checked, CountSource.checked(checked));
        assertThrows(
                IllegalArgumentException.class,
                () -> checked.count(Workload.upToOrder(RandomData.domain(2), 1), ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> checked.count(
                        Workload.upToOrder(DOMAIN, 1), Merging.none(RandomData.domain(2)), ProgressMonitor.NONE));
    }

    @Test
    void mergedLevelsHaveNoGapsAndFitTheirDomain() {
        Domain domain = RandomData.domain(1, 2);
        Merging merging = Merging.of(new int[][] {{0, 0, 0}, {1, 0, 2, 1}});
        assertArrayEquals(new int[] {1, 3}, merging.shape());
        assertArrayEquals(new int[] {1, 0, 2, 1}, merging.levels(1));
        assertTrue(merging.fits(domain) && merging.merges(0) && merging.merges(1));
        assertEquals(3, merging.cells(Clique.of(0, 1)));
        assertFalse(Merging.none(domain).merges(0));
        assertEquals(Merging.none(domain), Merging.of(new int[][] {{0, 1, 2}, {0, 1, 2, 3}}));
        assertEquals(
                Merging.none(domain).hashCode(),
                Merging.of(new int[][] {{0, 1, 2}, {0, 1, 2, 3}}).hashCode());
        assertNotEquals(merging, Merging.none(domain));
        assertThrows(IllegalArgumentException.class, () -> Merging.of(new int[][] {{0, 2, 0}}));
        assertThrows(IllegalArgumentException.class, () -> Merging.of(new int[][] {{1, 1}}));
        assertThrows(IllegalArgumentException.class, () -> Merging.of(new int[][] {{-1, 0}}));
        assertThrows(IllegalArgumentException.class, () -> Marginal.of(domain, Clique.of(0), merging, 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> Marginal.of(domain, Clique.of(0), 1, 2, -3));
        Domain huge = RandomData.domain(65_534, 65_534, 65_534, 65_534, 65_534);
        assertEquals(Long.MAX_VALUE, Merging.none(huge).cells(Clique.of(0, 1, 2, 3, 4)));
        assertEquals(1L << 32, Merging.none(huge).cells(Clique.of(0, 1)));
    }
}
