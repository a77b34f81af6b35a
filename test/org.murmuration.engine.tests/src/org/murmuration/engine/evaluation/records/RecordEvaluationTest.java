// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class RecordEvaluationTest {
    private static final MixedColumns COLUMNS = MixedColumns.of(List.of(
            new MixedColumns.Column("id", false),
            new MixedColumns.Column("n", true),
            new MixedColumns.Column("m", true)));

    private static MixedRecords table(Object[]... rows) {
        MixedRecords.Builder b = MixedRecords.of(COLUMNS);
        for (Object[] row : rows) {
            b.text(0, (String) row[0]);
            b.number(1, row[1] == null ? Double.NaN : ((Number) row[1]).doubleValue());
            b.number(2, row[2] == null ? Double.NaN : ((Number) row[2]).doubleValue());
            b.endRow();
        }
        return b.build();
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    private static RecordReport compare(MixedRecords real, MixedRecords synthetic, int limit, int... keys) {
        return RecordEvaluation.compare(
                real, synthetic, keys, limit, RandomSource.seeded("records"), ProgressMonitor.NONE);
    }

    @Test
    void newRecordsAreThoseThatNoneMatchesWithinOnePercent() {
        MixedRecords real = table(row("a", 100, -50), row("a", 200, null), row("b", null, 0), row(null, 7, 7));
        MixedRecords synthetic = table(
                row("a", 100.9, -50.4), // within 1 % of the synthetic value
                row("a", 102, -50), // not
                row("a", 200, null),
                row("a", 200, 0), // missing matches missing only
                row("b", null, 0),
                row("b", 0, 0),
                row(null, 7, 7),
                row("c", 7, 7));
        RecordReport report = compare(real, synthetic, 100);
        assertEquals(4 / 8.0, report.newRows());
        assertEquals(0, report.newRowsError());
        assertEquals(1, report.rowExpansion());
        assertEquals(3 / 4.0, report.uniqueMatched()); // all but the first, which is not exact
        assertTrue(Double.isNaN(report.keyUniqueness()));
    }

    @Test
    void agreesWithAllPairsOnRandomRecords() {
        RandomSource random = RandomSource.seeded("pairs");
        MixedRecords[] tables = new MixedRecords[2];
        for (int t = 0; t < 2; t++) {
            Object[][] rows = new Object[400][];
            for (int r = 0; r < rows.length; r++) {
                long n = random.nextLong(300) - 150;
                rows[r] = row(
                        "t" + random.nextLong(3),
                        n == 0 ? null : n,
                        random.nextLong(4) == 0 ? null : 1000 + random.nextLong(60));
            }
            tables[t] = table(rows);
        }
        int fresh = 0;
        for (int s = 0; s < 400; s++) {
            boolean found = false;
            for (int r = 0; r < 400 && !found; r++) {
                found = tables[0].column(0)[r] == tables[1].column(0)[s];
                for (int c = 1; c < 3; c++) {
                    double v = tables[1].column(c)[s];
                    double w = tables[0].column(c)[r];
                    found &= Double.isNaN(v) ? Double.isNaN(w) : Math.abs(v - w) <= 0.01 * Math.abs(v);
                }
            }
            fresh += found ? 0 : 1;
        }
        assertTrue(fresh > 50 && fresh < 390, "the example is too easy");
        assertEquals(fresh / 400.0, compare(tables[0], tables[1], 400).newRows());
        RecordReport some = compare(tables[0], tables[1], 100);
        assertEquals(fresh / 400.0, some.newRows(), 4 * some.newRowsError());
        assertTrue(some.newRowsError() > 0);
    }

    @Test
    void keysAndJointPresence() {
        MixedRecords real = table(row("a", 1, null), row("b", null, 2), row("c", 1, null), row("d", null, 2));
        // each column has as many values as before, but now they are in the same records
        MixedRecords synthetic = table(row("a", 1, 2), row("a", null, null), row(null, 1, 2), row("d", null, null));
        RecordReport report = compare(real, synthetic, 100, 0);
        assertEquals(3 / 4.0, report.keyUniqueness());
        RecordReport.Presence worst = report.worstPresence(1).get(0);
        assertEquals("n", worst.first());
        assertEquals("m", worst.second());
        assertEquals(0, worst.real());
        assertEquals(0.5, worst.synthetic());
        assertEquals(0.5, worst.similarity());
        assertEquals(1, compare(real, real, 100, 0).jointPresence());
        assertEquals(0, compare(real, real, 100, 0).newRows());
        assertEquals(1, compare(real, real, 100, 0, 1).keyUniqueness());
    }

    @Test
    void badInputIsRefusedAndCancelEnds() {
        MixedRecords some = table(row("a", 1, 2));
        assertThrows(IllegalArgumentException.class, () -> compare(table(), some, 1));
        assertThrows(IllegalArgumentException.class, () -> compare(some, table(), 1));
        assertThrows(IllegalArgumentException.class, () -> compare(some, some, 0));
        assertThrows(
                CanceledException.class,
                () -> RecordEvaluation.compare(
                        some, some, new int[0], 1, RandomSource.seeded("records"), Canceled.MONITOR));
    }
}
