// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;

/**
 * Exact counts of all cells of a clique. Sensitive: nothing of it may be shown or stored outside a mechanism.
 *
 * <p>Cells are in row-major order of the ascending attributes: the last attribute runs fastest.
 */
public final class Marginal {
    private final Domain domain;
    private final Clique clique;
    private final int[] counts;

    Marginal(Domain domain, Clique clique, int[] counts) {
        this.domain = domain;
        this.clique = clique;
        this.counts = counts;
    }

    /**
     * Counts given by a caller that counted elsewhere.
     *
     * @param domain the attributes
     * @param clique what was counted
     * @param counts one a cell, at least 0; copied
     * @return the marginal
     * @throws IllegalArgumentException when the number of cells is wrong or a count is negative
     */
    public static Marginal of(Domain domain, Clique clique, int... counts) {
        Checks.require(counts.length == clique.cells(domain), "There must be one count per cell.");
        for (int c : counts) {
            Checks.require(c >= 0, "Counts must be at least 0.");
        }
        return new Marginal(domain, clique, counts.clone());
    }

    /**
     * The attributes that the clique points into.
     *
     * @return the domain
     */
    public Domain domain() {
        return domain;
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
     * Exact count of a cell.
     *
     * @param cell 0 .. cells - 1
     * @return at least 0
     */
    public int count(int cell) {
        return counts[cell];
    }

    @Override
    public String toString() {
        return "Marginal" + clique + " (counts withheld)";
    }
}
