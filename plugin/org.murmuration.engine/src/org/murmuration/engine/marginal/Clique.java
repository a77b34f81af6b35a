// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;

/** A set of attributes counted together, as ascending positions in a domain. */
public final class Clique implements Comparable<Clique> {
    private final int[] attributes;

    private Clique(int[] attributes) {
        this.attributes = attributes;
    }

    /**
     * A clique of attributes.
     *
     * @param attributes distinct positions, at least 0, in any order
     * @return the clique
     * @throws IllegalArgumentException when a position occurs twice or is negative
     */
    public static Clique of(int... attributes) {
        int[] sorted = attributes.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            Checks.require(sorted[i] >= 0, "Positions of attributes must be at least 0.");
            Checks.require(i == 0 || sorted[i] != sorted[i - 1], "An attribute stands in a clique only once.");
        }
        return new Clique(sorted);
    }

    /**
     * A clique of attributes that are known.
     *
     * @param known number of attributes of the domain
     * @param attributes distinct positions, 0 .. known - 1, in any order
     * @return the clique
     * @throws IllegalArgumentException when a position occurs twice or is out of range
     */
    public static Clique within(int known, int... attributes) {
        for (int attribute : attributes) {
            Checks.require(attribute >= 0 && attribute < known, "A combination names an unknown attribute.");
        }
        return of(attributes);
    }

    /**
     * All cliques of a given size, in lexicographic order.
     *
     * @param attributes number of attributes, at least 0
     * @param size attributes a clique, at least 0
     * @return attributes choose size cliques
     */
    public static List<Clique> allOf(int attributes, int size) {
        List<Clique> result = new ArrayList<>();
        extend(new int[size], 0, 0, attributes, result);
        return result;
    }

    private static void extend(int[] chosen, int depth, int from, int attributes, List<Clique> result) {
        if (depth == chosen.length) {
            result.add(new Clique(chosen.clone()));
            return;
        }
        for (int a = from; a < attributes; a++) {
            chosen[depth] = a;
            extend(chosen, depth + 1, a + 1, attributes, result);
        }
    }

    /**
     * Number of attributes.
     *
     * @return at least 0
     */
    public int size() {
        return attributes.length;
    }

    /**
     * An attribute.
     *
     * @param i 0 .. size - 1
     * @return its position in the domain
     */
    public int get(int i) {
        return attributes[i];
    }

    /**
     * The attributes.
     *
     * @return a copy, ascending
     */
    public int[] toArray() {
        return attributes.clone();
    }

    /**
     * Number of cells over a domain.
     *
     * @param domain where the positions point to
     * @return product of the sizes; {@link Long#MAX_VALUE} when it does not fit a long
     */
    public long cells(Domain domain) {
        return cells(domain.shape());
    }

    /**
     * Number of cells over attributes of given sizes.
     *
     * @param shape number of levels of each attribute, at least 1
     * @return product of the sizes; {@link Long#MAX_VALUE} when it does not fit a long
     */
    public long cells(int[] shape) {
        long cells = 1;
        for (int a : attributes) {
            if (Exact.multiplyHigh(cells, shape[a]) != 0 || cells * shape[a] < 0) {
                return Long.MAX_VALUE;
            }
            cells *= shape[a];
        }
        return cells;
    }

    /**
     * Names of the attributes.
     *
     * @param domain where the positions point to
     * @return for example "age, sex"
     */
    public String describe(Domain domain) {
        StringBuilder text = new StringBuilder();
        for (int a : attributes) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(domain.attribute(a).name());
        }
        return text.toString();
    }

    @Override
    public int compareTo(Clique other) {
        int bySize = Integer.compare(size(), other.size());
        return bySize != 0 ? bySize : Exact.compare(attributes, other.attributes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clique c && Arrays.equals(attributes, c.attributes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(attributes);
    }

    @Override
    public String toString() {
        return Arrays.toString(attributes);
    }
}
