// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * A distribution of whole records, given by the marginals of the cliques of a junction tree that agree on their separators:
 * the probability of a record is the product of its clique probabilities divided by those of the separators.
 */
public final class MarkovRandomField {
    private static final long MAX_QUERY = 1L << 24;

    private final JunctionTree tree;
    private final double total;
    private final double[][] probabilities;

    MarkovRandomField(JunctionTree tree, double total, double[][] probabilities) {
        this.tree = tree;
        this.total = total;
        this.probabilities = probabilities;
    }

    /**
     * A field from its stored form.
     *
     * @param tree the junction tree
     * @param total number of records, finite, at least 0
     * @param probabilities one array a clique, at least 0, summing to one and agreeing on separators; not copied
     * @return the field
     * @throws IllegalArgumentException when the arrays do not fit the tree
     */
    public static MarkovRandomField of(JunctionTree tree, double total, double[][] probabilities) {
        Checks.require(total >= 0 && total < Double.POSITIVE_INFINITY, "The total must be finite and at least 0.");
        Checks.require(probabilities.length == tree.cliques().size(), "There must be one table a clique.");
        for (int c = 0; c < probabilities.length; c++) {
            Checks.require(
                    probabilities[c].length == Cells.count(tree.cliques().get(c), tree.shape()),
                    "A table does not fit its clique.");
        }
        return new MarkovRandomField(tree, total, probabilities);
    }

    /**
     * The cliques.
     *
     * @return the junction tree
     */
    public JunctionTree tree() {
        return tree;
    }

    /**
     * Number of records.
     *
     * @return at least 0
     */
    public double total() {
        return total;
    }

    /**
     * Probabilities of the cells of a clique of the tree.
     *
     * @param clique position in the tree
     * @return a copy
     */
    public double[] probabilities(int clique) {
        return probabilities[clique].clone();
    }

    /**
     * Expected counts of the cells of any clique, by variable elimination over the tree.
     *
     * @param clique attributes
     * @return one a cell in row-major order; they sum to the total
     * @throws IllegalArgumentException when a table of more than 2^24 cells would be needed
     */
    public double[] marginal(Clique clique) {
        int covering = tree.covering(clique);
        double[] result =
                covering >= 0 ? sum(tree.cliques().get(covering), probabilities[covering], clique) : eliminate(clique);
        for (int i = 0; i < result.length; i++) {
            result[i] *= total;
        }
        return result;
    }

    private double[] sum(Clique from, double[] values, Clique to) {
        double[] result = new double[Math.toIntExact(Cells.count(to, tree.shape()))];
        BeliefPropagation.sumTo(values, Cells.index(from, to, tree.shape()), result);
        return result;
    }

    /**
     * From the leaves to the root: each clique hands on a table over its separator and the asked attributes below it, which is
     * its own probability given the separator times what its children handed on.
     */
    private double[] eliminate(Clique asked) {
        int[] order = tree.order();
        List<List<Table>> handed = new ArrayList<>();
        for (int c = 0; c < order.length; c++) {
            handed.add(new ArrayList<>());
        }
        for (int i = order.length - 1; i > 0; i--) {
            int c = order[i];
            Clique clique = tree.cliques().get(c);
            Clique separator = tree.separator(c);
            Clique below = Cells.difference(Cells.intersection(asked, clique), separator);
            if (below.size() == 0 && handed.get(c).isEmpty()) {
                continue; // nothing asked below: it sums to one
            }
            Table table = product(new Table(clique, given(c, separator)), handed.get(c), asked, separator);
            handed.get(tree.parent(c)).add(table);
        }
        int root = order[0];
        Table table =
                product(new Table(tree.cliques().get(root), probabilities[root]), handed.get(root), asked, Clique.of());
        return sum(table.clique, table.values, asked);
    }

    private record Table(Clique clique, double[] values) {}

