// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.graphicalmodel.Estimator;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * AIM (McKenna, Mullins, Sheldon, Miklau 2022, algorithm 4): chooses, measures and fits one combination after the
 * other; a tenth of each round's budget for the choice, by the exponential mechanism on weighted errors less the noise
 * that measuring would bring; where a measurement moved the model less than its noise, the following rounds spend four
 * times as much. The model may grow with the budget spent. Rare levels are merged after the first, one-way tables.
 *
 * <p>With residuals it measures of a pair only what goes beyond its two attributes, as AIM+GReM does (Fuentes and
 * others 2026), with the graphical model instead of closed-form reconstruction, because records are to be drawn. A
 * residual moves less between neighbours than a table, the less the fewer levels its attributes have. Larger
 * combinations are measured whole: their residuals say nothing about the pairs within, which may not have been
 * measured.
 */
final class AimSynthesizer implements DpSynthesizer {
    private static final int ROUNDS_PER_ATTRIBUTE = 16;
    private static final double CHOICE = 0.1;
    /**
     * Part of the budget for the first one-way tables. The paper spends a sixteenth; merging rare levels and everything
     * that is never measured rests on them, and on our tables of census and of survey data this is what errors fell
     * with most.
     */
    private static final double FIRST = 0.3;

    private static final double ROUNDING = 1 - 1e-12;
    /** Weights of candidates are rounded to this part of the largest, so that scores stay integers. */
    private static final long WEIGHTS = 1 << 10;

    private static final double FAILURE = 0.05;

    private final boolean residuals;

    /**
     * Creates the synthesizer.
     *
     * @param residuals whether residuals are measured of pairs; if not, whole tables are, as the paper does
     */
    AimSynthesizer(boolean residuals) {
        this.residuals = residuals;
    }

    @Override
    public double partOfSingles() {
        return FIRST;
    }

    @Override
    public ZcdpEvent cost(SynthesisTask task) {
        return GaussianBudget.withChoices(SynthesisTask.LABEL, task.target());
    }

    /** What may be chosen: combinations within those of the workload, with their importance. */
    private static final class Candidates {
        private final List<Clique> cliques = new ArrayList<>();
        private final List<Long> weights = new ArrayList<>();
        private List<Marginal> counts = List.of();
        private double[][] model;

        private Candidates(SynthesisTask task, int[] shape) {
            TreeMap<Clique, Double> closure = new TreeMap<>();
            for (SynthesisTask.Weighted w : task.workload()) {
                addParts(w.clique(), shape, closure);
            }
            long cells = 0;
            double most = 0;
            for (var e : closure.entrySet()) {
                for (SynthesisTask.Weighted w : task.workload()) {
                    e.setValue(e.getValue() + w.weight() * shared(e.getKey(), w.clique()));
                }
                most = Math.max(most, e.getValue());
            }
            for (var e : closure.entrySet()) {
                long here = e.getKey().cells(shape);
                long weight = Exact.round(e.getValue() / most * WEIGHTS);
                boolean isSingle = e.getKey().size() == 1; // in the model anyway, so that there is always a choice
                if (isSingle || here <= task.maxCells() && weight > 0) {
                    cliques.add(e.getKey());
                    weights.add(Math.max(1, weight));
                    cells += here;
                }
            }
            Checks.require(
                    cells <= CandidatePairs.MAX_CELLS,
                    "The combinations of the workload have " + cells + " cells together, more than "
                            + CandidatePairs.MAX_CELLS
                            + " that AIM can compare in every round. Choose the one-shot method, a workload of lower order,"
                            + " or wider bins.");
        }

        private static void addParts(Clique clique, int[] shape, TreeMap<Clique, Double> to) {
            int n = clique.size();
            Checks.require(n <= 12, "A combination of more than 12 attributes is too large for a workload of AIM.");
            for (int set = 1; set < 1 << n; set++) {
                int bits = set;
                int[] part = Arrays.stream(clique.toArray())
                        .filter(a -> (bits >> Arrays.binarySearch(clique.toArray(), a) & 1) == 1)
                        .toArray();
                boolean varies = part.length == 1 || Arrays.stream(part).allMatch(a -> shape[a] > 1);
                if (varies) {
                    to.put(Clique.of(part), 0.0);
                }
            }
        }

