// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.Arrays;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.linked.LinkedQuery;

/**
 * A released table over families: families a cell with noise. May be published.
 *
 * @param query what was counted
 * @param values one a cell, unbiased, possibly negative; not copied, must not be changed
 * @param sigma standard deviation of the noise in each cell, above 0
 */
public record LinkedMeasurement(LinkedQuery query, double[] values, double sigma) {
    /** Checks the noise. */
    public LinkedMeasurement {
        Checks.positive(sigma, "sigma");
    }

    /**
     * Sum of all cells.
     *
     * @return families that are counted by the query, with noise of variance cells times sigma squared
     */
    public double sum() {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkedMeasurement m
                && query.equals(m.query)
                && Arrays.equals(values, m.values)
                && sigma == m.sigma;
    }

    @Override
    public int hashCode() {
        return query.hashCode();
    }

    @Override
    public String toString() {
        return query + " sigma " + sigma;
    }
}
