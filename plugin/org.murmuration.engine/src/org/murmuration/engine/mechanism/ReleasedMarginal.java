// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import java.util.Arrays;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/**
 * Noisy counts of all cells of a clique. May be published.
 *
 * <p>Cells are in row-major order of the ascending attributes: the last attribute runs fastest.
 */
public final class ReleasedMarginal {
    private final Clique clique;
    private final long[] counts;
    private final double sigma;

    private ReleasedMarginal(Clique clique, long[] counts, double sigma) {
        this.clique = clique;
        this.counts = counts;
        this.sigma = sigma;
    }

    /**
     * Noisy counts that were released before.
     *
     * @param clique what was counted
     * @param counts one a cell, possibly negative; copied
     * @param sigma noise parameter, above 0
     * @return the marginal
     */
    public static ReleasedMarginal of(Clique clique, long[] counts, double sigma) {
        return new ReleasedMarginal(clique, counts.clone(), Checks.positive(sigma, "sigma"));
    }

    /**
     * What was counted.
     *
     * @return the clique
     */
    public Clique clique() {
        return clique;
    }

    /**
     * Number of cells.
     *
     * @return at least 1
     */
    public int cells() {
        return counts.length;
    }

    /**
     * Noisy count of a cell: unbiased, possibly negative.
     *
     * @param cell 0 .. cells - 1
     * @return any integer
     */
    public long count(int cell) {
        return counts[cell];
    }

    /**
     * All noisy counts.
     *
     * @return a copy as doubles, for post-processing
     */
    public double[] toDoubles() {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    /**
     * Noise parameter of every cell.
     *
     * @return above 0
     */
    public double sigma() {
        return sigma;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReleasedMarginal m
                && clique.equals(m.clique)
                && Arrays.equals(counts, m.counts)
                && sigma == m.sigma;
    }

    @Override
    public int hashCode() {
        return clique.hashCode();
    }

    @Override
    public String toString() {
        return "ReleasedMarginal" + clique + " sigma " + sigma;
    }
}
