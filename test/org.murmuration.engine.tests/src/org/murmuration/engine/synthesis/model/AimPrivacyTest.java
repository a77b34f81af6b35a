// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.Merging;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * The whole of AIM on eight cells, with and without one record, against an adversary who sees every choice and every noisy
 * table: the sum of their log-likelihood ratios is the best test there is. For a threshold of the sum, Clopper-Pearson bounds
 * of 5e-7 each give a lower bound of epsilon at the claimed delta that is too high with a probability of 1e-6.
 */
class AimPrivacyTest {
    private static final double ERROR = 5e-7;
    /** Two levels each: one category and OTHER. */
    private static final Domain DOMAIN = domain();

    private static final ApproximateDp CLAIM = new ApproximateDp(1, 0.01);

    private static Domain domain() {
        org.murmuration.engine.dataset.Attribute[] attributes = new org.murmuration.engine.dataset.Attribute[3];
        for (int a = 0; a < 3; a++) {
            attributes[a] = org.murmuration.engine.dataset.Attribute.builder("a" + a)
                    .categories(List.of("yes"))
                    .missingValuePolicy(org.murmuration.engine.dataset.MissingValuePolicy.REQUIRED)
                    .build();
        }
        return Domain.of(attributes);
    }

    private static Dataset records(boolean withOneMore) {
        int rows = withOneMore ? 31 : 30;
        int[][] codes = new int[3][rows];
        for (int r = 0; r < rows; r++) {
            codes[0][r] = r % 2;
            codes[1][r] = r % 3 == 0 ? 1 : 0;
            codes[2][r] = r % 2;
        }
        if (withOneMore) {
            codes[0][30] = 1;
            codes[1][30] = 1;
            codes[2][30] = 0;
        }
        return Dataset.of(DOMAIN, codes);
    }

    /** Learns from one data set and keeps the log-likelihood ratio against the other. */
    private static class Audited extends Measuring {
        private final Dataset other;
        private Compression applied;
        private final boolean free;
        private double ratio;

        Audited(Dataset data, Dataset other, SynthesisTask task, ZcdpEvent cost, RandomSource random, boolean free) {
            super(CountSource.of(data), task, 2 * cost.rho(), random);
            this.other = other;
            this.free = free;
        }

        private Marginal others(Clique clique) {
            int[][] levels = applied == null ? Compression.none(DOMAIN.shape()).toSmall() : applied.toSmall();
            int[] shape = applied == null ? DOMAIN.shape() : applied.shape();
            int cells = 1;
            for (int a : clique.toArray()) {
                cells *= shape[a];
            }
            long[] counts = new long[cells];
            for (int r = 0; r < other.rows(); r++) {
                int cell = 0;
                for (int a : clique.toArray()) {
                    cell = cell * shape[a] + levels[a][other.code(r, a)];
                }
                counts[cell]++;
            }
            return Marginal.of(DOMAIN, clique, Merging.of(levels), counts);
        }

        @Override
        List<Marginal> count(List<Clique> cliques, Compression compression, ProgressMonitor monitor) {
            applied = compression;
            return super.count(cliques, compression, monitor);
        }

        @Override
        LinearMeasurement measure(Marginal counts, double squaredMu) {
            LinearMeasurement m = super.measure(counts, squaredMu);
            Marginal theirs = others(counts.clique());
            for (int i = 0; i < counts.cells(); i++) {
                double own = m.values()[i] - counts.count(i);
                double their = m.values()[i] - theirs.count(i);
                ratio += (their * their - own * own) / (2 * m.sigma() * m.sigma());
            }
            return m;
        }

        @Override
        int choose(List<Option> options, double squaredMu) {
            double epsilon = GaussianBudget.choiceEpsilon(squaredMu);
            double[] own = new double[options.size()];
            double[] their = new double[options.size()];
            int best = 0;
            for (int i = 0; i < own.length; i++) {
                Option o = options.get(i);
                Option t = new Option(others(o.counts().clique()), o.reference(), o.discount(), o.weight());
                own[i] = o.score();
                their[i] = t.score();
                best = own[i] > own[best] ? i : best;
            }
            // the broken variant takes the best and charges nothing
            int chosen = free ? best : super.choose(options, squaredMu);
            double scale = free ? 1e9 : epsilon / 2 / 1024 / 1024;
            ratio += logShare(own, scale, chosen) - logShare(their, scale, chosen);
            return chosen;
        }

        private static double logShare(double[] scores, double scale, int chosen) {
            double most = java.util.Arrays.stream(scores).max().orElse(0);
            double sum = 0;
            for (double s : scores) {
                sum += Math.exp((s - most) * scale);
            }
            return Math.max(-50, (scores[chosen] - most) * scale - Math.log(sum));
        }
    }

    private static int hits(int draws, boolean withOneMore, boolean free, String seed, double threshold) {
        SynthesisTask task = SynthesisTask.allOf(DOMAIN, 2, CLAIM);
        AimSynthesizer aim = new AimSynthesizer(false);
        ZcdpEvent cost = aim.cost(task);
        int hits = 0;
        for (int i = 0; i < draws; i++) {
            Audited audited = new Audited(
                    records(withOneMore),
                    records(!withOneMore),
                    task,
                    cost,
                    RandomSource.seeded(seed + withOneMore + i),
                    free);
            aim.learn(audited, task, cost, ProgressMonitor.NONE);
            double forOneMore = withOneMore ? audited.ratio : -audited.ratio;
            hits += forOneMore > threshold ? 1 : 0;
        }
        return hits;
    }

    private static double bound(int draws, boolean free, String seed, double threshold) {
        int with = hits(draws, true, free, seed, threshold);
        int without = hits(draws, false, free, seed, threshold);
        double low = with == 0 ? 0 : new BetaDistribution(with, draws - with + 1.0).inverseCumulativeProbability(ERROR);
        double high = without == draws
                ? 1
                : new BetaDistribution(without + 1.0, draws - without).inverseCumulativeProbability(1 - ERROR);
        return low <= CLAIM.delta() ? 0 : Math.log((low - CLAIM.delta()) / high);
    }

    @Test
    void measuredEpsilonStaysBelowTheClaim() {
        double bound = bound(1500, false, "aim", 0.3);
        assertTrue(bound <= CLAIM.epsilon(), "epsilon is at least " + bound);
    }

    @Test
    void aVariantThatForgetsToChargeItsChoicesIsRejected() {
        double bound = bound(1500, true, "free", 3);
        assertTrue(bound > CLAIM.epsilon(), "epsilon is only found to be at least " + bound);
    }
}
