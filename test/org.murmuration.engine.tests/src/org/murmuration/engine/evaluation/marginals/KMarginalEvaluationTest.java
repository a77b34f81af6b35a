// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation.Options;
import org.murmuration.engine.evaluation.marginals.KMarginalReport.Order;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

class KMarginalEvaluationTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");

    private static KMarginalReport compare(MixedRecords real, MixedRecords synthetic, Options options) {
        return KMarginalEvaluation.compare(
                real, synthetic, options, RandomSource.seeded("marginals"), ProgressMonitor.NONE);
    }

    private static Options all(int order) {
        return new Options(order, Integer.MAX_VALUE, Optional.empty());
    }

    /** Few texts and a number with few values, so that the cells are the values. */
    private static MixedRecords random(MixedColumns columns, String seed, int rows, int[] sizes) {
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

    private static Map<List<Double>, Integer> counts(MixedRecords records, int... columns) {
        Map<List<Double>, Integer> counts = new HashMap<>();
        for (int r = 0; r < records.rows(); r++) {
            int row = r;
            counts.merge(
                    IntStream.of(columns).mapToObj(c -> records.column(c)[row]).toList(), 1, Integer::sum);
        }
        return counts;
    }

    /** Similarity and that of independent columns, from maps of values. */
    private static double[] bruteForce(MixedRecords real, MixedRecords synthetic, int... columns) {
        Map<List<Double>, Integer> a = counts(real, columns);
        Map<List<Double>, Integer> b = counts(synthetic, columns);
        double distance = 0;
        double independent = 0;
        double covered = 0;
        for (Map.Entry<List<Double>, Integer> e : a.entrySet()) {
            double p = (double) e.getValue() / real.rows();
            distance += Math.abs(p - (double) b.getOrDefault(e.getKey(), 0) / synthetic.rows());
            double product = 1;
            for (int i = 0; i < columns.length; i++) {
                product *=
                        (double) counts(real, columns[i]).get(List.of(e.getKey().get(i))) / real.rows();
            }
            independent += Math.abs(p - product);
            covered += product;
        }
        for (Map.Entry<List<Double>, Integer> e : b.entrySet()) {
            distance += a.containsKey(e.getKey()) ? 0 : (double) e.getValue() / synthetic.rows();
        }
        return new double[] {1 - distance / 2, 1 - (independent + 1 - covered) / 2};
    }

    @Test
    void everyOrderIsThatOfBruteForce() {
        MixedColumns columns = MixedColumns.of(List.of(
                new MixedColumns.Column("a", false),
                new MixedColumns.Column("b", true),
                new MixedColumns.Column("c", false),
                new MixedColumns.Column("d", false),
                new MixedColumns.Column("e", true)));
        int[] sizes = {3, 4, 2, 5, 3};
        MixedRecords real = random(columns, "real", 300, sizes);
        MixedRecords synthetic = random(columns, "synthetic", 170, sizes);
        KMarginalReport report = compare(real, synthetic, all(4));
        for (int k = 1; k <= 4; k++) {
            double similarity = 0;
            double independent = 0;
            int marginals = 0;
            for (int mask = 0; mask < 1 << sizes.length; mask++) {
                if (Integer.bitCount(mask) == k) {
                    int m = mask;
                    double[] expected = bruteForce(
                            real,
                            synthetic,
                            IntStream.range(0, sizes.length)
                                    .filter(c -> (m >> c & 1) == 1)
                                    .toArray());
                    similarity += expected[0];
                    independent += k == 1 ? 1 : expected[1];
                    marginals++;
                }
            }
            Order order = report.order(k);
            assertEquals(marginals, order.marginals());
            assertEquals(marginals, order.looked());
            assertEquals(0, order.standardError());
            assertEquals(similarity / marginals, order.similarity(), 1e-12, "order " + k);
            assertEquals(independent / marginals, order.independent(), 1e-12, "order " + k);
        }
    }

    @Test
    void identicalTablesScoreBestAndMoreColumnsNeverMore() {
        KMarginalReport same = compare(REAL, REAL, all(3));
        same.orders().forEach(o -> assertEquals(1, o.similarity()));
        assertEquals(1, same.equivalentSubsample());
        KMarginalReport noisy = compare(REAL, AdultPairs.table("syn_noise50.csv"), all(3));
        assertTrue(noisy.order(1).similarity() > noisy.order(2).similarity());
        assertTrue(noisy.order(2).similarity() > noisy.order(3).similarity());
        for (Order o : noisy.orders()) {
            double last = -1;
            for (KMarginalReport.Marginal m : o.worst()) {
                assertTrue(m.similarity() - m.floor() >= last, "worst first");
                last = m.similarity() - m.floor();
            }
        }
    }

    @Test
    void shuffledColumnsStandAtTheLowerAnchorAndAFreshSampleAtTheUpper() {
        MixedRecords all = AdultPairs.large("adult8k_real.csv.gz");
        int half = all.rows() / 2;
        MixedRecords first = all.select(IntStream.range(0, half).toArray());
        MixedRecords second = all.select(IntStream.range(half, 2 * half).toArray());
        KMarginalReport independent = compare(first, first.independent(RandomSource.seeded("lost")), all(3));
        KMarginalReport fresh = compare(first, second, all(3));
        for (int k = 2; k <= 3; k++) {
            Order lost = independent.order(k);
            Order kept = fresh.order(k);
            // the anchor is exact, the table has the noise of four thousand records
            assertTrue(lost.betweenAnchors() < 0.05, lost.toString());
            assertEquals(kept.floor(), kept.similarity(), 0.01);
            // of half their number, halves are farther from each other than two samples
            assertTrue(kept.halves() < kept.similarity() && kept.halves() > kept.similarity() - 0.08, kept.toString());
        }
        assertEquals(1, independent.order(1).similarity(), 1e-12);
        assertTrue(fresh.equivalentSubsample() > 0.3, "" + fresh.equivalentSubsample());
        assertTrue(independent.equivalentSubsample() < 0.15, "" + independent.equivalentSubsample());
    }

    /** A sub-sample is told to be of its own size. */
    @Test
    void theYardstickMeasuresSubsamples() {
        MixedRecords large = AdultPairs.large("adult8k_real.csv.gz");
        for (double share : new double[] {0.05, 0.15, 0.4, 0.75}) {
            MixedRecords sample = large.sample((int) (share * large.rows()), RandomSource.seeded("sample" + share));
            double told = compare(large, sample, all(2)).equivalentSubsample();
            assertEquals(share, told, 0.25 * share, "share " + share);
        }
    }

    @Test
    void aSampleOfMarginalsTellsItsError() {
        KMarginalReport whole = compare(REAL, AdultPairs.table("syn_indep.csv"), all(3));
        int outside = 0;
        for (int i = 0; i < 40; i++) {
            Order some = KMarginalEvaluation.compare(
                            REAL,
                            AdultPairs.table("syn_indep.csv"),
                            new Options(3, 60, Optional.empty()),
                            RandomSource.seeded("some" + i),
                            ProgressMonitor.NONE)
                    .order(3);
            assertEquals(60, some.looked());
            assertEquals(455, some.marginals());
            assertTrue(some.standardError() > 0);
            outside += Math.abs(some.similarity() - whole.order(3).similarity()) > 2 * some.standardError() ? 1 : 0;
        }
        // a normal mean lies farther out in 4.6 %; more than 7 of 40 has probability 0.0009
        assertTrue(outside <= 7, outside + " of 40");
    }

    @Test
    void rowOrderAndNamesDoNotMatter() {
        MixedRecords synthetic = AdultPairs.table("syn_noise50.csv");
        int[] order = Sampling.positions(synthetic.rows(), synthetic.rows(), RandomSource.seeded("order"));
        assertEquals(
                compare(REAL, synthetic, all(2)).order(2).similarity(),
                compare(REAL, synthetic.select(order), all(2)).order(2).similarity(),
                1e-12);
    }

    @Test
    void degenerateTablesGiveNumbersOrAReason() {
        MixedColumns columns =
                MixedColumns.of(List.of(new MixedColumns.Column("n", true), new MixedColumns.Column("t", false)));
        MixedRecords.Builder b = MixedRecords.of(columns);
        b.number(0, 1);
        b.text(1, "a");
        b.endRow();
        MixedRecords one = b.build();
        KMarginalReport single = compare(one, one, all(4));
        assertEquals(2, single.orders().size());
        assertEquals(1, single.order(2).similarity());
        assertTrue(Double.isNaN(single.order(2).halves()));
        MixedRecords.Builder m = MixedRecords.of(columns);
        for (int r = 0; r < 3; r++) {
            m.number(0, Double.NaN);
            m.text(1, null);
            m.endRow();
        }
        assertEquals(0, compare(one, m.build(), all(2)).order(2).similarity());
        assertThrows(
                IllegalArgumentException.class,
                () -> compare(one, MixedRecords.of(columns).build(), all(2)));
        assertThrows(IllegalArgumentException.class, () -> new Options(5, 200, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Options(2, 1, Optional.empty()));
        assertThrows(
                IllegalArgumentException.class, () -> compare(one, one, new Options(2, 200, Optional.of("unknown"))));
        // four columns of ten thousand texts each have more cells than any array
        MixedColumns wide = MixedColumns.of(IntStream.range(0, 4)
                .mapToObj(i -> new MixedColumns.Column("c" + i, false))
                .toList());
        MixedRecords.Builder w = MixedRecords.of(wide);
        for (int r = 0; r < 10_000; r++) {
            for (int c = 0; c < 4; c++) {
                w.text(c, "v" + (r * (2 * c + 1)) % 10_000);
            }
            w.endRow();
        }
        MixedRecords many = w.build();
        assertEquals(1, compare(many, many, all(4)).order(4).similarity(), 1e-9);
    }

    @Test
    void cancelEndsTheComparison() {
        assertThrows(
                CanceledException.class,
                () -> KMarginalEvaluation.compare(
                        REAL, REAL, all(2), RandomSource.seeded("marginals"), Canceled.MONITOR));
    }
}
