// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.stream.IntStream;
import org.murmuration.engine.random.RandomSource;

/** Small tables for tests. */
public final class MixedTables {
    private MixedTables() {}

    /** Columns named a, b, c and so on; N stands for numbers, anything else for texts. */
    public static MixedColumns columns(String kinds) {
        return MixedColumns.of(IntStream.range(0, kinds.length())
                .mapToObj(c -> new MixedColumns.Column("" + (char) ('a' + c), kinds.charAt(c) == 'N'))
                .toList());
    }

    /** Rows of numbers, texts and null for missing. */
    public static MixedRecords table(MixedColumns columns, Object[]... rows) {
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (Object[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                if (columns.columns().get(c).isNumeric()) {
                    b.number(c, row[c] == null ? Double.NaN : ((Number) row[c]).doubleValue());
                } else {
                    b.text(c, (String) row[c]);
                }
            }
            b.endRow();
        }
        return b.build();
    }

    /** One column of numbers. */
    public static MixedRecords numbers(MixedColumns columns, double... values) {
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (double v : values) {
            b.number(0, v);
            b.endRow();
        }
        return b.build();
    }

    /** Values from 0 to less than a size each, drawn independently; 0 is missing. */
    public static MixedRecords random(MixedColumns columns, String seed, int rows, int... sizes) {
        RandomSource random = RandomSource.seeded(seed);
        MixedRecords.Builder b = MixedRecords.of(columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < sizes.length; c++) {
                int v = (int) random.nextLong(sizes[c]);
                if (columns.columns().get(c).isNumeric()) {
                    b.number(c, v == 0 ? Double.NaN : v);
                } else {
                    b.text(c, v == 0 ? null : "v" + v);
                }
            }
            b.endRow();
        }
        return b.build();
    }
}
