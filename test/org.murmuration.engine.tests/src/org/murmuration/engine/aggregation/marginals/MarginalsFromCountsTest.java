// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.marginal.StoredCounts;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Marginals released where there are counts and no records. */
class MarginalsFromCountsTest {
    private static final Domain DOMAIN = RandomData.domain(4, 6, 3, 5);
    private static final Codebook CODEBOOK = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);
    private static final Dataset DATA = RandomData.records(DOMAIN, 2000, "records");
    private static final MarginalPlan PLAN =
            MarginalPlan.of(DOMAIN, new ApproximateDp(1, 1e-6)).withOrder(3);

    private static ReleasedAggregates release(CountSource counts) {
        return MarginalRelease.release(
                counts, CODEBOOK, PLAN, PrivacyUnit.RECORD, RandomSource.seeded("release"), ProgressMonitor.NONE);
    }

    private static byte[] bytes(ReleasedAggregates released) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AggregatesJson.write(released, out);
        return out.toByteArray();
    }

    @Test
    void storedCountsGiveTheSameReleaseAsTheRecords() throws IOException {
        byte[] expected = bytes(MarginalRelease.release(
                DATA, CODEBOOK, PLAN, PrivacyUnit.RECORD, RandomSource.seeded("release"), ProgressMonitor.NONE));
        assertArrayEquals(expected, bytes(release(CountSource.of(DATA))));
        assertArrayEquals(expected, bytes(release(StoredCounts.of(DATA, 1))));
    }

    @Test
    void countsBeyondAnIntAreReleasedExactlyBesideTheirNoise() throws IOException {
        for (long times : new long[] {1L << 31, (1L << 53) / 2000, Long.MAX_VALUE / 4000}) {
            ReleasedAggregates released = release(StoredCounts.of(DATA, times));
            double noise = PLAN.sigma(0);
            assertEquals(0, Math.subtractExact(released.count().count(), 2000 * times), 6 * noise);
            List<Marginal> exact = MarginalCounter.count(DATA, PLAN.workload(), ProgressMonitor.NONE);
            for (int i = 0; i < exact.size(); i++) {
                ReleasedMarginal m = released.marginals().get(i);
                for (int cell = 0; cell < m.cells(); cell++) {
                    long difference =
                            Math.subtractExact(m.count(cell), exact.get(i).count(cell) * times);
                    assertEquals(0, difference, 7 * m.sigma());
                }
            }
            ReleasedAggregates read = AggregatesJson.read(new ByteArrayInputStream(bytes(released)));
            assertEquals(released.marginals(), read.marginals());
            assertEquals(released.count(), read.count());
        }
    }

    @Test
    void countsOfAnotherDomainAreRefused() {
        CountSource other = StoredCounts.of(RandomData.records(RandomData.domain(2, 2), 10, "other"), 1);
        assertThrows(IllegalArgumentException.class, () -> release(other));
    }
}
