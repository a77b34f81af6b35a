// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class MarginalEvaluationTest {
    private static final Domain DOMAIN = RandomData.domain(3, 4, 5, 2);

    private static MarginalReport compare(Dataset a, Dataset b) {
        return MarginalEvaluation.compare(a, b, 3, ProgressMonitor.NONE);
    }

    private static Dataset permuted(Dataset data, int[] order) {
        int[][] codes = new int[DOMAIN.size()][data.rows()];
        for (int a = 0; a < codes.length; a++) {
            for (int r = 0; r < data.rows(); r++) {
                codes[a][r] = data.code(order[r], a);
            }
        }
        return Dataset.of(DOMAIN, codes);
    }

    @Test
    void identicalTablesScoreBestInAnyRowOrder() {
        Dataset data = RandomData.records(DOMAIN, 700, "same");
        int[] reversed = new int[700];
        for (int i = 0; i < 700; i++) {
            reversed[i] = 699 - i;
        }
        MarginalReport report = compare(data, permuted(data, reversed));
        for (int k = 1; k <= 3; k++) {
            assertEquals(0, report.mean(k));
        }
        assertEquals(0, report.rowExpansion());
        assertEquals(0, report.worstMissingError());
        assertEquals(4, report.count(1));
        assertEquals(6, report.count(2));
        assertEquals(4, report.count(3));
    }

    @Test
    void shufflingColumnsKeepsOneWayAndBreaksTwoWay() {
        Dataset data = RandomData.records(DOMAIN, 3000, "shuffle");
        RandomSource random = RandomSource.seeded("shuffle");
        int[][] codes = new int[DOMAIN.size()][3000];
        for (int a = 0; a < codes.length; a++) {
            for (int r = 0; r < 3000; r++) {
                codes[a][r] = data.code(r, a);
            }
            for (int i = 2999; i > 0; i--) {
                int j = (int) random.nextLong(i + 1L);
                int swap = codes[a][i];
                codes[a][i] = codes[a][j];
                codes[a][j] = swap;
            }
        }
        MarginalReport report = compare(data, Dataset.of(DOMAIN, codes));
        assertEquals(0, report.mean(1));
        assertTrue(report.mean(2) > 0.1);
        assertTrue(report.mean(3) > report.mean(2));
    }

    @Test
    void distanceIsHalfTheSumOfDifferences() {
        Domain one = RandomData.domain(2);
        Dataset a = Dataset.of(one, new int[] {0, 0, 0, 1});
        Dataset b = Dataset.of(one, new int[] {0, 1});
        MarginalReport report = MarginalEvaluation.compare(a, b, 3, ProgressMonitor.NONE);
        assertEquals(0.25, report.mean(1), 1e-15);
        assertEquals(-0.5, report.rowExpansion(), 1e-15);
        Dataset c = Dataset.of(one, new int[] {2, 3});
        assertEquals(
                1, MarginalEvaluation.compare(a, c, 1, ProgressMonitor.NONE).mean(1));
        assertEquals(
                0.5, MarginalEvaluation.compare(a, c, 1, ProgressMonitor.NONE).worstMissingError());
    }

    @Test
    void emptyTablesGiveSoundValues() {
        Dataset empty = RandomData.records(DOMAIN, 0, "empty");
        Dataset some = RandomData.records(DOMAIN, 10, "some");
        assertEquals(0, compare(empty, empty).mean(1));
        assertEquals(1, compare(empty, some).mean(2));
        assertEquals(Double.POSITIVE_INFINITY, compare(empty, some).rowExpansion());
        assertEquals(-1, compare(some, empty).rowExpansion());
    }

    @Test
    void refusesTablesOfDifferentDomains() {
        Dataset other = RandomData.records(RandomData.domain(3), 5, "other");
        assertThrows(IllegalArgumentException.class, () -> compare(RandomData.records(DOMAIN, 5, "d"), other));
    }

    @Test
    void worstComesFirst() {
        MarginalReport report = compare(RandomData.records(DOMAIN, 50, "w1"), RandomData.records(DOMAIN, 50, "w2"));
        assertTrue(report.worst(2, 3).get(0).distance()
                >= report.worst(2, 3).get(2).distance());
        assertEquals(3, report.worst(2, 3).size());
    }
}
