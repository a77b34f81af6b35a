// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.GaussianDp;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.Estimator;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.Merging;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Residuals: what a table says beyond its smaller ones. */
class ResidualTest {
    private static final Clique PAIR = Clique.of(0, 1);

    @Test
    void residualsSumToZeroAndAddUpToTheTable() {
        int[] shape = {3, 4};
        double[] table = {5, 1, 0, 2, 7, 7, 3, 1, 0, 0, 9, 4};
        double[] residual = Projection.residual(table, PAIR, shape);
        double total = Arrays.stream(table).sum();
        for (int i = 0; i < 3; i++) {
            double row = 0;
            for (int j = 0; j < 4; j++) {
                row += residual[i * 4 + j];
            }
            assertEquals(0, row, 1e-12);
        }
        for (int cell = 0; cell < 12; cell++) {
            double row = 0;
            double column = 0;
            for (int j = 0; j < 4; j++) {
                row += table[cell / 4 * 4 + j] / 4;
            }
            for (int i = 0; i < 3; i++) {
                column += table[i * 4 + cell % 4] / 3;
            }
            assertEquals(table[cell], residual[cell] + row + column - total / 12, 1e-12);
        }
        double[] again = Projection.residual(residual, PAIR, shape);
        assertTrue(Arrays.equals(residual, again) || distance(residual, again) < 1e-12);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    @Test
    void oneRecordMovesAResidualAsFarAsIsCharged() {
        for (int[] shape : new int[][] {{2, 2}, {3, 4}, {2, 7}}) {
            for (int cell = 0; cell < shape[0] * shape[1]; cell++) {
                double[] one = new double[shape[0] * shape[1]];
                one[cell] = 1;
                double squared = Arrays.stream(Projection.residual(one, PAIR, shape))
                        .map(v -> v * v)
                        .sum();
                assertEquals(Measuring.residualPart(PAIR, shape), squared, 1e-12);
            }
        }
        assertEquals(0.25, Measuring.residualPart(PAIR, new int[] {2, 2}));
    }

    private static Measuring measuring(Dataset data, double squaredMu, String seed) {
        SynthesisTask task = SynthesisTask.allOf(data.domain(), 2, new ApproximateDp(1, 1e-6));
        return new Measuring(CountSource.of(data), task, squaredMu, RandomSource.seeded(seed));
    }

    @Test
    void measuredResidualsAreUnbiasedAndHaveTheirNoise() {
        Domain domain = RandomData.domain(1, 1);
        Dataset data = RandomData.records(domain, 50, "residual");
        int[] shape = domain.shape();
        Compression all = Compression.none(shape);
        double[] exact = new double[9];
        double[] sum = new double[9];
        double squares = 0;
        int runs = 4000;
        double sigma = 0;
        for (int i = 0; i < runs; i++) {
            Measuring m = measuring(data, 1, "noise " + i);
            Marginal counts = m.count(List.of(PAIR), all, ProgressMonitor.NONE).get(0);
            exact = Projection.residual(
                    Arrays.stream(counts.counts()).asDoubleStream().toArray(), PAIR, shape);
            LinearMeasurement r = m.residual(counts, all, 0.25);
            double[] centred = Projection.residual(r.values(), PAIR, shape);
            sigma = r.sigma();
            for (int c = 0; c < 9; c++) {
                sum[c] += centred[c];
                squares += Math.pow(centred[c] - exact[c], 2);
            }
        }
        // noise multiplier 2, times the root of 2/3 * 2/3; centring leaves 4 of 9 dimensions
        assertEquals(2 * 2.0 / 3, sigma, 1e-3);
        assertEquals(4 * sigma * sigma, squares / runs, 5 * 4 * sigma * sigma * Math.sqrt(2.0 / (4 * runs)));
        for (int c = 0; c < 9; c++) {
            assertEquals(exact[c], sum[c] / runs, 5 * sigma * 2 / 3 / Math.sqrt(runs));
        }
    }

    /** Part of the draws whose residual looks more like a table with one more record than a threshold. */
    private static int hits(int draws, int more, double charged, double threshold) {
        int[] shape = {2, 2};
        Domain domain = RandomData.domain(1, 1);
        Merging two = Merging.of(new int[][] {{0, 1, 1}, {0, 1, 1}});
        Marginal counts = Marginal.of(domain, PAIR, two, 3 + more, 1, 1, 2);
        Compression all = Compression.none(shape);
        Dataset data = Dataset.of(domain, new int[1], new int[1]);
        int hits = 0;
        for (int i = 0; i < draws; i++) {
            LinearMeasurement r =
                    measuring(data, 1e9, "audit " + more + " " + i).residual(counts, all, charged);
            double[] v = Projection.residual(r.values(), PAIR, shape);
            hits += v[0] > threshold ? 1 : 0;
        }
        return hits;
    }

    private static double bound(int draws, double claimed, double charged) {
        double epsilon = 1;
        double delta = GaussianDp.delta(Math.sqrt(claimed), epsilon);
        // the residual's single number is 0.75 without the record and 1 with it
        int with = hits(draws, 1, charged, 0.9);
        int without = hits(draws, 0, charged, 0.9);
        double low = with == 0 ? 0 : new BetaDistribution(with, draws - with + 1.0).inverseCumulativeProbability(5e-7);
        double high = new BetaDistribution(without + 1.0, draws - without).inverseCumulativeProbability(1 - 5e-7);
        return low <= delta ? 0 : Math.log((low - delta) / high);
    }

    @Test
    void measuredEpsilonStaysBelowTheClaimAndLessNoiseIsNoticed() {
        assertTrue(bound(20_000, 1, 1) <= 1, "bound " + bound(20_000, 1, 1));
        assertTrue(bound(20_000, 1, 9) > 1, "bound " + bound(20_000, 1, 9));
    }

    @Test
    void residualsAndSinglesTogetherFitTheTable() {
        Domain domain = RandomData.domain(2, 3);
        int[] shape = domain.shape();
        double[] table = new double[20];
        Arrays.setAll(table, i -> 5 + (i * 7) % 13);
        double total = Arrays.stream(table).sum();
        double[] rows = new double[4];
        double[] columns = new double[5];
        for (int i = 0; i < 20; i++) {
            rows[i / 5] += table[i];
            columns[i % 5] += table[i];
        }
        MarkovRandomField field = Estimator.withDefaults()
                .with(5000, 1e-12)
                .fit(
                        JunctionTree.of(shape, List.of(PAIR)),
                        List.of(
                                new LinearMeasurement(Clique.of(0), rows, 1),
                                new LinearMeasurement(Clique.of(1), columns, 1),
                                LinearMeasurement.ofResidual(PAIR, Projection.residual(table, PAIR, shape), 1)),
                        total,
                        List.of(),
                        ProgressMonitor.NONE);
        assertTrue(distance(table, field.marginal(PAIR)) < 0.02, "left " + distance(table, field.marginal(PAIR)));
    }
}
