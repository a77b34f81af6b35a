// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.graphicalmodel.Estimator;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Chooses all tables of a model at once from noisy errors, measures them once and fits once.
 *
 * <ol>
 *   <li>All one-way tables; rare levels are merged.
 *   <li>For every pair, with noise, how far its counts are from the product of the two tables: its error if it is not
 *       modelled.
 *   <li>A junction tree under the limit of cells, grown from the pairs with the largest gain; several penalties for
 *       size are tried on the noisy errors, and of the pairs that a tree supports those are taken that are worth their
 *       noise. The budget of each is in closed form, {@link Measuring#share}; one-way tables are measured again by how
 *       much rests on them alone.
 *   <li>Of the chosen pairs what they say beyond their two attributes (residuals, as in ResidualPlanner: Xiao, He,
 *       Zhang, Kifer 2023), which one record moves less than a table, for attributes of two levels half as far; one
 *       fit.
 * </ol>
 *
 * <p>Everything is Gaussian, so the whole is charged as one Gaussian release.
 */
final class OneShotSynthesizer implements DpSynthesizer {
    /** Part of the budget for the first one-way tables. Serves compression, the errors' reference, and the fit. */
    private static final double SINGLES = 0.4;
    /** Least and largest part of the budget for the errors of pairs. */
    private static final double LEAST_SELECTION = 0.02;

    private static final double MOST_SELECTION = 0.05;
    /** Standard deviation of the noisy errors, as a part of the records, that is exact enough. */
    private static final double EXACT_ENOUGH = 0.01;
    /** Noise of the two tables makes the product worse than a fit with the pair would be; half of it on average. */
    private static final double REFERENCE_NOISE = 0.5;
    /** What an error in a one-way table adds to each pair that rests on it, against an error in the pair itself. */
    private static final double OF_SINGLES = 0.2;
    /** What of this stays where the pair is measured: its residual leans on the tables of both attributes too. */
    private static final double OF_SINGLES_STILL = 0.5;

    /** Part of the dependence that other pairs carry over which need not be measured again. */
    private static final double EXPLAINED = 0.9;

    private static final double[] PENALTIES = {0, 1, 2, 4, 8, 16, 32};
    /** Fits to a fourteenth of the loss: what is left is far below the noise, and fitting on fits noise. */
    private static final double TOLERANCE = 0.07;

    private static final double ROUNDING = 1 - 1e-12;

    private record Candidate(int index, Clique clique, double error, double cells, double weight) {
        /**
         * As if the whole table were measured: a residual has less noise, and leans on one-way tables that have some.
         */
        double share() {
            return Measuring.share(weight, cells);
        }
    }

    private record Plan(List<Candidate> pairs, double[] singles, double shares, double value) {}

    @Override
    public double partOfSingles() {
        return SINGLES;
    }

    @Override
    public GaussianEvent cost(SynthesisTask task) {
        return GaussianBudget.gaussian(SynthesisTask.LABEL, task.target(), task.composition());
    }

    @Override
    public LearnedModel learn(CountSource data, SynthesisTask task, RandomSource random, ProgressMonitor monitor) {
        GaussianEvent cost = cost(task);
        Measuring measuring = new Measuring(data, task, GaussianBudget.squaredMu(cost), random);
        int[] full = task.domain().shape();
        List<LinearMeasurement> first =
                measuring.oneWayMarginals(full, measuring.budget() * SINGLES, monitor.part(0, 0.05));
        Compression compression = Compression.of(first, Measuring.total(first));
        int[] shape = compression.shape();
        double total = Math.max(1, Measuring.total(first));
        List<Clique> pairs = CandidatePairs.of(shape, task.maxCells());
        double[][] references = products(pairs, compression.compress(first), total);
        Measuring.NoisyErrors errors = measuring.errors(
                measuring.count(pairs, compression, monitor.part(0.05, 0.2)),
                references,
                measuring.budget() * selection(pairs.size(), total, measuring.budget()));
        double budget = measuring.left() * ROUNDING;
        double[][] weights = task.pairWeights();
        Plan plan = plan(
                candidates(pairs, errors, first, weights, shape),
                weights,
                new Sizes(full, shape, task.maxCells()),
                budget,
                total,
                monitor);
        monitor.report(0.3, "Measuring " + plan.pairs.size() + " pairs");
        double[] costs =
                Arrays.stream(plan.singles).map(y -> budget * (y / plan.shares)).toArray();
        List<LinearMeasurement> singles = measuring.again(first, costs, monitor.part(0.3, 0.35));
        Compression divided = compression.sharing(singles, Measuring.total(singles));
        List<LinearMeasurement> measurements = new ArrayList<>(divided.compress(singles));
        measurements.addAll(measure(measuring, plan, compression, budget, monitor.part(0.35, 0.4)));
        JunctionTree tree = JunctionTree.of(
                shape, plan.pairs.stream().map(Candidate::clique).toList());
        MarkovRandomField field = Estimator.withDefaults()
                .with(2000, TOLERANCE)
                .fit(tree, measurements, Measuring.total(measurements), List.of(), monitor.part(0.4, 1));
        QueryBounds bounds = new QueryBounds(field);
        measurements.forEach(bounds::measured);
        bounds.distant(pairs, references, errors, monitor);
        return new LearnedModel(task, SynthesisMethod.ONE_SHOT, divided, field, measuring, cost, bounds.all());
    }

    private static double selection(int pairs, double total, double budget) {
        double enough = pairs / (budget * EXACT_ENOUGH * total * EXACT_ENOUGH * total);
        return Math.min(MOST_SELECTION, Math.max(LEAST_SELECTION, enough));
    }

    /** Counts of pairs if attributes were independent, from noisy one-way tables. */
    private static double[][] products(List<Clique> pairs, List<LinearMeasurement> singles, double total) {
        double[][] p = new double[singles.size()][];
        for (int a = 0; a < p.length; a++) {
            p[a] = Projection.onSimplex(singles.get(a).values(), total);
        }
        double[][] products = new double[pairs.size()][];
        for (int i = 0; i < products.length; i++) {
            double[] x = p[pairs.get(i).get(0)];
            double[] y = p[pairs.get(i).get(1)];
            products[i] = new double[x.length * y.length];
            for (int c = 0; c < products[i].length; c++) {
                products[i][c] = x[c / y.length] * y[c % y.length] / total;
            }
        }
        return products;
    }

    private static List<Candidate> candidates(
            List<Clique> pairs,
            Measuring.NoisyErrors errors,
            List<LinearMeasurement> first,
            double[][] weights,
            int[] shape) {
        double[] shrunk = shrunk(errors);
        List<Candidate> result = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int a = pairs.get(i).get(0);
            int b = pairs.get(i).get(1);
            double own = REFERENCE_NOISE
                    * Normal.MEAN_MAGNITUDE
                    * (first.get(a).sigma() * shape[a] + first.get(b).sigma() * shape[b]);
            double error = Math.max(0, shrunk[i] - own);
            if (weights[a][b] > 0) {
                result.add(new Candidate(i, pairs.get(i), error, (double) shape[a] * shape[b], weights[a][b]));
            }
        }
        return result;
    }

    /**
     * Noisy errors drawn towards their mean by the part that noise has in their variance (James, Stein 1961): the
     * largest of many noisy numbers owe their rank to noise, and where noise is all there is, no pair shall look better
     * than another.
     */
    private static double[] shrunk(Measuring.NoisyErrors errors) {
        double[] values = errors.values();
        double mean = Sums.mean(values).orElse(0);
        double variance =
                Sums.of(Arrays.stream(values).map(v -> (v - mean) * (v - mean))) / Math.max(1, values.length - 1);
        double noise = errors.sigma() * errors.sigma();
        double kept = variance > noise ? (variance - noise) / variance : 0;
        return Arrays.stream(values).map(v -> mean + kept * (v - mean)).toArray();
    }

    private static Plan plan(
            List<Candidate> candidates,
            double[][] weights,
            Sizes sizes,
            double budget,
            double total,
            ProgressMonitor monitor) {
        Plan best = choose(List.of(), weights, sizes.full, budget, total);
        for (double penalty : PENALTIES) {
            monitor.checkCanceled();
            List<Candidate> supported = supported(candidates, sizes.merged, penalty, sizes.maxCells, budget, monitor);
            Plan plan = choose(supported, weights, sizes.full, budget, total);
            if (plan.value > best.value) {
                best = plan;
            }
        }
        return best;
    }

    /** Number of levels before and after merging, and what the model may hold. */
    private record Sizes(int[] full, int[] merged, long maxCells) {}

    private static List<LinearMeasurement> measure(
            Measuring measuring, Plan plan, Compression compression, double budget, ProgressMonitor monitor) {
        List<Marginal> counts =
                measuring.count(plan.pairs.stream().map(Candidate::clique).toList(), compression, monitor);
        List<LinearMeasurement> result = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            Candidate c = plan.pairs.get(i);
            double cost = budget * (c.share() / plan.shares);
            result.add(measuring.residual(counts.get(i), compression, cost));
        }
        return result;
    }

    private static List<Candidate> supported(
            List<Candidate> candidates,
            int[] shape,
            double penalty,
            long maxCells,
            double budget,
            ProgressMonitor monitor) {
        double unit = Normal.MEAN_MAGNITUDE / Math.sqrt(budget);
        List<Candidate> ranked = candidates.stream()
                .filter(c -> c.error > penalty * unit * c.cells)
                .sorted(Comparator.comparingDouble(c -> -c.weight * (c.error - penalty * unit * c.cells)))
                .toList();
        List<Clique> taken = new ArrayList<>();
        JunctionTree tree = JunctionTree.of(shape, taken);
        for (Candidate c : ranked) {
            monitor.checkCanceled();
            if (tree.covering(c.clique) >= 0) {
                continue;
            }
            taken.add(c.clique);
            if (JunctionTree.cells(shape, taken) > maxCells) {
                taken.remove(taken.size() - 1);
            } else {
                tree = JunctionTree.of(shape, taken);
            }
        }
        JunctionTree last = tree;
        return candidates.stream().filter(c -> last.covering(c.clique) >= 0).toList();
    }

    /** (sum of shares)^1.5 / mu. */
    private static double cost(double shares, double budget) {
        return shares * Math.sqrt(shares) / Math.sqrt(budget);
    }

    private static double[] singles(double[] open, int[] shape) {
        double[] shares = new double[shape.length];
        for (int a = 0; a < shares.length; a++) {
            shares[a] = Measuring.share(Math.max(0, OF_SINGLES * open[a]), shape[a]);
        }
        return shares;
    }

    /**
     * Which of the supported pairs are worth their noise. With budgets in closed form the expected weighted error of
     * all tables is (sum of shares)^1.5 / mu, and of a pair left out its error against independence, less what the
     * pairs taken before explain; pairs are taken in the order of gain by share while the sum falls.
     */
    private static Plan choose(List<Candidate> supported, double[][] weights, int[] full, double budget, double total) {
        List<Candidate> ranked = supported.stream()
                .sorted(Comparator.comparingDouble(c -> -c.weight * c.error / c.share()))
                .toList();
        double[] open = new double[full.length];
        for (int a = 0; a < open.length; a++) {
            open[a] = Sums.of(weights[a]);
            open[a] = open[a] > 0 ? open[a] : 1; // a workload of single attributes rests on them
        }
        List<Candidate> chosen = new ArrayList<>();
        double gain = 0;
        double shares = 0;
        double start = cost(Sums.of(singles(open, full)), budget);
        double value = 0;
        Paths paths = new Paths(full.length);
        for (Candidate c : ranked) {
            int a = c.clique.get(0);
            int b = c.clique.get(1);
            double left = Math.max(0, c.error - EXPLAINED * 2 * total * paths.strength(a, b));
            open[a] -= c.weight * (1 - OF_SINGLES_STILL);
            open[b] -= c.weight * (1 - OF_SINGLES_STILL);
            double cost = cost(shares + c.share() + Sums.of(singles(open, full)), budget);
            double next = gain + c.weight * left - cost + start;
            if (next > value) {
                gain += c.weight * left;
                paths.join(a, b, Math.min(1, c.error / (2 * total)));
                shares += c.share();
                value = next;
                chosen.add(c);
            } else {
                open[a] += c.weight * (1 - OF_SINGLES_STILL);
                open[b] += c.weight * (1 - OF_SINGLES_STILL);
            }
        }
        double[] s = singles(open, full);
        return new Plan(chosen, s, shares + Sums.of(s), value);
    }

    /**
     * How much of the dependence of two attributes the pairs taken so far carry over others: the largest product of the
     * strengths along a path, a strength being half the L1 distance from independence. For a chain of attributes that
     * copy from their neighbours with some probability that is exact.
     */
    private static final class Paths {
        private final double[][] strength;

        private Paths(int attributes) {
            strength = new double[attributes][attributes];
            for (int a = 0; a < attributes; a++) {
                strength[a][a] = 1;
            }
        }

        private double strength(int a, int b) {
            return strength[a][b];
        }

        private void join(int a, int b, double s) {
            if (s <= strength[a][b]) {
                return;
            }
            double[] toA = strength[a].clone();
            double[] toB = strength[b].clone();
            for (int x = 0; x < strength.length; x++) {
                for (int y = 0; y < strength.length; y++) {
                    double via = s * Math.max(toA[x] * toB[y], toB[x] * toA[y]);
                    strength[x][y] = Math.max(strength[x][y], via);
                }
            }
        }
    }
}
