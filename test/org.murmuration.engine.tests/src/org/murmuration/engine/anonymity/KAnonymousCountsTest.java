// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class KAnonymousCountsTest {
    private static Map<String, Long> told(KAnonymousCounts counts) {
        Map<String, Long> told = new HashMap<>();
        CombinationTable table = counts.table();
        int[] items = new int[table.maxLength()];
        for (int i = 0; i < table.size(); i++) {
            int n = table.code().unpack(table.key(i), items);
            List<Integer> attributes = new ArrayList<>();
            List<Integer> codes = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                attributes.add(table.code().attributeOf(items[j]));
                codes.add(table.code().codeOf(items[j]));
            }
            told.put(attributes + "=" + codes, (long) table.count(i));
        }
        return told;
    }

    private static KAnonymousCounts count(Dataset data, int k, int length) {
        return KAnonymousCounts.count(
                data, k, length, KAnonymousCounts.present(data.domain(), List.of(), List.of()), ProgressMonitor.NONE);
    }

    /** Every combination counted by hand: told if and only if it is common, and rounded down. */
    @Test
    void exactlyTheCommonCombinationsAreToldRoundedDown() {
        RandomSource random = RandomSource.seeded("k-anonymity");
        for (int trial = 0; trial < 60; trial++) {
            Domain domain = RandomData.domain(2, 3, 2, 4);
            Dataset data = RandomData.records(domain, (int) random.nextLong(80), "trial " + trial);
            int k = 2 + (int) random.nextLong(6);
            int length = 1 + (int) random.nextLong(4);
            KAnonymousCounts counts = count(data, k, length);
            Map<String, Long> told = told(counts);
            assertEquals(data.rows() / k * k, counts.records());
            int common = 0;
            for (int l = 1; l <= length; l++) {
                for (Clique c : Clique.allOf(4, l)) {
                    Map<List<Integer>, Integer> exact = new HashMap<>();
                    for (int r = 0; r < data.rows(); r++) {
                        Integer[] codes = new Integer[l];
                        boolean complete = true;
                        for (int i = 0; i < l; i++) {
                            codes[i] = data.code(r, c.get(i));
                            complete &= codes[i] != domain.attribute(c.get(i)).missingCode();
                        }
                        if (complete) {
                            exact.merge(List.of(codes), 1, Integer::sum);
                        }
                    }
                    for (Map.Entry<List<Integer>, Integer> e : exact.entrySet()) {
                        List<Integer> attributes =
                                java.util.Arrays.stream(c.toArray()).boxed().toList();
                        Long shown = told.get(attributes + "=" + e.getKey());
                        if (e.getValue() < k) {
                            assertEquals(null, shown, "a rare combination is shown");
                        } else {
                            assertEquals((long) e.getValue() / k * k, shown);
                            common++;
                        }
                    }
                }
            }
            assertEquals(common, told.size(), "something is shown that no record has");
        }
    }

    @Test
    void aCodedZeroIsAValueUnlessItIsSaidToStandForNothing() {
        Domain domain = Domain.of(Attribute.categorical("a", "0", "1"), Attribute.categorical("b", "0", "1"));
        Dataset data = Dataset.of(domain, new int[20], new int[20]);
        assertEquals(3, told(count(data, 5, 2)).size());
        boolean[][] present = KAnonymousCounts.present(domain, List.of("0"), List.of("b"));
        Map<String, Long> told = told(KAnonymousCounts.count(data, 5, 2, present, ProgressMonitor.NONE));
        assertEquals(Map.of("[1]=[0]", 20L), told);
    }

    @Test
    void badSettingsAreRefused() {
        Domain domain = RandomData.domain(3, 3);
        Dataset data = RandomData.records(domain, 10, "bad");
        assertThrows(IllegalArgumentException.class, () -> count(data, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> count(data, 5, 0));
        assertThrows(IllegalArgumentException.class, () -> count(data, 5, 7));
    }

    @Test
    void degenerateRecordsGiveClearResults() {
        Domain domain = RandomData.domain(2, 50_000);
        assertTrue(told(count(Dataset.of(domain, new int[1], new int[1]), 2, 3)).isEmpty());
        Map<String, Long> equal = told(count(Dataset.of(domain, new int[25], new int[25]), 10, 6));
        assertEquals(Map.of("[0]=[0]", 20L, "[1]=[0]", 20L, "[0, 1]=[0, 0]", 20L), equal);
        assertTrue(told(count(Dataset.of(domain, new int[0], new int[0]), 2, 2)).isEmpty());
        int[] distinct = new int[50_000];
        java.util.Arrays.setAll(distinct, i -> i);
        assertEquals(
                1,
                told(count(Dataset.of(domain, new int[50_000], distinct), 2, 2)).size());
    }
}
