// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.evaluation.AdultPairs;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class DiscriminatorTest {
    private static final MixedRecords REAL = AdultPairs.table("real.csv");
    private static final int ALL = Integer.MAX_VALUE;

    private static Distinguishability compare(MixedRecords real, MixedRecords synthetic, int limit) {
        return Discriminator.compare(
                real, synthetic, limit, RandomSource.seeded("discriminator"), ProgressMonitor.NONE);
    }

    private static Distinguishability variant(String name) {
        return compare(REAL, AdultPairs.table("syn_" + name + ".csv"), ALL);
    }

    /** A number, a text that follows from it and a text of its own; a share of the numbers is moved. */
    private static MixedRecords invented(MixedColumns columns, int rows, double moved, RandomSource random) {
        MixedRecords.Builder table = MixedRecords.of(columns);
        for (int r = 0; r < rows; r++) {
            long x = random.nextLong(50) + random.nextLong(50);
            table.number(0, random.nextLong(1000) < 1000 * moved ? x + 30 : x);
            String side = x > 50 ? "high" : "low";
            table.text(1, random.nextLong(10) == 0 ? null : side);
            table.text(2, "group " + random.nextLong(8));
            table.endRow();
        }
        return table.build();
    }

    private static MixedColumns inventedColumns() {
        return MixedColumns.of(List.of(
                new MixedColumns.Column("x", true),
                new MixedColumns.Column("of x", false),
                new MixedColumns.Column("group", false)));
    }

    /** The ratio has mean 1 for two samples of one population: over 200 replicates within 0.1. */
    @Test
    void samplesOfOnePopulationHaveRatioOne() {
        RandomSource random = RandomSource.seeded("null of the propensity score");
        MixedColumns columns = inventedColumns();
        double sum = 0;
        int covered = 0;
        int replicates = 200;
        for (int i = 0; i < replicates; i++) {
            Distinguishability d = Discriminator.compare(
                    invented(columns, 200, 0, random),
                    invented(columns, 200, 0, random),
                    ALL,
                    random,
                    ProgressMonitor.NONE);
            sum += d.ratio() / replicates;
            covered += Math.abs(d.accuracy().value() - 0.5) <= d.accuracy().error() ? 1 : 0;
        }
        System.out.printf(
                "S_pMSE of two samples of one population: %.3f, %d of 200 intervals hold 1/2%n", sum, covered);
        assertEquals(1, sum, 0.1);
        assertTrue(covered >= 170, () -> "too few intervals hold 1/2");
    }

    @Test
    void seesWhatDiffers() {
        MixedColumns columns = inventedColumns();
        RandomSource random = RandomSource.seeded("moved");
        MixedRecords real = invented(columns, 2000, 0, random);
        Distinguishability small = compare(real, invented(columns, 2000, 0.2, random), ALL);
        Distinguishability large = compare(real, invented(columns, 2000, 0.8, random), ALL);
        assertTrue(small.ratio() > 2 && large.ratio() > 2 * small.ratio(), small + " " + large);
        assertTrue(large.accuracy().value() - large.accuracy().error() > 0.6, large::toString);
        assertTrue(small.independentRatio() > 2, small::toString);
    }

    /** A destroyed table must not look good, as it does to models of main effects. */
    @Test
    void ordersTheTablesOfThePeers() {
        Distinguishability bootstrap = variant("bootstrap");
        Distinguishability noise = variant("noise50");
        Distinguishability independent = variant("indep");
        Distinguishability uniform = variant("uniform");
        System.out.printf(
                "S_pMSE bootstrap %.2f, half noise %.2f, independent %.2f, uniform %.2f%n",
                bootstrap.ratio(), noise.ratio(), independent.ratio(), uniform.ratio());
        assertTrue(bootstrap.ratio() < 1.5, bootstrap::toString);
        assertTrue(noise.ratio() > 1.5 && independent.ratio() > 1.3 * noise.ratio(), noise + " " + independent);
        assertTrue(uniform.ratio() > 2 * independent.ratio() && uniform.error() > 0.2, uniform::toString);
        assertEquals(independent.ratio(), independent.independentRatio(), 0.2 * independent.ratio());
        assertTrue(independent.accuracy().value() > 0.8 && bootstrap.accuracy().value() < 0.55);
    }

    @Test
    void copiesCannotBeTold() {
        Distinguishability d = compare(REAL, REAL, ALL);
        assertEquals(0, d.error());
        assertEquals(0, d.ratio());
        assertEquals(REAL.rows(), d.correct());
        assertTrue(d.independentRatio() > 2, d::toString);
    }

    @Test
    void orderOfRowsAndNamesDoNotMatter() {
        MixedRecords synthetic = AdultPairs.table("syn_noise50.csv");
        int[] backwards = IntStream.range(0, synthetic.rows())
                .map(r -> synthetic.rows() - 1 - r)
                .toArray();
        assertEquals(
                compare(REAL, synthetic, ALL).error(),
                compare(REAL, synthetic.select(backwards), ALL).error(),
                1e-12);
    }

    @Test
    void degenerateTables() {
        MixedColumns columns = inventedColumns();
        RandomSource random = RandomSource.seeded("few");
        MixedRecords one = invented(columns, 1, 0, random);
        Distinguishability few = compare(one, invented(columns, 5, 0, random), ALL);
        assertEquals(1, few.records());
        assertTrue(few.error() >= 0 && few.error() <= 0.25, few::toString);
        MixedRecords.Builder missing = MixedRecords.of(columns);
        MixedRecords.Builder many = MixedRecords.of(columns);
        for (int r = 0; r < 12_000; r++) {
            missing.number(0, Double.NaN);
            missing.text(1, null);
            missing.text(2, null);
            missing.endRow();
            many.number(0, r);
            many.text(1, "name " + r);
            many.text(2, "same");
            many.endRow();
        }
        MixedRecords names = many.build();
        MixedRecords nothing = missing.build();
        assertEquals(0, compare(nothing, nothing, ALL).error());
        assertTrue(Double.isNaN(compare(nothing, nothing, 5).ratio()));
        assertTrue(compare(names, nothing, 3000).error() > 0.24);
        assertEquals(3000, compare(names, nothing, 3000).records());
        assertTrue(compare(names, names, ALL).error() == 0);
        assertThrows(
                IllegalArgumentException.class,
                () -> compare(names, MixedRecords.of(columns).build(), ALL));
        assertThrows(IllegalArgumentException.class, () -> compare(names, REAL, ALL));
        assertThrows(IllegalArgumentException.class, () -> compare(names, names, 0));
    }

    @Test
    void progressGrowsAndCancelStops() {
        List<Double> seen = new ArrayList<>();
        ProgressMonitor watching = new ProgressMonitor() {
            @Override
            public void report(double fraction, String message) {
                seen.add(fraction);
            }

            @Override
            public boolean isCanceled() {
                return seen.size() > 3;
            }
        };
        assertThrows(
                CanceledException.class,
                () -> Discriminator.compare(REAL, REAL, ALL, RandomSource.seeded("cancel"), watching));
        assertTrue(seen.get(0) > 0 && seen.get(seen.size() - 1) < 1);
    }
}
