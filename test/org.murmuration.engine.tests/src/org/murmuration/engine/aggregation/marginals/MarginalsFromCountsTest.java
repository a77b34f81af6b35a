// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.FingerprintKey;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
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
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Records;
import org.murmuration.engine.release.Release;

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

    /** Three machines count and recognise a third of the records each; what they send is added up. */
    private static Counted<CountSource> elsewhere(FingerprintKey key, int from) throws IOException {
        Fingerprint whole = key.fingerprint();
        for (int machine = 0; machine < 3; machine++) {
            int first = machine;
            int[][] codes = IntStream.range(0, DOMAIN.size())
                    .mapToObj(a -> IntStream.range(0, DATA.rows())
                            .filter(r -> (r + from) % 3 == first)
                            .map(r -> DATA.code(r, a))
                            .toArray())
                    .toArray(int[][]::new);
            Fingerprint part = Records.recognise(
                    Dataset.of(DOMAIN, codes), FingerprintKey.of(key.toBytes()).fingerprint(), ProgressMonitor.NONE);
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            part.write(sent);
            whole.merge(Fingerprint.read(new ByteArrayInputStream(sent.toByteArray()), key));
        }
        return Counted.elsewhere(StoredCounts.of(DATA, 1), Cohort.ALL, Optional.of(whole));
    }

    @Test
    void aLedgerKnowsRecordsAgainThatWereCountedElsewhere(@TempDir Path folder) throws Exception {
        PrivacyLedger ledger = PrivacyLedger.create(
                folder.resolve("ledger"),
                new LedgerTerms(
                        "cases",
                        PrivacyUnit.RECORD,
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        new ApproximateDp(3, 1e-6),
                        "",
                        LedgerTerms.Overlap.ADD));
        Account account = Account.in(ledger, ReleaseNumber.FIRST, "test", Cohort.ALL);
        Release<Counted<CountSource>, ReleasedAggregates> release =
                Release.of(MarginalRelease.of(CODEBOOK, PLAN), account);
        FingerprintKey key = release.fingerprintKey().orElseThrow();
        Release.Outcome<ReleasedAggregates> first =
                release.run(elsewhere(key, 0), RandomSource.secure(), ProgressMonitor.NONE);
        assertFalse(first.replayed());
        double spent = ledger.account().spent(Cohort.ALL);
        Release<Counted<CountSource>, ReleasedAggregates> later =
                Release.of(MarginalRelease.of(CODEBOOK, PLAN), account);
        Release.Outcome<ReleasedAggregates> again = later.run(
                elsewhere(later.fingerprintKey().orElseThrow(), 1), RandomSource.secure(), ProgressMonitor.NONE);
        assertTrue(again.replayed());
        assertArrayEquals(bytes(first.value()), bytes(again.value()));
        assertEquals(spent, ledger.account().spent(Cohort.ALL));
        Counted<CountSource> unknown = Counted.elsewhere(StoredCounts.of(DATA, 1), Cohort.ALL, Optional.empty());
        assertThrows(
                IllegalArgumentException.class, () -> later.run(unknown, RandomSource.secure(), ProgressMonitor.NONE));
        assertTrue(Release.of(MarginalRelease.of(CODEBOOK, PLAN), Account.alone(PrivacyUnit.RECORD))
                .fingerprintKey()
                .isEmpty());
    }

    @Test
    void countsOfAnotherDomainAreRefused() {
        CountSource other = StoredCounts.of(RandomData.records(RandomData.domain(2, 2), 10, "other"), 1);
        assertThrows(IllegalArgumentException.class, () -> release(other));
    }
}
