// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.combinations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;

class RareCombinationsTest {
    /** Every record and every combination looked at by hand. */
    @Test
    void rareRecordsAgreeWithBruteForce() {
        Domain domain = RandomData.domain(3, 4, 2, 5);
        for (int trial = 0; trial < 10; trial++) {
            Dataset data = RandomData.records(domain, 150, "rare " + trial);
            CombinationCode code = CombinationCode.of(domain, CombinationCode.values(domain));
            int length = 1 + trial % 3;
            int k = 2 + trial;
            CombinationTable counts = CombinationCounter.count(data, code, length, 1, ProgressMonitor.NONE);
            long[] rare = new long[length];
            long[] unique = new long[length];
            long[] touched = new long[code.items() + 1];
            for (int r = 0; r < data.rows(); r++) {
                long[] least = new long[length + 1]; // smallest count by length
                Arrays.fill(least, Long.MAX_VALUE);
                boolean[] hit = new boolean[code.items() + 1];
                for (int set = 1; set < 16; set++) {
                    int bits = set;
                    int row = r;
                    int[] items = IntStream.range(0, 4)
                            .filter(a -> (bits >> a & 1) == 1)
                            .map(a -> code.item(a, data.code(row, a)))
                            .toArray();
                    if (items.length <= length && IntStream.of(items).allMatch(i -> i > 0)) {
                        long count = counts.countOf(code.pack(items, items.length));
                        least[items.length] = Math.min(least[items.length], count);
                        for (int item : items) {
                            hit[item] |= count < k;
                        }
                    }
                }
                for (int i = 0; i < hit.length; i++) {
                    touched[i] += hit[i] ? 1 : 0;
                }
                for (int l = 1; l <= length; l++) {
                    if (least[l] < k) {
                        (least[l] == 1 ? unique : rare)[l - 1]++;
                        break;
                    }
                }
            }
            RareCombinations found = RareCombinations.of(data, counts, k, ProgressMonitor.NONE);
            assertEquals(Arrays.stream(rare).boxed().toList(), found.rareByLength());
            assertEquals(Arrays.stream(unique).boxed().toList(), found.uniqueByLength());
            for (RareCombinations.Linkable v : found.values()) {
                int a = domain.indexOf(v.attribute());
                int c = IntStream.range(0, domain.attribute(a).size())
                        .filter(i -> domain.attribute(a).label(i).equals(v.value()))
                        .findFirst()
                        .orElseThrow();
                int item = code.item(a, c);
                assertEquals((double) touched[item] / counts.countOf(item), v.share(), 1e-12);
            }
        }
    }
}
