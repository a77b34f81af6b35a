// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

class MarkovTreeTest {
    private static List<LinearMeasurement> measure(Dataset data, int order, double sigma, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        List<LinearMeasurement> result = new ArrayList<>();
        for (Marginal m : MarginalCounter.count(data, Workload.upToOrder(data.domain(), order), ProgressMonitor.NONE)) {
            double[] values = new double[m.cells()];
            for (int i = 0; i < values.length; i++) {
                values[i] = m.count(i) + sigma * 3.46 * (random.nextDouble() - 0.5);
            }
            result.add(new LinearMeasurement(m.clique(), values, Math.max(sigma, 1e-6)));
        }
        return result;
    }

    private static void assertConsistent(MarkovTree tree) {
        int[] shape = tree.shape();
        for (int a = 0; a < shape.length; a++) {
            double[] node = tree.node(a);
            double sum = 0;
            for (double v : node) {
                assertTrue(v >= 0);
                sum += v;
            }
            assertEquals(tree.total(), sum, 1e-6 * (1 + tree.total()));
            if (tree.parent(a) < 0) {
                continue;
            }
            double[] parent = tree.node(tree.parent(a));
            double[] edge = tree.edge(a);
            for (int p = 0; p < parent.length; p++) {
                double row = 0;
                for (int v = 0; v < node.length; v++) {
                    assertTrue(edge[p * node.length + v] >= 0);
                    row += edge[p * node.length + v];
                }
                assertEquals(parent[p], row, 1e-6 * (1 + tree.total()));
            }
        }
    }

    @Test
    void findsTheChainThatMadeTheRecords() {
        Domain domain = RandomData.domain(4, 4, 4, 4, 4);
        Dataset data = RandomData.records(domain, 20_000, "chain");
        MarkovTree tree = MarkovTree.fit(domain.shape(), measure(data, 2, 5, "n"), 20_000, ProgressMonitor.NONE);
        assertEquals(List.of(Clique.of(0, 1), Clique.of(1, 2), Clique.of(2, 3), Clique.of(3, 4)), tree.edges());
        assertConsistent(tree);
    }

    @Test
    void marginalsStayConsistentUnderHeavyNoise() {
        Domain domain = RandomData.domain(3, 9, 2, 20);
        Dataset data = RandomData.records(domain, 500, "heavy");
        for (double sigma : new double[] {0, 1, 30, 1000}) {
            for (double total : new double[] {0, 1, 500}) {
                assertConsistent(MarkovTree.fit(
                        domain.shape(), measure(data, 2, sigma, "h" + sigma), total, ProgressMonitor.NONE));
            }
        }
    }

    @Test
    void withoutPairsAttributesAreIndependent() {
        Domain domain = RandomData.domain(3, 3);
        Dataset data = RandomData.records(domain, 1000, "single");
        MarkovTree tree = MarkovTree.fit(domain.shape(), measure(data, 1, 0, "s"), 1000, ProgressMonitor.NONE);
        assertTrue(tree.edges().isEmpty());
        assertConsistent(tree);
        assertThrows(IllegalArgumentException.class, () -> tree.edge(0));
    }

    @Test
    void refusesWithoutOneWayMarginals() {
        assertThrows(
                IllegalArgumentException.class,
                () -> MarkovTree.fit(new int[] {2}, List.of(), 10, ProgressMonitor.NONE));
    }
}