        private static int shared(Clique a, Clique b) {
            return (int) Arrays.stream(a.toArray())
                    .filter(x -> Arrays.binarySearch(b.toArray(), x) >= 0)
                    .count();
        }
    }

    /** What the last choice says about the combinations that were not chosen. */
    private record LastChoice(double[][] model, boolean[] open, double worstScore, double sigma) {}

    @Override
    public LearnedModel learn(CountSource data, SynthesisTask task, RandomSource random, ProgressMonitor monitor) {
        ZcdpEvent cost = cost(task);
        return learn(new Measuring(data, task, 2 * cost.rho(), random), task, cost, monitor);
    }

    /** Learns from what a way to the records gives. */
    LearnedModel learn(Measuring measuring, SynthesisTask task, ZcdpEvent cost, ProgressMonitor monitor) {
        int[] full = task.domain().shape();
        double budget = measuring.budget();
        double round = budget / (ROUNDS_PER_ATTRIBUTE * full.length);
        List<LinearMeasurement> first = measuring.oneWayMarginals(full, budget * FIRST, monitor.part(0, 0.02));
        Compression compression = Compression.of(first, Measuring.total(first));
        int[] shape = compression.shape();
        Candidates candidates = new Candidates(task, shape);
        candidates.counts = measuring.count(candidates.cliques, compression, monitor.part(0.02, 0.1));
        List<LinearMeasurement> measurements = new ArrayList<>(compression.compress(first));
        List<Clique> measured = new ArrayList<>();
        JunctionTree tree = JunctionTree.of(shape, measured);
        MarkovRandomField field = fit(tree, measurements, null, 1e-3, monitor);
        LastChoice last = null;
        boolean isLast = false;
        for (int k = 1; !isLast; k++) {
            monitor.checkCanceled();
            double left = measuring.left() * ROUNDING;
            isLast = left < 2 * round;
            double spend = isLast ? left : round;
            candidates.model = field.marginals(candidates.cliques, monitor);
            boolean[] open = open(candidates, tree, shape, measured, task.maxCells() * (1 - (left - spend) / budget));
            double sigma = Math.sqrt(task.sensitivity().squaredL2() / (spend * (1 - CHOICE)));
            int[] positions = positions(open);
            double choice = spend * CHOICE;
            int chosen = positions[measuring.choose(options(candidates, positions, sigma), choice)];
            Clique clique = candidates.cliques.get(chosen);
            LinearMeasurement m = residuals && clique.size() == 2
                    ? measuring.residual(candidates.counts.get(chosen), compression, spend * (1 - CHOICE))
                    : measuring.measure(candidates.counts.get(chosen), spend * (1 - CHOICE));
            measurements.add(m);
            if (!measured.contains(clique)) {
                measured.add(clique); // also one that the tree covers by chance: the next tree need not
                tree = tree.covering(clique) < 0 ? JunctionTree.of(shape, measured) : tree;
            }
            double[] before = candidates.model[chosen];
            last = m.isResidual()
                    ? null // its error is not known from a residual alone
                    : new LastChoice(
                            candidates.model,
                            open,
                            worst(
                                    candidates,
                                    chosen,
                                    before,
                                    m,
                                    sigma,
                                    choice,
                                    task.sensitivity().l1(),
                                    positions.length),
                            sigma);
            field = fit(tree, measurements, field, isLast ? 1e-3 : 1e-2, monitor);
            double[] after = field.marginal(clique);
            if (QueryBounds.distance(before, after) <= m.sigma() * Normal.MEAN_MAGNITUDE * after.length) {
                round *= 4;
            }
            monitor.report(1 - measuring.left() / budget, "Round " + k);
        }
        return new LearnedModel(
                task,
                residuals ? SynthesisMethod.RESIDUAL : SynthesisMethod.AIM,
                compression,
                field,
                measuring,
                cost,
                bounds(field, measurements, candidates, last, monitor));
    }

