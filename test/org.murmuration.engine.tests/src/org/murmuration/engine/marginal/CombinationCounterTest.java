// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class CombinationCounterTest {
    private static CombinationCode code(Domain domain, boolean missing) {
        return CombinationCode.of(domain, missing ? CombinationCode.all(domain) : CombinationCode.values(domain));
    }

    /** Counted record by record, one combination after the other, without any packing. */
    private static Map<List<Integer>, Integer> bruteForce(Dataset data, CombinationCode code, int length) {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        int d = data.domain().size();
        for (int r = 0; r < data.rows(); r++) {
            for (int set = 1; set < 1 << d; set++) {
                if (Integer.bitCount(set) > length) {
                    continue;
                }
                Integer[] items = new Integer[Integer.bitCount(set)];
                int n = 0;
                for (int a = 0; a < d; a++) {
                    if ((set >> a & 1) == 1) {
                        items[n++] = code.item(a, data.code(r, a));
                    }
                }
                if (!Arrays.asList(items).contains(0)) {
                    counts.merge(List.of(items), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static Map<List<Integer>, Integer> map(CombinationTable table) {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        int[] items = new int[table.maxLength()];
        for (int i = 0; i < table.size(); i++) {
            int n = table.code().unpack(table.key(i), items);
            counts.put(Arrays.stream(items, 0, n).boxed().toList(), Math.toIntExact(table.count(i)));
        }
        return counts;
    }

    @Test
    void countsAgreeWithBruteForceWhateverTheShape() {
        RandomSource random = RandomSource.seeded("shapes");
        for (int trial = 0; trial < 60; trial++) {
            int[] sizes = new int[1 + (int) random.nextLong(5)];
            for (int a = 0; a < sizes.length; a++) {
                sizes[a] = 1 + (int) random.nextLong(trial % 3 == 0 ? 40 : 4);
            }
            Domain domain = RandomData.domain(sizes);
            Dataset data = RandomData.records(domain, (int) random.nextLong(200), "shape " + trial);
            CombinationCode code = code(domain, trial % 2 == 0);
            int length = 1 + (int) random.nextLong(6);
            int atLeast = 1 + (int) random.nextLong(4);
            CombinationTable table = CombinationCounter.count(data, code, length, atLeast, ProgressMonitor.NONE);
            Map<List<Integer>, Integer> expected = bruteForce(data, code, length);
            expected.values().removeIf(n -> n < atLeast);
            assertEquals(expected, map(table));
        }
    }

    @Test
    void manyRecordsAreCountedInPartsThatAgree() {
        Domain domain = RandomData.domain(2, 4, 30, 3, 6);
        Dataset data = RandomData.records(domain, 40_000, "many");
        CombinationCode code = code(domain, false);
        CombinationTable table = CombinationCounter.count(data, code, 5, 1, ProgressMonitor.NONE);
        assertEquals(bruteForce(data, code, 5), map(table));
        for (int l = 1; l <= 5; l++) {
            for (int i = table.start(l); i < table.start(l + 1); i++) {
                assertEquals(l, code.lengthOf(table.key(i)));
                assertEquals(table.count(i), table.countOf(table.key(i)));
            }
        }
        assertEquals(0, table.countOf(Long.MAX_VALUE));
    }

    /** Given combinations and their number per record, against the counts of all. */
    @Test
    void givenCombinationsAreCountedAsAmongAll() {
        RandomSource random = RandomSource.seeded("given");
        for (int trial = 0; trial < 60; trial++) {
            Domain domain = RandomData.domain(3, 12, 2, 40, 5);
            Dataset data =
                    RandomData.records(domain, (int) random.nextLong(trial % 4 == 0 ? 20_000 : 300), "given " + trial);
            CombinationCode code = code(domain, trial % 2 == 0);
            int length = 1 + trial % 5;
            CombinationTable all = CombinationCounter.count(data, code, length, 1, ProgressMonitor.NONE);
            long[] given = java.util.stream.IntStream.range(all.start(length), all.size())
                    .filter(i -> random.nextLong(3) > 0)
                    .mapToLong(all::key)
                    .toArray();
            CandidateCounter.Counted counted = CandidateCounter.count(data, code, length, given, ProgressMonitor.NONE);
            long sum = 0;
            for (int i = 0; i < given.length; i++) {
                assertEquals(all.countOf(given[i]), counted.counts()[i]);
                sum += counted.counts()[i];
            }
            assertEquals(sum, Arrays.stream(counted.perRecord()).asLongStream().sum());
            int[] items = new int[length];
            for (int r = 0; r < data.rows() && r < 50; r++) {
                int found = 0;
                for (long key : given) {
                    int n = code.unpack(key, items);
                    boolean has = true;
                    for (int i = 0; i < n; i++) {
                        has &= data.code(r, code.attributeOf(items[i])) == code.codeOf(items[i]);
                    }
                    found += has ? 1 : 0;
                }
                assertEquals(found, counted.perRecord()[r]);
            }
        }
        CombinationCode code = code(RandomData.domain(2, 2), false);
        Dataset data = RandomData.records(RandomData.domain(2, 2), 5, "x");
        assertThrows(
                IllegalArgumentException.class,
                () -> CandidateCounter.count(data, code, 1, new long[] {2, 1}, ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> CandidateCounter.count(data, code, 2, new long[] {1}, ProgressMonitor.NONE));
    }

    @Test
    void packingKeepsOrderAndFindsPlaces() {
        CombinationCode code = code(RandomData.domain(5, 5, 5, 5, 5, 5), true);
        RandomSource random = RandomSource.seeded("packing");
        TreeMap<Long, Integer> byKey = new TreeMap<>();
        for (int trial = 0; trial < 2000; trial++) {
            int[] attributes = random.nextBoolean() ? new int[] {0, 2, 3, 5} : new int[] {1, 4};
            int[] items = new int[attributes.length];
            for (int i = 0; i < items.length; i++) {
                items[i] = code.item(attributes[i], (int) random.nextLong(7));
            }
            long key = code.pack(items, items.length);
            int[] back = new int[6];
            assertEquals(items.length, code.unpack(key, back));
            assertArrayEquals(items, Arrays.copyOf(back, items.length));
            for (int without = 0; without < items.length; without++) {
                int[] rest = new int[items.length - 1];
                for (int i = 0, n = 0; i < items.length; i++) {
                    if (i != without) {
                        rest[n++] = items[i];
                    }
                }
                assertEquals(key, code.insert(code.pack(rest, rest.length), items[without]));
            }
            byKey.put(key, items.length);
        }
        int before = 0;
        for (int length : byKey.values()) {
            assertTrue(length >= before, "a longer combination stands before a shorter one");
            before = length;
        }
    }

    @Test
    void aCombinationThatFillsAllBitsIsInserted() {
        Domain domain = RandomData.domain(12, 12, 12, 12, 12, 12, 12, 12, 12); // 117 values: 7 bits, 9 in 63
        CombinationCode code = code(domain, false);
        assertEquals(9, code.longest());
        int[] items = new int[9];
        for (int a = 0; a < 9; a++) {
            items[a] = code.item(a, 12);
        }
        long key = code.pack(items, 9);
        for (int without = 0; without < 9; without++) {
            int[] rest = new int[8];
            for (int i = 0, n = 0; i < 9; i++) {
                if (i != without) {
                    rest[n++] = items[i];
                }
            }
            assertEquals(key, code.insert(code.pack(rest, 8), items[without]));
        }
        Dataset data = RandomData.records(domain, 300, "full");
        assertEquals(bruteForce(data, code, 9), map(CombinationCounter.count(data, code, 9, 1, ProgressMonitor.NONE)));
    }

    @Test
    void sensitivityOfARecordIsTheNumberOfItsCombinations() {
        Domain domain = RandomData.domain(3, 3, 3, 3);
        Dataset data = RandomData.records(domain, 500, "widths");
        CombinationCode code = code(domain, false);
        long[] widths = CombinationCounter.widths(data, code);
        CombinationTable table = CombinationCounter.count(data, code, 3, 1, ProgressMonitor.NONE);
        for (int l = 1; l <= 3; l++) {
            long sum = 0;
            for (int i = table.start(l); i < table.start(l + 1); i++) {
                sum += table.count(i);
            }
            long expected = 0;
            for (int w = 0; w < widths.length; w++) {
                expected += widths[w] * CombinationCounter.combinationsOf(w, l);
            }
            assertEquals(expected, sum);
        }
        assertEquals(0, CombinationCounter.combinationsOf(2, 3));
        assertEquals(1365, CombinationCounter.combinationsOf(15, 4));
    }

    @Test
    void whatDoesNotFitIsRefusedWithARemedy() {
        Domain wide = RandomData.domain(4000, 4000, 4000, 4000, 4000, 4000);
        Dataset data = RandomData.records(wide, 10, "wide");
        CombinationCode code = code(wide, false);
        var e = assertThrows(
                IllegalArgumentException.class, () -> CombinationCounter.count(data, code, 6, 1, ProgressMonitor.NONE));
        assertTrue(e.getMessage().contains("up to 4 values"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> CombinationCounter.count(data, code, 0, 1, ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class, () -> CombinationCounter.count(data, code, 2, 0, ProgressMonitor.NONE));
        CombinationTable table = CombinationCounter.count(data, code, 2, 1, ProgressMonitor.NONE);
        assertThrows(IllegalArgumentException.class, () -> table.countOf(Clique.of(0, 1, 2), 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> table.countOf(Clique.of(0), 4001));
    }

    @Test
    void fiftyThousandValuesAndTooManyCombinationsStayWithinMemory() {
        Domain domain = RandomData.domain(50_000, 2);
        int[] distinct = new int[50_000];
        Arrays.setAll(distinct, i -> i);
        Dataset data = Dataset.of(domain, distinct, new int[50_000]);
        CombinationTable table = CombinationCounter.count(data, code(domain, false), 6, 1, ProgressMonitor.NONE);
        assertEquals(50_000 + 1 + 50_000, table.size());
        int[] sizes = new int[24];
        Arrays.fill(sizes, 30);
        Domain wide = RandomData.domain(sizes);
        Dataset many = RandomData.records(wide, 20_000, "too many");
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> CombinationCounter.count(many, code(wide, false), 5, 1, ProgressMonitor.NONE));
        assertTrue(e.getMessage().contains("30,000,000") && e.getMessage().contains("shorter"), e.getMessage());
    }

    @Test
    void oneRecordEqualRecordsAndOneColumnAreCounted() {
        Domain domain = RandomData.domain(3, 1);
        CombinationCode code = code(domain, false);
        assertEquals(
                3,
                CombinationCounter.count(Dataset.of(domain, new int[1], new int[1]), code, 6, 1, ProgressMonitor.NONE)
                        .size());
        CombinationTable equal = CombinationCounter.count(
                Dataset.of(domain, new int[77], new int[77]), code, 2, 1, ProgressMonitor.NONE);
        assertEquals(3, equal.size());
        assertEquals(77, equal.countOf(Clique.of(0, 1), 0, 0));
        assertEquals(
                0,
                CombinationCounter.count(Dataset.of(domain, new int[0], new int[0]), code, 2, 1, ProgressMonitor.NONE)
                        .size());
    }

    @Test
    void cancelEndsCounting() {
        Domain domain = RandomData.domain(5, 50, 50, 50);
        Dataset data = RandomData.records(domain, 100_000, "cancel");
        assertThrows(
                CanceledException.class,
                () -> CombinationCounter.count(data, code(domain, true), 4, 1, Canceled.MONITOR));
    }

    @Test
    void recodingByNameKeepsWhatBothKnow() {
        Domain domain = Domain.of(Attribute.categorical("a", "x", "y", "z"), Attribute.categorical("b", "0", "1"));
        Dataset data = RandomData.records(domain, 400, "recode");
        CombinationTable table = CombinationCounter.count(data, code(domain, true), 2, 1, ProgressMonitor.NONE);
        Domain other = Domain.of(
                Attribute.categorical("c", "n"), Attribute.categorical("b", "1", "0"), Attribute.categorical("a", "z"));
        CombinationTable recoded = Recoding.byName(table, code(other, false));
        assertEquals(table.countOf(Clique.of(0, 1), 2, 0), recoded.countOf(Clique.of(1, 2), 1, 0));
        assertEquals(table.countOf(Clique.of(1), 1), recoded.countOf(Clique.of(1), 0));
        // "(other)" of both attributes, two values of b, one of a; and their pairs
        assertEquals(2 + 3, recoded.start(2));
        boolean[][] present = Recoding.presentByName(code(domain, false), other);
        assertArrayEquals(new boolean[] {true, true, false}, present[2]);
        assertArrayEquals(new boolean[] {true, true, true}, Recoding.presentByName(code(domain, true), other)[2]);
    }

    @Test
    void tablesRefuseWhatIsNoTable() {
        CombinationCode code = code(RandomData.domain(2, 2), false);
        assertThrows(
                IllegalArgumentException.class,
                () -> CombinationTable.of(code, 1, new long[] {2, 1}, new int[] {1, 1}));
        assertThrows(
                IllegalArgumentException.class,
                () -> CombinationTable.of(code, 1, new long[] {1, 2}, new int[] {1, 0}));
        long pair = code.pack(new int[] {1, 4}, 2);
        assertThrows(
                IllegalArgumentException.class, () -> CombinationTable.of(code, 1, new long[] {pair}, new int[] {1}));
        assertThrows(
                IllegalArgumentException.class,
                () -> CombinationCode.of(RandomData.domain(2, 2), new boolean[][] {{true}, {true}}));
    }
}
