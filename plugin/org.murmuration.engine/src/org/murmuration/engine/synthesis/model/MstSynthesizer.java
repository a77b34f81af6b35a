// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.graphicalmodel.Estimator;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * MST (McKenna, Miklau, Sheldon 2021): a third of the budget for one-way tables, by which rare levels are merged; a
 * third to choose a spanning tree of pairs whose counts are far from independence, edge by edge with the exponential
 * mechanism (Kruskal); a third to measure these pairs.
 */
final class MstSynthesizer implements DpSynthesizer {
    private static final double ROUNDING = 1 - 1e-12;

    @Override
    public double partOfSingles() {
        return 1.0 / 3;
    }

    @Override
    public ZcdpEvent cost(SynthesisTask task) {
        return GaussianBudget.withChoices(SynthesisTask.LABEL, task.target());
    }

    @Override
    public LearnedModel learn(CountSource data, SynthesisTask task, RandomSource random, ProgressMonitor monitor) {
        ZcdpEvent cost = cost(task);
        Measuring measuring = new Measuring(data, task, 2 * cost.rho(), random);
        int[] full = task.domain().shape();
        List<LinearMeasurement> first =
                measuring.oneWayMarginals(full, measuring.budget() / 3 * ROUNDING, monitor.part(0, 0.1));
        Compression compression = Compression.of(first, Measuring.total(first));
        int[] shape = compression.shape();
        List<LinearMeasurement> measurements = new ArrayList<>(compression.compress(first));
        List<Clique> pairs = CandidatePairs.of(shape, task.maxCells());
        MarkovRandomField alone = Estimator.withDefaults()
                .fit(
                        JunctionTree.of(shape, List.of()),
                        measurements,
                        Math.max(1, Measuring.total(measurements)),
                        List.of(),
                        monitor.part(0.1, 0.2));
        List<Marginal> counts = measuring.count(pairs, compression, monitor.part(0.2, 0.4));
        double[][] products = alone.marginals(pairs, monitor);
        List<Measuring.Option> options = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            options.add(new Measuring.Option(counts.get(i), products[i], 0, 1));
        }
        List<Integer> tree = tree(measuring, pairs, options, shape.length, monitor.part(0.4, 0.5));
        if (tree.isEmpty()) { // nothing varies enough to be seen: the rest goes to the attributes alone
            double[] rest = new double[shape.length];
            Arrays.fill(rest, measuring.left() / shape.length * ROUNDING);
            List<LinearMeasurement> singles = measuring.again(first, rest, monitor);
            compression = compression.sharing(singles, Measuring.total(singles));
            measurements = new ArrayList<>(compression.compress(singles));
        }
        double each = measuring.left() / Math.max(1, tree.size()) * ROUNDING;
        for (int i : tree) {
            measurements.add(measuring.measure(counts.get(i), each));
        }
        MarkovRandomField field = Estimator.withDefaults()
                .fit(
                        JunctionTree.of(shape, tree.stream().map(pairs::get).toList()),
                        measurements,
                        Measuring.total(measurements),
                        List.of(),
                        monitor.part(0.5, 1));
        QueryBounds bounds = new QueryBounds(field);
        measurements.forEach(bounds::measured);
        return new LearnedModel(task, SynthesisMethod.MST, compression, field, measuring, cost, bounds.all());
    }

    /** Positions of the chosen pairs: as many as join all attributes that pairs can join. */
    private static List<Integer> tree(
            Measuring measuring,
            List<Clique> pairs,
            List<Measuring.Option> options,
            int attributes,
            ProgressMonitor monitor) {
        int[] part = new int[attributes];
        Arrays.setAll(part, a -> a);
        int edges = 0;
        for (Clique c : pairs) {
            edges += join(part, c) ? 1 : 0;
        }
        Arrays.setAll(part, a -> a);
        List<Integer> chosen = new ArrayList<>();
        double each = Rounding.divideDown(measuring.budget() / 3 * ROUNDING, Math.max(1, edges));
        for (int k = 0; k < edges; k++) {
            monitor.checkCanceled();
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < options.size(); i++) {
                if (part[pairs.get(i).get(0)] != part[pairs.get(i).get(1)]) {
                    open.add(i);
                }
            }
            int pair = open.get(measuring.choose(open.stream().map(options::get).toList(), each));
            join(part, pairs.get(pair));
            chosen.add(pair);
            monitor.report((k + 1.0) / edges, "Choosing pairs");
        }
        return chosen;
    }

    private static boolean join(int[] part, Clique pair) {
        int a = part[pair.get(0)];
        int b = part[pair.get(1)];
        for (int i = 0; i < part.length; i++) {
            part[i] = part[i] == b ? a : part[i];
        }
        return a != b;
    }
}
