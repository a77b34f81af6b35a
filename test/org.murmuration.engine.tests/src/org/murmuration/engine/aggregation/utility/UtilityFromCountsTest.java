// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.marginal.StoredCounts;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Utility measured where there are counts of the sensitive records and no records. */
class UtilityFromCountsTest {
    private static final Domain DOMAIN = RandomData.domain(4, 3, 6, 2, 5);
    private static final Codebook CODEBOOK = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);
    private static final Dataset REAL = RandomData.records(DOMAIN, 3000, "real");
    private static final Dataset SYNTHETIC = RandomData.records(DOMAIN, 2500, "synthetic");
    private static final UtilityPlan PLAN =
            UtilityPlan.of(DOMAIN, new ApproximateDp(2, 1e-6)).withOrder(2).with(NeighboringRelation.ADD_OR_REMOVE_ONE);

    private static ReleasedUtility release(CountSource counts) {
        return UtilityRelease.release(
                counts,
                SYNTHETIC,
                CODEBOOK,
                PLAN,
                PrivacyUnit.RECORD,
                RandomSource.seeded("utility"),
                ProgressMonitor.NONE);
    }

    private static byte[] bytes(ReleasedUtility released) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleasedUtilityJson.write(released, out);
        return out.toByteArray();
    }

    @Test
    void storedCountsGiveTheSameReleaseAsTheRecords() throws IOException {
        byte[] expected = bytes(UtilityRelease.release(
                REAL,
                SYNTHETIC,
                CODEBOOK,
                PLAN,
                PrivacyUnit.RECORD,
                RandomSource.seeded("utility"),
                ProgressMonitor.NONE));
        assertArrayEquals(expected, bytes(release(CountSource.of(REAL))));
        assertArrayEquals(expected, bytes(release(StoredCounts.of(REAL, 1))));
    }

    @Test
    void countsBeyondAnIntAreAsFarFromTheSyntheticOnesAsTheirShares() {
        ReleasedUtility loud = release(StoredCounts.of(REAL, 1L << 20));
        for (long times : new long[] {1L << 31, (1L << 53) / 3000}) {
            ReleasedUtility many = release(StoredCounts.of(REAL, times));
            assertEquals(3000 * times, many.count().count(), 1000);
            for (int i = 0; i < many.distances().size(); i++) {
                // both have noise of next to nothing beside that many records
                assertEquals(
                        loud.distances().get(i).distance(),
                        many.distances().get(i).distance(),
                        1e-5);
            }
            assertEquals(loud.propensity().error(), many.propensity().error(), 0.05);
        }
        Domain three = RandomData.domain(1);
        Marginal real = Marginal.of(three, Clique.of(0), Long.MAX_VALUE, Long.MAX_VALUE, 0);
        Marginal other = Marginal.of(three, Clique.of(0), 0, 0, Long.MAX_VALUE);
        assertEquals(1L << 61, UtilityRelease.distance(real, other, 1));
    }
}
