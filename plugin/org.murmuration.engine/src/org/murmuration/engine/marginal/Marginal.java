// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;

/**
 * Exact counts of all cells of a clique. Sensitive: nothing of it may be shown or stored outside a mechanism.
 *
 * <p>Cells are in row-major order of the ascending attributes: the last attribute runs fastest. Where levels were
 * merged, cells are those of merged levels.
 */
public final class Marginal {
    private final Domain domain;
    private final Clique clique;
    private final int[] narrow; // null where a count does not fit an int
    private final long[] wide; // null where all fit

    private Marginal(Domain domain, Clique clique, int[] narrow, long[] wide) {
        this.domain = domain;
        this.clique = clique;
        this.narrow = narrow;
        this.wide = wide;
    }

    /** Counts of records in memory, of which there are never more than fit an int; not copied. */
    Marginal(Domain domain, Clique clique, int[] counts) {
        this(domain, clique, counts, null);
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
    public static Marginal of(Domain domain, Clique clique, long... counts) {
        return of(domain, clique, Merging.none(domain), counts);
    }

    /**
     * Counts over merged levels, given by a caller that counted elsewhere.
     *
     * @param domain the attributes
     * @param clique what was counted
     * @param merging levels of the domain that were counted as one
     * @param counts one a cell, at least 0; copied
     * @return the marginal
     * @throws IllegalArgumentException when the number of cells is wrong or a count is negative
     */
    public static Marginal of(Domain domain, Clique clique, Merging merging, long... counts) {
        Checks.require(merging.fits(domain), "The levels are merged for another domain.");
        Checks.require(counts.length == merging.cells(clique), "There must be one count per cell.");
        long most = 0;
        for (long c : counts) {
            Checks.require(c >= 0, "Counts must be at least 0.");
            most = Math.max(most, c);
        }
        if (most > Integer.MAX_VALUE) {
            return new Marginal(domain, clique, null, counts.clone());
        }
        int[] narrow = new int[counts.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (int) counts[i];
        }
        return new Marginal(domain, clique, narrow, null);
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
        return wide == null ? narrow.length : wide.length;
    }

    /**
     * Exact count of a cell.
     *
     * @param cell 0 .. cells - 1
     * @return at least 0
     */
    public long count(int cell) {
        return wide == null ? narrow[cell] : wide[cell];
    }

    /**
     * All exact counts.
     *
     * @return a copy, one a cell
     */
    public long[] counts() {
        long[] counts = new long[cells()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = count(i);
        }
        return counts;
    }

    @Override
    public String toString() {
        return "Marginal" + clique + " (counts withheld)";
    }
}
