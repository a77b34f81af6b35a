// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/** Junction trees, belief propagation, estimation and sampling, against brute force over all records. */
class GraphicalModelTest {
    private static int[] randomShape(RandomSource random, int attributes) {
        int[] shape = new int[attributes];
        for (int a = 0; a < attributes; a++) {
            shape[a] = 1 + (int) random.nextLong(4);
        }
        return shape;
    }

    private static List<Clique> randomCliques(RandomSource random, int attributes) {
        List<Clique> cliques = new ArrayList<>();
        int count = (int) random.nextLong(attributes + 2);
        for (int c = 0; c < count; c++) {
            int[] members = random.nextLong(3) == 0
                    ? new int[] {(int) random.nextLong(attributes)}
                    : java.util.stream.IntStream.generate(() -> (int) random.nextLong(attributes))
                            .limit(2 + random.nextLong(2))
                            .distinct()
                            .toArray();
            cliques.add(Clique.of(members));
        }
        return cliques;
    }

    private static Clique all(int attributes) {
        return Clique.of(java.util.stream.IntStream.range(0, attributes).toArray());
    }

    // --- junction trees
    // --------------------------------------------------------------------------------------------------

    @Test
    void treesCoverEverythingAndKeepTheRunningIntersection() {
        RandomSource random = RandomSource.seeded("trees");
        for (int t = 0; t < 300; t++) {
            int n = 1 + (int) random.nextLong(9);
            int[] shape = randomShape(random, n);
            List<Clique> measured = randomCliques(random, n);
            JunctionTree tree = JunctionTree.of(shape, measured);
            for (Clique c : measured) {
                assertTrue(tree.covering(c) >= 0);
            }
            assertEquals(tree.cells(), JunctionTree.cells(shape, measured));
            assertEquals(tree.cliques().size(), tree.order().length);
            for (int a = 0; a < n; a++) {
                // the cliques with an attribute hang together: all but one of them share it with their parent
                int attribute = a;
                int with = 0;
                int linked = 0;
                for (int c = 0; c < tree.cliques().size(); c++) {
                    with += Cells.contains(tree.cliques().get(c), attribute) ? 1 : 0;
                    linked += Cells.contains(tree.separator(c), attribute) ? 1 : 0;
                }
                assertTrue(with >= 1);
                assertEquals(with - 1, linked);
            }
        }
    }

    @Test
    void treesDoNotDependOnTheOrderOfTheCliques() {
        RandomSource random = RandomSource.seeded("order");
        int[] shape = {3, 4, 2, 5, 3, 2};
        List<Clique> cliques = List.of(
                Clique.of(0, 1), Clique.of(1, 2), Clique.of(2, 3), Clique.of(3, 0), Clique.of(4, 5), Clique.of(1, 4));
        JunctionTree first = JunctionTree.of(shape, cliques);
        for (int i = 0; i < 20; i++) {
            int[] order = {0, 1, 2, 3, 4, 5};
            Shuffle.shuffle(order, random);
            List<Clique> shuffled = Arrays.stream(order).mapToObj(cliques::get).toList();
            assertEquals(first.cliques(), JunctionTree.of(shape, shuffled).cliques());
        }
        assertTrue(first.cliques().stream().allMatch(c -> c.size() <= 3), "a cycle of four needs one chord");
    }

    @Test
    void tooLargeCliquesAreRefusedBeforeAnythingIsMade() {
        int[] shape = new int[8];
        Arrays.fill(shape, 100);
        assertEquals(Long.MAX_VALUE, JunctionTree.cells(new int[] {1 << 30, 1 << 30, 1 << 30}, List.of(all(3))));
        assertThrows(IllegalArgumentException.class, () -> JunctionTree.of(shape, List.of(all(8))));
        assertThrows(IllegalArgumentException.class, () -> JunctionTree.of(new int[] {2}, List.of(Clique.of(1))));
    }

    // --- belief propagation
    // ----------------------------------------------------------------------------------------------

    /** Sum over all records of the product of exp(potentials), by brute force. */
    private static double[] joint(JunctionTree tree, double[][] potentials) {
        Clique all = all(tree.shape().length);
        double[] joint = new double[(int) all.cells(tree.shape())];
        for (int c = 0; c < potentials.length; c++) {
            int[] index = Cells.index(all, tree.cliques().get(c), tree.shape());
            for (int i = 0; i < joint.length; i++) {
                joint[i] += potentials[c][index[i]];
            }
        }
        for (int i = 0; i < joint.length; i++) {
            joint[i] = Math.exp(joint[i]);
        }
        return joint;
    }

