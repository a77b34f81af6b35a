// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.ExponentialMechanismEvent;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** What a synthesizer learns about the records, and at what price. Levels: three, four and two, missing and others with them. */
class MeasuringTest {
    private static final Domain DOMAIN = RandomData.domain(3, 4, 2);
    private static final int[] SHAPE = DOMAIN.shape();
    private static final Dataset DATA = RandomData.records(DOMAIN, 4000, "measuring");
    /** So large a budget that noise is far below a record. */
    private static final double LOOSE = 2e6;

    private static Measuring measuring(double squaredMu, NeighboringRelation relation, String seed) {
        SynthesisTask task =
                SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(1, 1e-6)).with(relation);
        return new Measuring(CountSource.of(DATA), task, squaredMu, RandomSource.seeded(seed));
    }

    private static Measuring measuring(double squaredMu) {
        return measuring(squaredMu, NeighboringRelation.ADD_OR_REMOVE_ONE, "m");
    }

    private static Marginal counts(Measuring measuring, int... attributes) {
        return measuring
                .count(List.of(Clique.of(attributes)), null, ProgressMonitor.NONE)
                .get(0);
    }

    private static double spent(Measuring measuring) {
        return measuring.events().stream().mapToDouble(e -> 2 * e.rho()).sum();
    }

    /** L2 distance of tables of counts between neighbours: 1 for one record more or less, sqrt 2 for one that is replaced. */
    private static double l2(NeighboringRelation relation) {
        return relation == NeighboringRelation.REPLACE_ONE ? Math.sqrt(2) : 1;
    }

    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void aTableHasTheNoiseThatItsPriceBuys(NeighboringRelation relation) {
        Measuring measuring = measuring(1, relation, "table");
        LinearMeasurement m = measuring.measure(counts(measuring, 0, 1), 0.25);
        assertEquals(2 * l2(relation), m.sigma(), 2e-3);
        assertTrue(m.sigma() >= 2 * l2(relation) * (1 - 1e-12), "noise is never less than was paid for");
        assertEquals(0.25, spent(measuring), 1e-9);
        assertTrue(spent(measuring) <= 0.25);
        assertEquals(0.75, measuring.left(), 1e-9);
        assertEquals("counts of pairs of attributes", measuring.events().get(0).label());
    }

    /** Noise is drawn, and of the size that is claimed: the sum of squares of 2,000 normals within 6 standard deviations. */
    @Test
    void noiseIsAsLargeAsItClaims() {
        Measuring measuring = measuring(100);
        Marginal counts = counts(measuring, 0, 1);
        double squares = 0;
        int n = 0;
        while (n < 2000) {
            LinearMeasurement m = measuring.measure(counts, 0.01);
            for (int i = 0; i < counts.cells() && n < 2000; i++, n++) {
                squares += Math.pow((m.values()[i] - counts.count(i)) / m.sigma(), 2);
            }
        }
        assertEquals(1, squares / n, 6 * Math.sqrt(2.0 / n));
    }

    @Test
    void noMoreThanTheBudgetIsSpent() {
        Measuring measuring = measuring(1);
        Marginal counts = counts(measuring, 0);
        measuring.measure(counts, 0.9);
        assertThrows(IllegalStateException.class, () -> measuring.measure(counts, 0.2));
    }

    @Test
    void withoutNoiseToSpeakOfTheCountsComeBack() {
        Measuring measuring = measuring(LOOSE);
        Marginal counts = counts(measuring, 1, 2);
        double[] exact = new double[counts.cells()];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = counts.count(i);
        }
        assertArrayEquals(exact, measuring.measure(counts, LOOSE / 2).values(), 0.05);
        LinearMeasurement residual = measuring.residual(counts, Compression.none(SHAPE), LOOSE / 4);
        assertTrue(residual.isResidual());
        assertArrayEquals(Projection.residual(exact, counts.clique(), SHAPE), residual.values(), 0.05);
    }

    /**
     * One record moves a residual by the product of (n - 1) / n, squared L2; one that is replaced by at most four times that:
     * two such vectors may point in opposite directions.
     */
    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void aResidualHasLessNoiseByWhatItsAttributesExplain(NeighboringRelation relation) {
        Measuring measuring = measuring(1, relation, "residual");
        LinearMeasurement m = measuring.residual(counts(measuring, 1, 2), Compression.none(SHAPE), 0.25);
        double squared = (SHAPE[1] - 1.0) / SHAPE[1] * (SHAPE[2] - 1) / SHAPE[2];
        double moves = relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
        assertEquals(2 * moves * Math.sqrt(squared), m.sigma(), 2e-3);
        assertEquals(squared, Measuring.residualPart(Clique.of(1, 2), SHAPE), 1e-15);
        assertEquals(0.25, spent(measuring), 1e-9);
    }

    @Test
    void aResidualTooLargeToDrawExactlyIsMeasuredWhole() {
        Measuring measuring = measuring(1e-12);
        LinearMeasurement m = measuring.residual(counts(measuring, 0, 1), Compression.none(SHAPE), 1e-16);
        assertFalse(m.isResidual());
        assertEquals(1e8, m.sigma(), 1e5);
    }

    @Test
    void budgetsOfSinglesAreEqualOrByExpectedError() {
        Measuring equal = measuring(1);
        List<LinearMeasurement> alike = equal.oneWayMarginals(SHAPE, 0.5, ProgressMonitor.NONE);
        assertEquals(3, alike.size());
        for (LinearMeasurement m : alike) {
            assertEquals(Math.sqrt(3 / 0.5), m.sigma(), 2e-3 * m.sigma());
        }
        assertEquals(0.5, spent(equal), 1e-9);
        Measuring weighted = measuring(1);
        List<LinearMeasurement> singles = weighted.singles(SHAPE, new double[] {1, 1, 8}, 0.5, ProgressMonitor.NONE);
        double[] shares = new double[3];
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            shares[a] = Math.pow((a == 2 ? 8 : 1) * SHAPE[a], 2.0 / 3);
            sum += shares[a];
        }
        for (int a = 0; a < 3; a++) {
            assertEquals(
                    Math.sqrt(sum / (0.5 * shares[a])),
                    singles.get(a).sigma(),
                    2e-3 * singles.get(a).sigma());
        }
        assertEquals(0.5, spent(weighted), 1e-9);
    }

    /** No other split of the budget has a smaller sum of w n sigma. */
    @Test
    void theSplitByShareIsTheBest() {
        double[] weights = {1, 3, 0.5};
        double[] cells = {5, 20, 400};
        double[] best = new double[3];
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            best[i] = Measuring.share(weights[i], cells[i]);
            sum += best[i];
        }
        double least = 0;
        for (int i = 0; i < 3; i++) {
            best[i] /= sum;
            least += weights[i] * cells[i] / Math.sqrt(best[i]);
        }
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                double other = 0;
                for (int i = 0; i < 3; i++) {
                    double part = best[i] + (i == to ? 0.01 : 0) - (i == from ? 0.01 : 0);
                    other += weights[i] * cells[i] / Math.sqrt(part);
                }
                assertTrue(other >= least, "moved from " + from + " to " + to);
            }
        }
    }

    @Test
    void measuringAgainJoinsByInverseVariances() {
        Measuring measuring = measuring(10);
        List<LinearMeasurement> first = measuring.oneWayMarginals(SHAPE, 3, ProgressMonitor.NONE);
        List<LinearMeasurement> again = measuring.again(first, new double[] {0, 1, 3}, ProgressMonitor.NONE);
        assertEquals(first.get(0), again.get(0), "where nothing is spent the first one stays");
        assertEquals(1 / Math.sqrt(2), again.get(1).sigma(), 2e-3);
        assertEquals(0.5, again.get(2).sigma(), 2e-3);
        assertEquals(7, spent(measuring), 1e-6);
        // weights 1/4 and 3/4 for noise of 1 and 1/sqrt(3): of 20 joined tables of 3 + 2 levels the noise is as claimed
        double squares = 0;
        int n = 0;
        for (int i = 0; i < 200; i++) {
            Measuring other = measuring(10, NeighboringRelation.ADD_OR_REMOVE_ONE, "again " + i);
            List<LinearMeasurement> joined = other.again(
                    other.oneWayMarginals(SHAPE, 3, ProgressMonitor.NONE),
                    new double[] {0, 0, 3},
                    ProgressMonitor.NONE);
            Marginal exact = counts(other, 2);
            for (int c = 0; c < exact.cells(); c++, n++) {
                squares += Math.pow(
                        (joined.get(2).values()[c] - exact.count(c))
                                / joined.get(2).sigma(),
                        2);
            }
        }
        assertEquals(1, squares / n, 6 * Math.sqrt(2.0 / n));
    }

    /** n errors that move by l1 records each move by l1 sqrt(n) together. */
    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void errorsAreReleasedTogether(NeighboringRelation relation) {
        List<Clique> pairs = Clique.allOf(3, 2);
        Measuring measuring = measuring(1, relation, "errors");
        List<Marginal> counts = measuring.count(pairs, null, ProgressMonitor.NONE);
        double[][] zero = new double[3][];
        for (int i = 0; i < 3; i++) {
            zero[i] = new double[counts.get(i).cells()];
        }
        Measuring.NoisyErrors errors = measuring.errors(counts, zero, 0.25);
        double l1 = relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
        assertEquals(2 * l1 * Math.sqrt(3), errors.sigma(), 4e-3);
        for (double e : errors.values()) {
            assertEquals(4000, e, 6 * errors.sigma(), "against zero the error is the number of records");
        }
        assertEquals(0.25, spent(measuring), 1e-9);
        assertEquals(1, measuring.events().size());
        assertEquals(0, measuring.errors(List.of(), new double[0][], 0.25).values().length);
        assertEquals(1, measuring.events().size(), "without pairs nothing is released and nothing charged");
    }

    @Test
    void veryNoisyErrorsAreCountedInWholeRecords() {
        Measuring measuring = measuring(1e-10);
        List<Marginal> counts = measuring.count(Clique.allOf(3, 2), null, ProgressMonitor.NONE);
        double[][] zero = new double[3][];
        for (int i = 0; i < 3; i++) {
            zero[i] = new double[counts.get(i).cells()];
        }
        assertEquals(Math.sqrt(3) * 1e6, measuring.errors(counts, zero, 1e-12).sigma(), 1e3);
    }

    @Test
    void choicesFavourTheLargestScore() {
        Measuring measuring = measuring(1e6);
        Marginal counts = counts(measuring, 0);
        double[] exact = new double[counts.cells()];
        double[] far = new double[counts.cells()];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = counts.count(i);
        }
        List<Measuring.Option> options = List.of(
                new Measuring.Option(counts, exact, 0, 1),
                new Measuring.Option(counts, far, 0, 1),
                new Measuring.Option(counts, far, 3999, 1));
        for (int i = 0; i < 50; i++) {
            assertEquals(1, measuring.choose(options, 100));
        }
        PrivacyEvent event = measuring.events().get(0);
        assertTrue(event instanceof ExponentialMechanismEvent);
        assertEquals(100, 2 * event.rho(), 1e-6);
        assertEquals("choice of a combination", event.label());
    }

    /**
     * The chance of the better of two scores, one record apart, is that of the exponential mechanism for the sensitivity of
     * the relation: e^(epsilon / 2 l1) to 1. 4,000 choices, six standard deviations.
     */
    @ParameterizedTest
    @EnumSource(NeighboringRelation.class)
    void aChoiceIsAsUncertainAsItsPriceDemands(NeighboringRelation relation) {
        double epsilon = 2;
        double squaredMu = epsilon * epsilon / 4;
        Measuring measuring = measuring(5000 * squaredMu, relation, "uncertain");
        assertEquals(epsilon, GaussianBudget.choiceEpsilon(squaredMu), 1e-12);
        Marginal counts = counts(measuring, 0);
        double[] reference = new double[counts.cells()];
        List<Measuring.Option> options = List.of(
                new Measuring.Option(counts, reference, 1, 1024), new Measuring.Option(counts, reference, 0, 1024));
        int n = 4000;
        int better = 0;
        for (int i = 0; i < n; i++) {
            better += measuring.choose(options, squaredMu);
        }
        double l1 = relation == NeighboringRelation.REPLACE_ONE ? 2 : 1;
        double p = 1 / (1 + Math.exp(-epsilon / (2 * l1)));
        assertEquals(p, (double) better / n, 6 * Math.sqrt(p * (1 - p) / n));
    }

    @Test
    void countsAreMergedAsTheNoisyOnesSaid() {
        Measuring measuring = measuring(1);
        List<LinearMeasurement> singles = new ArrayList<>();
        double[][] y = {{100, 1, 1, 100, 50}, {5, 1000, 1000, 1, 1000, 1000}, {1000, 1000, 0, 1000}};
        for (int a = 0; a < 3; a++) {
            singles.add(new LinearMeasurement(Clique.of(a), Arrays.copyOf(y[a], SHAPE[a]), 2));
        }
        Compression compression = Compression.of(singles, 4000);
        Marginal all = counts(measuring, 0);
        Marginal merged = measuring
                .count(List.of(Clique.of(0)), compression, ProgressMonitor.NONE)
                .get(0);
        assertEquals(SHAPE[0] - 1, merged.cells());
        assertEquals(all.count(0), merged.count(0));
        assertEquals(all.count(1) + all.count(2), merged.count(merged.cells() - 1), "the merged level is the last");
    }

    @Test
    void labelsNameNoAttribute() {
        Measuring measuring = measuring(10);
        measuring.measure(counts(measuring, 0), 1);
        measuring.measure(counts(measuring, 0, 1, 2), 1);
        assertEquals(
                List.of("counts of single attributes", "counts of 3 attributes"),
                measuring.events().stream().map(PrivacyEvent::label).toList());
        assertTrue(measuring.events().stream().allMatch(e -> e instanceof GaussianEvent));
    }

    @Test
    void theTotalIsTheBestLinearEstimate() {
        LinearMeasurement precise = new LinearMeasurement(Clique.of(0), new double[] {60, 40}, 1);
        LinearMeasurement rough = new LinearMeasurement(Clique.of(1), new double[] {100, 20}, 2);
        // sums 100 and 120 with variances 2 and 8: weights 4 to 1
        assertEquals(104, Measuring.total(List.of(precise, rough)), 1e-9);
    }

    @Test
    void onlySecureNoiseIsPrivateAndTheDomainMustFit() {
        assertTrue(measuring(1).isTest());
        SynthesisTask task = SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(1, 1e-6));
        assertFalse(new Measuring(CountSource.of(DATA), task, 1, RandomSource.secure()).isTest());
        SynthesisTask other = SynthesisTask.allOf(RandomData.domain(3, 4), 2, new ApproximateDp(1, 1e-6));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Measuring(CountSource.of(DATA), other, 1, RandomSource.seeded("other")));
    }

    @Test
    void scoresEndBeforeTheyWrapAround() {
        Domain domain = RandomData.domain(4094);
        long[] cells = new long[4096];
        Marginal counts = Marginal.of(domain, Clique.of(0), cells);
        double[] references = new double[4096];
        Arrays.fill(references, 1e300);
        long largest = new Measuring.Option(counts, references, 0, 1 << 10).score();
        long least = new Measuring.Option(counts, new double[4096], 1e300, 1 << 10).score();
        assertEquals(1L << 62, largest);
        assertEquals(-(1L << 62), least);
        cells[0] = 1; // one record more does not move what has ended
        Marginal oneMore = Marginal.of(domain, Clique.of(0), cells);
        assertEquals(largest, new Measuring.Option(oneMore, references, 0, 1 << 10).score());
        cells[0] = Long.MAX_VALUE;
        Marginal most = Marginal.of(domain, Clique.of(0), cells);
        assertEquals(1L << 62, new Measuring.Option(most, new double[4096], 0, 1 << 10).score());
    }
}
