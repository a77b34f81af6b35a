// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/**
 * A distribution of whole records, given by the marginals of the cliques of a junction tree that agree on their
 * separators: the probability of a record is the product of its clique probabilities divided by those of the
 * separators.
 */
public final class MarkovRandomField {
    static final long MAX_QUERY = 1L << 24;

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
                    probabilities[c].length == tree.cliques().get(c).cells(tree.shape()),
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
     * @throws IllegalArgumentException when a table of more than 2^24 cells, or work on more than 2^32, would be needed
     */
    public double[] marginal(Clique clique) {
        int covering = tree.covering(clique);
        double[] result = covering >= 0
                ? sum(tree.cliques().get(covering), probabilities[covering], clique)
                : new VariableElimination(this, neighbours()).probabilities(clique);
        for (int i = 0; i < result.length; i++) {
            result[i] *= total;
        }
        return result;
    }

    /**
     * Expected counts of the cells of many cliques at once, which for pairs of attributes is much faster than one after
     * the other.
     *
     * @param asked attributes of each
     * @param monitor asked whether to stop
     * @return one array a clique, in order, as {@link #marginal} gives
     * @throws IllegalArgumentException when a table would be too large
     */
    public double[][] marginals(List<Clique> asked, ProgressMonitor monitor) {
        double[][] result = new double[asked.size()][];
        Map<Clique, Integer> positions = new HashMap<>();
        BitSet[] wanted = new BitSet[tree.shape().length];
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < result.length; i++) {
            Clique clique = asked.get(i);
            if (clique.size() == 2 && tree.covering(clique) < 0) {
                int first = clique.get(0);
                wanted[first] = wanted[first] == null ? new BitSet() : wanted[first];
                wanted[first].set(clique.get(1));
                positions.put(clique, i);
            } else {
                others.add(i);
            }
        }
        Parallel.forEach(others.size(), i -> {
            monitor.checkCanceled();
            result[others.get(i)] = marginal(asked.get(others.get(i)));
        });
        PairMarginals pairs = new PairMarginals(this, neighbours());
        Parallel.forEach(wanted.length, a -> {
            monitor.checkCanceled();
            if (wanted[a] != null) {
                pairs.from(a, wanted[a], (clique, shares) -> {
                    for (int i = 0; i < shares.length; i++) {
                        shares[i] *= total;
                    }
                    result[positions.get(clique)] = shares;
                });
            }
        });
        for (int i = 0; i < result.length; i++) {
            result[i] = result[i] == null ? result[positions.get(asked.get(i))] : result[i]; // asked twice
        }
        return result;
    }

    double[] sum(Clique from, double[] values, Clique to) {
        double[] result = new double[Math.toIntExact(to.cells(tree.shape()))];
        BeliefPropagation.sumTo(values, Cells.index(from, to, tree.shape()), result);
        return result;
    }

    private List<List<Integer>> neighbours() {
        List<List<Integer>> result = new ArrayList<>();
        for (int c = 0; c < tree.cliques().size(); c++) {
            result.add(new ArrayList<>());
        }
        for (int c = 0; c < tree.cliques().size(); c++) {
            if (tree.parent(c) >= 0) {
                result.get(c).add(tree.parent(c));
                result.get(tree.parent(c)).add(c);
            }
        }
        return result;
    }

    /** Probabilities of a clique divided by those of its separator. */
    private double[] given(int c, Clique separator) {
        return reducedGiven(c, tree.cliques().get(c), separator);
    }

    /** Probabilities of some attributes of a clique. */
    double[] reduced(int c, Clique keep) {
        return sum(tree.cliques().get(c), probabilities[c], keep);
    }

    /** Probabilities of some attributes of a clique divided by those of a part of them. */
    double[] reducedGiven(int c, Clique keep, Clique separator) {
        double[] result = reduced(c, keep);
        int[] index = Cells.index(keep, separator, tree.shape());
        double[] shared = new double[Math.toIntExact(separator.cells(tree.shape()))];
        BeliefPropagation.sumTo(result, index, shared);
        for (int i = 0; i < result.length; i++) {
            result[i] = shared[index[i]] > 0 ? result[i] / shared[index[i]] : 0;
        }
        return result;
    }

    /**
     * The field of the records that have given values.
     *
     * @param evidence a level for each attribute, -1 where any will do
     * @return a field over the same tree, whose total is the expected number of such records
     * @throws IllegalArgumentException when the values cannot occur together, or a level is none
     */
    public MarkovRandomField given(int[] evidence) {
        int[] shape = tree.shape();
        Checks.require(evidence.length == shape.length, "There must be one level, or none, for each attribute.");
        double[][] potentials = new double[probabilities.length][];
        for (int c = 0; c < potentials.length; c++) {
            potentials[c] = given(c, tree.separator(c));
            for (int i = 0; i < potentials[c].length; i++) {
                potentials[c][i] = Elementary.log(potentials[c][i]);
            }
        }
        for (int a = 0; a < evidence.length; a++) {
            if (evidence[a] >= 0) {
                Checks.require(evidence[a] < shape[a], "There is no level " + evidence[a] + ".");
                Clique single = Clique.of(a);
                int c = tree.covering(single);
                int[] index = Cells.index(tree.cliques().get(c), single, shape);
                for (int i = 0; i < index.length; i++) {
                    if (index[i] != evidence[a]) {
                        potentials[c][i] = Double.NEGATIVE_INFINITY;
                    }
                }
            }
        }
        BeliefPropagation propagation = new BeliefPropagation(tree);
        double logShare = propagation.run(potentials);
        Checks.require(logShare > Double.NEGATIVE_INFINITY, "The model holds these values to be impossible together.");
        double[][] beliefs = new double[potentials.length][];
        for (int c = 0; c < beliefs.length; c++) {
            beliefs[c] = propagation.beliefs()[c].clone();
        }
        return new MarkovRandomField(tree, total * Math.min(1, Elementary.exp(logShare)), beliefs);
    }

    /**
     * Draws records clique by clique. In each group of records that agree on a separator the number with each
     * continuation keeps to its expectation to within one (controlled rounding), so that sampling adds almost no error
     * to the model.
     *
     * @param rows how many, at least 0
     * @param random bits
     * @param monitor receives progress
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
        Shuffle.shuffle(codes, rows, random);
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
        int groups = (int) separator.cells(shape);
        int levels = (int) rest.cells(shape);
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
