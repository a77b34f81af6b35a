// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * A tree-shaped Markov random field (Chow, Liu 1968) with non-negative marginals that agree on a common total.
 *
 * <p>Attributes that share no edge are independent given those between them; without edges the model is the product of
 * its one-way marginals. The tree is the maximum spanning tree of the pairs, each weighed by how far its noisy counts
 * lie from independence beyond what noise alone explains: ||y - independent||_1 - sqrt(2 / pi) sigma cells, the score
 * of McKenna, Miklau, Sheldon 2021 corrected for its noise.
 */
public final class MarkovTree {
    private static final int SWEEPS = 100;
    private static final double TOLERANCE = 1e-9;

    private final int[] shape;
    private final double total;
    private final double[][] nodes;
    private final int[] order;
    private final int[] parents;
    private final double[][] edges;

    private MarkovTree(int[] shape, double total, double[][] nodes, int[] order, int[] parents, double[][] edges) {
        this.shape = shape;
        this.total = total;
        this.nodes = nodes;
        this.order = order;
        this.parents = parents;
        this.edges = edges;
    }

    /**
     * Fits a tree.
     *
     * @param shape number of levels of each attribute
     * @param measurements noisy one-way marginals of all attributes, and any two-way marginals
     * @param total number of records to agree on, at least 0
     * @param monitor receives progress
     * @return the model
     * @throws IllegalArgumentException when a one-way marginal is missing
     */
    public static MarkovTree fit(
            int[] shape, List<LinearMeasurement> measurements, double total, ProgressMonitor monitor) {
        LinearMeasurement[] singles = new LinearMeasurement[shape.length];
        List<LinearMeasurement> pairs = new ArrayList<>();
        for (LinearMeasurement m : measurements) {
            if (m.clique().size() == 1) {
                singles[m.clique().get(0)] = m;
            } else if (m.clique().size() == 2) {
                pairs.add(m);
            }
        }
        double[][] nodes = new double[shape.length][];
        for (int a = 0; a < shape.length; a++) {
            Checks.require(singles[a] != null, "The one-way marginal of attribute " + a + " is missing.");
            nodes[a] = node(a, singles[a], pairs, shape, total);
        }
        monitor.report(0.2, "Choosing the tree");
        List<LinearMeasurement> chosen = spanningTree(pairs, nodes, total, shape, monitor);
        int[] parents = new int[shape.length];
        double[][] edges = new double[shape.length][];
        int[] order = orient(chosen, shape.length, parents);
        for (LinearMeasurement pair : chosen) {
            monitor.checkCanceled();
            int a = pair.clique().get(0);
            int b = pair.clique().get(1);
            double[] joint = fitEdge(pair, nodes[a], nodes[b], total);
            if (parents[b] == a) {
                edges[b] = joint;
            } else {
                edges[a] = transpose(joint, nodes[a].length, nodes[b].length);
            }
        }
        monitor.report(1, "Fitting the tree");
        return new MarkovTree(shape.clone(), total, nodes, order, parents, edges);
    }

    /** One-way counts from their own measurement and the sums of all pairs, weighted by inverse variances. */
    private static double[] node(
            int a, LinearMeasurement single, List<LinearMeasurement> pairs, int[] shape, double total) {
        double weights = 1 / (single.sigma() * single.sigma());
        double[] sum = new double[shape[a]];
        for (int v = 0; v < sum.length; v++) {
            sum[v] = single.values()[v] * weights;
        }
        for (LinearMeasurement pair : pairs) {
            boolean first = pair.clique().get(0) == a;
            if (!first && pair.clique().get(1) != a) {
                continue;
            }
            int other = shape[pair.clique().get(first ? 1 : 0)];
            double weight = 1 / (other * pair.sigma() * pair.sigma());
            weights += weight;
            double[] y = pair.values();
            for (int cell = 0; cell < y.length; cell++) {
                sum[first ? cell / other : cell % sum.length] += weight * y[cell];
            }
        }
        for (int v = 0; v < sum.length; v++) {
            sum[v] /= weights;
        }
        return Projection.onSimplex(sum, total);
    }

    private static List<LinearMeasurement> spanningTree(
            List<LinearMeasurement> pairs, double[][] nodes, double total, int[] shape, ProgressMonitor monitor) {
        record Scored(LinearMeasurement pair, double score) {}
        List<Scored> scored = new ArrayList<>();
        for (LinearMeasurement pair : pairs) {
            monitor.checkCanceled();
            scored.add(new Scored(pair, dependence(pair, nodes, total)));
        }
        scored.sort(Comparator.comparingDouble((Scored s) -> -s.score).thenComparing(s -> s.pair.clique()));
        int[] component = new int[shape.length];
        Arrays.setAll(component, i -> i);
        List<LinearMeasurement> tree = new ArrayList<>();
        for (Scored s : scored) {
            int a = component[s.pair.clique().get(0)];
            int b = component[s.pair.clique().get(1)];
            if (a != b && s.score > 0) {
                tree.add(s.pair);
                for (int i = 0; i < component.length; i++) {
                    component[i] = component[i] == b ? a : component[i];
                }
            }
        }
        return tree;
    }

