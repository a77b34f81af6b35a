// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.evaluation.linked.LinkedEvaluation;
import org.murmuration.engine.evaluation.linked.LinkedReport;
import org.murmuration.engine.linked.ChildCounts;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.mechanism.EpsilonBound;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.lookalike.LookAlike;

class LinkedSynthesizerTest {
    private static final LinkedReport.Links SOUND = new LinkedReport.Links(1, 0, 0);

    private static ReleasedFamilies release(LinkedDataset data, LinkedPlan plan, String seed) {
        return LinkedSynthesizer.release(data, plan, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    private static LinkedReport compare(LinkedDataset real, LinkedDataset synthetic, ReleasedFamilies released) {
        Map<LinkedQuery, double[]> agreed = new HashMap<>();
        List<double[]> tables = LinkedSynthesizer.agreed(released.noisy());
        for (int t = 0; t < tables.size(); t++) {
            agreed.put(released.noisy().tables().get(t).query(), tables.get(t));
        }
        return LinkedEvaluation.compare(
                real, synthetic, SOUND, LinkedWorkload.allPairs(real.codebook()), agreed, ProgressMonitor.NONE);
    }

    /** 17,600 victims as in the release that is imitated; the bars are half of a prototype's errors, or less. */
    @ParameterizedTest
    @CsvSource({"4, 0.004, 0.004", "1, 0.014, 0.014"})
    void lookAlikeKeepsItsTables(double epsilon, double released, double synthetic) {
        LinkedDataset real = Families.lookAlike(LookAlike.VICTIMS, 1);
        double delta = 1 / (real.families() * Math.log(real.families())); // that of the imitated release; public here
        LinkedPlan plan = LinkedPlan.of(LinkedWorkload.allPairs(real.codebook()), new ApproximateDp(epsilon, delta));
        double ofReleased = 0;
        double ofSynthetic = 0;
        for (int seed = 0; seed < 3; seed++) {
            ReleasedFamilies made = release(real, plan, "bars" + seed);
            LinkedDataset families = made.draw(RandomSource.seeded("draw" + seed), ProgressMonitor.NONE);
            LinkedReport report = compare(real, families, made);
            ofReleased += report.all().released().orElseThrow() / 3;
            ofSynthetic += report.all().mean() / 3;
            assertTrue(report.countDistance() <= 0.02, "child counts: " + report.countDistance());
            assertTrue(Math.abs(report.families().expansion()) <= 0.005, "rows: " + report.families());
            assertTrue(Math.abs(report.children().expansion()) <= 0.03, "children: " + report.children());
            assertEquals(145, report.queries().size());
        }
        System.out.printf(
                Locale.ROOT,
                "Look-alike, epsilon %s: released %.4f, synthetic %.4f%n",
                epsilon,
                ofReleased,
                ofSynthetic);
        assertTrue(ofReleased <= released, "released tables: " + ofReleased);
        assertTrue(ofSynthetic <= synthetic, "synthetic tables: " + ofSynthetic);
    }

    @ParameterizedTest
    @EnumSource(LinkedPlan.Split.class)
    void spendsItsBudgetAndNoMore(LinkedPlan.Split split) {
        LinkedDataset real = Families.random(Families.SMALL, new int[] {0, 1, 2, 3, 9}, new Random(1));
        LinkedWorkload workload = LinkedWorkload.allPairs(Families.SMALL);
        for (NeighboringRelation relation : NeighboringRelation.values()) {
            LinkedPlan plan = LinkedPlan.of(workload, new ApproximateDp(1, 1e-6))
                    .with(relation)
                    .with(Composition.IN_LEDGER)
                    .with(split);
            ReleasedFamilies made = release(real, plan, "spend");
            double rho = made.events().stream().mapToDouble(PrivacyEvent::rho).sum();
            assertTrue(
                    rho <= plan.event().rho() * (1 + 1e-12),
                    rho + " of " + plan.event().rho());
            assertTrue(
                    rho >= plan.event().rho() * 0.999,
                    rho + " of " + plan.event().rho());
            assertTrue(ZcdpConversion.epsilon(plan.event().rho(), 1e-6) <= 1);
            double factor = relation == NeighboringRelation.REPLACE_ONE ? Math.sqrt(2) : 1;
            for (LinkedMeasurement m : made.noisy().tables()) {
                GaussianEvent event = made.events().stream()
                        .filter(e -> e instanceof GaussianEvent)
                        .map(e -> (GaussianEvent) e)
                        .filter(e -> Math.abs(e.noiseMultiplier() * factor - m.sigma()) < 1e-3 * m.sigma())
                        .findFirst()
                        .orElseThrow();
                assertTrue(m.sigma() >= event.noiseMultiplier() * factor);
            }
            assertTrue(made.test());
            LinkedDataset drawn = made.draw(RandomSource.seeded("d"), ProgressMonitor.NONE);
            assertEquals(Math.rint(made.noisy().total()), drawn.families());
        }
    }

    /** One attribute of two levels each, so that there are few cells to draw noise for. */
    private static final LinkedCodebook TINY = new LinkedCodebook(
            "victim", "perpetrator", twoLevels("region", "north"), twoLevels("role", "moves"), new ChildCounts(1, 4));

    private static Codebook twoLevels(String name, String category) {
        return Codebook.of(
                List.of(Attribute.builder(name)
                        .categories(List.of(category))
                        .missingValuePolicy(MissingValuePolicy.REQUIRED)
                        .build()),
                Codebook.Origin.PUBLIC);
    }

    /** Two data sets that differ in one family of five children alike. */
    private static LinkedDataset families(boolean withOneMore) {
        LinkedDataset few = Families.random(TINY, new int[] {0, 1, 2, 2}, new Random(9));
        LinkedDataset more = Families.random(TINY, new int[] {5}, new Random(9));
        int[][] alike = new int[1][5];
        LinkedDataset family = LinkedDataset.of(
                TINY, more.parents(), Dataset.of(TINY.children().domain(), alike), new int[5]);
        return withOneMore ? Families.joined(few, family) : few;
    }

    /** Counts each child as one, whatever its family: not private at the price that is paid. */
    private static final class RawLinks extends FamilyMeasuring {
        private final LinkedDataset data;

        RawLinks(LinkedDataset data, LinkedPlan plan, RandomSource random) {
            super(FamilyCountSource.of(data), plan);
            draw(random);
            this.data = data;
        }

        @Override
        long[][] count(List<LinkedQuery> queries, ProgressMonitor monitor) {
            long[][] sum = null;
            for (int f = 0; f < data.families(); f++) {
                int family = f;
                int[] rows = {f};
                LinkedDataset one = LinkedDataset.of(
                        data.codebook(),
                        select(data.parents(), rows),
                        select(
                                data.children(),
                                java.util.stream.IntStream.range(data.firstChild(f), data.firstChild(f + 1))
                                        .toArray()),
                        new int[data.childrenOf(f)]);
                long[][] tables = new FamilyCounter(one).count(queries, monitor);
                for (int q = 0; q < tables.length; q++) {
                    boolean links = queries.get(q).isAboutChildren(data.codebook());
                    for (int i = 0; i < tables[q].length; i++) {
                        tables[q][i] *= links ? data.childrenOf(family) : 1;
                        tables[q][i] += sum == null ? 0 : sum[q][i];
                    }
                }
                sum = tables;
            }
            return sum;
        }

        private static Dataset select(Dataset table, int[] rows) {
            int[][] codes = new int[table.domain().size()][rows.length];
            for (int a = 0; a < codes.length; a++) {
                for (int r = 0; r < rows.length; r++) {
                    codes[a][r] = table.code(rows[r], a);
                }
            }
            return Dataset.of(table.domain(), codes);
        }
    }

    /**
     * A lower bound of epsilon, wrong with a probability of 2e-6, from the best test there is: the log-likelihood ratio of all
     * that was released, in steps of a quarter.
     */
    private static double bound(boolean raw, LinkedPlan plan) {
        List<List<double[]>> exact = new ArrayList<>();
        for (boolean more : new boolean[] {false, true}) {
            LinkedDataset data = families(more);
            FamilyMeasuring measuring = measuring(raw, data, plan, RandomSource.seeded("exact"));
            List<double[]> tables = new ArrayList<>();
            for (long[] table : measuring.count(plan.fixedQueries(), ProgressMonitor.NONE)) {
                tables.add(Arrays.stream(table)
                        .mapToDouble(v -> v / (double) (1 << FamilyCounter.BITS))
                        .toArray());
            }
            tables.add(new double[] {data.families()});
            tables.add(Arrays.stream(new FamilyCounter(data).countLadder())
                    .mapToDouble(v -> v / (double) (1 << FamilyCounter.BITS))
                    .toArray());
            exact.add(tables);
        }
        RandomSource random = RandomSource.seeded("draws");
        return EpsilonBound.of(
                1000,
                plan.target().delta(),
                () -> ratio(raw, plan, false, exact, random),
                () -> ratio(raw, plan, true, exact, random));
    }

    private static FamilyMeasuring measuring(boolean raw, LinkedDataset data, LinkedPlan plan, RandomSource random) {
        if (raw) {
            return new RawLinks(data, plan, random);
        }
        FamilyMeasuring measuring = new FamilyMeasuring(FamilyCountSource.of(data), plan);
        measuring.draw(random);
        return measuring;
    }

    private static long ratio(
            boolean raw, LinkedPlan plan, boolean more, List<List<double[]>> exact, RandomSource random) {
        LinkedDataset data = families(more);
        FamilyMeasuring measuring = measuring(raw, data, plan, random);
        long[][] counts = measuring.count(plan.fixedQueries(), ProgressMonitor.NONE);
        NoisyFamilies noisy = LinkedSynthesizer.measure(measuring, counts, plan, random, ProgressMonitor.NONE);
        double ratio = 0;
        List<LinkedMeasurement> seen = new ArrayList<>(noisy.tables());
        seen.add(new LinkedMeasurement(LinkedQuery.of(0), new double[] {noisy.count()}, noisy.countSigma()));
        seen.add(new LinkedMeasurement(LinkedQuery.of(0), noisy.ladder(), noisy.ladderSigma()));
        for (int t = 0; t < seen.size(); t++) {
            double s = seen.get(t).sigma();
            for (int i = 0; i < seen.get(t).values().length; i++) {
                double without = seen.get(t).values()[i] - exact.get(0).get(t)[i];
                double with = seen.get(t).values()[i] - exact.get(1).get(t)[i];
                ratio += (without * without - with * with) / (2 * s * s);
            }
        }
        return Math.round(4 * ratio);
    }

    @Test
    void aWholeFamilyIsHiddenAndRawLinkCountsAreRejected() {
        LinkedPlan plan = LinkedPlan.of(LinkedWorkload.allPairs(TINY), new ApproximateDp(1, 0.01));
        double honest = bound(false, plan);
        assertTrue(honest <= 1, "epsilon is at least " + honest);
        double broken = bound(true, plan);
        assertTrue(broken > 1, "epsilon is only found to be at least " + broken);
    }

    @Test
    void emptyTablesAndTinyOnesGiveFamiliesToo() {
        LinkedDataset none = Families.random(Families.SMALL, new int[0], new Random(1));
        LinkedDataset childless = Families.random(Families.SMALL, new int[50], new Random(1));
        LinkedDataset large = Families.random(Families.SMALL, new int[] {10_000, 1}, new Random(1));
        for (LinkedPlan.Split split : LinkedPlan.Split.values()) {
            LinkedPlan plan = LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL), new ApproximateDp(0.01, 1e-9))
                    .with(NeighboringRelation.ADD_OR_REMOVE_ONE)
                    .with(Composition.ALONE)
                    .with(split);
            for (LinkedDataset data : List.of(none, childless, large)) {
                for (int seed = 0; seed < 3; seed++) {
                    ReleasedFamilies made = release(data, plan, "tiny" + seed);
                    LinkedDataset drawn = made.draw(RandomSource.seeded("d" + seed), ProgressMonitor.NONE);
                    assertEquals(Math.rint(made.noisy().total()), drawn.families());
                }
            }
        }
        LinkedPlan exact = LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL), new ApproximateDp(1000, 1e-6));
        LinkedDataset drawn = release(childless, exact, "exact").draw(RandomSource.seeded("d"), ProgressMonitor.NONE);
        assertEquals(50, drawn.families());
        assertEquals(0, drawn.children().rows());
    }

    @Test
    void missingIsAValueAndUnknownLevelsStayRare() {
        LinkedDataset real = Families.lookAlike(4000, 5);
        ReleasedFamilies made = release(
                real, LinkedPlan.of(LinkedWorkload.allPairs(real.codebook()), new ApproximateDp(8, 1e-6)), "missing");
        LinkedDataset drawn = made.draw(RandomSource.seeded("d"), ProgressMonitor.NONE);
        for (int a = 0; a < real.children().domain().size(); a++) {
            int missing = real.children().domain().attribute(a).missingCode();
            assertEquals(share(real, a, missing), share(drawn, a, missing), 0.02);
        }
    }

    private static double share(LinkedDataset data, int attribute, int code) {
        long n = 0;
        for (int c = 0; c < data.children().rows(); c++) {
            n += data.children().code(c, attribute) == code ? 1 : 0;
        }
        return (double) n / data.children().rows();
    }

    @Test
    void aSeedGivesTheSameFamiliesAndCancelStops() {
        LinkedDataset real = Families.lookAlike(500, 6);
        LinkedPlan plan = LinkedPlan.of(LinkedWorkload.allPairs(real.codebook()), new ApproximateDp(2, 1e-6));
        ReleasedFamilies a = release(real, plan, "same");
        ReleasedFamilies b = release(real, plan, "same");
        assertEquals(a, b);
        LinkedDataset first = a.draw(RandomSource.seeded("d"), ProgressMonitor.NONE);
        LinkedDataset second = b.draw(RandomSource.seeded("d"), ProgressMonitor.NONE);
        assertArrayEquals(first.owners(), second.owners());
        for (int c = 0; c < first.children().rows(); c++) {
            assertEquals(first.children().code(c, 2), second.children().code(c, 2));
        }
        assertThrows(
                CanceledException.class,
                () -> LinkedSynthesizer.release(real, plan, RandomSource.seeded("x"), Canceled.MONITOR));
        assertThrows(CanceledException.class, () -> a.draw(RandomSource.seeded("x"), Canceled.MONITOR));
        assertThrows(
                IllegalArgumentException.class,
                () -> release(Families.random(Families.SMALL, new int[] {1}, new Random(1)), plan, "x"));
    }

    /** The grid must bear the largest noise of all, be it of a small single attribute beside a large one. */
    @Test
    void attributesOfVeryDifferentSizesHaveNoiseThatCanBeDrawn() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            many.add("c" + i);
        }
        LinkedCodebook codebook = new LinkedCodebook(
                "case",
                "visit",
                Codebook.of(
                        List.of(
                                Attribute.builder("large").categories(many).build(),
                                Attribute.categorical("small", "x")),
                        Codebook.Origin.PUBLIC),
                twoLevels("role", "moves"),
                ChildCounts.DEFAULT);
        LinkedDataset data = Families.random(codebook, new int[] {0, 1, 2}, new Random(1));
        for (LinkedPlan.Split split : LinkedPlan.Split.values()) {
            LinkedPlan plan = LinkedPlan.of(LinkedWorkload.allPairs(codebook), new ApproximateDp(0.02, 1e-6))
                    .with(NeighboringRelation.ADD_OR_REMOVE_ONE)
                    .with(Composition.ALONE)
                    .with(split);
            ReleasedFamilies made = release(data, plan, "sizes");
            double most = made.noisy().tables().stream()
                    .mapToDouble(LinkedMeasurement::sigma)
                    .max()
                    .orElseThrow();
            assertEquals(plan.sigmas()[2], most, 1e-3 * most);
        }
    }
}
