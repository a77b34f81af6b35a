// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/**
 * Noisy values of the cells of a clique. A cell may be the sum of several that were measured, and carries the noise of
 * all.
 */
public final class LinearMeasurement {
    private final Clique clique;
    private final double[] values;
    private final double sigma;
    private final int[] parts;
    private final boolean residual;

    private LinearMeasurement(Clique clique, double[] values, double sigma, int[] parts, boolean residual) {
        Checks.positive(sigma, "sigma");
        Checks.require(values.length > 0, "A measurement needs at least one cell.");
        this.clique = clique;
        this.values = values;
        this.sigma = sigma;
        this.parts = parts;
        this.residual = residual;
    }

    /**
     * A measurement whose cells all have the same noise.
     *
     * @param clique what was measured
     * @param values one a cell in row-major order; not copied, must not be changed
     * @param sigma standard deviation of the noise in each cell, above 0
     */
    public LinearMeasurement(Clique clique, double[] values, double sigma) {
        this(clique, values, sigma, null, false);
    }

    /**
     * A measurement of cells that were merged.
     *
     * @param clique what was measured
     * @param values sums, one a merged cell in row-major order; not copied, must not be changed
     * @param sigma standard deviation of the noise in each cell before, above 0
     * @param parts number of cells in each sum, at least 1; not copied, must not be changed
     * @return the measurement
     */
    public static LinearMeasurement ofSums(Clique clique, double[] values, double sigma, int[] parts) {
        Checks.require(parts.length == values.length, "There must be one number of parts a cell.");
        return new LinearMeasurement(clique, values, sigma, parts, false);
    }

    /**
     * A measurement of what a table says beyond its smaller ones: its counts less their mean along each attribute.
     *
     * @param clique what was measured
     * @param values centred along each attribute; not copied, must not be changed
     * @param sigma standard deviation of the noise in each cell before it was centred too, above 0
     * @return the measurement
     */
    public static LinearMeasurement ofResidual(Clique clique, double[] values, double sigma) {
        return new LinearMeasurement(clique, values, sigma, null, true);
    }

    /**
     * Whether only what goes beyond smaller tables was measured.
     *
     * @return true for a residual
     */
    public boolean isResidual() {
        return residual;
    }

    /**
     * What was measured.
     *
     * @return the attributes
     */
    public Clique clique() {
        return clique;
    }

    /**
     * Noisy values.
     *
     * @return one a cell in row-major order; not a copy, must not be changed
     */
    public double[] values() {
        return values;
    }

    /**
     * Noise of one part.
     *
     * @return standard deviation, above 0
     */
    public double sigma() {
        return sigma;
    }

    /**
     * Of how many measured cells a cell is the sum. Its variance is that number times sigma squared.
     *
     * @param cell position
     * @return at least 1
     */
    public int parts(int cell) {
        return parts == null ? 1 : parts[cell];
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
     * @return number of measured cells times sigma squared; infinite for a residual, whose sum is always 0
     */
    public double sumVariance() {
        if (residual) {
            return Double.POSITIVE_INFINITY;
        }
        long all = 0;
        for (int i = 0; i < values.length; i++) {
            all += parts(i);
        }
        return all * sigma * sigma;
    }
}
