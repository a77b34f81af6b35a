// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/**
 * Noisy values of the cells of a clique.
 *
 * @param clique what was measured
 * @param values one a cell in row-major order; not copied, must not be changed
 * @param sigma standard deviation of the noise in each cell, above 0
 */
public record LinearMeasurement(Clique clique, double[] values, double sigma) {
    /** Checks the parameters. */
    public LinearMeasurement {
        Checks.positive(sigma, "sigma");
        Checks.require(values.length > 0, "A measurement needs at least one cell.");
    }

    /**
     * Sum of all cells: an unbiased measurement of the total.
     *
     * @return the sum
     */
    public double sum() {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    /**
     * Variance of {@link #sum()}.
     *
     * @return cells times sigma squared
     */
    public double sumVariance() {
        return values.length * sigma * sigma;
    }
}
