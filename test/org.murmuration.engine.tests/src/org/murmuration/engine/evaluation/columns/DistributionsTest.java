// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.progress.ProgressMonitor;

class DistributionsTest {
    @Test
    void distributionsAddUpAndNameWhatTheyCount() {
        MixedColumns columns = MixedColumns.of(List.of(
                new MixedColumns.Column("n", true),
                new MixedColumns.Column("t", false),
                new MixedColumns.Column("same", true),
                new MixedColumns.Column("empty", true)));
        MixedRecords.Builder real = MixedRecords.of(columns);
        MixedRecords.Builder synthetic = MixedRecords.of(columns);
        for (int r = 0; r < 100; r++) {
            for (MixedRecords.Builder table : List.of(real, synthetic)) {
                int number = table == real ? r : 2 * r;
                int text = table == real ? r % 30 : r % 31;
                table.number(0, r < 10 ? Double.NaN : number);
                table.text(1, r % 4 == 0 ? null : "t" + text);
                table.number(2, 5);
                table.number(3, Double.NaN);
                table.endRow();
            }
        }
        List<ColumnReport.Distribution> all = ColumnEvaluation.compare(
                        real.build(), synthetic.build(), ProgressMonitor.NONE)
                .distributions();
        assertEquals(
                List.of("n", "t", "same", "empty"),
                all.stream().map(ColumnReport.Distribution::column).toList());
        for (ColumnReport.Distribution d : all) {
            assertEquals(
                    1, d.shares().stream().mapToDouble(ColumnReport.Share::real).sum(), 1e-12, d.column());
            assertEquals(
                    1,
                    d.shares().stream()
                            .mapToDouble(ColumnReport.Share::synthetic)
                            .sum(),
                    1e-12,
                    d.column());
        }
        List<ColumnReport.Share> numbers = all.get(0).shares();
        assertEquals(11, numbers.size(), "ten bins and missing");
        assertEquals("< 18.9", numbers.get(0).value());
        assertEquals("18.9 \u2013 27.8", numbers.get(1).value());
        assertEquals("\u2265 90.1", numbers.get(9).value());
        assertEquals(0.54, numbers.get(9).synthetic(), 1e-12, "the last bin is open: 46, 47 to 99 twice");
        assertNull(numbers.get(10).value());
        assertEquals(0.1, numbers.get(10).real(), 1e-12);
        List<ColumnReport.Share> texts = all.get(1).shares();
        assertEquals(22, texts.size(), "twenty, the others and missing");
        assertEquals(ColumnReport.OTHERS, texts.get(20).value());
        for (int i = 1; i < 20; i++) {
            assertTrue(texts.get(i - 1).real() >= texts.get(i).real(), "most frequent first");
        }
        assertEquals(2, all.get(2).shares().size(), "bins without width are left out");
        assertNull(all.get(3).shares().get(all.get(3).shares().size() - 1).value());
    }
}
