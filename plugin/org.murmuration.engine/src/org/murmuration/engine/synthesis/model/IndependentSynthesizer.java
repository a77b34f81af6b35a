// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.accounting.GaussianBudget;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.graphicalmodel.Estimator;
import org.murmuration.engine.graphicalmodel.JunctionTree;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovRandomField;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Counts of each attribute alone: the whole budget for them, no relations. */
final class IndependentSynthesizer implements DpSynthesizer {
    @Override
    public double partOfSingles() {
        return 1;
    }

    @Override
    public GaussianEvent cost(SynthesisTask task) {
        return GaussianBudget.gaussian(SynthesisTask.LABEL, task.target(), task.composition());
    }

    @Override
    public LearnedModel learn(CountSource data, SynthesisTask task, RandomSource random, ProgressMonitor monitor) {
        GaussianEvent cost = cost(task);
        Measuring measuring = new Measuring(data, task, GaussianBudget.squaredMu(cost), random);
        int[] shape = task.domain().shape();
        double[] equal = new double[shape.length];
        Arrays.fill(equal, 1);
        List<LinearMeasurement> singles =
                measuring.singles(shape, equal, measuring.budget() * (1 - 1e-12), monitor.part(0, 0.5));
        MarkovRandomField field = Estimator.withDefaults()
                .fit(
                        JunctionTree.of(shape, List.of()),
                        singles,
                        Measuring.total(singles),
                        List.of(),
                        monitor.part(0.5, 1));
        QueryBounds bounds = new QueryBounds(field);
        singles.forEach(bounds::measured);
        return new LearnedModel(
                task, SynthesisMethod.INDEPENDENT, Compression.none(shape), field, measuring, cost, bounds.all());
    }
}