    /** Probabilities of a clique divided by those of its separator. */
    private double[] given(int c, Clique separator) {
        Clique clique = tree.cliques().get(c);
        int[] index = Cells.index(clique, separator, tree.shape());
        double[] shared = new double[Math.toIntExact(Cells.count(separator, tree.shape()))];
        BeliefPropagation.sumTo(probabilities[c], index, shared);
        double[] result = probabilities[c].clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = shared[index[i]] > 0 ? result[i] / shared[index[i]] : 0;
        }
        return result;
    }

    /** Product of tables, summed to the separator and the asked attributes; what is not needed is summed out at once. */
    private Table product(Table own, List<Table> others, Clique asked, Clique separator) {
        Table result = own;
        for (int i = 0; i < others.size(); i++) {
            result = multiply(result, others.get(i));
            Clique needed = Cells.union(asked, separator);
            for (int j = i + 1; j < others.size(); j++) {
                needed = Cells.union(needed, others.get(j).clique);
            }
            Clique keep = Cells.intersection(result.clique, needed);
            result = new Table(keep, sum(result.clique, result.values, keep));
        }
        Clique keep = Cells.intersection(result.clique, Cells.union(asked, separator));
        return new Table(keep, sum(result.clique, result.values, keep));
    }

    private Table multiply(Table a, Table b) {
        Clique both = Cells.union(a.clique, b.clique);
        Checks.require(
                Cells.count(both, tree.shape()) <= MAX_QUERY,
                "The asked combination needs a table of more than " + MAX_QUERY + " cells. Ask for fewer attributes.");
        int[] fromA = Cells.index(both, a.clique, tree.shape());
        int[] fromB = Cells.index(both, b.clique, tree.shape());
        double[] values = new double[fromA.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = a.values[fromA[i]] * b.values[fromB[i]];
        }
        return new Table(both, values);
    }

    /**
     * Draws records clique by clique. In each group of records that agree on a separator the number with each continuation
     * keeps to its expectation to within one (controlled rounding), so that sampling adds almost no error to the model.
     *
     * @param rows how many, at least 0
     * @param random bits
     * @param monitor told about progress
     * @return codes in random order, one array an attribute
     */
    public int[][] sample(int rows, RandomSource random, ProgressMonitor monitor) {
        Checks.require(rows >= 0, "The number of records must be at least 0, not " + rows);
        int[] shape = tree.shape();
        int[][] codes = new int[shape.length][rows];
        int[] order = tree.order();
        for (int i = 0; i < order.length; i++) {
            monitor.checkCanceled();
            sampleClique(order[i], codes, rows, random);
            monitor.report((double) (i + 1) / order.length, "Drawing records");
        }
        ControlledRounding.shuffle(codes, rows, random);
        return codes;
    }

    private void sampleClique(int c, int[][] codes, int rows, RandomSource random) {
        int[] shape = tree.shape();
        Clique clique = tree.cliques().get(c);
        Clique separator = tree.separator(c);
        Clique rest = Cells.difference(clique, separator);
        if (rest.size() == 0) {
            return;
        }
        int groups = (int) Cells.count(separator, shape);
        int levels = (int) Cells.count(rest, shape);
        int[] toGroup = Cells.index(clique, separator, shape);
        int[] toLevel = Cells.index(clique, rest, shape);
        int[] starts = new int[groups + 1];
        int[] groupOf = new int[rows];
        for (int r = 0; r < rows; r++) {
            int group = 0;
            for (int i = 0; i < separator.size(); i++) {
                group = group * shape[separator.get(i)] + codes[separator.get(i)][r];
            }
            groupOf[r] = group;
            starts[group + 1]++;
        }
        int[] cellsByGroup = new int[toGroup.length];
        int perGroup = levels;
        int[] fill = new int[groups];
        for (int cell = 0; cell < toGroup.length; cell++) {
            cellsByGroup[toGroup[cell] * perGroup + fill[toGroup[cell]]++] = cell;
        }
        for (int g = 0; g < groups; g++) {
            starts[g + 1] += starts[g];
        }
        int[] members = new int[rows];
        int[] next = starts.clone();
        for (int r = 0; r < rows; r++) {
            members[next[groupOf[r]]++] = r;
        }
        int[] chosen = new int[rows];
        double[] weights = new double[levels];
        for (int g = 0; g < groups; g++) {
            if (starts[g + 1] > starts[g]) {
                for (int k = 0; k < perGroup; k++) {
                    int cell = cellsByGroup[g * perGroup + k];
                    weights[toLevel[cell]] = probabilities[c][cell];
                }
                ControlledRounding.assign(
                        Arrays.copyOfRange(members, starts[g], starts[g + 1]), weights, chosen, random);
            }
        }
        for (int r = 0; r < rows; r++) {
            int level = chosen[r];
            for (int i = rest.size() - 1; i >= 0; i--) {
                codes[rest.get(i)][r] = level % shape[rest.get(i)];
                level /= shape[rest.get(i)];
            }
        }
    }
}
