// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.random.RandomSource;

/** Noise of 10: levels counted below 30 are rare. */
class CompressionTest {
    private static LinearMeasurement single(int attribute, double... counts) {
        return new LinearMeasurement(Clique.of(attribute), counts, 10);
    }

    private static final List<LinearMeasurement> SINGLES =
            List.of(single(0, 500, 29.9, 300, 20, 150), single(1, 600, 10, 390), single(2, 5, 10, 15));
    private static final Compression MERGED = Compression.of(SINGLES, 1000);

    @Test
    void levelsBelowThreeSigmaGoIntoTheLastOne() {
        assertArrayEquals(new int[] {0, 3, 1, 3, 2}, MERGED.toSmall()[0]);
        assertArrayEquals(new int[] {0, 1, 2}, MERGED.toSmall()[1], "one rare level alone stays as it is");
        assertArrayEquals(new int[] {0, 0, 0}, MERGED.toSmall()[2], "all are rare");
        assertArrayEquals(new int[] {4, 3, 1}, MERGED.shape());
    }

    @Test
    void aLevelOfExactlyThreeSigmaStandsAlone() {
        Compression compression = Compression.of(List.of(single(0, 30, 10, 20, 100)), 160);
        assertArrayEquals(new int[] {0, 2, 2, 1}, compression.toSmall()[0]);
    }

    @Test
    void aSumCarriesTheNoiseOfItsParts() {
        List<LinearMeasurement> sums = MERGED.compress(SINGLES);
        assertArrayEquals(new double[] {500, 300, 150, 49.9}, sums.get(0).values(), 1e-12);
        assertEquals(10, sums.get(0).sigma());
        assertEquals(1, sums.get(0).parts(0));
        assertEquals(2, sums.get(0).parts(3));
        assertEquals(3, sums.get(2).parts(0));
    }

    @Test
    void countsAreSpreadByWhatIsKnownAndKeepTheirSum() {
        double[] small = {500, 300, 150, 50};
        double[] full = MERGED.expand(Clique.of(0), small);
        assertEquals(500, full[0]);
        assertEquals(300, full[2]);
        assertEquals(150, full[4]);
        assertEquals(50, full[1] + full[3], 1e-9);
        assertTrue(full[1] > full[3], "29.9 of 49.9 against 20");
        double[] pair = new double[12];
        Arrays.setAll(pair, i -> i + 1);
        double[] expanded = MERGED.expand(Clique.of(0, 1), pair);
        assertEquals(15, expanded.length);
        assertEquals(78, Arrays.stream(expanded).sum(), 1e-9);
        for (int b = 0; b < 3; b++) {
            assertEquals(pair[9 + b], expanded[3 + b] + expanded[9 + b], 1e-9, "both parts of the merged level");
            assertEquals(full[1] / 50, expanded[3 + b] / pair[9 + b], 1e-9);
        }
    }

    @Test
    void laterCountsOfTheLevelsDivideThemAnew() {
        Compression later =
                MERGED.sharing(List.of(single(0, 500, 5, 300, 45, 150), SINGLES.get(1), SINGLES.get(2)), 1000);
        assertArrayEquals(MERGED.toSmall()[0], later.toSmall()[0]);
        double[] full = later.expand(Clique.of(0), new double[] {0, 0, 0, 50});
        assertTrue(full[3] > full[1]);
        Compression nothing = Compression.of(List.of(single(0, 100, -50, -60)), 100);
        assertArrayEquals(
                new double[] {0, 5, 5}, nothing.expand(Clique.of(0), new double[] {0, 10}), 1e-9, "equal parts");
    }

    @Test
    void recordsGetLevelsOfTheirMergedOnesInProportion() {
        Attribute[] attributes = new Attribute[3];
        for (int a = 0; a < 3; a++) {
            attributes[a] = Attribute.builder("a" + a)
                    .categories(a == 0 ? List.of("p", "q", "r", "s") : List.of("p", "q"))
                    .missingValuePolicy(MissingValuePolicy.REQUIRED)
                    .build();
        }
        int[][] small = new int[3][1000];
        Arrays.fill(small[0], 3);
        Arrays.fill(small[0], 0, 500, 1);
        Dataset data = MERGED.expand(small, Domain.of(attributes), RandomSource.seeded("expand"));
        int[] counts = new int[5];
        for (int r = 0; r < 1000; r++) {
            counts[data.code(r, 0)]++;
            assertEquals(0, data.code(r, 1));
        }
        assertArrayEquals(new int[] {0, counts[1], 500, 500 - counts[1], 0}, counts);
        assertEquals(500 * 29.9 / 49.9, counts[1], 1, "controlled rounding");
    }

    @Test
    void nothingMergedChangesNothing() {
        Compression none = Compression.none(new int[] {2, 3});
        assertArrayEquals(new int[] {2, 3}, none.shape());
        double[] counts = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(counts, none.expand(Clique.of(0, 1), counts));
    }
}
