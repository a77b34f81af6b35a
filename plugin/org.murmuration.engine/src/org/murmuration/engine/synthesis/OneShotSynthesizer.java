// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.graphicalmodel.Estimator;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Chooses all tables of a model at once from noisy errors, measures them once and fits once.
 *
 * <ol>
 *   <li>All one-way tables; rare levels are merged.
 *   <li>For every pair, with noise, how far its counts are from the product of the two tables: its error if it is not
 *       modelled.
 *   <li>A junction tree under the limit of cells, grown from the pairs with the largest gain; several penalties for size are
 *       tried on the noisy errors, and of the pairs that a tree supports those are taken that are worth their noise. The
 *       budget of each is in closed form, {@link Measuring#share}; one-way tables are measured again by how much rests on
 *       them alone.
 *   <li>All chosen tables, one fit.
 * </ol>
 *
 * <p>Everything is Gaussian, so the whole is charged as one Gaussian release.
 */
public final class OneShotSynthesizer implements DpSynthesizer {
    /** Part of the budget for the first one-way tables. Serves compression, the errors' reference, and the fit. */
    private static final double SINGLES = Double.parseDouble(System.getProperty("sg", "0.4"));
    /** Part of the budget for the errors of pairs. */
    private static final double SELECTION = Double.parseDouble(System.getProperty("sel", "0.02"));
    /** Noise of the two tables makes the product worse than a fit with the pair would be; half of it on average. */
    private static final double REFERENCE_NOISE = 0.5;
    /** What an error in a one-way table adds to each pair that rests on it, against an error in the pair itself. */
    private static final double OF_SINGLES = Double.parseDouble(System.getProperty("sw", "0.3"));

    private static final double[] PENALTIES = {0, 1, 2, 4, 8, 16, 32};
    /** Fits to a hundredth of the loss: what is left is far below the noise. */
    private static final double TOLERANCE = Double.parseDouble(System.getProperty("tol", "1e-2"));

    private static final double ROUNDING = 1 - 1e-12;

    /** Creates the synthesizer. */
    public OneShotSynthesizer() {
        // has no parameters
    }

    private record Candidate(int index, Clique clique, double error, double cells, double weight) {
        double share() {
            return Measuring.share(weight, cells);
        }
    }

    private record Plan(List<Candidate> pairs, double[] singles, double shares, double value) {}

    @Override
    public GaussianEvent cost(SynthesisTask task) {
        return Costs.gaussian(task.target());
    }

    @Override
    public LearnedModel learn(Dataset data, SynthesisTask task, RandomSource random, ProgressMonitor monitor) {
        GaussianEvent cost = cost(task);
        Measuring measuring = new Measuring(data, task, Costs.squaredMu(cost), random);
        int[] full = task.domain().shape();
        List<LinearMeasurement> first =
                measuring.singlesAlike(full, measuring.budget() * SINGLES, monitor.part(0, 0.05));
        Compression compression = Compression.of(first, Measuring.total(first));
        measuring.compress(compression);
        int[] shape = compression.shape();
        List<LinearMeasurement> measurements = new ArrayList<>(compression.compress(first));
        double total = Math.max(1, Measuring.total(first));
        List<Clique> pairs = candidates(shape, task.maxCells());
        double[][] references = new double[pairs.size()][];
        Measuring.NoisyErrors errors = measuring.errors(
                exactErrors(measuring, pairs, measurements, total, references, shape, monitor.part(0.05, 0.2)),
                measuring.budget() * SELECTION);
        double budget = measuring.left() * ROUNDING;
        double[][] weights = task.pairWeights();
        Plan plan = plan(
                candidates(pairs, errors, first, weights, shape), weights, shape, task.maxCells(), budget, monitor);
        monitor.report(0.3, "Measuring " + plan.pairs.size() + " pairs");
        measurements.addAll(measure(measuring, plan, shape, budget, monitor.part(0.3, 0.4)));
        JunctionTree tree = JunctionTree.of(
                shape, plan.pairs.stream().map(Candidate::clique).toList());
        MarkovRandomField field = Estimator.withDefaults()
                .with(2000, TOLERANCE)
                .fit(tree, measurements, Measuring.total(measurements), List.of(), monitor.part(0.4, 1));
        QueryBounds bounds = new QueryBounds(field);
        measurements.forEach(bounds::measured);
        for (int i = 0; i < references.length; i++) {
            bounds.distant(pairs.get(i), references[i], errors.values()[i], errors.sigma());
        }
        return new LearnedModel(task, SynthesisMethod.ONE_SHOT, compression, field, measuring, cost, bounds.all());
    }

    /** Pairs of attributes with more than one level whose table the model could hold. */
    static List<Clique> candidates(int[] shape, long maxCells) {
        return shape.length < 2
                ? List.of()
                : Clique.allOf(shape.length, 2).stream()
                        .filter(c -> shape[c.get(0)] > 1 && shape[c.get(1)] > 1)
                        .filter(c -> (long) shape[c.get(0)] * shape[c.get(1)] <= maxCells)
                        .toList();
    }

    private static long[] exactErrors(
            Measuring measuring,
            List<Clique> pairs,
            List<LinearMeasurement> singles,
            double total,
            double[][] references,
            int[] shape,
            ProgressMonitor monitor) {
        double[][] p = new double[shape.length][];
        for (int a = 0; a < p.length; a++) {
            p[a] = Projection.onSimplex(singles.get(a).values(), total);
        }
        int[][] counts = measuring.count(pairs, shape, monitor);
        long[] errors = new long[pairs.size()];
        for (int i = 0; i < errors.length; i++) {
            double[] x = p[pairs.get(i).get(0)];
            double[] y = p[pairs.get(i).get(1)];
            references[i] = new double[x.length * y.length];
            for (int c = 0; c < references[i].length; c++) {
                references[i][c] = x[c / y.length] * y[c % y.length] / total;
            }
            errors[i] = Measuring.error(counts[i], references[i]);
        }
        return errors;
    }

    private static List<Candidate> candidates(
            List<Clique> pairs,
            Measuring.NoisyErrors errors,
            List<LinearMeasurement> first,
            double[][] weights,
            int[] shape) {
        List<Candidate> result = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int a = pairs.get(i).get(0);
            int b = pairs.get(i).get(1);
            double own = REFERENCE_NOISE
                    * Measuring.meanOfNoise()
                    * (first.get(a).sigma() * shape[a] + first.get(b).sigma() * shape[b]);
            double error = Math.max(0, errors.values()[i] - own);
            if (weights[a][b] > 0) {
                result.add(new Candidate(i, pairs.get(i), error, (double) shape[a] * shape[b], weights[a][b]));
            }
        }
        return result;
    }

    private static Plan plan(
            List<Candidate> candidates,
            double[][] weights,
            int[] shape,
            long maxCells,
            double budget,
            ProgressMonitor monitor) {
        Plan best = choose(List.of(), weights, shape, budget);
        for (double penalty : PENALTIES) {
            monitor.checkCanceled();
            Plan plan =
                    choose(supported(candidates, shape, penalty, maxCells, budget, monitor), weights, shape, budget);
            if (plan.value > best.value) {
                best = plan;
            }
        }
        return best;
    }

    private static List<LinearMeasurement> measure(
            Measuring measuring, Plan plan, int[] shape, double budget, ProgressMonitor monitor) {
        List<Clique> cliques = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int a = 0; a < shape.length; a++) {
            if (plan.singles[a] > 0) {
                cliques.add(Clique.of(a));
                shares.add(plan.singles[a]);
            }
        }
        for (Candidate c : plan.pairs) {
            cliques.add(c.clique);
            shares.add(c.share());
        }
        int[][] counts = measuring.count(cliques, shape, monitor);
        List<LinearMeasurement> result = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            result.add(measuring.measure(cliques.get(i), counts[i], budget * (shares.get(i) / plan.shares)));
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
        double unit = Measuring.meanOfNoise() / Math.sqrt(budget);
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

    private static double[] singles(double[] open, int[] shape) {
        double[] shares = new double[shape.length];
        for (int a = 0; a < shares.length; a++) {
            shares[a] = Measuring.share(Math.max(0, OF_SINGLES * open[a]), shape[a]);
        }
        return shares;
    }

    /**
     * Which of the supported pairs are worth their noise. With budgets in closed form the expected weighted error of all
     * tables is (sum of shares)^1.5 / mu, and of a pair left out its error against independence; pairs are taken in the order
     * of gain by share while the sum falls.
     */
    private static Plan choose(List<Candidate> supported, double[][] weights, int[] shape, double budget) {
        List<Candidate> ranked = supported.stream()
                .sorted(Comparator.comparingDouble(c -> -c.weight * c.error / c.share()))
                .toList();
        double[] open = new double[shape.length];
        for (int a = 0; a < open.length; a++) {
            open[a] = Arrays.stream(weights[a]).sum();
            open[a] = open[a] > 0 ? open[a] : 1; // a workload of single attributes rests on them
        }
        List<Candidate> chosen = new ArrayList<>();
        double gain = 0;
        double shares = 0;
        double start = Math.pow(Arrays.stream(singles(open, shape)).sum(), 1.5) / Math.sqrt(budget);
        double value = 0;
        for (Candidate c : ranked) {
            int a = c.clique.get(0);
            int b = c.clique.get(1);
            open[a] -= c.weight;
            open[b] -= c.weight;
            double cost = Math.pow(
                            shares
                                    + c.share()
                                    + Arrays.stream(singles(open, shape)).sum(),
                            1.5)
                    / Math.sqrt(budget);
            double next = gain + c.weight * c.error - cost + start;
            if (next > value) {
                gain += c.weight * c.error;
                shares += c.share();
                value = next;
                chosen.add(c);
            } else {
                open[a] += c.weight;
                open[b] += c.weight;
            }
        }
        double[] s = singles(open, shape);
        return new Plan(chosen, s, shares + Arrays.stream(s).sum(), value);
    }
}
