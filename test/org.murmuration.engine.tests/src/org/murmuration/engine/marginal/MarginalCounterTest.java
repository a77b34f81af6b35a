// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;

class MarginalCounterTest {
    private static Map<List<Integer>, Integer> bruteForce(Dataset data, Clique clique) {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int r = 0; r < data.rows(); r++) {
            List<Integer> key = new ArrayList<>();
            for (int i = 0; i < clique.size(); i++) {
                key.add(data.code(r, clique.get(i)));
            }
            counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void agreesWithBruteForceOnAllCliques() {
        Domain domain = RandomData.domain(2, 5, 300, 3, 1);
        for (int rows : new int[] {0, 1, 17, 4096, 4097, 10_000}) {
            Dataset data = RandomData.records(domain, rows, "count" + rows);
            Workload workload = Workload.upToOrder(domain, 4);
            List<Marginal> marginals = MarginalCounter.count(data, workload, ProgressMonitor.NONE);
            assertEquals(workload.cliques().size(), marginals.size());
            for (Marginal m : marginals) {
                Map<List<Integer>, Integer> expected = bruteForce(data, m.clique());
                long total = 0;
                for (int cell = 0; cell < m.cells(); cell++) {
                    int rest = cell;
                    Integer[] key = new Integer[m.clique().size()];
                    for (int i = key.length - 1; i >= 0; i--) {
                        int size = domain.attribute(m.clique().get(i)).size();
                        key[i] = rest % size;
                        rest /= size;
                    }
                    assertEquals((long) expected.getOrDefault(List.of(key), 0), m.count(cell));
                    total += m.count(cell);
                }
                assertEquals(rows, total);
            }
        }
    }

    @Test
    void cliquesAreSetsInCanonicalOrder() {
        assertEquals(Clique.of(1, 3), Clique.of(3, 1));
        assertThrows(IllegalArgumentException.class, () -> Clique.of(1, 1));
        assertThrows(IllegalArgumentException.class, () -> Clique.of(-1));
        assertEquals(10, Clique.allOf(5, 3).size());
        assertEquals(1, Clique.allOf(5, 0).size());
        assertEquals(0, Clique.allOf(2, 3).size());
        assertTrue(Clique.of(4).compareTo(Clique.of(0, 1)) < 0);
        Domain domain = RandomData.domain(2, 3);
        assertThrows(IllegalArgumentException.class, () -> new Workload(domain, List.of(Clique.of(0), Clique.of(0))));
        assertThrows(IllegalArgumentException.class, () -> new Workload(domain, List.of(Clique.of(2))));
        assertEquals(4 + 5 + 20, Workload.upToOrder(domain, 3).cells());
    }

    @Test
    void cellsBeyondLongAreNotWrapped() {
        Domain domain = RandomData.domain(65_534, 65_534, 65_534, 65_534, 65_534);
        assertEquals(Long.MAX_VALUE, Clique.of(0, 1, 2, 3, 4).cells(domain));
        assertEquals(Long.MAX_VALUE, Workload.upToOrder(domain, 5).cells());
        Dataset data = RandomData.records(domain, 3, "huge");
        assertThrows(IllegalArgumentException.class, () -> MarginalCounter.count(data, Clique.of(0, 1)));
    }

    @Test
    void cancelEndsCounting() {
        Dataset data = RandomData.records(RandomData.domain(5, 5, 5), 100_000, "cancel");
        assertThrows(
                CanceledException.class,
                () -> MarginalCounter.count(data, Workload.upToOrder(data.domain(), 3), Canceled.MONITOR));
    }

    @Test
    void longCounterAgreesWithAMap() {
        LongCounter counter = new LongCounter(0);
        Map<Long, Integer> map = new HashMap<>();
        org.murmuration.engine.random.RandomSource random = org.murmuration.engine.random.RandomSource.seeded("map");
        for (int i = 0; i < 300_000; i++) {
            long key = random.nextLong(100_000) - 50_000;
            counter.add(key, 2);
            map.merge(key, 2, Integer::sum);
        }
        assertEquals(map.size(), counter.size());
        map.forEach((k, v) -> assertEquals(v, counter.get(k)));
        assertEquals(0, counter.get(77_777));
        long[] keys = counter.sortedKeys();
        for (int i = 1; i < keys.length; i++) {
            assertTrue(keys[i - 1] < keys[i]);
        }
        counter.add(1, Integer.MAX_VALUE - counter.get(1));
        assertThrows(ArithmeticException.class, () -> counter.add(1, 1));
    }
}
