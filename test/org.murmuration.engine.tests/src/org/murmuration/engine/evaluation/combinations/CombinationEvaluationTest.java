// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.combinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.evaluation.combinations.CombinationEvaluation.Side;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class CombinationEvaluationTest {
    private static final Domain DOMAIN = RandomData.domain(3, 2);

    private static final CombinationCode CODE = CombinationCode.of(DOMAIN, CombinationCode.values(DOMAIN));

    private static CombinationTable table(int[]... keysAndCounts) {
        long[] keys = new long[keysAndCounts.length];
        int[] counts = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int[] row = keysAndCounts[i];
            keys[i] = CODE.pack(row, row.length - 1);
            counts[i] = row[row.length - 1];
        }
        return CombinationTable.of(CODE, 2, keys, counts);
    }

    /** Items: 1, 2, 3 of the first attribute, 4 its other; 5, 6 of the second. All figures by hand. */
    @Test
    void figuresAreThoseComputedByHand() {
        CombinationTable reference = table(
                new int[] {1, 40},
                new int[] {2, 12},
                new int[] {3, 4},
                new int[] {5, 56},
                new int[] {1, 5, 40},
                new int[] {2, 5, 12},
                new int[] {3, 5, 4});
        CombinationTable compared = table(
                new int[] {1, 50},
                new int[] {3, 3},
                new int[] {4, 2},
                new int[] {5, 55},
                new int[] {1, 5, 30},
                new int[] {1, 6, 15});
        CombinationReport report =
                CombinationEvaluation.compare(Side.of(reference, 56), Side.of(compared, 63), 10, ProgressMonitor.NONE);
        CombinationReport.OfLength one = report.lengths().get(0);
        assertEquals(4, one.reference());
        assertEquals(4, one.compared());
        assertEquals(3, one.kept());
        assertEquals(1, one.suppressed());
        assertEquals(1, one.fabricated());
        assertEquals((40 + 12 + 4 + 56) / 4.0, one.meanCount());
        assertEquals((10 + 1 + 1) / 3.0, one.meanError());
        assertEquals((10 + 12 + 1 + 2 + 1) / 5.0, one.meanErrorOfAll());
        assertEquals((10 + 12 + 1) / 3.0, one.meanErrorOfCommon());
        assertEquals((1 + 0 + 3 / 4.0 + 0 + 55 / 56.0) / 5, one.preserved(), 1e-12);
        assertEquals(1, one.referenceRare());
        assertEquals(2, one.comparedRare());
        assertEquals(1, one.leaked());
        assertEquals(1, one.surfaced());
        CombinationReport.OfLength two = report.lengths().get(1);
        assertEquals(1, two.kept());
        assertEquals((10 + 12 + 4 + 15) / 4.0, two.meanErrorOfAll());
        assertEquals((4 + 3 - 4.0) / 7, report.suppressedShare());
        assertEquals(2 / 6.0, report.fabricatedShare());
        assertEquals(2 / 7.0, report.fabricatedShareOfReference());
        assertEquals((12 + 10) / 4.0, report.meanError(), 1e-12);
        assertEquals(63 / 56.0 - 1, report.recordExpansion());
        // by compared count: up to 10: suppressed 12, 12 and 4, and 3, 2; up to 20: 15; up to 40: 30; up to 80: 50 and
        // 55
        assertEquals(
                List.of(5L, 1L, 1L, 2L),
                report.buckets().stream()
                        .map(CombinationReport.Bucket::combinations)
                        .toList());
        assertEquals(
                List.of(10L, 20L, 40L, 80L),
                report.buckets().stream().map(CombinationReport.Bucket::upTo).toList());
        assertEquals((1 + 1 + 1 + 0.25 + 1) / 5, report.buckets().get(0).proportionalError(), 1e-12);
        assertEquals(7 / 5.0, report.buckets().get(0).meanLength());
        assertEquals((4.25 / 5 + 1 + 0.25 + (0.25 + 1 / 56.0) / 2) / 4, report.meanProportionalError(), 1e-12);
        assertEquals(
                List.of(12L, 12L, 4L),
                report.suppressed().stream()
                        .map(CombinationReport.Example::reference)
                        .toList());
        assertEquals(List.of("v1"), report.suppressed().get(0).values());
        assertEquals(
                List.of(15L, 2L),
                report.fabricated().stream()
                        .map(CombinationReport.Example::compared)
                        .toList());
        assertEquals(-1, report.comparedRare());
    }

    @Test
    void anythingAgainstItselfIsPerfect() {
        Dataset data = RandomData.records(DOMAIN, 300, "self");
        Side side = CombinationEvaluation.count(
                data, CombinationCounter.count(data, CODE, 2, 1, ProgressMonitor.NONE), ProgressMonitor.NONE);
        CombinationReport report = CombinationEvaluation.compare(side, side, 10, ProgressMonitor.NONE);
        assertEquals(0, report.meanErrorOfAll());
        assertEquals(0, report.suppressedShare());
        assertEquals(0, report.fabricatedShare());
        assertEquals(0, report.recordExpansion());
        assertEquals(report.referenceRare(), report.comparedRare());
        assertTrue(report.lengths().stream().allMatch(l -> l.preserved() == 1));
    }

    @Test
    void emptySidesGiveNumbersToo() {
        Dataset none = RandomData.records(DOMAIN, 0, "none");
        CombinationTable empty = CombinationCounter.count(none, CODE, 2, 1, ProgressMonitor.NONE);
        Side side = CombinationEvaluation.count(none, empty, ProgressMonitor.NONE);
        CombinationReport report = CombinationEvaluation.compare(side, side, 2, ProgressMonitor.NONE);
        assertEquals(0, report.meanCount() + report.meanError() + report.fabricatedShare());
        assertEquals(0, report.referenceRare());
        Domain other = RandomData.domain(2);
        CombinationCode code = CombinationCode.of(other, CombinationCode.all(other));
        CombinationTable of = CombinationTable.of(code, 1, new long[0], new int[0]);
        assertThrows(
                IllegalArgumentException.class,
                () -> CombinationEvaluation.compare(side, Side.of(of, 0), 2, ProgressMonitor.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> CombinationEvaluation.compare(side, side, 0, ProgressMonitor.NONE));
    }

    @Test
    void recordsAreComparedValueByValueAndPairByPair() {
        Domain domain = Domain.of(Attribute.categorical("a", "x", "y"), Attribute.categorical("b", "u", "v"));
        int[][] real = {new int[40], new int[40]};
        int[][] synthetic = {new int[40], new int[40]};
        for (int r = 0; r < 40; r++) {
            real[0][r] = r < 20 ? 0 : 1;
            real[1][r] = r < 20 ? 0 : 1; // x with u, y with v
            synthetic[0][r] = r < 30 ? 0 : 1;
            synthetic[1][r] = r < 20 ? 0 : 1; // ten of x with v are invented, ten of y with v are lost
        }
        SensitiveComparison comparison = CombinationEvaluation.compareRecords(
                Dataset.of(domain, real), Dataset.of(domain, synthetic), 3, ProgressMonitor.NONE);
        List<CombinationReport.OfLength> lengths = comparison.report().lengths();
        assertEquals(2, lengths.size(), "no more than there are columns");
        assertEquals(4, lengths.get(0).reference());
        assertEquals(0, lengths.get(0).fabricated());
        // x: 30 of 20 counts as 1, y: 10 of 20, u and v: 1
        assertEquals((1 + 0.5 + 1 + 1) / 4, lengths.get(0).preserved(), 1e-12);
        assertEquals(2, lengths.get(1).reference());
        assertEquals(1, lengths.get(1).fabricated());
        assertEquals(0, lengths.get(1).suppressed());
        assertEquals((1 + 0.5 + 0) / 3, lengths.get(1).preserved(), 1e-12);
        Domain other = Domain.of(Attribute.categorical("a", "x"));
        assertThrows(
                IllegalArgumentException.class,
                () -> CombinationEvaluation.compareRecords(
                        Dataset.of(domain, real), Dataset.of(other, new int[40]), 1, ProgressMonitor.NONE));
    }

    /** So many values that all their triples would not fit: then pairs are compared. */
    @Test
    void longCombinationsAreLeftOutWhereTheyWouldNotFit() {
        Attribute[] attributes = new Attribute[60];
        int[][] codes = new int[attributes.length][900];
        RandomSource random = RandomSource.seeded("wide");
        for (int a = 0; a < attributes.length; a++) {
            String[] values = new String[40];
            for (int v = 0; v < values.length; v++) {
                values[v] = "v" + v;
            }
            attributes[a] = Attribute.categorical("a" + a, values);
            for (int r = 0; r < 900; r++) {
                codes[a][r] = (int) random.nextLong(40);
            }
        }
        Dataset data = Dataset.of(Domain.of(attributes), codes);
        assertEquals(
                2,
                CombinationEvaluation.compareRecords(data, data, 3, ProgressMonitor.NONE)
                        .report()
                        .lengths()
                        .size());
    }
}