    private static double dependence(LinearMeasurement pair, double[][] nodes, double total) {
        if (total <= 0) {
            return 0;
        }
        double[] a = nodes[pair.clique().get(0)];
        double[] b = nodes[pair.clique().get(1)];
        double distance = 0;
        for (int cell = 0; cell < pair.values().length; cell++) {
            distance += Math.abs(pair.values()[cell] - a[cell / b.length] * b[cell % b.length] / total);
        }
        return distance - Normal.MEAN_MAGNITUDE * pair.sigma() * pair.values().length;
    }

    /** Breadth-first order from the first attribute of each component; fills the parents, -1 for roots. */
    private static int[] orient(List<LinearMeasurement> tree, int attributes, int[] parents) {
        boolean[][] linked = new boolean[attributes][attributes];
        for (LinearMeasurement pair : tree) {
            linked[pair.clique().get(0)][pair.clique().get(1)] = true;
            linked[pair.clique().get(1)][pair.clique().get(0)] = true;
        }
        Arrays.fill(parents, -1);
        int[] order = new int[attributes];
        boolean[] seen = new boolean[attributes];
        int n = 0;
        for (int root = 0; root < attributes; root++) {
            if (seen[root]) {
                continue;
            }
            seen[root] = true;
            order[n++] = root;
            for (int head = n - 1; head < n; head++) {
                for (int next = 0; next < attributes; next++) {
                    if (linked[order[head]][next] && !seen[next]) {
                        seen[next] = true;
                        parents[next] = order[head];
                        order[n++] = next;
                    }
                }
            }
        }
        return order;
    }

    /**
     * Projects a pair and rakes it to its one-way marginals (iterative proportional fitting). Where the projected pair
     * has too many zero cells to reach them, the rest is spread so that both sides are met exactly and nothing is
     * negative (Altschuler, Weed, Rigollet 2017, algorithm 2).
     */
    private static double[] fitEdge(LinearMeasurement pair, double[] rows, double[] columns, double total) {
        double[] joint = Projection.onSimplex(pair.values(), total);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double error = scale(joint, rows, columns.length, 1, Double.MAX_VALUE)
                    + scale(joint, columns, 1, columns.length, Double.MAX_VALUE);
            if (error <= TOLERANCE * Math.max(1, total)) {
                break;
            }
        }
        scale(joint, rows, columns.length, 1, 1);
        scale(joint, columns, 1, columns.length, 1);
        double[] rowRest = rest(joint, rows, columns.length, 1);
        double[] columnRest = rest(joint, columns, 1, columns.length);
        double missing = Sums.of(rowRest);
        if (missing > 0) {
            for (int cell = 0; cell < joint.length; cell++) {
                joint[cell] += rowRest[cell / columns.length] * columnRest[cell % columns.length] / missing;
            }
        }
        return joint;
    }

    /** Scales each line of cells to its target, by a factor of at most {@code limit}; gives the error before. */
    private static double scale(double[] joint, double[] targets, int lineStep, int cellStep, double limit) {
        double error = 0;
        int length = joint.length / targets.length;
        for (int i = 0; i < targets.length; i++) {
            double sum = sum(joint, i * lineStep, cellStep, length);
            error += Math.abs(sum - targets[i]);
            double factor = sum > 0 ? Math.min(limit, targets[i] / sum) : 1;
            for (int k = 0; k < length; k++) {
                joint[i * lineStep + k * cellStep] *= factor;
            }
        }
        return error;
    }

    private static double[] rest(double[] joint, double[] targets, int lineStep, int cellStep) {
        double[] rest = new double[targets.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Math.max(0, targets[i] - sum(joint, i * lineStep, cellStep, joint.length / targets.length));
        }
        return rest;
    }

    private static double sum(double[] joint, int from, int step, int count) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += joint[from + k * step];
        }
        return sum;
    }

    private static double[] transpose(double[] joint, int rows, int columns) {
        double[] result = new double[joint.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[j * rows + i] = joint[i * columns + j];
            }
        }
        return result;
    }

    /**
     * Number of records that the model stands for.
     *
     * @return at least 0
     */
    public double total() {
        return total;
    }

    /**
     * Attributes with every parent before its children.
     *
     * @return a copy
     */
    public int[] order() {
        return order.clone();
    }

    /**
     * Parent of an attribute in the tree.
     *
     * @param attribute position
     * @return position of the parent, -1 for a root
     */
    public int parent(int attribute) {
        return parents[attribute];
    }

    /**
     * One-way counts.
     *
     * @param attribute position
     * @return a copy; sums to the total
     */
    public double[] node(int attribute) {
        return nodes[attribute].clone();
    }

    /**
     * Counts of an attribute together with its parent.
     *
     * @param attribute position of a child
     * @return a copy, row-major with the parent's levels as rows
     * @throws IllegalArgumentException when the attribute is a root
     */
    public double[] edge(int attribute) {
        Checks.require(parents[attribute] >= 0, "A root has no edge to a parent.");
        return edges[attribute].clone();
    }

    /**
     * The pairs of the tree.
     *
     * @return one clique an edge, in canonical order
     */
    public List<Clique> edges() {
        List<Clique> result = new ArrayList<>();
        for (int a = 0; a < parents.length; a++) {
            if (parents[a] >= 0) {
                result.add(Clique.of(a, parents[a]));
            }
        }
        result.sort(null);
        return result;
    }

    /**
     * Numbers of levels.
     *
     * @return a copy
     */
    public int[] shape() {
        return shape.clone();
    }
}