    @Test
    void marginalsAgreeWithBruteForce() {
        RandomSource random = RandomSource.seeded("brute force");
        for (int t = 0; t < 200; t++) {
            int n = 1 + (int) random.nextLong(6);
            int[] shape = randomShape(random, n);
            JunctionTree tree = JunctionTree.of(shape, randomCliques(random, n));
            double[][] potentials = new double[tree.cliques().size()][];
            for (int c = 0; c < potentials.length; c++) {
                potentials[c] = new double[(int) tree.cliques().get(c).cells(shape)];
                for (int i = 0; i < potentials[c].length; i++) {
                    potentials[c][i] = 8 * random.nextDouble() - 4;
                }
            }
            double[] joint = joint(tree, potentials);
            double z = Arrays.stream(joint).sum();
            BeliefPropagation propagation = new BeliefPropagation(tree);
            assertEquals(Math.log(z), propagation.run(potentials), 1e-9);
            double[][] copy = new double[potentials.length][];
            for (int c = 0; c < copy.length; c++) {
                copy[c] = propagation.beliefs()[c].clone();
            }
            MarkovRandomField field = MarkovRandomField.of(tree, 1, copy);
            for (int q = 0; q < 6; q++) {
                int[] members = java.util.stream.IntStream.range(0, n)
                        .filter(a -> random.nextBoolean())
                        .toArray();
                Clique asked = Clique.of(members);
                double[] expected = new double[(int) asked.cells(shape)];
                BeliefPropagation.sumTo(joint, Cells.index(all(n), asked, shape), expected);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] /= z;
                }
                assertArrayEquals(expected, field.marginal(asked), 1e-9, "marginal " + asked);
            }
        }
    }

    @Test
    void extremePotentialsStayFinite() {
        JunctionTree tree = JunctionTree.of(new int[] {2, 2, 2}, List.of(Clique.of(0, 1), Clique.of(1, 2)));
        double[][] potentials = {{1e6, 0, 0, 1e6}, {-1e6, -1e6, -2e6, -1e6}};
        BeliefPropagation propagation = new BeliefPropagation(tree);
        assertTrue(Double.isFinite(propagation.run(potentials)));
        for (double[] belief : propagation.beliefs()) {
            assertEquals(1, Arrays.stream(belief).sum(), 1e-12);
        }
    }

    // --- estimation
    // ------------------------------------------------------------------------------------------------------

    private static LinearMeasurement measure(
            double[] joint, int[] shape, Clique clique, double sigma, RandomSource random) {
        double[] values = new double[(int) clique.cells(shape)];
        BeliefPropagation.sumTo(joint, Cells.index(all(shape.length), clique, shape), values);
        for (int i = 0; i < values.length; i++) {
            double gauss = 0;
            for (int k = 0; k < 12; k++) {
                gauss += random.nextDouble() - 0.5;
            }
            values[i] += sigma * gauss;
        }
        return new LinearMeasurement(clique, values, sigma);
    }

    private static double loss(MarkovRandomField field, List<LinearMeasurement> measurements) {
        double loss = 0;
        for (LinearMeasurement m : measurements) {
            double[] fitted = field.marginal(m.clique());
            for (int i = 0; i < fitted.length; i++) {
                double d = (fitted[i] - m.values()[i]) / m.sigma();
                loss += d * d / 2;
            }
        }
        return loss;
    }

    /** The same problem over all records, solved by another method: projected gradient on the simplex. */
    private static double bestLoss(List<LinearMeasurement> measurements, int[] shape, double total) {
        int n = (int) all(shape.length).cells(shape);
        double[] p = new double[n];
        Arrays.fill(p, total / n);
        double lipschitz = 0;
        for (LinearMeasurement m : measurements) {
            lipschitz += (double) n / m.values().length / (m.sigma() * m.sigma());
        }
        double best = Double.POSITIVE_INFINITY;
        double[] momentum = p.clone();
        double t = 1;
        for (int step = 0; step < 20_000; step++) {
            double[] gradient = new double[n];
            for (LinearMeasurement m : measurements) {
                int[] index = Cells.index(all(shape.length), m.clique(), shape);
                double[] marginal = new double[m.values().length];
                BeliefPropagation.sumTo(momentum, index, marginal);
                for (int i = 0; i < n; i++) {
                    gradient[i] += (marginal[index[i]] - m.values()[index[i]]) / (m.sigma() * m.sigma());
                }
            }
            double[] moved = new double[n];
            for (int i = 0; i < n; i++) {
                moved[i] = momentum[i] - gradient[i] / lipschitz;
            }
            double[] next = Projection.onSimplex(moved, total);
            double nextT = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            for (int i = 0; i < n; i++) {
                momentum[i] = next[i] + (t - 1) / nextT * (next[i] - p[i]);
            }
            p = next;
            t = nextT;
        }
        double loss = 0;
        for (LinearMeasurement m : measurements) {
            double[] marginal = new double[m.values().length];
            BeliefPropagation.sumTo(p, Cells.index(all(shape.length), m.clique(), shape), marginal);
            for (int i = 0; i < marginal.length; i++) {
                double d = (marginal[i] - m.values()[i]) / m.sigma();
                loss += d * d / 2;
            }
        }
        return Math.min(best, loss);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void estimatorReachesTheOptimumFoundByAnotherMethod(int seed) {
        RandomSource random = RandomSource.seeded("optimum" + seed);
        int[] shape = {3, 2, 4, 2};
        double[] joint = new double[48];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = random.nextLong(3) == 0 ? 60 * random.nextDouble() : 0;
        }
        double total = Arrays.stream(joint).sum();
        List<LinearMeasurement> measurements = List.of(
                measure(joint, shape, Clique.of(0, 1), 5, random),
                measure(joint, shape, Clique.of(1, 2), 3, random),
                measure(joint, shape, Clique.of(2, 3), 8, random),
                measure(joint, shape, Clique.of(0), 1, random),
                measure(joint, shape, Clique.of(0, 3), 20, random));
        JunctionTree tree = JunctionTree.of(
                shape, measurements.stream().map(LinearMeasurement::clique).toList());
        MarkovRandomField field = Estimator.withDefaults()
                .with(20_000, 1e-9)
                .fit(tree, measurements, total, List.of(), ProgressMonitor.NONE);
        double best = bestLoss(measurements, shape, total);
        assertEquals(best, loss(field, measurements), 1e-4 * best + 1e-6);
        // the usual end is within a few thousandths
        MarkovRandomField usual =
                Estimator.withDefaults().fit(tree, measurements, total, List.of(), ProgressMonitor.NONE);
        assertTrue(loss(usual, measurements) <= best * 1.02 + 0.01, loss(usual, measurements) + " of " + best);
        assertEquals(total, Arrays.stream(usual.marginal(Clique.of(1, 3))).sum(), 1e-6 * total);
    }

    @Test
    void aWarmStartBeginsWhereTheOldFieldEnded() {
        RandomSource random = RandomSource.seeded("warm");
        int[] shape = {3, 4, 2, 3};
        double[] joint = new double[72];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = 100 * random.nextDouble() * random.nextDouble();
        }
        double total = Arrays.stream(joint).sum();
        List<LinearMeasurement> first = List.of(
                measure(joint, shape, Clique.of(0, 1), 2, random), measure(joint, shape, Clique.of(2, 3), 2, random));
        Estimator exact = Estimator.withDefaults().with(5000, 1e-8);
        JunctionTree tree = JunctionTree.of(shape, List.of(Clique.of(0, 1), Clique.of(2, 3)));
        MarkovRandomField field = exact.fit(tree, first, total, List.of(), ProgressMonitor.NONE);
        List<LinearMeasurement> more = new ArrayList<>(first);
        more.add(measure(joint, shape, Clique.of(1, 2), 2, random));
        JunctionTree larger = JunctionTree.of(
                shape, more.stream().map(LinearMeasurement::clique).toList());
        Estimator oneStep = Estimator.withDefaults().with(1, 1e-3);
        double cold = loss(oneStep.fit(larger, more, total, List.of(), ProgressMonitor.NONE), more);
        double warm = loss(oneStep.fit(larger, more, total, List.of(), field, ProgressMonitor.NONE), more);
        assertTrue(warm < cold, "warm " + warm + ", cold " + cold);
    }

    @Test
    void structuralZerosStayZero() {
        RandomSource random = RandomSource.seeded("zeros");
        int[] shape = {3, 3};
        double[] joint = {10, 20, 0, 5, 40, 10, 0, 0, 15};
        boolean[] impossible = {false, false, true, false, false, false, true, true, false};
        List<LinearMeasurement> m = List.of(measure(joint, shape, Clique.of(0, 1), 10, random));
        JunctionTree tree = JunctionTree.of(shape, List.of(Clique.of(0, 1)));
        List<StructuralZeros> zeros = List.of(new StructuralZeros(Clique.of(0, 1), impossible));
        MarkovRandomField field = Estimator.withDefaults().fit(tree, m, 100, zeros, ProgressMonitor.NONE);
        double[] fitted = field.marginal(Clique.of(0, 1));
        for (int i = 0; i < impossible.length; i++) {
            assertTrue(!impossible[i] || fitted[i] == 0);
        }
        int[][] codes = field.sample(500, random, ProgressMonitor.NONE);
        for (int r = 0; r < 500; r++) {
            assertTrue(!impossible[codes[0][r] * 3 + codes[1][r]]);
        }
        boolean[] nothing = new boolean[9];
        Arrays.fill(nothing, true);
        assertThrows(IllegalArgumentException.class, () -> Estimator.withDefaults()
                .fit(tree, m, 100, List.of(new StructuralZeros(Clique.of(0, 1), nothing)), ProgressMonitor.NONE));
    }

    @Test
    void noMeasurementsOrNoRecordsGiveTheUniformField() {
        JunctionTree tree = JunctionTree.of(new int[] {4, 2}, List.of());
        MarkovRandomField field = Estimator.withDefaults().fit(tree, List.of(), 80, List.of(), ProgressMonitor.NONE);
        assertArrayEquals(new double[] {20, 20, 20, 20}, field.marginal(Clique.of(0)), 1e-9);
        LinearMeasurement m = new LinearMeasurement(Clique.of(0), new double[] {3, -2, 1, 0}, 5);
        assertEquals(
                0,
                Estimator.withDefaults()
                        .fit(tree, List.of(m), 0, List.of(), ProgressMonitor.NONE)
                        .total());
        assertThrows(CanceledException.class, () -> Estimator.withDefaults()
                .fit(tree, List.of(m), 80, List.of(), Canceled.MONITOR));
    }

    // --- sampling
    // --------------------------------------------------------------------------------------------------------

    @Test
    void sampledMarginalsKeepToThoseOfTheModel() {
        RandomSource random = RandomSource.seeded("sampling");
        int[] shape = {3, 4, 2, 3, 5};
        double[] joint = new double[360];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = 20 * random.nextDouble() * random.nextDouble();
        }
        double total = Arrays.stream(joint).sum();
        List<LinearMeasurement> measurements = new ArrayList<>();
        for (Clique c : List.of(Clique.of(0, 1), Clique.of(1, 2), Clique.of(2, 3), Clique.of(1, 4))) {
            measurements.add(measure(joint, shape, c, 3, random));
        }
        JunctionTree tree = JunctionTree.of(
                shape, measurements.stream().map(LinearMeasurement::clique).toList());
        MarkovRandomField field =
                Estimator.withDefaults().fit(tree, measurements, total, List.of(), ProgressMonitor.NONE);
        int rows = 50_000;
        int[][] codes = field.sample(rows, random, ProgressMonitor.NONE);
        for (Clique c : Clique.allOf(5, 2)) {
            double[] expected = field.marginal(c);
            double[] seen = new double[expected.length];
            for (int r = 0; r < rows; r++) {
                seen[codes[c.get(0)][r] * shape[c.get(1)] + codes[c.get(1)][r]]++;
            }
            double distance = 0;
            for (int i = 0; i < seen.length; i++) {
                distance += Math.abs(seen[i] / rows - expected[i] / total) / 2;
            }
            // measured pairs keep to within a cell each; others to within independent draws of 50,000
            boolean covered = tree.covering(c) >= 0;
            assertTrue(distance < (covered ? 1e-3 : 1.5e-2), c + ": " + distance);
        }
        assertEquals(0, field.sample(0, random, ProgressMonitor.NONE)[0].length);
    }
}