    private static MarkovRandomField fit(
            JunctionTree tree,
            List<LinearMeasurement> measurements,
            MarkovRandomField start,
            double tolerance,
            ProgressMonitor monitor) {
        ProgressMonitor quiet = monitor.part(0, 0); // rounds are reported, steps of a fit are not
        return Estimator.withDefaults()
                .with(2000, tolerance)
                .fit(tree, measurements, Math.max(1, Measuring.total(measurements)), List.of(), start, quiet);
    }

    /** Candidates with which the model keeps to its size. */
    private static boolean[] open(
            Candidates candidates, JunctionTree tree, int[] shape, List<Clique> measured, double limit) {
        boolean[] open = new boolean[candidates.cliques.size()];
        Parallel.forEach(open.length, i -> {
            Clique clique = candidates.cliques.get(i);
            if (tree.covering(clique) >= 0) {
                open[i] = true;
            } else if (clique.cells(shape) <= limit) {
                List<Clique> with = new ArrayList<>(measured);
                with.add(clique);
                open[i] = JunctionTree.cells(shape, with) <= limit;
            }
        });
        return open;
    }

    private static int[] positions(boolean[] open) {
        int[] result = new int[open.length];
        int n = 0;
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                result[n++] = i;
            }
        }
        return Arrays.copyOf(result, n);
    }

    /** Errors less the expected noise of a measurement. */
    private static List<Measuring.Option> options(Candidates candidates, int[] positions, double sigma) {
        List<Measuring.Option> options = new ArrayList<>();
        for (int c : positions) {
            options.add(new Measuring.Option(
                    candidates.counts.get(c),
                    candidates.model[c],
                    Normal.MEAN_MAGNITUDE * sigma * candidates.counts.get(c).cells(),
                    candidates.weights.get(c)));
        }
        return options;
    }

    /**
     * A score that no candidate exceeds, with a probability of 95 %: half of the failure for the chosen one's error,
     * known from its measurement, half for the exponential mechanism, whose choice falls short of the best by more than
     * (2 D / epsilon) ln(n / beta) with a probability of at most beta.
     */
    private static double worst(
            Candidates candidates,
            int chosen,
            double[] before,
            LinearMeasurement m,
            double sigma,
            double squaredMu,
            long sensitivity,
            int n) {
        double error = QueryBounds.distance(before, m.values()) + QueryBounds.noise(m, FAILURE / 2);
        double bias = Normal.MEAN_MAGNITUDE * sigma * before.length;
        double ofChosen = candidates.weights.get(chosen) * (error - bias);
        double epsilon = GaussianBudget.choiceEpsilon(squaredMu);
        return ofChosen + 2 * sensitivity * WEIGHTS / epsilon * Elementary.log(2 * n / FAILURE);
    }

    private static List<LearnedModel.QueryError> bounds(
            MarkovRandomField field,
            List<LinearMeasurement> measurements,
            Candidates candidates,
            LastChoice last,
            ProgressMonitor monitor) {
        QueryBounds bounds = new QueryBounds(field);
        measurements.forEach(bounds::measured);
        List<Clique> cliques = new ArrayList<>();
        List<double[]> references = new ArrayList<>();
        List<Double> largest = new ArrayList<>();
        for (int i = 0; last != null && i < last.open.length; i++) {
            Clique clique = candidates.cliques.get(i);
            if (last.open[i] && clique.size() > 1) {
                double noise = Normal.MEAN_MAGNITUDE * last.sigma * last.model[i].length;
                cliques.add(clique);
                references.add(last.model[i]);
                largest.add(Math.max(0, last.worstScore / candidates.weights.get(i) + noise));
            }
        }
        bounds.within(cliques, references, largest, monitor);
        return bounds.all();
    }
}
