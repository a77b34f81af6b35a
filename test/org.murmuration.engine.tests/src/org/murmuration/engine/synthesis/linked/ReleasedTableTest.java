// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Residuals kept while families change against tables counted anew. */
class ReleasedTableTest {
    private static final int[] NUMBERS = {0, 1, 2, 5, 3, 0, 1};
    private static final List<LinkedQuery> QUERIES = List.of(
            LinkedQuery.of(0),
            LinkedQuery.of(0, 1),
            LinkedQuery.of(1, 2),
            LinkedQuery.of(0, 3),
            LinkedQuery.of(3, 4),
            LinkedQuery.of(0, 1, 4),
            LinkedQuery.ofSiblings(4));

    private static FamilyCodes codes(Random random) {
        FamilyCodes codes = new FamilyCodes(Families.SMALL, NUMBERS);
        for (int a = 0; a < Families.SMALL.size(); a++) {
            if (a != Families.SMALL.countIndex()) {
                int[] column = codes.column(a);
                for (int i = 0; i < column.length; i++) {
                    column[i] = random.nextInt(Families.SMALL.levels(a));
                }
            }
        }
        return codes;
    }

    private static double[] counted(FamilyCodes codes, LinkedQuery query) {
        LinkedDataset families = codes.shuffled(RandomSource.seeded("order"));
        FamilyCounter counter = new FamilyCounter(families);
        long[] table = counter.count(List.of(query), ProgressMonitor.NONE)[0];
        double[] result = new double[table.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (double) table[i] / counter.unit();
        }
        return result;
    }

    private static LinkedMeasurement zero(LinkedQuery query) {
        return new LinkedMeasurement(query, new double[(int) query.cells(Families.SMALL)], 2);
    }

    @Test
    void residualsBeginAsSyntheticLessReleasedFamilies() {
        FamilyCodes codes = codes(new Random(1));
        for (LinkedQuery query : QUERIES) {
            ReleasedTable table = new ReleasedTable(codes, zero(query));
            assertArrayEquals(counted(codes, query), table.residual(), 1e-5, query.toString());
            double[] values = new double[(int) query.cells(Families.SMALL)];
            values[1] = 7;
            ReleasedTable other = new ReleasedTable(codes, new LinkedMeasurement(query, values, 2));
            assertEquals(table.residual()[1] - 7, other.residual()[1], 1e-12);
            assertEquals(0.25, other.weight());
            double squares = 0;
            for (double r : other.residual()) {
                squares += r * r / 4;
            }
            assertEquals(squares, other.distance(), 1e-9);
        }
    }

    @Test
    void aMoveOfAParentOrAChildIsFollowedInEveryTable() {
        Random random = new Random(2);
        for (int trial = 0; trial < 50; trial++) {
            FamilyCodes codes = codes(random);
            int family = 3; // of five children
            for (LinkedQuery query : QUERIES.subList(0, 6)) {
                for (int attribute : query.attributes()) {
                    if (attribute == Families.SMALL.countIndex()) {
                        continue;
                    }
                    ReleasedTable table = new ReleasedTable(codes, zero(query));
                    ReleasedTable.Access access = table.seenFrom(attribute);
                    boolean ofChild = Families.SMALL.isOfChild(attribute);
                    int row = ofChild ? codes.firstChild(family) + 2 : family;
                    int from = codes.column(attribute)[row];
                    int to = (from + 1) % Families.SMALL.levels(attribute);
                    if (ofChild) {
                        access.move(access.parentCell(family) + access.childCell(row), from, to, 1.0 / 5);
                    } else if (table.isAboutChildren()) {
                        for (int c = codes.firstChild(family); c < codes.firstChild(family + 1); c++) {
                            access.move(access.parentCell(family) + access.childCell(c), from, to, 1.0 / 5);
                        }
                    } else {
                        access.move(access.parentCell(family), from, to, 1);
                    }
                    codes.column(attribute)[row] = to;
                    assertArrayEquals(
                            counted(codes, query), table.residual(), 1e-5, query + ", attribute " + attribute);
                }
            }
        }
    }

    @Test
    void costsAreTheSlopesOfTheDistance() {
        FamilyCodes codes = codes(new Random(4));
        LinkedQuery query = LinkedQuery.of(0, 1);
        ReleasedTable table = new ReleasedTable(codes, zero(query));
        ReleasedTable.Access access = table.seenFrom(1);
        int levels = Families.SMALL.levels(1);
        double[] cost = new double[levels];
        access.addCosts(access.parentCell(2), 1, cost);
        double before = table.distance();
        int from = codes.parent(1, 2);
        for (int to = 0; to < levels; to++) {
            if (to != from) {
                ReleasedTable moved = new ReleasedTable(codes, zero(query));
                moved.seenFrom(1).move(access.parentCell(2), from, to, 1);
                // (r_to + 1)^2 + (r_from - 1)^2 less r_to^2 + r_from^2, times the weight of a quarter
                assertEquals(cost[to] - cost[from] + 2 * 0.25, moved.distance() - before, 1e-9);
            }
        }
    }

    @Test
    void pairsOfSiblingsShareOneFamily() {
        assertEquals(0, ReleasedTable.partOfPair(0));
        assertEquals(0, ReleasedTable.partOfPair(1));
        for (int k = 2; k < 40; k++) {
            assertEquals(1, ReleasedTable.partOfPair(k) * k * (k - 1) / 2, 1e-12);
        }
    }
}
