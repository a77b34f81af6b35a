// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.random.RandomSource;

class ProjectionTest {
    @Test
    void resultIsOnTheSimplexAndNoPointThereIsNearer() {
        RandomSource random = RandomSource.seeded("simplex");
        for (int trial = 0; trial < 200; trial++) {
            int n = 1 + (int) random.nextLong(12);
            double total = trial % 7 == 0 ? 0 : 100 * random.nextDouble();
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = 200 * random.nextDouble() - 100;
            }
            double[] projected = Projection.onSimplex(values, total);
            double sum = 0;
            for (double p : projected) {
                assertTrue(p >= 0);
                sum += p;
            }
            assertEquals(total, sum, 1e-9 * (1 + total));
            // optimality: positive entries share one shift, and zero entries would need a larger one
            double shift = Double.NaN;
            for (int i = 0; i < n; i++) {
                if (projected[i] > 1e-12) {
                    shift = values[i] - projected[i];
                }
            }
            for (int i = 0; i < n && !Double.isNaN(shift); i++) {
                if (projected[i] > 1e-12) {
                    assertEquals(shift, values[i] - projected[i], 1e-9);
                } else {
                    assertTrue(values[i] <= shift + 1e-9);
                }
            }
        }
    }

    @Test
    void pointsOnTheSimplexStay() {
        double[] point = {3, 0, 7, 0.5};
        double[] projected = Projection.onSimplex(point, 10.5);
        for (int i = 0; i < point.length; i++) {
            assertEquals(point[i], projected[i], 1e-12);
        }
        assertThrows(IllegalArgumentException.class, () -> Projection.onSimplex(point, -1));
        assertThrows(IllegalArgumentException.class, () -> Projection.onSimplex(point, Double.NaN));
    }

    @Test
    void totalIsTheMeanWeightedByInverseVariances() {
        LinearMeasurement m = new LinearMeasurement(Clique.of(0), new double[] {40, 62}, 2); // sum 102, variance 8
        assertEquals((100 / 4.0 + 102 / 8.0) / (1 / 4.0 + 1 / 8.0), Projection.total(100, 2, List.of(m)), 1e-12);
        assertEquals(0, Projection.total(-50, 2, List.of()));
    }
}
