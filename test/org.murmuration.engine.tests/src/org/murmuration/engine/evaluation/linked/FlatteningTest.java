// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;

class FlatteningTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;

    /** One family of two children, women that recruit and men that hold, and what its flat row lets one guess. */
    @Test
    void flatRowsLoseWhoDidWhat() {
        LinkedDataset family = LinkedDataset.of(
                CODEBOOK,
                Dataset.of(CODEBOOK.parents().domain(), new int[] {0}, new int[] {0}),
                Dataset.of(CODEBOOK.children().domain(), new int[] {0, 1}, new int[] {0, 2}),
                new int[] {0, 0});
        Flattening flat = new Flattening(family);
        double[] pairs = flat.table(LinkedQuery.of(3, 4)); // gender of four levels, role of five
        double[] expected = new double[20];
        for (int cell : new int[] {0, 2, 5, 7}) {
            expected[cell] = 0.25;
        }
        assertArrayEquals(expected, pairs, 1e-12);
        double[] siblings = flat.table(LinkedQuery.ofSiblings(3));
        assertEquals(0.25, siblings[LinkedQuery.pairCell(0, 0)], 1e-12);
        assertEquals(0.5, siblings[LinkedQuery.pairCell(0, 1)], 1e-12);
        assertEquals(0.25, siblings[LinkedQuery.pairCell(1, 1)], 1e-12);
        List<String[]> rows = new ArrayList<>();
        flat.rows(rows::add);
        assertEquals(List.of("region", "gender", "perpetrator gender", "role"), flat.header());
        assertArrayEquals(new String[] {"north", "female", "female;male", "recruits;holds"}, rows.get(0));
    }

    @Test
    void childrenAlikeAreOneInAFlatRow() {
        LinkedDataset family = LinkedDataset.of(
                CODEBOOK,
                Dataset.of(CODEBOOK.parents().domain(), new int[] {0}, new int[] {0}),
                Dataset.of(CODEBOOK.children().domain(), new int[] {1, 1, 3}, new int[] {1, 1, 1}),
                new int[] {0, 0, 0});
        Flattening flat = new Flattening(family);
        double[] counts = flat.table(LinkedQuery.of(0, 2));
        assertEquals(1, counts[1], "three perpetrators look like one");
        assertEquals(0, Arrays.stream(flat.table(LinkedQuery.ofSiblings(4))).sum());
        LinkedDataset childless = Families.random(CODEBOOK, new int[] {0}, new Random(1));
        List<String[]> rows = new ArrayList<>();
        new Flattening(childless).rows(rows::add);
        assertEquals(null, rows.get(0)[2]);
        assertEquals(
                0,
                Arrays.stream(new Flattening(childless).table(LinkedQuery.of(0, 3)))
                        .sum());
    }

    @Test
    void everyFamilyHasTheWeightOneInFlatTables() {
        LinkedDataset real =
                Families.random(CODEBOOK, new Random(2).ints(200, 1, 8).toArray(), new Random(2));
        Flattening flat = new Flattening(real);
        for (LinkedQuery query : LinkedWorkload.of(CODEBOOK, true, 10_000).queries()) {
            double sum = Arrays.stream(flat.table(query)).sum();
            assertTrue(query.siblings() ? sum <= 200 + 1e-9 : Math.abs(sum - 200) < 1e-9, query + " " + sum);
        }
    }
}
