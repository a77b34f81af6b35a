// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.ControlledRounding;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.MarkovTree;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;
import org.murmuration.engine.synthesis.FittedSynthesizer;

/**
 * Draws records from a {@link MarkovTree} attribute by attribute, with controlled rounding: the number of records with
 * a level differs from its expectation by less than one in each group, so that sampling adds almost no error to the
 * noise.
 */
public final class TreeSynthesizer implements Synthesizer {
    /** Creates the synthesizer. */
    public TreeSynthesizer() {
        // has no parameters
    }

    @Override
    public FittedSynthesizer fit(ReleasedAggregates aggregates, ProgressMonitor monitor) {
        List<LinearMeasurement> measurements = measurements(aggregates);
        double total =
                Projection.total(aggregates.count().count(), aggregates.count().sigma(), measurements);
        MarkovTree tree = MarkovTree.fit(aggregates.domain().shape(), measurements, total, monitor);
        return new FittedTree(aggregates.domain(), tree);
    }

    /**
     * The released marginals as measurements.
     *
     * @param aggregates what was released
     * @return one a marginal, in order
     */
    public static List<LinearMeasurement> measurements(ReleasedAggregates aggregates) {
        List<LinearMeasurement> result = new ArrayList<>();
        for (ReleasedMarginal m : aggregates.marginals()) {
            result.add(new LinearMeasurement(m.clique(), m.toDoubles(), m.sigma()));
        }
        return result;
    }

    record FittedTree(Domain domain, MarkovTree tree) implements FittedSynthesizer {
        @Override
        public long estimatedRows() {
            return Exact.round(tree.total());
        }

        @Override
        public Dataset sample(int rows, RandomSource random, ProgressMonitor monitor) {
            Checks.require(rows >= 0, "The number of records must be at least 0, not " + rows);
            return Dataset.of(domain, draw(tree, rows, random, monitor));
        }

        /** Levels of records by attribute, in random order. */
        static int[][] draw(MarkovTree tree, int rows, RandomSource random, ProgressMonitor monitor) {
            int[] shape = tree.shape();
            int[][] codes = new int[shape.length][];
            int[] everyRow = new int[rows];
            for (int r = 0; r < rows; r++) {
                everyRow[r] = r;
            }
            int done = 0;
            for (int attribute : tree.order()) {
                monitor.checkCanceled();
                int[] column = new int[rows];
                int parent = tree.parent(attribute);
                if (parent < 0) {
                    ControlledRounding.assign(everyRow.clone(), tree.node(attribute), column, random);
                } else {
                    assignGiven(codes[parent], tree.edge(attribute), shape[attribute], column, random);
                }
                codes[attribute] = column;
                monitor.report((double) ++done / shape.length, "Drawing records");
            }
            Shuffle.shuffle(codes, rows, random);
            return codes;
        }

        private static void assignGiven(
                int[] parentCodes, double[] joint, int levels, int[] column, RandomSource random) {
            int parents = joint.length / levels;
            int[] starts = new int[parents + 1];
            for (int code : parentCodes) {
                starts[code + 1]++;
            }
            for (int v = 0; v < parents; v++) {
                starts[v + 1] += starts[v];
            }
            int[] members = new int[parentCodes.length];
            int[] next = starts.clone();
            for (int r = 0; r < parentCodes.length; r++) {
                members[next[parentCodes[r]]++] = r;
            }
            for (int v = 0; v < parents; v++) {
                ControlledRounding.assign(
                        Arrays.copyOfRange(members, starts[v], starts[v + 1]),
                        Arrays.copyOfRange(joint, v * levels, (v + 1) * levels),
                        column,
                        random);
            }
        }
    }
}
