// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class GowerNeighborsTest {
    private static final MixedColumns ADULT = AdultPairs.COLUMNS;

    private static final MixedRecords REAL = adult("real.csv");

    private static MixedRecords adult(String file) {
        return AdultPairs.table(file);
    }

    private static JsonObject reference() throws IOException {
        return AdultPairs.json("reference.json");
    }

    /** Distances to the nearest synthetic record of the first real ones, to the last digits. */
    @Test
    void nearestDistancesAreThoseOfTheReference() throws IOException {
        for (String variant : AdultPairs.VARIANTS) {
            MixedRecords synthetic = adult("syn_" + variant + ".csv");
            int[] all = IntStream.range(0, ADULT.columns().size()).toArray();
            MixedRecords queries = REAL.select(IntStream.range(0, 20).toArray());
            GowerNeighbors.Found found =
                    GowerNeighbors.among(synthetic, all, synthetic, queries).nearest(queries, 2, ProgressMonitor.NONE);
            JsonObject expected = reference()
                    .getObject("pairs")
                    .getObject("adult1k/" + variant)
                    .getObject("gower_nn_first20_real_rows");
            for (int r = 0; r < 20; r++) {
                boolean isWhole = true; // the peer takes two missing values for different; for us missing is a value
                for (int c = 0; c < all.length; c++) {
                    isWhole &= !Double.isNaN(REAL.column(c)[r]);
                }
                if (isWhole) {
                    assertEquals(expected.getArray("d1").getDouble(r), found.distances()[r][0], 1e-9, variant + r);
                    assertEquals(expected.getArray("d2").getDouble(r), found.distances()[r][1], 1e-9, variant + r);
                }
            }
        }
    }

    @Test
    void neighboursAgreeWithBruteForceAndMissingIsAValue() {
        MixedColumns columns = MixedColumns.of(List.of(
                new MixedColumns.Column("n", true),
                new MixedColumns.Column("t", false),
                new MixedColumns.Column("m", true)));
        RandomSource random = RandomSource.seeded("gower");
        MixedRecords[] tables = new MixedRecords[2];
        for (int i = 0; i < 2; i++) {
            MixedRecords.Builder b = MixedRecords.of(columns);
            for (int r = 0; r < 150; r++) {
                b.number(0, random.nextLong(5) == 0 ? Double.NaN : random.nextLong(40));
                b.text(1, random.nextLong(5) == 0 ? null : "t" + random.nextLong(4));
                b.number(2, random.nextDouble());
                b.endRow();
            }
            tables[i] = b.build();
        }
        int[] all = {0, 1, 2};
        GowerNeighbors.Found found =
                GowerNeighbors.among(tables[1], all, tables).nearest(tables[0], 3, ProgressMonitor.NONE);
        double[] ranges = {0, 1, 0};
        for (int c = 0; c < 3; c += 2) {
            int column = c;
            double[] values = Arrays.stream(tables)
                    .flatMapToDouble(t -> Arrays.stream(t.column(column)))
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            ranges[c] = Arrays.stream(values).max().orElseThrow()
                    - Arrays.stream(values).min().orElseThrow();
        }
        for (int q = 0; q < 150; q++) {
            double[] distances = new double[150];
            for (int t = 0; t < 150; t++) {
                for (int c = 0; c < 3; c++) {
                    double a = tables[0].column(c)[q];
                    double b = tables[1].column(c)[t];
                    if (Double.isNaN(a) || Double.isNaN(b)) {
                        distances[t] += Double.isNaN(a) == Double.isNaN(b) ? 0 : 1;
                    } else {
                        distances[t] += c == 1 && a != b ? 1 : Math.abs(a - b) / ranges[c];
                    }
                }
            }
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            for (int k = 0; k < 3; k++) {
                assertEquals(sorted[k], found.distances()[q][k], 1e-12);
                assertEquals(sorted[k], distances[found.neighbors()[q][k]], 1e-12);
            }
        }
    }
}
