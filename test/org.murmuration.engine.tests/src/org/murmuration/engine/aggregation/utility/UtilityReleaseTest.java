// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.evaluation.marginals.MarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.MarginalReport;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.mechanism.EpsilonBound;
import org.murmuration.engine.mechanism.GaussianMechanism;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.Sensitivity;
import org.murmuration.engine.privacy.ZeroConcentratedDp;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Release;

class UtilityReleaseTest {
    private static final NeighboringRelation ADD = NeighboringRelation.ADD_OR_REMOVE_ONE;
    private static final ApproximateDp ONE = new ApproximateDp(1, 1e-6);
    private static final ApproximateDp CLAIM = new ApproximateDp(1, 0.01);
    private static final Domain DOMAIN = RandomData.domain(4, 3, 6, 2, 5);
    private static final Codebook CODEBOOK = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);

    private static Codebook codebook(Domain domain) {
        return Codebook.of(domain.attributes(), Codebook.Origin.PUBLIC);
    }

    private static ReleasedUtility release(Dataset real, Dataset synthetic, UtilityPlan plan, RandomSource random) {
        return UtilityRelease.release(
                real, synthetic, codebook(real.domain()), plan, PrivacyUnit.RECORD, random, ProgressMonitor.NONE);
    }

    /** Records whose first attributes depend on each other. */
    private static Dataset related(int rows, String seed) {
        int[][] codes = new int[DOMAIN.size()][rows];
        RandomSource random = RandomSource.seeded(seed);
        for (int r = 0; r < rows; r++) {
            for (int a = 0; a < codes.length; a++) {
                int size = DOMAIN.attribute(a).size() - 1;
                codes[a][r] = a > 0 && random.nextLong(4) > 0 ? codes[a - 1][r] % size : (int) random.nextLong(size);
            }
        }
        return Dataset.of(DOMAIN, codes);
    }

    private static Dataset independent(Dataset data, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        return Dataset.of(
                data.domain(),
                IntStream.range(0, data.domain().size())
                        .mapToObj(a -> IntStream.of(Sampling.positions(data.rows(), data.rows(), random))
                                .map(r -> data.code(r, a))
                                .toArray())
                        .toArray(int[][]::new));
    }

    @Test
    void spendsNoMoreThanAskedFor() {
        Dataset data = related(500, "spend");
        for (NeighboringRelation relation : NeighboringRelation.values()) {
            for (double epsilon : new double[] {0.05, 1, 20}) {
                UtilityPlan plan = UtilityPlan.of(DOMAIN, new ApproximateDp(epsilon, 1e-7))
                        .withOrder(2)
                        .with(relation);
                ReleasedUtility released = release(data, data, plan, RandomSource.seeded("spend"));
                ZcdpAccountant accountant = new ZcdpAccountant();
                released.events().forEach(accountant::charge);
                double rho = ZcdpConversion.rho(epsilon, 1e-7);
                assertTrue(accountant.total().rho() <= rho);
                assertTrue(accountant.total().rho() >= rho * (1 - 1e-4));
                assertTrue(accountant.total(1e-7).epsilon() <= epsilon);
                assertEquals(plan.event().rho(), accountant.total().rho(), 1e-9 * rho);
            }
        }
    }

    /** A record more moves each distance by at most one, a record replaced by at most two, whatever the public target. */
    @Test
    void distancesMoveNoMoreThanTheirSensitivity() {
        RandomSource random = RandomSource.seeded("neighbours");
        for (int i = 0; i < 300; i++) {
            Dataset real = RandomData.records(DOMAIN, 1 + (int) random.nextLong(30), "real" + i);
            Dataset synthetic = RandomData.records(DOMAIN, 1 + (int) random.nextLong(30), "synthetic" + i);
            UtilityPlan plan = UtilityPlan.of(DOMAIN, ONE).withOrder(3).with(ADD);
            double scale = (1.0 + random.nextLong(60)) / synthetic.rows();
            int[][] one = new int[DOMAIN.size()][real.rows() + 1];
            int[][] other = new int[DOMAIN.size()][real.rows() + 1];
            for (int a = 0; a < one.length; a++) {
                for (int r = 0; r < real.rows(); r++) {
                    one[a][r] = real.code(r, a);
                    other[a][r] = real.code(r, a);
                }
                one[a][real.rows()] = (int) random.nextLong(DOMAIN.attribute(a).size());
                other[a][real.rows()] =
                        (int) random.nextLong(DOMAIN.attribute(a).size());
            }
            List<Marginal> made = MarginalCounter.count(synthetic, plan.workload(), ProgressMonitor.NONE);
            List<Marginal> without = MarginalCounter.count(real, plan.workload(), ProgressMonitor.NONE);
            List<Marginal> with = MarginalCounter.count(Dataset.of(DOMAIN, one), plan.workload(), ProgressMonitor.NONE);
            List<Marginal> replaced =
                    MarginalCounter.count(Dataset.of(DOMAIN, other), plan.workload(), ProgressMonitor.NONE);
            for (int m = 0; m < made.size(); m++) {
                long d = UtilityRelease.distance(with.get(m), made.get(m), scale);
                assertTrue(Math.abs(d - UtilityRelease.distance(without.get(m), made.get(m), scale)) <= 1);
                assertTrue(Math.abs(d - UtilityRelease.distance(replaced.get(m), made.get(m), scale)) <= 2);
            }
        }
    }

    @Test
    void distancesAreThoseOfTheExactEvaluationWithinTheirIntervals() {
        Dataset real = related(4000, "real");
        Dataset synthetic = independent(related(3000, "other"), "lost");
        MarginalReport exact = MarginalEvaluation.compare(real, synthetic, 2, ProgressMonitor.NONE);
        UtilityPlan plan = UtilityPlan.of(DOMAIN, ONE).withOrder(2).with(ADD);
        RandomSource random = RandomSource.seeded("intervals");
        int covered = 0;
        int all = 0;
        int covers = 0;
        for (int i = 0; i < 100; i++) {
            ReleasedUtility released = release(real, synthetic, plan, random);
            for (int m = 0; m < exact.marginals().size(); m++) {
                ReleasedUtility.Distance d = released.distances().get(m);
                assertEquals(exact.marginals().get(m).attributes(), d.attributes());
                covered += Math.abs(d.distance() - exact.marginals().get(m).distance()) <= d.halfWidth() ? 1 : 0;
                all++;
            }
            ReleasedUtility.Distance mean = released.mean(2);
            covers += Math.abs(mean.distance() - exact.mean(2)) <= mean.halfWidth() ? 1 : 0;
        }
        // intervals allow for the noise of both numbers at their worst, so they cover at least 95 %
        assertTrue(covered >= 0.95 * all, covered + " of " + all);
        assertTrue(covers >= 88, covers + " of 100 means"); // fewer has probability 0.002 at 95 %
        ReleasedUtility one = release(real, synthetic, plan, random);
        assertEquals(plan.halfWidth(4000), one.distances().get(0).halfWidth(), 0.5 * plan.halfWidth(4000));
        List<ReleasedUtility.Distance> worst = one.worst(2, 3);
        assertEquals(3, worst.size());
        assertTrue(worst.get(0).distance() >= worst.get(1).distance());
        assertEquals(2, one.order());
    }

    @Test
    void propensitySeesDestroyedRelationsAndNothingInAFreshSample() {
        UtilityPlan plan = UtilityPlan.of(DOMAIN, ONE).withOrder(2).with(ADD);
        Dataset real = related(8000, "real");
        double fresh = 0;
        double lost = 0;
        double anchor = 0;
        int repetitions = 20;
        for (int i = 0; i < repetitions; i++) {
            RandomSource random = RandomSource.seeded("propensity" + i);
            Dataset sample = related(8000, "fresh" + i);
            fresh += release(real, sample, plan, random).propensity().ratio() / repetitions;
            ReleasedUtility.Propensity p =
                    release(real, independent(real, "lost" + i), plan, random).propensity();
            lost += p.ratio() / repetitions;
            anchor += p.independent() / p.expected() / repetitions;
            assertTrue(p.error() - p.halfWidth() > p.expected(), p.toString());
        }
        assertEquals(1, fresh, 1.2, "ratio of a fresh sample");
        assertTrue(lost > 10, "ratio of destroyed relations " + lost);
        // shuffling what is independent already is a fresh sample of the same table
        assertEquals(1, anchor, 0.3);
    }

    /**
     * What a release tells of one record against none, at the worst: the sum of all distances. A white-box adversary knows the
     * target; the domain has ten attributes, so 55 distances move together.
     */
    private static double bound(boolean forgetsHowManyMove) {
        Domain domain = RandomData.domain(2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
        int[][] codes = new int[domain.size()][1];
        Dataset one = Dataset.of(domain, codes);
        Dataset none = Dataset.of(domain, new int[domain.size()][0]);
        int[][] others = new int[domain.size()][1];
        for (int[] column : others) {
            column[0] = 1;
        }
        Dataset synthetic = Dataset.of(domain, others);
        UtilityPlan plan = UtilityPlan.of(domain, CLAIM).withOrder(2).with(ADD);
        RandomSource random = RandomSource.seeded("audit" + forgetsHowManyMove);
        double rho = plan.event().rho() / 2;
        return EpsilonBound.of(
                2000,
                CLAIM.delta(),
                statistic(one, synthetic, plan, forgetsHowManyMove, rho, random),
                statistic(none, synthetic, plan, forgetsHowManyMove, rho, random));
    }

    private static LongSupplier statistic(
            Dataset real, Dataset synthetic, UtilityPlan plan, boolean forgets, double rho, RandomSource random) {
        if (!forgets) {
            return () -> {
                ReleasedUtility released = release(real, synthetic, plan, random);
                double rows = Math.max(1, released.count().count());
                double sum = released.distances().stream()
                        .mapToDouble(d -> d.distance() * 2 * rows)
                        .sum();
                // distances to a target of N records in one cell: c and |N| of them
                double expected = released.distances().size() * rows;
                return Math.round((sum - expected) / (2 * plan.ofDistances().sigma()));
            };
        }
        long[] exact = new long[plan.workload().cliques().size()];
        Arrays.fill(exact, real.rows());
        double sigma = GaussianMechanism.ofRho(rho, Sensitivity.ONE).sigma();
        return () -> {
            long[] noisy = GaussianMechanism.ofRho(rho, Sensitivity.ONE)
                    .release(exact, "distances", random)
                    .value();
            return Math.round(Arrays.stream(noisy).sum() / (2 * sigma));
        };
    }

    @Test
    void measuredEpsilonStaysBelowTheClaimAndABrokenTwinDoesNot() {
        double kept = bound(false);
        assertTrue(kept <= CLAIM.epsilon(), "epsilon is at least " + kept);
        double broken = bound(true);
        assertTrue(broken > CLAIM.epsilon(), "epsilon of the broken twin is only found to be at least " + broken);
    }

    private static ReleasedUtility golden() {
        Codebook codebook = Codebook.of(
                List.of(Attribute.categorical("sex", "F", "M"), Attribute.categorical("region", "N", "S")),
                Codebook.Origin.PUBLIC);
        return UtilityRelease.release(
                RandomData.records(codebook.domain(), 400, "golden"),
                RandomData.records(codebook.domain(), 300, "synthetic"),
                codebook,
                UtilityPlan.of(codebook.domain(), new ApproximateDp(2, 1e-5))
                        .withOrder(2)
                        .with(ADD),
                new PrivacyUnit("person"),
                RandomSource.seeded("golden"),
                ProgressMonitor.NONE);
    }

    @Test
    void theStoredFormIsGoldenAndReadBack() throws IOException {
        ReleasedUtility utility = golden();
        assertTrue(utility.test());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleasedUtilityJson.write(utility, out);
        String expected = new String(
                UtilityReleaseTest.class
                        .getResourceAsStream("utility-golden.json")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(expected.strip(), out.toString(StandardCharsets.UTF_8));
        assertEquals(utility, ReleasedUtilityJson.read(new ByteArrayInputStream(out.toByteArray())));
        assertEquals(expected.strip(), ReleasedUtilityJson.text(utility));
        for (String damaged : List.of("{}", "{\"format\":9}", "{\"format\":1}")) {
            assertThrows(
                    IOException.class,
                    () -> ReleasedUtilityJson.read(new ByteArrayInputStream(damaged.getBytes(StandardCharsets.UTF_8))),
                    damaged);
        }
    }

    @Test
    void aLedgerReplaysTheSameRecordsAndChargesOthers(@TempDir Path folder) throws Exception {
        PrivacyLedger ledger = PrivacyLedger.create(
                folder.resolve("ledger"),
                new LedgerTerms(
                        "case records",
                        new PrivacyUnit("victim"),
                        ADD,
                        new ZeroConcentratedDp(1),
                        "",
                        LedgerTerms.Overlap.ADD));
        Dataset real = related(300, "real");
        Dataset synthetic = related(200, "synthetic");
        UtilityPlan plan =
                UtilityPlan.of(DOMAIN, ONE).withOrder(2).with(ledger.terms().relation());
        Release.Outcome<ReleasedUtility> first =
                recorded(ledger, plan, synthetic).run(Counted.of(real), RandomSource.secure(), ProgressMonitor.NONE);
        assertFalse(first.replayed());
        assertFalse(first.value().test());
        assertTrue(first.value().ledger().isPresent());
        double spent = ledger.account().spent(Cohort.ALL);
        assertTrue(spent > 0 && spent <= ZcdpConversion.rho(1, 1e-6));
        Release.Outcome<ReleasedUtility> again =
                recorded(ledger, plan, synthetic).run(Counted.of(real), RandomSource.secure(), ProgressMonitor.NONE);
        assertTrue(again.replayed());
        assertEquals(first.value(), again.value());
        assertEquals(spent, ledger.account().spent(Cohort.ALL));
        assertFalse(recorded(ledger, plan, related(200, "another"))
                .run(Counted.of(real), RandomSource.secure(), ProgressMonitor.NONE)
                .replayed());
        assertEquals(2 * spent, ledger.account().spent(Cohort.ALL), 1e-9);
    }

    private static Release<Counted<CountSource>, ReleasedUtility> recorded(
            PrivacyLedger ledger, UtilityPlan plan, Dataset synthetic) throws Exception {
        return Release.of(
                UtilityRelease.of(CODEBOOK, plan, synthetic),
                Account.in(ledger, ReleaseNumber.of(1), "DP Utility Evaluation", Cohort.ALL));
    }

    @Test
    void degenerateRecordsGiveNumbersAndBadInputIsRefused() {
        Dataset none = Dataset.of(DOMAIN, new int[DOMAIN.size()][0]);
        Dataset some = related(3, "some");
        UtilityPlan plan = UtilityPlan.of(DOMAIN, ONE).withOrder(3).with(ADD);
        ReleasedUtility empty = release(none, some, plan, RandomSource.seeded("empty"));
        assertTrue(empty.distances().stream().allMatch(d -> Double.isFinite(d.distance())));
        assertTrue(Double.isFinite(empty.propensity().error()));
        assertTrue(Double.isNaN(empty.propensity().ratio()), "three records make one cell");
        assertThrows(IllegalArgumentException.class, () -> release(some, none, plan, RandomSource.seeded("none")));
        assertThrows(
                IllegalArgumentException.class,
                () -> UtilityPlan.of(DOMAIN, ONE).withOrder(4).with(ADD));
        assertThrows(
                IllegalArgumentException.class,
                () -> UtilityPlan.of(DOMAIN, ONE).withOrder(0).with(ADD));
        assertThrows(IllegalArgumentException.class, () -> UtilityPlan.of(RandomData.domain(1000, 1000, 1000), ONE)
                .withOrder(3)
                .with(ADD));
        assertThrows(
                IllegalArgumentException.class,
                () -> UtilityRelease.release(
                        some,
                        some,
                        Codebook.of(DOMAIN.attributes(), Codebook.Origin.DATA),
                        plan,
                        PrivacyUnit.RECORD,
                        RandomSource.secure(),
                        ProgressMonitor.NONE));
        assertThrows(
                CanceledException.class,
                () -> UtilityRelease.release(
                        some, some, CODEBOOK, plan, PrivacyUnit.RECORD, RandomSource.secure(), Canceled.MONITOR));
    }
}
