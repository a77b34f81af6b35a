// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/** Makes noisy counts consistent: a common total, and no negative counts. */
public final class Projection {
    private Projection() {}

    /**
     * Best total from a noisy count and the sums of noisy marginals: the mean weighted by inverse variances.
     *
     * @param count noisy count of records
     * @param sigma its standard deviation, above 0
     * @param measurements noisy marginals of the same records
     * @return the estimate, at least 0
     */
    public static double total(double count, double sigma, List<LinearMeasurement> measurements) {
        double weights = 1 / (sigma * sigma);
        double sum = count * weights;
        for (LinearMeasurement m : measurements) {
            double weight = 1 / m.sumVariance();
            weights += weight;
            sum += weight * m.sum();
        }
        return Math.max(0, sum / weights);
    }

    /**
     * The nearest point (Euclidean) with non-negative entries and a given sum.
     *
     * <p>The solution is max(v - c, 0) for one constant c, found from the sorted values (Held, Wolfe, Crowder 1974).
     *
     * @param values any numbers; left unchanged
     * @param total sum of the result, at least 0
     * @return a new array
     */
    public static double[] onSimplex(double[] values, double total) {
        Checks.require(total >= 0 && total < Double.POSITIVE_INFINITY, "The total must be finite and at least 0.");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double shift = 0;
        for (int k = 1; k <= sorted.length; k++) {
            double v = sorted[sorted.length - k];
            sum += v;
            double candidate = (sum - total) / k;
            if (v - candidate > 0) {
                shift = candidate;
            } else {
                break;
            }
        }
        double[] result = new double[values.length];
        if (total == 0) {
            return result;
        }
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.max(0, values[i] - shift);
        }
        return result;
    }

    /**
     * What a table says beyond its smaller ones: its cells less their mean along each attribute.
     *
     * @param cells of the clique in row-major order; left unchanged
     * @param clique attributes
     * @param shape number of levels of each attribute
     * @return a new array, which sums to 0 along each attribute
     */
    public static double[] residual(double[] cells, Clique clique, int[] shape) {
        double[] result = cells.clone();
        Cells.center(result, clique, shape);
        return result;
    }
}
