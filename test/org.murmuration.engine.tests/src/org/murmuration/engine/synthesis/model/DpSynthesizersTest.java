// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.PldAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpConversion;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.evaluation.marginals.MarginalEvaluation;
import org.murmuration.engine.evaluation.marginals.MarginalReport;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class DpSynthesizersTest {
    private static final Domain DOMAIN = RandomData.domain(4, 6, 3, 5, 12);

    private static SynthesisTask task(double epsilon) {
        return SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(epsilon, 1e-9));
    }

    static LearnedModel learn(SynthesisMethod method, Dataset data, SynthesisTask task, String seed) {
        return DpSynthesizers.of(method).learn(data, task, RandomSource.seeded(seed), ProgressMonitor.NONE);
    }

    private static double sumOfRho(List<PrivacyEvent> events) {
        return events.stream().mapToDouble(PrivacyEvent::rho).sum();
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void spendsWhatItDeclaresAndNoMore(SynthesisMethod method) {
        Dataset data = RandomData.records(DOMAIN, 5000, "records");
        for (NeighboringRelation relation : NeighboringRelation.values()) {
            for (double epsilon : new double[] {0.05, 1, 9}) {
                SynthesisTask task = task(epsilon).with(relation);
                LearnedModel model = learn(method, data, task, "spend");
                double declared = model.cost().rho();
                double spent = sumOfRho(model.events());
                assertTrue(spent <= declared, method + " spent " + spent + " of " + declared);
                assertEquals(declared, spent, 1e-11 * declared, method.toString());
                assertEquals(DpSynthesizers.of(method).cost(task), model.cost());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void theCostKeepsToTheTargetByTheAccountOfWholeLosses(SynthesisMethod method) {
        SynthesisTask task = task(0.7);
        PrivacyEvent cost = DpSynthesizers.of(method).cost(task);
        if (cost.pureEpsilon() == Double.POSITIVE_INFINITY && cost.failure() == 0) {
            assertTrue(ZcdpConversion.epsilon(cost.rho(), 1e-9) <= 0.7 * 1.1);
        }
        PldAccountant accountant = new PldAccountant();
        accountant.charge(cost);
        assertTrue(accountant.epsilon(1e-9) <= 0.7 * (1 + 1e-3), "epsilon " + accountant.epsilon(1e-9));
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void underALedgerAModelTakesNoMoreThanItsEpsilon(SynthesisMethod method) {
        double rho = ZcdpConversion.rho(0.7, 1e-9);
        double added = DpSynthesizers.of(method)
                .cost(task(0.7).with(Composition.IN_LEDGER))
                .rho();
        assertTrue(added <= rho && added > rho * (1 - 1e-9), added + " of " + rho);
        double alone = DpSynthesizers.of(method).cost(task(0.7)).rho();
        assertTrue(alone >= added);
        assertEquals(method == SynthesisMethod.ONE_SHOT || method == SynthesisMethod.INDEPENDENT, alone > added * 1.05);
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void recordsComeBackWhenPrivacyIsLoose(SynthesisMethod method) {
        Dataset data = RandomData.records(DOMAIN, 20_000, "records");
        LearnedModel model = learn(method, data, task(30), "loose");
        Dataset synthetic = model.sample(20_000, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        MarginalReport report = MarginalEvaluation.compare(data, synthetic, 2, ProgressMonitor.NONE);
        assertEquals(20_000, model.estimatedRows(), 20);
        assertTrue(report.mean(1) < 0.003, method + " one-way " + report.mean(1));
        double bar = method == SynthesisMethod.INDEPENDENT ? 0.3 : method == SynthesisMethod.MST ? 0.05 : 0.02;
        assertTrue(report.mean(2) < bar, method + " two-way " + report.mean(2));
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void workloadsOfTriplesAreServed(SynthesisMethod method) {
        Domain domain = RandomData.domain(3, 4, 2, 3, 5); // ten triples, small so that every method ends soon
        Dataset data = RandomData.records(domain, 20_000, "records");
        SynthesisTask task = SynthesisTask.allOf(domain, 3, new ApproximateDp(30, 1e-9));
        LearnedModel model = learn(method, data, task, "triples");
        Dataset synthetic = model.sample(20_000, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        MarginalReport report = MarginalEvaluation.compare(data, synthetic, 3, ProgressMonitor.NONE);
        double bar = method == SynthesisMethod.INDEPENDENT ? 0.5 : method == SynthesisMethod.MST ? 0.12 : 0.06;
        assertTrue(report.mean(3) < bar, method + " three-way " + report.mean(3));
    }

    @Test
    void oneShotModelsNoPairThatNoiseWouldDrown() {
        Dataset data = RandomData.records(DOMAIN, 300, "records");
        LearnedModel model = learn(SynthesisMethod.ONE_SHOT, data, task(0.02), "strict");
        assertTrue(
                model.errors().stream()
                        .noneMatch(e -> e.measured() && e.clique().size() > 1),
                "a pair was measured although the noise is larger than the data");
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void theSameSeedGivesTheSameModel(SynthesisMethod method) {
        Dataset data = RandomData.records(DOMAIN, 3000, "records");
        LearnedModel a = learn(method, data, task(1), "same");
        LearnedModel b = learn(method, data, task(1), "same");
        assertTrue(a.isTest());
        assertEquals(a.field().tree().cliques(), b.field().tree().cliques());
        for (int c = 0; c < a.field().tree().cliques().size(); c++) {
            assertArrayEquals(a.field().probabilities(c), b.field().probabilities(c));
        }
        assertEquals(a.errors(), b.errors());
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws Exception {
        Domain domain = RandomData.domain(38, 38, 38, 38, 38);
        Dataset data = RandomData.records(domain, 30_000, "records");
        SynthesisTask task = SynthesisTask.allOf(domain, 2, new ApproximateDp(20, 1e-9));
        List<double[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            LearnedModel model = pool.submit(() -> learn(SynthesisMethod.ONE_SHOT, data, task, "threads"))
                    .get();
            pool.shutdown();
            assertTrue(model.cells() > 30_000, "a model so large that both cores are used");
            results.add(model.marginal(Clique.of(0, 4)));
        }
        assertArrayEquals(results.get(0), results.get(1));
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void boundsHoldForNearlyAllCombinations(SynthesisMethod method) {
        Dataset data = RandomData.records(DOMAIN, 8000, "records");
        int all = 0;
        int held = 0;
        for (int seed = 0; seed < 8; seed++) {
            LearnedModel model = learn(method, data, task(0.8), "bounds " + seed);
            assertTrue(!model.errors().isEmpty());
            for (LearnedModel.QueryError e : model.errors()) {
                double error = mergedError(model, data, e.clique());
                all++;
                held += error <= e.bound() ? 1 : 0;
                assertTrue(e.bound() <= 2 && e.expected() >= 0 && e.expected() <= e.bound() + 1e-9);
            }
        }
        // each fails with 5 % at most; they are not independent, so only a gross failure counts
        assertTrue(held >= 0.93 * all, method + ": " + held + " of " + all);
    }

    /** Error over merged levels, each table in parts of the model's total. */
    private static double mergedError(LearnedModel model, Dataset data, Clique clique) {
        Workload one = new Workload(data.domain(), List.of(clique));
        Marginal exact = MarginalCounter.count(data, one, model.compression().merging(), ProgressMonitor.NONE)
                .get(0);
        double[] fitted = model.field().marginal(clique);
        double error = 0;
        for (int i = 0; i < fitted.length; i++) {
            error += Math.abs(fitted[i] - exact.count(i));
        }
        return error / model.field().total();
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void emptyDataAndConstantColumnsGiveSoundModels(SynthesisMethod method) {
        int[][] none = new int[DOMAIN.size()][0];
        LearnedModel empty = learn(method, Dataset.of(DOMAIN, none), task(1), "empty");
        assertTrue(empty.estimatedRows() < 300, "" + empty.estimatedRows());
        assertEquals(
                5,
                empty.sample(5, RandomSource.seeded("draw"), ProgressMonitor.NONE)
                        .rows());
        int[][] constant = new int[DOMAIN.size()][2000];
        LearnedModel model = learn(method, Dataset.of(DOMAIN, constant), task(1), "constant");
        Dataset drawn = model.sample(1000, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        int right = 0;
        for (int r = 0; r < 1000; r++) {
            right += drawn.code(r, 4) == 0 ? 1 : 0;
        }
        assertTrue(right > 800, "constant in " + right);
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void aSingleAttributeAndAVeryLargeOneWork(SynthesisMethod method) {
        Domain single = RandomData.domain(3);
        SynthesisTask task = SynthesisTask.allOf(single, 2, new ApproximateDp(2, 1e-6));
        LearnedModel model = learn(method, RandomData.records(single, 1000, "one"), task, "one");
        assertEquals(1000, model.estimatedRows(), 60);
        Domain large = RandomData.domain(100_000, 100_000, 3);
        SynthesisTask wide = SynthesisTask.allOf(large, 2, new ApproximateDp(1, 1e-6));
        LearnedModel merged = learn(method, RandomData.records(large, 2000, "large"), wide, "large");
        Dataset drawn = merged.sample(100, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        assertEquals(100, drawn.rows());
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void extremeBudgetsGiveModelsAndNoFailures(SynthesisMethod method) {
        Domain domain = RandomData.domain(60, 50, 3); // more cells in the largest pair than records
        Dataset data = RandomData.records(domain, 3000, "extreme");
        for (double epsilon : new double[] {1e-6, 1e-3, 0.02, 80}) {
            SynthesisTask task = SynthesisTask.allOf(domain, 2, new ApproximateDp(epsilon, 1e-9));
            LearnedModel model = learn(method, data, task, "extreme");
            assertEquals(
                    20,
                    model.sample(20, RandomSource.seeded("draw"), ProgressMonitor.NONE)
                            .rows());
        }
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void anAttributeLargerThanTheModelsLimitIsStillCounted(SynthesisMethod method) {
        Domain domain = RandomData.domain(1500);
        Dataset data = RandomData.records(domain, 200_000, "levels");
        SynthesisTask task =
                SynthesisTask.allOf(domain, 1, new ApproximateDp(50, 1e-9)).withMaxCells(1000);
        assertEquals(200_000, learn(method, data, task, "levels").estimatedRows(), 200);
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void cancelEndsTheWork(SynthesisMethod method) {
        Dataset data = RandomData.records(DOMAIN, 3000, "records");
        AtomicInteger asked = new AtomicInteger();
        ProgressMonitor monitor = new ProgressMonitor() {
            @Override
            public void report(double fraction, String stage) {
                assertTrue(fraction >= 0 && fraction <= 1);
            }

            @Override
            public boolean isCanceled() {
                return asked.incrementAndGet() > 12;
            }
        };
        assertThrows(CanceledException.class, () -> DpSynthesizers.of(method)
                .learn(data, task(5), RandomSource.seeded("stop"), monitor));
        assertTrue(asked.get() < 200, "asked " + asked.get() + " times after the stop");
    }

    @Test
    void tasksThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ApproximateDp(0, 1e-9));
        assertThrows(IllegalArgumentException.class, () -> new ApproximateDp(Double.NaN, 1e-9));
        assertThrows(IllegalArgumentException.class, () -> SynthesisTask.allOf(DOMAIN, 4, new ApproximateDp(1, 1e-9)));
        assertThrows(IllegalArgumentException.class, () -> task(1).withMaxCells(10));
        assertThrows(IllegalArgumentException.class, () -> task(1).favouring(0, 0));
        List<SynthesisTask.Weighted> absent = List.of(new SynthesisTask.Weighted(Clique.of(0, 9), 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SynthesisTask(
                        DOMAIN,
                        absent,
                        new ApproximateDp(1, 1e-9),
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        Composition.ALONE,
                        1000));
        assertThrows(
                IllegalArgumentException.class,
                () -> learn(
                        SynthesisMethod.MST, RandomData.records(RandomData.domain(2, 2), 10, "x"), task(1), "other"));
        assertThrows(IllegalArgumentException.class, () -> SynthesisMethod.of("gan"));
        for (SynthesisMethod m : SynthesisMethod.values()) {
            assertEquals(m, SynthesisMethod.of(m.id()));
        }
    }

    @Test
    void modelsKeepToTheirSize() {
        Domain domain = RandomData.domain(20, 20, 20, 20, 20, 20);
        Dataset data = RandomData.records(domain, 30_000, "records");
        SynthesisTask task =
                SynthesisTask.allOf(domain, 3, new ApproximateDp(10, 1e-9)).withMaxCells(3000);
        for (SynthesisMethod m : SynthesisMethod.values()) {
            long cells = learn(m, data, task, "size").cells();
            assertTrue(cells <= 3000, m + " has " + cells);
        }
    }

    @Test
    void aFavouredColumnIsAnsweredBetter() {
        Domain domain = RandomData.domain(10, 10, 10, 10, 10, 10);
        Dataset data = RandomData.records(domain, 20_000, "records");
        SynthesisTask equal = SynthesisTask.allOf(domain, 2, new ApproximateDp(2, 1e-9));
        double plain = 0;
        double favoured = 0;
        for (int seed = 0; seed < 6; seed++) {
            plain += errorWith(learn(SynthesisMethod.ONE_SHOT, data, equal, "f" + seed), data, 3);
            favoured += errorWith(learn(SynthesisMethod.ONE_SHOT, data, equal.favouring(3, 20), "f" + seed), data, 3);
        }
        assertTrue(favoured < plain, favoured + " against " + plain);
    }

    private static double errorWith(LearnedModel model, Dataset data, int attribute) {
        double error = 0;
        for (Clique c : Clique.allOf(data.domain().size(), 2)) {
            if (c.get(0) == attribute || c.get(1) == attribute) {
                double[] fitted = model.marginal(c);
                Marginal exact = MarginalCounter.count(data, c);
                for (int i = 0; i < fitted.length; i++) {
                    error += Math.abs(fitted[i] - exact.count(i)) / data.rows();
                }
            }
        }
        return error;
    }
}
