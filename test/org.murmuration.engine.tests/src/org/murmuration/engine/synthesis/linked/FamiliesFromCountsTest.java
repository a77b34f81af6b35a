// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Linked tables released where there are tables of families and no records. */
class FamiliesFromCountsTest {
    private static final LinkedCodebook CODEBOOK = Families.SMALL;
    private static final LinkedDataset DATA =
            Families.random(CODEBOOK, new Random(7).ints(500, 0, 6).toArray(), new Random(8));
    private static final List<LinkedQuery> QUERIES = new java.util.ArrayList<>();

    static {
        QUERIES.addAll(LinkedWorkload.allPairs(CODEBOOK).queries());
        for (int a = 0; a < CODEBOOK.size(); a++) {
            QUERIES.add(LinkedQuery.of(a));
        }
    }

    /** Tables on the finest grid, as if each family had been there so many times. */
    private static final class StoredFamilies implements FamilyCountSource {
        private final long families;
        private final Map<LinkedQuery, long[]> tables = new HashMap<>();
        private long[] ladder;

        private StoredFamilies(LinkedDataset data, long times) {
            families = data.families() * times;
            FamilyCounter counter = new FamilyCounter(data);
            for (LinkedQuery query : QUERIES) {
                tables.put(query, scaled(counter.count(query), times));
            }
            ladder = scaled(counter.countLadder(), times);
        }

        private static long[] scaled(long[] table, long times) {
            return Arrays.stream(table).map(v -> Math.multiplyExact(v, times)).toArray();
        }

        @Override
        public LinkedCodebook codebook() {
            return CODEBOOK;
        }

        @Override
        public long families() {
            return families;
        }

        @Override
        public long[][] count(List<LinkedQuery> queries, int bits, ProgressMonitor monitor) {
            assertEquals(FamilyCounter.BITS, bits);
            return queries.stream().map(tables::get).toArray(long[][]::new);
        }

        @Override
        public long[] countLadder(int bits) {
            assertEquals(FamilyCounter.BITS, bits);
            return ladder;
        }
    }

    private static LinkedPlan plan(LinkedPlan.Split split) {
        return LinkedPlan.of(LinkedWorkload.allPairs(CODEBOOK), new ApproximateDp(2, 1e-6))
                .with(NeighboringRelation.ADD_OR_REMOVE_ONE)
                .with(Composition.ALONE)
                .with(split);
    }

    private static ReleasedFamilies release(FamilyCountSource families, LinkedPlan.Split split) {
        return LinkedSynthesizer.release(families, plan(split), RandomSource.seeded("release"), ProgressMonitor.NONE);
    }

    private static byte[] bytes(ReleasedFamilies released) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleasedFamiliesJson.write(released, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(LinkedPlan.Split.class)
    void storedTablesGiveTheSameReleaseAsTheRecords(LinkedPlan.Split split) throws IOException {
        byte[] expected = bytes(
                LinkedSynthesizer.release(DATA, plan(split), RandomSource.seeded("release"), ProgressMonitor.NONE));
        assertArrayEquals(expected, bytes(release(FamilyCountSource.of(DATA), split)));
        assertArrayEquals(expected, bytes(release(new StoredFamilies(DATA, 1), split)));
    }

    @ParameterizedTest
    @EnumSource(LinkedPlan.Split.class)
    void familiesBeyondAnIntAreReleasedAsWell(LinkedPlan.Split split) {
        for (long times : new long[] {1L << 24, 1L << 33}) {
            NoisyFamilies noisy =
                    release(new StoredFamilies(DATA, times), split).noisy();
            assertEquals(500.0 * times, noisy.count(), 8 * noisy.countSigma());
            FamilyCounter counter = new FamilyCounter(DATA);
            for (LinkedMeasurement m : noisy.tables()) {
                long[] exact = counter.count(m.query());
                for (int cell = 0; cell < exact.length; cell++) {
                    double expected = (double) exact[cell] * times / (1 << FamilyCounter.BITS);
                    assertEquals(expected, m.values()[cell], 8 * m.sigma() + 1e-3);
                }
            }
        }
    }

    private static void assertRefused(StoredFamilies stored, String why) {
        FamilyCountSource checked = FamilyCountSource.checked(stored);
        String message = assertThrows(IllegalArgumentException.class, () -> {
                    checked.count(QUERIES, FamilyCounter.BITS, ProgressMonitor.NONE);
                    checked.countLadder(FamilyCounter.BITS);
                })
                .getMessage();
        assertTrue(message.contains(why), message);
        assertFalse(message.matches(".*[0-9]{2,}.*"), "a number of the families: " + message);
    }

    @Test
    void tablesThatCountFamiliesMoreThanOnceAreRefused() {
        StoredFamilies ladder = new StoredFamilies(DATA, 1);
        ladder.ladder[0]++;
        assertRefused(ladder, "numbers of children");
        ladder.ladder = new long[1];
        assertRefused(ladder, "wrong steps");
        for (LinkedQuery query : QUERIES) {
            StoredFamilies more = new StoredFamilies(DATA, 1);
            more.tables.get(query)[0] += 500L << FamilyCounter.BITS;
            assertRefused(more, "each family once");
            StoredFamilies negative = new StoredFamilies(DATA, 1);
            negative.tables.get(query)[0] = -1;
            assertRefused(negative, "each family once");
            StoredFamilies other = new StoredFamilies(DATA, 1);
            other.tables.put(query, new long[1]);
            assertRefused(other, "one number per cell");
        }
        StoredFamilies less = new StoredFamilies(DATA, 1);
        less.tables.get(LinkedQuery.of(0))[0]--;
        assertRefused(less, "each family once");
    }
}
