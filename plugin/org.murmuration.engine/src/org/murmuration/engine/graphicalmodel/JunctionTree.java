// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.marginal.Clique;

/**
 * A tree of cliques that covers given cliques and has the running intersection property: an attribute that two cliques
 * share stands in every clique between them (Lauritzen, Spiegelhalter 1988; Koller, Friedman 2009, chapter 10).
 *
 * <p>Attributes are eliminated in the order of least fill-in, ties broken by the fewest cells of the clique that arises
 * and then by position, so that the tree does not depend on the order of the input. Cliques are joined by a maximum
 * spanning tree over the size of what they share; parts that share nothing are joined over an empty separator.
 */
public final class JunctionTree {
    /** Largest number of cells of one clique. */
    public static final long MAX_CLIQUE = 1L << 28;

    private final int[] shape;
    private final List<Clique> cliques;
    private final int[] parents;
    private final int[] order;

    private JunctionTree(int[] shape, List<Clique> cliques, int[] parents, int[] order) {
        this.shape = shape;
        this.cliques = cliques;
        this.parents = parents;
        this.order = order;
    }

    /**
     * Builds a tree.
     *
     * @param shape number of levels of each attribute
     * @param measured cliques that must each be part of one clique of the tree
     * @return the tree; every attribute is covered
     * @throws IllegalArgumentException when a clique of the tree would have more than {@link #MAX_CLIQUE} cells
     */
    public static JunctionTree of(int[] shape, Collection<Clique> measured) {
        List<Clique> cliques = maximalCliques(shape, measured);
        for (Clique c : cliques) {
            Checks.require(
                    c.cells(shape) <= MAX_CLIQUE,
                    "The model would need a table of more than " + MAX_CLIQUE
                            + " cells. Measure fewer or smaller combinations, or declare wider bins.");
        }
        int[] parents = new int[cliques.size()];
        int[] order = new int[cliques.size()];
        span(cliques, parents, order);
        return new JunctionTree(shape.clone(), cliques, parents, order);
    }

    /**
     * Cells of all cliques that a tree would have, without building it.
     *
     * @param shape number of levels of each attribute
     * @param measured cliques to be covered
     * @return at least 0; {@link Long#MAX_VALUE} when it does not fit a long
     */
    public static long cells(int[] shape, Collection<Clique> measured) {
        long sum = 0;
        for (Clique c : maximalCliques(shape, measured)) {
            long cells = c.cells(shape);
            sum = cells == Long.MAX_VALUE || sum + cells < 0 ? Long.MAX_VALUE : sum + cells;
            if (sum == Long.MAX_VALUE) {
                return sum;
            }
        }
        return sum;
    }

    private static List<Clique> maximalCliques(int[] shape, Collection<Clique> measured) {
        Elimination elimination = new Elimination(shape, measured);
        List<BitSet> found = new ArrayList<>();
        for (int step = 0; step < shape.length; step++) {
            BitSet clique = BitSet.valueOf(elimination.next());
            if (found.stream().noneMatch(f -> isSubset(clique, f))) {
                found.add(clique);
            }
        }
        return found.stream().map(b -> Clique.of(b.stream().toArray())).sorted().toList();
    }

    private static boolean isSubset(BitSet small, BitSet large) {
        BitSet rest = (BitSet) small.clone();
        rest.andNot(large);
        return rest.isEmpty();
    }

    /**
     * A graph that loses one attribute after the other. Size estimates call for it often, so it keeps what did not
     * change.
     */
    private static final class Elimination {
        private final double[] logSizes;
        private final long[][] neighbours;
        private final int[] fill;
        private final double[] cells;
        private final boolean[] gone;

        private Elimination(int[] shape, Collection<Clique> measured) {
            int n = shape.length;
            int words = (n + Long.SIZE - 1) / Long.SIZE;
            logSizes = Arrays.stream(shape).mapToDouble(Elementary::log).toArray();
            neighbours = new long[n][words];
            for (Clique c : measured) {
                for (int a : c.toArray()) {
                    Checks.require(a < n, "A clique does not fit the domain.");
                    for (int b : c.toArray()) {
                        if (a != b) {
                            neighbours[a][b >> 6] |= 1L << b;
                        }
                    }
                }
            }
            fill = new int[n];
            cells = new double[n];
            gone = new boolean[n];
            for (int a = 0; a < n; a++) {
                weigh(a);
            }
        }

