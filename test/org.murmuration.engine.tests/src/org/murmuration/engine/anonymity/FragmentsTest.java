// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class FragmentsTest {
    private static final int K = 5;

    private static CommonCombinations common(Dataset data) {
        return CommonCombinations.of(
                data,
                CombinationCode.of(data.domain(), CombinationCode.values(data.domain())),
                K,
                ProgressMonitor.NONE);
    }

    private static int[][] fragments(CommonCombinations common, int[]... seed) {
        return new Fragments(common, () -> seed, Optional.empty(), RandomSource.seeded("f"), ProgressMonitor.NONE)
                .records();
    }

    private static long[] counts(CommonCombinations common, int[][] records) {
        long[] counts = new long[common.code().items() + 1];
        for (int[] record : records) {
            for (int item : record) {
                counts[item]++;
            }
        }
        counts[0] = 0;
        return counts;
    }

    private static long[] expected(CommonCombinations common) {
        long[] expected = new long[common.code().items() + 1];
        for (int item = 1; item < expected.length; item++) {
            expected[item] = common.single(item) / K * K;
        }
        return expected;
    }

    @Test
    void singleValuesComeExactlyAsOftenAsTheirProtectedCounts() {
        Domain domain = RandomData.domain(3, 4, 2);
        CommonCombinations common = common(RandomData.records(domain, 333, "fragments"));
        assertArrayEquals(expected(common), counts(common, fragments(common)), "from nothing");
        int x = common.common()[0];
        int[][] few = new int[3][3];
        int[][] many = new int[400][3];
        for (int[] record : few) {
            record[common.code().attributeOf(x)] = x;
        }
        for (int[] record : many) {
            record[common.code().attributeOf(x)] = x;
        }
        assertArrayEquals(expected(common), counts(common, fragments(common, few)), "what is left is added");
        int[][] made = fragments(common, many);
        assertArrayEquals(expected(common), counts(common, made), "what is too much is taken away");
        assertTrue(Arrays.stream(made).allMatch(r -> Arrays.stream(r).anyMatch(item -> item > 0)), "an empty record");
    }

    @Test
    void nothingCommonGivesNothing() {
        Domain domain = RandomData.domain(2, 2);
        assertEquals(0, fragments(common(Dataset.of(domain, new int[4], new int[4]))).length);
    }
}
