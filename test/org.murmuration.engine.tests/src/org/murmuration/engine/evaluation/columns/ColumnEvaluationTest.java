// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.columns.ColumnReport.ColumnScores;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class ColumnEvaluationTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");

    private static ColumnReport compare(MixedRecords real, MixedRecords synthetic) {
        return ColumnEvaluation.compare(real, synthetic, ProgressMonitor.NONE);
    }

    private static PairScores pair(ColumnReport report, String a, String b) {
        return report.pairs().stream()
                .filter(p -> p.first().equals(a) && p.second().equals(b)
                        || p.first().equals(b) && p.second().equals(a))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void identicalTablesScoreBestAndShuffledColumnsKeepShapesOnly() {
        ColumnReport same = compare(REAL, REAL);
        for (ColumnScores c : same.columns()) {
            assertEquals(1, c.shape());
            assertEquals(1, c.missing());
            assertEquals(1, c.coverage());
            assertEquals(1, c.adherence());
            assertEquals(0, c.distance(), 1e-9);
        }
        assertTrue(same.pairs().stream().allMatch(p -> p.similarity() == 1));
        assertEquals(1, same.pairSimilarity());
        MixedRecords.Builder shuffled = MixedRecords.of(AdultPairs.COLUMNS);
        RandomSource random = RandomSource.seeded("shuffle");
        int[][] orders = new int[AdultPairs.COLUMNS.columns().size()][];
        for (int c = 0; c < orders.length; c++) {
            orders[c] = IntStream.range(0, REAL.rows()).toArray();
            for (int i = orders[c].length - 1; i > 0; i--) {
                int j = (int) random.nextLong(i + 1L);
                int swap = orders[c][i];
                orders[c][i] = orders[c][j];
                orders[c][j] = swap;
            }
        }
        MixedRecords[] columns = new MixedRecords[orders.length];
        for (int c = 0; c < orders.length; c++) {
            columns[c] = REAL.select(orders[c]);
        }
        for (int r = 0; r < REAL.rows(); r++) {
            for (int c = 0; c < orders.length; c++) {
                double v = columns[c].column(c)[r];
                if (REAL.isNumeric(c)) {
                    shuffled.number(c, v);
                } else {
                    shuffled.text(c, Double.isNaN(v) ? null : "code " + v); // other names, the same categories
                }
            }
            shuffled.endRow();
        }
        MixedRecords broken = shuffled.build();
        ColumnReport report = compare(broken, broken.select(orders[0]));
        assertTrue(report.pairs().stream().allMatch(p -> p.similarity() > 1 - 1e-12), "the order of rows matters");
        ColumnReport independent = compare(REAL, AdultPairs.table("syn_indep.csv"));
        for (PairScores p : independent.pairs()) {
            // columns that were drawn independently stand at the lower anchor, within what chance moves a table of a
            // thousand
            assertEquals(p.independent(), p.similarity(), 0.09, p.first() + ", " + p.second());
        }
        PairScores destroyed = pair(independent, "education", "education-num");
        assertTrue(destroyed.betweenAnchors() < 0.1, "a relation that is lost is not seen: " + destroyed);
        PairScores sampled = pair(compare(REAL, AdultPairs.table("holdout.csv")), "education", "education-num");
        assertTrue(sampled.betweenAnchors() > 0.9, sampled.toString());
    }

    /** Two samples of one population lie at the upper anchor. */
    @Test
    void theNoiseFloorIsThatOfAFreshSample() {
        ColumnReport fresh = compare(REAL, AdultPairs.table("holdout.csv"));
        double floor =
                fresh.pairs().stream().mapToDouble(PairScores::floor).average().orElseThrow();
        assertEquals(floor, fresh.pairSimilarity(), 0.02);
        assertEquals(fresh.columnShapesByChance(), fresh.columnShapes(), 0.01);
    }

    private static MixedRecords table(MixedColumns columns, Object[]... rows) {
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (Object[] row : rows) {
            b.number(0, row[0] == null ? Double.NaN : ((Number) row[0]).doubleValue());
            b.text(1, (String) row[1]);
            b.endRow();
        }
        return b.build();
    }

    @Test
    void degenerateTablesGiveNumbersOrAReason() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("n", true), new MixedColumns.Column("t", false)));
        MixedRecords one = table(columns, new Object[] {1, "a"});
        MixedRecords constant = table(columns, new Object[] {1, "a"}, new Object[] {1, "a"});
        MixedRecords missing = table(columns, new Object[] {null, null}, new Object[] {null, null});
        MixedRecords other = table(columns, new Object[] {9, "z"}, new Object[] {7, "y"});
        for (MixedRecords real : List.of(one, constant, missing, other)) {
            for (MixedRecords synthetic : List.of(one, constant, missing, other)) {
                ColumnReport report = compare(real, synthetic);
                for (ColumnScores c : report.columns()) {
                    assertTrue(c.missing() >= 0 && c.missing() <= 1);
                    assertTrue(c.shapeWithMissing() >= 0 && c.shapeWithMissing() <= 1);
                    boolean isEmpty = real == missing || synthetic == missing;
                    assertEquals(isEmpty, Double.isNaN(c.shape()), "shape of " + c.name());
                }
                double similarity = report.pairs().get(0).similarity();
                assertTrue(similarity >= 0 && similarity <= 1);
            }
        }
        assertEquals(0, compare(missing, constant).pairSimilarity());
        MixedRecords none = table(columns);
        assertThrows(IllegalArgumentException.class, () -> compare(none, one));
        assertThrows(IllegalArgumentException.class, () -> compare(one, none));
        assertThrows(IllegalArgumentException.class, () -> compare(one, REAL));
        MixedColumns text = MixedColumns.of(List.of(new MixedColumns.Column("t", false)));
        MixedRecords.Builder many = MixedRecords.of(text);
        for (int i = 0; i < 10_000; i++) {
            many.text(0, "v" + i);
            many.endRow();
        }
        MixedRecords wide = many.build();
        assertEquals(1, compare(wide, wide).columnShapes());
    }

    @Test
    void cancelEndsTheComparison() {
        assertThrows(CanceledException.class, () -> ColumnEvaluation.compare(REAL, REAL, Canceled.MONITOR));
    }
}
