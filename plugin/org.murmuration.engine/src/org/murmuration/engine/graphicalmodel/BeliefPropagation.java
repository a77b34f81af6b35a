// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.marginal.Clique;

/**
 * Marginals of all cliques of a junction tree from log-potentials (Shafer, Shenoy 1990; Koller, Friedman 2009, chapter
 * 10).
 *
 * <p>One pass towards the root turns each clique into its distribution given its separator, and hands the logarithm of
 * what it had summed to before to its parent. One pass back multiplies the separator's marginal in. Each cell is
 * exponentiated once, relative to the largest cell of its own separator state, so that potentials of any size stay
 * finite and a state that its parent prefers is never lost. All arrays are made once. Cliques at the same distance from
 * the root are worked on by all cores; each number is computed by one of them in a fixed order, so the result does not
 * depend on their number.
 */
final class BeliefPropagation {
    /** Cells from which on a second core is worth its start. */
    private static final long LARGE = 30_000;

    private final JunctionTree tree;
    /** Cliques by their distance from the root. */
    private final int[][] levels;

    private final int[][] children;
    private final boolean isLarge;
    private final double[][] beliefs;
    private final double[][] largest;
    private final double[][] sums;
    private final int[][] toOwnSeparator;
    private final int[][] fromParent;

    BeliefPropagation(JunctionTree tree) {
        this.tree = tree;
        this.levels = levels(tree);
        this.children = children(tree);
        this.isLarge = tree.cells() >= LARGE;
        int[] shape = tree.shape();
        List<Clique> cliques = tree.cliques();
        int n = cliques.size();
        beliefs = new double[n][];
        largest = new double[n][];
        sums = new double[n][];
        toOwnSeparator = new int[n][];
        fromParent = new int[n][];
        for (int c = 0; c < n; c++) {
            beliefs[c] = new double[(int) cliques.get(c).cells(shape)];
            Clique separator = tree.separator(c);
            largest[c] = new double[(int) separator.cells(shape)];
            sums[c] = new double[largest[c].length];
            toOwnSeparator[c] = Cells.index(cliques.get(c), separator, shape);
            if (tree.parent(c) >= 0) {
                fromParent[c] = Cells.index(cliques.get(tree.parent(c)), separator, shape);
            }
        }
    }

    private static int[][] levels(JunctionTree tree) {
        int[] depth = new int[tree.cliques().size()];
        int most = 0;
        for (int c : tree.order()) {
            depth[c] = tree.parent(c) < 0 ? 0 : depth[tree.parent(c)] + 1;
            most = Math.max(most, depth[c]);
        }
        int[][] levels = new int[most + 1][];
        for (int level = 0; level <= most; level++) {
            int here = level;
            levels[level] = IntStream.range(0, depth.length)
                    .filter(c -> depth[c] == here)
                    .toArray();
        }
        return levels;
    }

    private static int[][] children(JunctionTree tree) {
        int[][] children = new int[tree.cliques().size()][];
        for (int p = 0; p < children.length; p++) {
            int parent = p;
            children[p] = IntStream.range(0, children.length)
                    .filter(c -> tree.parent(c) == parent)
                    .toArray();
        }
        return children;
    }

    /** Marginals of the last {@link #run}, one array a clique, each summing to one; overwritten by the next. */
    double[][] beliefs() {
        return beliefs;
    }

    /**
     * Computes all marginals.
     *
     * @param potentials logarithms, one array a clique; minus infinity makes a cell impossible
     * @return logarithm of the sum of exp(potentials) over all records
     * @throws IllegalArgumentException when no record is possible
     */
    double run(double[][] potentials) {
        for (int level = levels.length - 1; level > 0; level--) {
            int[] cliques = levels[level];
            forEach(cliques, c -> {
                load(c, potentials);
                condition(c);
                double[] message = largest[c]; // becomes the logarithm of what each separator state summed to
                for (int s = 0; s < message.length; s++) {
                    message[s] = sums[c][s] > 0 ? message[s] + Elementary.log(sums[c][s]) : Double.NEGATIVE_INFINITY;
                }
            });
        }
        int root = levels[0][0];
        load(root, potentials);
        condition(root);
        if (!(sums[root][0] > 0)) {
            throw new IllegalArgumentException(
                    "No record is possible: structural zeros or given values contradict each other or the model.");
        }
        double logSum = largest[root][0] + Elementary.log(sums[root][0]);
        for (int level = 1; level < levels.length; level++) {
            forEach(levels[level], c -> {
                double[] shared = sums[c];
                sumTo(beliefs[tree.parent(c)], fromParent[c], shared);
                multiply(beliefs[c], toOwnSeparator[c], shared);
            });
        }
        return logSum;
    }

    /** Potentials of a clique times the messages of its children, always in the same order. */
    private void load(int c, double[][] potentials) {
        System.arraycopy(potentials[c], 0, beliefs[c], 0, beliefs[c].length);
        for (int child : children[c]) {
            add(beliefs[c], fromParent[child], largest[child]);
        }
    }

    /** Cliques of one level do not touch each other; all cores work on them where that is worth the while. */
    private void forEach(int[] cliques, IntConsumer work) {
        if (isLarge && cliques.length > 1) {
            Parallel.forEach(cliques.length, i -> work.accept(cliques[i]));
        } else {
            for (int c : cliques) {
                work.accept(c);
            }
        }
    }

    /** Turns logarithms into probabilities given the separator; keeps each state's largest logarithm and its sum. */
    private void condition(int c) {
        double[] cells = beliefs[c];
        int[] state = toOwnSeparator[c];
        double[] max = largest[c];
        double[] sum = sums[c];
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        Arrays.fill(sum, 0);
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] > max[state[i]]) {
                max[state[i]] = cells[i];
            }
        }
        for (int i = 0; i < cells.length; i++) {
            double top = max[state[i]];
            double e = top == Double.NEGATIVE_INFINITY ? 0 : Elementary.exp(cells[i] - top);
            cells[i] = e;
            sum[state[i]] += e;
        }
        for (int i = 0; i < cells.length; i++) {
            double total = sum[state[i]];
            cells[i] = total > 0 ? cells[i] / total : 0;
        }
    }

    static void sumTo(double[] cells, int[] index, double[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < cells.length; i++) {
            into[index[i]] += cells[i];
        }
    }

    private static void add(double[] cells, int[] index, double[] what) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] += what[index[i]];
        }
    }

    private static void multiply(double[] cells, int[] index, double[] by) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] *= by[index[i]];
        }
    }
}
