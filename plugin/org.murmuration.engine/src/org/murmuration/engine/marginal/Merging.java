// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.Arrays;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;

/**
 * Which levels of each attribute are counted as one. Public: it owes nothing to the records but what was released.
 * Immutable.
 */
public final class Merging {
    private final int[][] merged; // by attribute and level
    private final int[] shape;
    private final boolean[] isMerged;

    private Merging(int[][] merged, int[] shape) {
        this.merged = merged;
        this.shape = shape;
        this.isMerged = new boolean[shape.length];
        for (int a = 0; a < shape.length; a++) {
            for (int v = 0; v < merged[a].length; v++) {
                isMerged[a] |= merged[a][v] != v;
            }
        }
    }

    /**
     * Counts each level by itself.
     *
     * @param domain the attributes
     * @return a merging that merges nothing
     */
    public static Merging none(Domain domain) {
        int[][] same = new int[domain.size()][];
        for (int a = 0; a < same.length; a++) {
            same[a] = new int[domain.attribute(a).size()];
            Arrays.setAll(same[a], v -> v);
        }
        return new Merging(same, domain.shape());
    }

    /**
     * Merges levels.
     *
     * @param merged by attribute and level, the merged level that it goes into: 0, 1, .. without a gap; copied
     * @return the merging
     * @throws IllegalArgumentException when a merged level is negative, or none goes into it
     */
    public static Merging of(int[][] merged) {
        int[][] copy = new int[merged.length][];
        int[] shape = new int[merged.length];
        for (int a = 0; a < copy.length; a++) {
            copy[a] = merged[a].clone();
            int[] sorted = copy[a].clone();
            Arrays.sort(sorted);
            for (int level : sorted) {
                Checks.require(
                        level >= 0 && (level == shape[a] - 1 || level == shape[a]),
                        "Merged levels are numbered from 0 without a gap.");
                shape[a] = level + 1;
            }
        }
        return new Merging(copy, shape);
    }

    /**
     * Numbers of merged levels.
     *
     * @return a copy, one number an attribute
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * The merged levels of an attribute.
     *
     * @param attribute position in the domain
     * @return a copy, by level
     */
    public int[] levels(int attribute) {
        return merged[attribute].clone();
    }

    /**
     * Whether levels of an attribute are merged or renumbered.
     *
     * @param attribute position in the domain
     * @return false when each level stays as it is
     */
    public boolean merges(int attribute) {
        return isMerged[attribute];
    }

    /**
     * Whether the merging is one of levels of a domain.
     *
     * @param domain the attributes
     * @return true when there is a merged level for each of its levels
     */
    public boolean fits(Domain domain) {
        boolean fits = merged.length == domain.size();
        for (int a = 0; fits && a < merged.length; a++) {
            fits = merged[a].length == domain.attribute(a).size();
        }
        return fits;
    }

    /**
     * Number of cells of a clique over merged levels.
     *
     * @param clique of the attributes
     * @return product of the shapes; {@link Long#MAX_VALUE} when it does not fit a long
     */
    public long cells(Clique clique) {
        long cells = 1;
        for (int a : clique.toArray()) {
            cells = cells > Long.MAX_VALUE / shape[a] ? Long.MAX_VALUE : cells * shape[a];
        }
        return cells;
    }

    /** Merged levels of some records, for hot loops. */
    void copyCodes(Dataset data, int attribute, int from, int count, int[] target) {
        data.copyCodes(attribute, from, count, target);
        if (isMerged[attribute]) {
            int[] to = merged[attribute];
            for (int i = 0; i < count; i++) {
                target[i] = to[target[i]];
            }
        }
    }

    /**
     * Sums the counts of levels into those of merged levels.
     *
     * @param all counts of every level by itself
     * @return counts over merged levels
     * @throws ArithmeticException when a sum does not fit a long
     */
    public Marginal apply(Marginal all) {
        Clique clique = all.clique();
        Domain domain = all.domain();
        Checks.require(fits(domain), "The levels are merged for another domain.");
        int[] code = new int[clique.size()];
        long[] sums = new long[(int) cells(clique)];
        for (int cell = 0; cell < all.cells(); cell++) {
            int to = 0;
            for (int i = 0; i < code.length; i++) {
                int a = clique.get(i);
                to = to * shape[a] + merged[a][code[i]];
            }
            sums[to] = Math.addExact(sums[to], all.count(cell));
            for (int i = code.length - 1; i >= 0 && ++code[i] == merged[clique.get(i)].length; i--) {
                code[i] = 0;
            }
        }
        return Marginal.of(domain, clique, this, sums);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Merging m && Arrays.deepEquals(merged, m.merged);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(merged);
    }
}