        /** Fill-in of an attribute, each new edge counted twice, and the logarithm of the cells of its clique. */
        private void weigh(int a) {
            long[] around = neighbours[a];
            int missing = 0;
            double size = logSizes[a];
            for (int w = 0; w < around.length; w++) {
                for (long bits = around[w]; bits != 0; bits &= bits - 1) {
                    int b = (w << 6) + Long.numberOfTrailingZeros(bits);
                    for (int v = 0; v < around.length; v++) {
                        missing += Long.bitCount(around[v] & ~neighbours[b][v]);
                    }
                    missing--; // b is no neighbour of itself
                    size += logSizes[b];
                }
            }
            fill[a] = missing;
            cells[a] = size;
        }

        /** Takes the attribute of least fill-in out; gives it and its neighbours, which are joined. */
        private long[] next() {
            int best = -1;
            for (int a = 0; a < fill.length; a++) {
                boolean better = !gone[a]
                        && (best < 0 || fill[a] < fill[best] || fill[a] == fill[best] && cells[a] < cells[best]);
                best = better ? a : best;
            }
            gone[best] = true;
            long[] around = neighbours[best];
            long[] touched = around.clone();
            for (int w = 0; w < around.length; w++) {
                for (long bits = around[w]; bits != 0; bits &= bits - 1) {
                    int b = (w << 6) + Long.numberOfTrailingZeros(bits);
                    for (int v = 0; v < around.length; v++) {
                        neighbours[b][v] |= around[v];
                    }
                    neighbours[b][b >> 6] &= ~(1L << b);
                    neighbours[b][best >> 6] &= ~(1L << best);
                    for (int v = 0; v < around.length && fill[best] > 0; v++) {
                        touched[v] |= neighbours[b][v];
                    }
                }
            }
            for (int w = 0; w < touched.length; w++) {
                for (long bits = touched[w]; bits != 0; bits &= bits - 1) {
                    weigh((w << 6) + Long.numberOfTrailingZeros(bits));
                }
            }
            long[] clique = around.clone();
            clique[best >> 6] |= 1L << best;
            return clique;
        }
    }

    /** Prim's algorithm from the first clique on; the order lists each clique after its parent. */
    private static void span(List<Clique> cliques, int[] parents, int[] order) {
        int n = cliques.size();
        int[] shared = new int[n];
        int[] via = new int[n];
        boolean[] in = new boolean[n];
        Arrays.fill(shared, -1);
        Arrays.fill(via, -1);
        for (int step = 0; step < n; step++) {
            int next = -1;
            for (int c = 0; c < n; c++) {
                if (!in[c] && (next < 0 || shared[c] > shared[next])) {
                    next = c;
                }
            }
            in[next] = true;
            parents[next] = via[next];
            order[step] = next;
            for (int c = 0; c < n; c++) {
                if (!in[c]) {
                    int size = Cells.intersection(cliques.get(next), cliques.get(c))
                            .size();
                    if (size > shared[c]) {
                        shared[c] = size;
                        via[c] = next;
                    }
                }
            }
        }
    }

    /**
     * Number of levels of each attribute.
     *
     * @return a copy
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * The cliques.
     *
     * @return maximal ones, in canonical order
     */
    public List<Clique> cliques() {
        return cliques;
    }

    /**
     * Cells of all cliques.
     *
     * @return at least 0
     */
    public long cells() {
        return cliques.stream().mapToLong(c -> c.cells(shape)).sum();
    }

    /**
     * Position of the clique nearer to the root.
     *
     * @param clique position in {@link #cliques()}
     * @return -1 for the root
     */
    public int parent(int clique) {
        return parents[clique];
    }

    /**
     * Positions of all cliques, each after its parent.
     *
     * @return a copy
     */
    public int[] order() {
        return order.clone();
    }

    /**
     * What a clique shares with its parent.
     *
     * @param clique position in {@link #cliques()}
     * @return empty for the root and for parts that share nothing
     */
    public Clique separator(int clique) {
        return parents[clique] < 0
                ? Clique.of()
                : Cells.intersection(cliques.get(clique), cliques.get(parents[clique]));
    }

    /**
     * The smallest clique that covers another.
     *
     * @param clique attributes
     * @return position in {@link #cliques()}, -1 if none covers it
     */
    public int covering(Clique clique) {
        int best = -1;
        for (int c = 0; c < cliques.size(); c++) {
            if (Cells.containsAll(cliques.get(c), clique)
                    && (best < 0
                            || cliques.get(c).cells(shape) < cliques.get(best).cells(shape))) {
                best = c;
            }
        }
        return best;
    }
}
