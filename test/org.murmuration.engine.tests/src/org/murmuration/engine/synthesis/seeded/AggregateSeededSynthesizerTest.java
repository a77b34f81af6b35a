// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.aggregation.combinations.CombinationRelease;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class AggregateSeededSynthesizerTest {
    private static Codebook codebook(Domain domain) {
        return Codebook.of(domain.attributes(), Codebook.Origin.PUBLIC);
    }

    private static ReleasedCombinations kAnonymous(Dataset data, int k, int length, boolean missing) {
        boolean[][] present = missing ? CombinationCode.all(data.domain()) : CombinationCode.values(data.domain());
        return ReleasedCombinations.of(
                codebook(data.domain()), KAnonymousCounts.count(data, k, length, present, ProgressMonitor.NONE));
    }

    private static ReleasedCombinations noisy(Dataset data, double epsilon, boolean missing, String seed) {
        CombinationPlan plan = CombinationPlan.of(data.domain(), new ApproximateDp(epsilon, 1e-5))
                .with(o -> o.present(
                        missing ? CombinationCode.all(data.domain()) : CombinationCode.values(data.domain())));
        return CombinationRelease.release(
                data,
                codebook(data.domain()),
                plan,
                new PrivacyUnit("record"),
                RandomSource.seeded(seed),
                ProgressMonitor.NONE);
    }

    private static Dataset make(ReleasedCombinations released, AggregateSeededTask task, String seed) {
        return AggregateSeededSynthesizer.synthesize(released, task, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    private static double blanks(Dataset data, int attribute) {
        int blanks = 0;
        for (int r = 0; r < data.rows(); r++) {
            blanks += data.code(r, attribute)
                            == data.domain().attribute(attribute).missingCode()
                    ? 1
                    : 0;
        }
        return (double) blanks / data.rows();
    }

    private static double together(Dataset data, int a, int b) {
        int both = 0;
        for (int r = 0; r < data.rows(); r++) {
            both += data.code(r, a) != data.domain().attribute(a).missingCode()
                            && data.code(r, b) != data.domain().attribute(b).missingCode()
                    ? 1
                    : 0;
        }
        return both;
    }

    /** An invented table of 3,000 records: one attribute never missing, others missing together. */
    static Dataset threeThousand() {
        Domain domain = RandomData.domain(3, 5, 4, 6, 2, 8);
        RandomSource random = RandomSource.seeded("three thousand");
        int[][] codes = new int[6][3000];
        for (int r = 0; r < 3000; r++) {
            boolean asked = random.nextLong(100) < 85;
            codes[0][r] = (int) random.nextLong(3);
            for (int a = 1; a < 6; a++) {
                int levels = domain.attribute(a).declaredSize();
                int value = random.nextLong(2) == 0
                        ? codes[a - 1][r] % levels
                        : (int) Math.min(random.nextLong(levels), random.nextLong(levels));
                boolean missing = a > 2 && (!asked || random.nextLong(100) < 4);
                codes[a][r] = missing ? domain.attribute(a).missingCode() : value;
            }
        }
        return Dataset.of(domain, codes);
    }

    @Test
    void wholeRecordsKeepNumberMissingValuesAndPresenceThatFragmentsLose() {
        Dataset data = threeThousand();
        double fragmentsWorst = 0;
        for (int seed = 0; seed < 5; seed++) {
            Dataset whole =
                    make(noisy(data, 4, true, "whole" + seed), AggregateSeededTask.wholeRecords(false), "w" + seed);
            assertEquals(3000, whole.rows(), 0.005 * 3000);
            for (int a = 0; a < 6; a++) {
                assertEquals(blanks(data, a), blanks(whole, a), 0.01, "share of missing values of attribute " + a);
                for (int b = a + 1; b < 6; b++) {
                    assertTrue(
                            together(whole, a, b) >= 0.99 * together(data, a, b),
                            "pair " + a + ", " + b + " is present together " + together(whole, a, b) + " times, not "
                                    + together(data, a, b));
                }
            }
            Dataset fragments =
                    make(noisy(data, 4, false, "fragments" + seed), AggregateSeededTask.fragments(true), "f" + seed);
            for (int a = 0; a < 6; a++) {
                fragmentsWorst = Math.max(fragmentsWorst, blanks(fragments, a) - blanks(data, a));
            }
            assertTrue(fragments.rows() > 3100, "fragments are only " + fragments.rows());
        }
        assertTrue(fragmentsWorst > 0.05, "fragments lose nothing: " + fragmentsWorst);
    }

    @Test
    void pairsAgreeWithExactCounts() {
        Dataset data = threeThousand();
        ReleasedCombinations exact = kAnonymous(data, 2, 2, true);
        Dataset made = make(exact, AggregateSeededTask.wholeRecords(false), "exact");
        assertEquals(3000, made.rows());
        CombinationTable real = CombinationCounter.count(data, exact.table().code(), 2, 1, ProgressMonitor.NONE);
        CombinationTable synthetic = CombinationCounter.count(
                made,
                CombinationCode.of(made.domain(), CombinationCode.all(made.domain())),
                2,
                1,
                ProgressMonitor.NONE);
        double error = 0;
        for (int i = real.start(2); i < real.size(); i++) {
            error += Math.abs(real.count(i) - synthetic.countOf(real.key(i)));
        }
        double pairs = 15;
        assertTrue(error / pairs / 2 / 3000 < 0.01, "mean total variation distance " + error / pairs / 2 / 3000);
    }

    /** By hand: no combination of values up to the length of the counts that fewer than k records share. */
    @Test
    void recordsOfKAnonymousCountsHoldCommonCombinationsOnly() {
        RandomSource random = RandomSource.seeded("common");
        for (int trial = 0; trial < 12; trial++) {
            Domain domain = RandomData.domain(2, 3, 2, 4, 3);
            Dataset data = RandomData.records(domain, 60 + (int) random.nextLong(200), "trial " + trial);
            int k = 2 + (int) random.nextLong(5);
            int length = 1 + (int) random.nextLong(4);
            ReleasedCombinations released = kAnonymous(data, k, length, trial % 2 == 0);
            if (released.table().start(2) == 0) {
                continue;
            }
            CombinationCode values = CombinationCode.of(domain, CombinationCode.values(domain));
            CombinationTable real = CombinationCounter.count(data, values, length, 1, ProgressMonitor.NONE);
            for (AggregateSeededTask task : List.of(
                    AggregateSeededTask.wholeRecords(true),
                    AggregateSeededTask.fragments(true),
                    AggregateSeededTask.fragments(false))) {
                Dataset made = make(released, task, "made " + trial);
                CombinationTable synthetic = CombinationCounter.count(made, values, length, 1, ProgressMonitor.NONE);
                assertTrue(synthetic.size() > 0);
                for (int i = 0; i < synthetic.size(); i++) {
                    // with missing as a value fragments may hold "missing" beside anything, values never
                    assertTrue(real.countOf(synthetic.key(i)) >= k, task.manner() + " holds a rare combination");
                }
            }
        }
    }

    @Test
    void fragmentsUseUpTheCountsOfSingleValues() {
        Dataset data = threeThousand();
        ReleasedCombinations released = kAnonymous(data, 10, 3, false);
        Dataset made = make(released, AggregateSeededTask.fragments(false), "singles");
        CombinationTable synthetic =
                CombinationCounter.count(made, released.table().code(), 1, 1, ProgressMonitor.NONE);
        for (int i = 0; i < released.table().start(2); i++) {
            assertEquals(
                    released.table().count(i),
                    synthetic.countOf(released.table().key(i)));
        }
        Dataset doubled = make(
                released,
                new AggregateSeededTask(
                        AggregateSeededTask.Manner.FRAGMENTS,
                        OptionalInt.empty(),
                        true,
                        false,
                        50,
                        OptionalDouble.of(2)),
                "doubled");
        assertEquals(2.0, (double) doubled.rows() / made.rows(), 0.1);
    }

    @Test
    void fragmentsComeNearerToTheirCountsWhenBalanced() {
        ReleasedCombinations released = kAnonymous(threeThousand(), 10, 3, false);
        double[] errors = new double[2];
        for (int b = 0; b < 2; b++) {
            Dataset made = make(released, AggregateSeededTask.fragments(b == 1), "balance");
            CombinationTable synthetic =
                    CombinationCounter.count(made, released.table().code(), 3, 1, ProgressMonitor.NONE);
            for (int i = 0; i < released.table().size(); i++) {
                errors[b] += Math.abs(released.table().count(i)
                        - synthetic.countOf(released.table().key(i)));
            }
        }
        assertTrue(errors[1] < 0.8 * errors[0], errors[1] + " against " + errors[0]);
    }

    @Test
    void asManyRecordsComeAsAreAskedFor() {
        ReleasedCombinations released = kAnonymous(threeThousand(), 10, 2, true);
        for (int rows : new int[] {0, 1, 777, 7000}) {
            for (AggregateSeededTask.Manner manner : AggregateSeededTask.Manner.values()) {
                AggregateSeededTask task =
                        new AggregateSeededTask(manner, OptionalInt.of(rows), false, true, 95, OptionalDouble.empty());
                assertEquals(rows, make(released, task, "rows").rows());
            }
        }
    }

    @Test
    void degenerateCountsGiveClearResults() {
        Domain domain = RandomData.domain(2, 3);
        ReleasedCombinations none = kAnonymous(Dataset.of(domain, new int[1], new int[1]), 5, 2, true);
        var e = assertThrows(
                IllegalArgumentException.class, () -> make(none, AggregateSeededTask.wholeRecords(true), "none"));
        assertTrue(e.getMessage().contains("No value was released"), e.getMessage());
        ReleasedCombinations equal = kAnonymous(Dataset.of(domain, new int[23], new int[23]), 5, 6, true);
        for (AggregateSeededTask task :
                List.of(AggregateSeededTask.wholeRecords(true), AggregateSeededTask.fragments(true))) {
            Dataset made = make(equal, task, "equal");
            assertEquals(20, made.rows());
            for (int r = 0; r < 20; r++) {
                assertEquals(0, made.code(r, 0) + made.code(r, 1));
            }
        }
        Domain one = RandomData.domain(4);
        Dataset column = RandomData.records(one, 500, "one column");
        assertEquals(
                500,
                make(kAnonymous(column, 5, 3, true), AggregateSeededTask.wholeRecords(true), "x")
                        .rows());
        ReleasedCombinations short1 = kAnonymous(threeThousand(), 10, 1, true);
        assertEquals(
                3000,
                make(short1, AggregateSeededTask.wholeRecords(false), "singles").rows());
    }

    @Test
    void blanksOfRequiredAttributesAreMissingAndOfListsNo() {
        Attribute required = Attribute.builder("a")
                .categories(List.of("x", "y"))
                .missingValuePolicy(MissingValuePolicy.REQUIRED)
                .build();
        Attribute list = Attribute.builder("l")
                .categories(List.of("p", "q"))
                .separator(";")
                .build();
        Codebook codebook = Codebook.of(List.of(required, list), Codebook.Origin.PUBLIC);
        Dataset.Builder builder = Dataset.builder(codebook);
        for (int r = 0; r < 100; r++) {
            builder.add(r < 50 ? "x" : r == 99 ? "y" : "other", r % 2 == 0 ? "p" : r == 1 ? "q" : "");
        }
        Dataset data = builder.build();
        boolean[][] present = KAnonymousCounts.present(codebook.domain(), List.of("(other)"), List.of());
        ReleasedCombinations released =
                ReleasedCombinations.of(codebook, KAnonymousCounts.count(data, 10, 3, present, ProgressMonitor.NONE));
        for (AggregateSeededTask task :
                List.of(AggregateSeededTask.wholeRecords(true), AggregateSeededTask.fragments(true))) {
            Dataset made = make(released, task, "blanks");
            assertEquals(codebook.optional().domain(), made.domain());
            for (int r = 0; r < made.rows(); r++) {
                assertTrue(made.code(r, 0) == 0 || made.code(r, 0) == 3, "a blank is a value");
                assertTrue(made.code(r, 1) <= 1 && made.code(r, 2) == 0, "an absent entry is no \"no\"");
            }
        }
    }

    @Test
    void badTasksAreRefusedAndCancelEnds() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new AggregateSeededTask(
                        AggregateSeededTask.Manner.FRAGMENTS,
                        OptionalInt.of(-1),
                        true,
                        true,
                        95,
                        OptionalDouble.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AggregateSeededTask(
                        AggregateSeededTask.Manner.FRAGMENTS,
                        OptionalInt.empty(),
                        true,
                        true,
                        0,
                        OptionalDouble.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AggregateSeededTask(
                        AggregateSeededTask.Manner.FRAGMENTS,
                        OptionalInt.empty(),
                        true,
                        true,
                        95,
                        OptionalDouble.of(0)));
        ReleasedCombinations released = kAnonymous(threeThousand(), 10, 2, true);
        for (AggregateSeededTask task :
                List.of(AggregateSeededTask.wholeRecords(true), AggregateSeededTask.fragments(true))) {
            assertThrows(
                    CanceledException.class,
                    () -> AggregateSeededSynthesizer.synthesize(
                            released, task, RandomSource.seeded("c"), Canceled.MONITOR));
        }
    }
}
