// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.PldAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpAccountant;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.mechanism.EpsilonBound;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.TestGate;

class CombinationReleaseTest {
    private static final PrivacyUnit UNIT = new PrivacyUnit("record");

    private static Codebook codebook(Domain domain) {
        return Codebook.of(domain.attributes(), Codebook.Origin.PUBLIC);
    }

    private static ReleasedCombinations release(Dataset data, CombinationPlan plan, String seed) {
        return CombinationRelease.release(
                data, codebook(data.domain()), plan, UNIT, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    private static Protection.DifferentialPrivacy dp(ReleasedCombinations released) {
        return (Protection.DifferentialPrivacy) released.protection();
    }

    private static CombinationPlan plan(Domain domain, double epsilon) {
        return CombinationPlan.of(domain, new ApproximateDp(epsilon, 1e-6));
    }

    @Test
    void spendsNoMoreThanAskedForWhateverTheOptions() {
        Domain domain = RandomData.domain(3, 4, 2, 5);
        Dataset data = RandomData.records(domain, 900, "budget");
        for (double epsilon : new double[] {0.1, 1, 6}) {
            for (boolean isPublic : new boolean[] {true, false}) {
                for (NeighboringRelation relation : NeighboringRelation.values()) {
                    for (int percentile : new int[] {50, 99, 100}) {
                        CombinationPlan plan = plan(domain, epsilon).with(o -> o.publicValues(isPublic)
                                .relation(relation)
                                .percentile(percentile)
                                .priority(LengthPriority.LONG));
                        ReleasedCombinations released = release(data, plan, "s" + epsilon + isPublic);
                        assertTrue(
                                dp(released).certificate().guarantee().epsilon() <= epsilon,
                                "more is spent than asked for");
                        double spent = dp(released).events().stream()
                                .mapToDouble(PrivacyEvent::rho)
                                .sum();
                        assertTrue(spent <= plan.event().rho(), "more is spent than declared");
                        ZcdpAccountant declared = new ZcdpAccountant();
                        declared.charge(plan.event());
                        assertTrue(declared.total(1e-6).epsilon() <= epsilon, "more is declared than asked for");
                        assertTrue(
                                dp(released).events().size() < 2 * plan.maxLength() + 1
                                        || spent > 0.99 * plan.event().rho(),
                                "less than 99 % of the budget is used");
                    }
                }
            }
        }
    }

    private static final Domain ONES = RandomData.domain(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    /** Only records with one value, with or without one that has all twelve. */
    private static Dataset narrow(int rows, boolean withOneMore) {
        int[][] codes = new int[12][withOneMore ? rows + 1 : rows];
        for (int r = 0; r < codes[0].length; r++) {
            for (int a = 0; a < 12; a++) {
                codes[a][r] = r == rows || r % 12 == a ? 0 : ONES.attribute(a).missingCode();
            }
        }
        return Dataset.of(ONES, codes);
    }

    private static final ApproximateDp CLAIM = new ApproximateDp(1, 0.01);

    private static CombinationPlan narrowPlan(ApproximateDp target) {
        return CombinationPlan.of(ONES, target)
                .with(o -> o.present(CombinationCode.values(ONES)).maxLength(1));
    }

    private static final CombinationPlan AUDITED = narrowPlan(CLAIM).with(o -> o.percentileShare(0.3));
    private static final Dataset WITH = narrow(2000, true);
    private static final Dataset WITHOUT = narrow(2000, false);

    /** The sum of all released counts, in steps of a fifth of its noise; what is not released counts as 0. */
    private static long statistic(boolean withOneMore, boolean isBroken, RandomSource random) {
        Dataset data = withOneMore ? WITH : WITHOUT;
        CombinationMeasuring measuring = new CombinationMeasuring(data, AUDITED, random) {
            @Override
            int contributions(int found, int bound) {
                return isBroken ? found : super.contributions(found, bound);
            }
        };
        ReleasedCombinations released =
                measuring.release(codebook(data.domain()), new TestGate(AUDITED, random), ProgressMonitor.NONE);
        long sum = 0;
        for (int i = 0; i < released.table().size(); i++) {
            sum += released.table().count(i);
        }
        return Math.round(sum / (0.4 * dp(released).noise().get(1)));
    }

    private static double epsilonBound(boolean isBroken, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        LongSupplier with = () -> statistic(true, isBroken, random);
        LongSupplier without = () -> statistic(false, isBroken, random);
        return EpsilonBound.of(6_000, CLAIM.delta(), with, without);
    }

    /** End to end, with an error probability of 2e-6: see {@link EpsilonBound}. */
    @Test
    void measuredEpsilonStaysBelowTheClaim() {
        double bound = epsilonBound(false, "sound");
        assertTrue(bound <= CLAIM.epsilon(), "epsilon is at least " + bound);
    }

    @Test
    void aVariantThatDoesNotBoundContributionsIsRejected() {
        double bound = epsilonBound(true, "broken");
        assertTrue(bound > CLAIM.epsilon(), "epsilon is only found to be at least " + bound);
    }

    /** Synthetic Data Showcase searches up to the largest number in the data, so that one record changes what can happen. */
    @Test
    void oneLongerRecordCannotChangeTheSetOfPossibleBounds() {
        for (boolean withOneMore : new boolean[] {false, true}) {
            Set<Long> seen = new HashSet<>();
            for (int i = 0; i < 2000; i++) {
                CombinationPlan plan = narrowPlan(new ApproximateDp(0.001, 1e-6));
                seen.add(dp(release(narrow(80, withOneMore), plan, "range " + i))
                        .bounds()
                        .get(1));
            }
            assertEquals(13, seen.size(), "bounds found: " + seen);
        }
    }

    /**
     * A record with four values that nobody else has, cut to one: any of them is named with probability delta / 2 at most. In
     * Synthetic Data Showcase all four are candidates.
     */
    @Test
    void valuesOfOnePersonAreNamedNoMoreOftenThanDeltaAllows() {
        ApproximateDp target = new ApproximateDp(1, 0.4);
        Domain domain = RandomData.domain(2, 2, 2, 2);
        int[][] codes = new int[4][401];
        for (int r = 0; r < 400; r++) {
            for (int a = 0; a < 4; a++) {
                codes[a][r] = r % 4 == a ? 0 : domain.attribute(a).missingCode();
            }
        }
        for (int a = 0; a < 4; a++) {
            codes[a][400] = 1;
        }
        Dataset data = Dataset.of(domain, codes);
        CombinationPlan plan = CombinationPlan.of(domain, target).with(o -> o.present(CombinationCode.values(domain))
                .maxLength(1)
                .publicValues(false)
                .percentileShare(0.2));
        int named = 0;
        int draws = 3000;
        for (int i = 0; i < draws; i++) {
            ReleasedCombinations released = release(data, plan, "named " + i);
            named += released.codebook().attributes().stream()
                            .anyMatch(a -> a.categories().contains("v1"))
                    ? 1
                    : 0;
        }
        double low =
                named == 0 ? 0 : new BetaDistribution(named, draws - named + 1.0).inverseCumulativeProbability(1e-6);
        assertTrue(low <= plan.deltaOfValues(), "a value of one person is named with probability " + low);
        assertTrue(named > 0, "the test would not notice");
    }

    @Test
    void theTrueNumberOfRecordsIsNotTold() {
        Domain domain = RandomData.domain(3, 4, 2);
        Dataset data = RandomData.records(domain, 1234, "count");
        Set<Long> counts = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            counts.add(release(data, plan(domain, 1), "count " + i).records());
        }
        assertTrue(counts.size() > 15, "the number of records hardly varies");
    }

    @Test
    void theRecordCountIsBetterThanItsOwnShareAndItsErrorIsTold() {
        Domain domain = RandomData.domain(3, 4, 2, 5);
        Dataset data = RandomData.records(domain, 5000, "refined");
        CombinationPlan plan = plan(domain, 1).with(o -> o.priority(LengthPriority.BALANCED));
        double squares = 0;
        double told = 0;
        for (int i = 0; i < 200; i++) {
            ReleasedCombinations released = release(data, plan, "refined " + i);
            squares += Math.pow(released.records() - 5000, 2) / 200;
            told = dp(released).noise().get(0);
        }
        assertTrue(told < plan.sigma(0) / 2, "the sums of attributes do not help");
        // 200 squares of a normal deviate: their mean is within 40 % with a probability above 1 - 1e-4
        assertEquals(told * told, squares, 0.4 * told * told);
    }

    @Test
    void fewRecordsOrNoneGiveClearResults() {
        Domain domain = RandomData.domain(3, 4);
        for (int rows = 0; rows < 4; rows++) {
            for (int i = 0; i < 50; i++) {
                for (boolean isPublic : new boolean[] {true, false}) {
                    ReleasedCombinations released = release(
                            RandomData.records(domain, rows, "few"),
                            plan(domain, 0.5).with(o -> o.publicValues(isPublic)),
                            "few " + i);
                    assertTrue(released.records() >= 0);
                }
            }
        }
        Domain one = RandomData.domain(1);
        assertEquals(1, plan(one, 1).with(o -> o.maxLength(6)).maxLength());
        assertEquals(
                3,
                release(Dataset.of(one, new int[1000]), plan(one, 5).with(o -> o.maxLength(6)), "one")
                                .table()
                                .maxLength()
                        + 2);
    }

    @Test
    void countsAreNearTheTruthAndNoneIsAboveThatOfAPart() {
        Domain domain = RandomData.domain(3, 4, 2, 5);
        Dataset data = RandomData.records(domain, 20_000, "near");
        CombinationPlan plan = plan(domain, 2).with(o -> o.maxLength(3));
        ReleasedCombinations released = release(data, plan, "near");
        CombinationTable exact = CombinationCounter.count(data, plan.code(), 3, 1, ProgressMonitor.NONE);
        int large = 0;
        int[] items = new int[3];
        CombinationTable table = released.table();
        for (int i = 0; i < exact.size(); i++) {
            double noise = dp(released).noise().get(plan.code().lengthOf(exact.key(i)));
            if (exact.count(i) > 12 * noise) {
                assertEquals(exact.count(i), table.countOf(exact.key(i)), 6 * noise);
                large++;
            }
        }
        assertTrue(large > 50);
        for (int i = 0; i < table.size(); i++) {
            int n = table.code().unpack(table.key(i), items);
            for (int without = 0; n > 1 && without < n; without++) {
                long part = 0;
                for (int j = 0; j < n; j++) {
                    part = j == without ? part : table.code().append(part, items[j]);
                }
                assertTrue(table.countOf(part) >= table.count(i), "a combination is more frequent than a part of it");
            }
        }
    }

    @Test
    void aPublicCodebookKeepsRareValuesThatTheRecordsAloneLose() {
        Domain domain = Domain.of(
                Attribute.categorical("country", "A", "B", "C", "rare"), Attribute.categorical("sex", "f", "m"));
        int[][] codes = new int[2][4000];
        for (int r = 0; r < 4000; r++) {
            codes[0][r] = r < 25 ? 3 : r % 3;
            codes[1][r] = r % 2;
        }
        Dataset data = Dataset.of(domain, codes);
        int kept = 0;
        int lost = 0;
        for (int i = 0; i < 20; i++) {
            CombinationPlan known = plan(domain, 1).with(o -> o.priority(LengthPriority.SHORT));
            CombinationPlan unknown =
                    plan(domain, 1).with(o -> o.priority(LengthPriority.SHORT).publicValues(false));
            kept += release(data, known, "known " + i).table().countOf(Clique.of(0), 3) > 0 ? 1 : 0;
            Codebook named = release(data, unknown, "unknown " + i).codebook();
            lost += named.attribute("country").orElseThrow().categories().contains("rare") ? 0 : 1;
            assertTrue(named.attribute("country").orElseThrow().categories().contains("A"));
        }
        assertTrue(kept >= 18, "the codebook's rare value was kept " + kept + " times of 20");
        assertTrue(lost >= 15, "without codebook the rare value was lost " + lost + " times of 20");
    }

    @Test
    void whatWasNotNamedIsNotInTheStoredForm() throws IOException {
        Attribute bins = Attribute.builder("age")
                .bins(org.murmuration.engine.dataset.Discretization.of(
                        org.murmuration.engine.dataset.Discretization.Scale.INTEGER, 0, 10, 20, 30))
                .build();
        Attribute list = Attribute.builder("harm")
                .categories(List.of("hit", "secretHarm"))
                .separator(";")
                .build();
        Codebook codebook = Codebook.of(
                List.of(Attribute.categorical("country", "A", "secretCountry"), bins, list), Codebook.Origin.DATA);
        Dataset.Builder builder = Dataset.builder(codebook);
        for (int r = 0; r < 3000; r++) {
            builder.add(r == 0 ? "secretCountry" : "A", r == 0 ? "25" : "5", r == 0 ? "secretHarm" : "hit");
        }
        Dataset data = builder.build();
        CombinationPlan plan = plan(codebook.domain(), 1).with(o -> o.publicValues(false));
        ReleasedCombinations released = CombinationRelease.release(
                data, codebook, plan, UNIT, RandomSource.seeded("named"), ProgressMonitor.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CombinationsJson.write(released, out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertFalse(text.contains("secret"), text);
        assertFalse(text.contains("[20, 30)"), text);
        assertTrue(text.contains("hit") && text.contains("[0, 10)"), text);
        assertThrows(
                IllegalArgumentException.class,
                () -> CombinationRelease.release(
                        data,
                        codebook,
                        plan(codebook.domain(), 1),
                        UNIT,
                        RandomSource.seeded("public"),
                        ProgressMonitor.NONE));
    }

    @Test
    void badOptionsAreRefusedWithTheRange() {
        Domain domain = RandomData.domain(3, 4);
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.maxLength(0)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.maxLength(7)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.percentile(0)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.percentile(101)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.percentileShare(0)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.countShare(1)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1)
                .with(o -> o.countShare(0.6).percentileShare(0.5)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.proportions(1, 2, 3)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.proportions(1, 0)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.fabricatedParts(1, 1.5)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1).with(o -> o.rowsPerUnit(0)));
        assertThrows(IllegalArgumentException.class, () -> plan(domain, 1)
                .with(o -> o.rowsPerUnit(2).publicValues(false)));
        assertThrows(IllegalArgumentException.class, () -> plan(Domain.of(), 1));
        Dataset other = RandomData.records(RandomData.domain(2), 10, "other");
        assertThrows(IllegalArgumentException.class, () -> release(other, plan(domain, 1), "other"));
    }

    @Test
    void moreRowsOfAPersonNeedMoreNoise() {
        Domain domain = RandomData.domain(3, 4);
        double one = plan(domain, 1).sigma(2);
        double three = plan(domain, 1).with(o -> o.rowsPerUnit(3)).sigma(2);
        assertEquals(3 * one, three, 1e-9 * three);
        double replaced = plan(domain, 1)
                .with(o -> o.relation(NeighboringRelation.REPLACE_ONE))
                .sigma(2);
        assertEquals(Math.sqrt(2) * one, replaced, 1e-9 * replaced);
    }

    /** Values of the design's worked example: R = 2, balanced, q = 0.01, h = 0: sigma 6.365, half of delta for names. */
    @Test
    void thresholdsAndPrioritiesAreThoseOfSyntheticDataShowcase() {
        assertEquals(List.of(1.0, 0.5, 1.0 / 3), boxed(LengthPriority.LONG.proportions(3)));
        assertEquals(List.of(1.0 / 3, 0.5, 1.0), boxed(LengthPriority.SHORT.proportions(3)));
        assertEquals(List.of(1.0, 0.1, 1.0), boxed(Fabrication.PROGRESSIVE.parts(3)));
        assertEquals(List.of(1.0, 0.1), boxed(Fabrication.PROGRESSIVE.parts(2)));
        assertEquals(List.of(1.0, 0.55, 1.0, 1.0), boxed(Fabrication.BALANCED.parts(4)));
        assertEquals(0, Fabrication.threshold(1, 50));
        assertEquals(1.6448536269514722 * 10, Fabrication.threshold(0.1, 10), 1e-8);
        assertEquals(2.5758293035489004, Fabrication.threshold(0.01, 1), 1e-8);
        // our conversion from epsilon and delta is tighter, so that the same guarantee needs less noise
        Domain german = RandomData.domain(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        CombinationPlan plan = CombinationPlan.of(german, new ApproximateDp(1, 1.448e-4))
                .with(o -> o.present(CombinationCode.values(german))
                        .maxLength(2)
                        .publicValues(false)
                        .priority(LengthPriority.BALANCED)
                        .countShare(1e-9));
        double sigma = plan.sigma(2) / Math.sqrt(66);
        assertTrue(sigma < 6.365 && sigma > 4.5, "sigma is " + sigma);
    }

    private static List<Double> boxed(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    @Test
    void fewerInventedCombinationsCostTrueOnes() {
        Domain domain = RandomData.domain(6, 8, 5, 7);
        Dataset data = RandomData.records(domain, 5000, "fabricated");
        int[] sizes = new int[2];
        int[] invented = new int[2];
        for (int m = 0; m < 2; m++) {
            Fabrication mode = m == 0 ? Fabrication.UNCONTROLLED : Fabrication.MINIMIZED;
            CombinationPlan plan = plan(domain, 1).with(o -> o.fabrication(mode));
            CombinationTable table = release(data, plan, "fabricated").table();
            CombinationTable exact = CombinationCounter.count(data, plan.code(), 3, 1, ProgressMonitor.NONE);
            sizes[m] = table.size();
            for (int i = 0; i < table.size(); i++) {
                invented[m] += exact.countOf(table.key(i)) == 0 ? 1 : 0;
            }
        }
        assertTrue(sizes[1] < sizes[0] / 2, sizes[0] + " and " + sizes[1]);
        assertTrue(invented[1] * 20 < invented[0], invented[0] + " and " + invented[1]);
    }

    @Test
    void storedFormIsTheGoldenOneAndLoads() throws IOException {
        Domain domain = Domain.of(Attribute.categorical("a", "x", "y"), Attribute.categorical("b", "0", "1"));
        Dataset data = RandomData.records(domain, 900, "golden");
        ReleasedCombinations released =
                release(data, plan(domain, 3).with(o -> o.maxLength(2).priority(LengthPriority.BALANCED)), "golden");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CombinationsJson.write(released, out);
        String text = out.toString(StandardCharsets.UTF_8);
        String golden = new String(
                CombinationReleaseTest.class
                        .getResourceAsStream("combinations-golden.json")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertEquals(golden.strip(), text);
        ReleasedCombinations back =
                CombinationsJson.read(new ByteArrayInputStream(golden.getBytes(StandardCharsets.UTF_8)));
        assertEquals(released, back);
        for (Protection p : List.of(new Protection.KAnonymity(7), new Protection.Imported(true))) {
            ReleasedCombinations other = new ReleasedCombinations(released.codebook(), released.table(), 900, p);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CombinationsJson.write(other, bytes);
            assertEquals(other, CombinationsJson.read(new ByteArrayInputStream(bytes.toByteArray())));
        }
    }

    @Test
    void damagedFormsAreRefused() {
        for (String text : List.of(
                "{}",
                "{\"format\":2}",
                "{\"format\":1,\"codebook\":\"{}\"}",
                "{\"format\":1,\"codebook\":\"{\\\"fields\\\":[{\\\"name\\\":\\\"a\\\",\\\"categories\\\":[\\\"x\\\"]}]}\","
                        + "\"present\":[\"111\"],\"length\":1,\"records\":3,\"protection\":{\"kind\":\"imported\"},"
                        + "\"keys\":[9],\"counts\":[1]}",
                "{\"format\":1,\"codebook\":\"{\\\"fields\\\":[{\\\"name\\\":\\\"a\\\",\\\"categories\\\":[\\\"x\\\"]}]}\","
                        + "\"present\":[\"111\"],\"length\":1,\"records\":3,\"protection\":{\"kind\":\"none\"},"
                        + "\"keys\":[1],\"counts\":[1]}")) {
            assertThrows(
                    IOException.class,
                    () -> CombinationsJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                    text);
        }
    }

    @Test
    void cancelEndsTheRelease() {
        Domain domain = RandomData.domain(3, 4);
        Dataset data = RandomData.records(domain, 10_000, "cancel");
        assertThrows(
                CanceledException.class,
                () -> CombinationRelease.release(
                        data, codebook(domain), plan(domain, 1), UNIT, RandomSource.seeded("c"), Canceled.MONITOR));
    }

    /** The finest account of the declared cost agrees that it keeps to the target. */
    @Test
    void theDeclaredCostKeepsToTheTargetByAnotherAccount() {
        CombinationPlan plan = plan(RandomData.domain(3, 4, 2), 1).with(o -> o.publicValues(false));
        PldAccountant accountant = new PldAccountant();
        accountant.charge(plan.event());
        assertTrue(accountant.epsilon(1e-6) <= 1, "epsilon is " + accountant.epsilon(1e-6));
    }
}
