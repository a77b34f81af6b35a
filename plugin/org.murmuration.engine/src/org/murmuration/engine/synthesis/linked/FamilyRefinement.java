// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.dataset.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Moves values of synthetic families so that their tables come nearer to the released ones. Post-processing.
 *
 * <p>Minimised is the sum over queries q and cells x of (S_q(x) - M_q(x))^2 / sigma_q^2, S being the tables of the synthetic
 * families and M the released ones: the most likely tables among those that families can have at all. The nearest point of a
 * set that holds the truth is nearer to it than the noisy point was, so that refining takes noise away, and model error with
 * it. A step looks at one value of one row and gives it the level that lowers the sum most; who belongs to whom and how many
 * children there are never changes. Unlike moves of surplus weight from cell to cell (gradual update, Zhang and others 2021,
 * PrivSyn) a step counts all tables that the value is part of, those of siblings with them, so that mending one table does not
 * break another. The work of a round grows linearly with the rows.
 *
 * <p>Rounds begin with the moves that gain most, so that as few values as can be are touched and what the first draw knows
 * beyond the tables stays.
 */
final class FamilyRefinement {
    /** Rounds that accept ever smaller gains, then rounds that accept any. */
    private static final double[] LEAST_GAINS = {.5, .25, .1, .03, 0, 0, 0, 0, 0, 0, 0, 0};
    /** A round that moves fewer than this part of all values is the last one. */
    private static final double STILL = 2e-4;

    private final LinkedCodebook codebook;
    private final FamilyCodes codes;
    private final boolean siblingsToo;
    private final List<List<Table>> members = new ArrayList<>();
    private final Table[] siblings;

    /** A released table and how far the families are from it. */
    private static final class Table {
        private final LinkedQuery query;
        private final int[] attributes;
        private final int[] strides;
        private final int firstChildAttribute;
        private final double weight;
        private final double[] residual;

        Table(LinkedCodebook codebook, LinkedMeasurement m) {
            query = m.query();
            attributes = query.attributes().stream().mapToInt(Integer::intValue).toArray();
            strides = query.siblings() ? new int[] {1} : query.strides(codebook);
            int first = 0;
            while (first < attributes.length && !codebook.isOfChild(attributes[first])) {
                first++;
            }
            firstChildAttribute = first;
            weight = 1 / (m.sigma() * m.sigma());
            residual = m.values().clone();
            for (int i = 0; i < residual.length; i++) {
                residual[i] = -residual[i];
            }
        }

        boolean isAboutChildren() {
            return firstChildAttribute < attributes.length;
        }

        int strideOf(int attribute) {
            for (int i = 0; i < attributes.length; i++) {
                if (attributes[i] == attribute) {
                    return strides[i];
                }
            }
            throw new IllegalArgumentException("The query lacks the attribute.");
        }
    }

    /** A table seen from one of its attributes: where a row's cell is but for that attribute. */
    private final class Access {
        private final double[] residual;
        private final double weight;
        private final int stride;
        private final int[][] ofParent;
        private final int[] parentStrides;
        private final int[][] ofChild;
        private final int[] childStrides;

        Access(Table table, int attribute) {
            residual = table.residual;
            weight = table.weight;
            stride = table.strideOf(attribute);
            int[] others = java.util.Arrays.stream(table.attributes)
                    .filter(a -> a != attribute)
                    .toArray();
            int parents = (int) java.util.Arrays.stream(others)
                    .filter(a -> !codebook.isOfChild(a))
                    .count();
            ofParent = new int[parents][];
            parentStrides = new int[parents];
            ofChild = new int[others.length - parents][];
            childStrides = new int[others.length - parents];
            for (int o = 0; o < others.length; o++) { // ascending: parents' attributes come first
                if (o < parents) {
                    ofParent[o] = codes.column(others[o]);
                    parentStrides[o] = table.strideOf(others[o]);
                } else {
                    ofChild[o - parents] = codes.column(others[o]);
                    childStrides[o - parents] = table.strideOf(others[o]);
                }
            }
        }

        int parentCell(int family) {
            int cell = 0;
            for (int o = 0; o < ofParent.length; o++) {
                cell += parentStrides[o] * ofParent[o][family];
            }
            return cell;
        }

        int childCell(int child) {
            int cell = 0;
            for (int o = 0; o < ofChild.length; o++) {
                cell += childStrides[o] * ofChild[o][child];
            }
            return cell;
        }

        /** Adds to the cost of each level what the row would find there. */
        void addCosts(int cell, double part, double[] cost) {
            double w = 2 * part * weight;
            for (int b = 0, x = cell; b < cost.length; b++, x += stride) {
                cost[b] += w * residual[x];
            }
        }

        void move(int cell, int from, int to, double part) {
            residual[cell + stride * from] -= part;
            residual[cell + stride * to] += part;
        }
    }

    private Access[] access(int attribute, java.util.function.Predicate<Table> which) {
        return members.get(attribute).stream()
                .filter(which)
                .map(t -> new Access(t, attribute))
                .toArray(Access[]::new);
    }

    /**
     * @param siblingsToo false leaves the tables of siblings out of account, which breaks them; for tests
     */
    FamilyRefinement(FamilyCodes codes, List<LinkedMeasurement> measurements, boolean siblingsToo) {
        this.codes = codes;
        this.codebook = codes.codebook();
        this.siblingsToo = siblingsToo;
        siblings = new Table[codebook.size()];
        for (int a = 0; a < codebook.size(); a++) {
            members.add(new ArrayList<>());
        }
        for (LinkedMeasurement m : measurements) {
            Table table = new Table(codebook, m);
            if (m.query().siblings()) {
                siblings[m.query().attributes().get(0)] = table;
            } else {
                for (int a : table.attributes) {
                    members.get(a).add(table);
                }
            }
            count(table);
        }
    }

    private void count(Table table) {
        for (int f = 0; f < codes.families(); f++) {
            int k = codes.childrenOf(f);
            if (table.query.siblings()) {
                int a = table.attributes[0];
                double part = k < 2 ? 0 : 2.0 / ((double) k * (k - 1));
                for (int i = codes.firstChild(f); i < codes.firstChild(f + 1); i++) {
                    for (int j = codes.firstChild(f); j < i; j++) {
                        table.residual[LinkedQuery.pairCell(codes.child(a, i), codes.child(a, j))] += part;
                    }
                }
            } else if (!table.isAboutChildren()) {
                table.residual[parentCell(table, f)] += 1;
            } else {
                int cell = parentCell(table, f);
                for (int i = codes.firstChild(f); i < codes.firstChild(f + 1); i++) {
                    table.residual[cell + childCell(table, i)] += 1.0 / k;
                }
            }
        }
    }

    private int parentCell(Table table, int family) {
        int cell = 0;
        for (int i = 0; i < table.firstChildAttribute; i++) {
            cell += table.strides[i] * codes.parent(table.attributes[i], family);
        }
        return cell;
    }

    private int childCell(Table table, int child) {
        int cell = 0;
        for (int i = table.firstChildAttribute; i < table.attributes.length; i++) {
            cell += table.strides[i] * codes.child(table.attributes[i], child);
        }
        return cell;
    }

    /** Half the weighted squared distance that is left, for tests and progress. */
    double distance() {
        double sum = 0;
        for (int a = 0; a < codebook.size(); a++) {
            for (Table table : members.get(a)) {
                if (table.attributes[0] == a) {
                    sum += distance(table);
                }
            }
            sum += siblings[a] == null ? 0 : distance(siblings[a]);
        }
        return sum / 2;
    }

    private static double distance(Table table) {
        double sum = 0;
        for (double r : table.residual) {
            sum += r * r;
        }
        return sum * table.weight;
    }

    /**
     * Refines in place.
     *
     * @param random decides where a round begins; a seed is harmless
     * @return number of rounds
     */
    int run(RandomSource random, ProgressMonitor monitor) {
        long values = (long) codes.families() * codebook.countIndex()
                + (long) codes.children() * (codebook.size() - codebook.countIndex() - 1);
        for (int round = 0; round < LEAST_GAINS.length; round++) {
            long moves = 0;
            for (int a = 0; a < codebook.size(); a++) {
                if (a != codebook.countIndex()) {
                    monitor.checkCanceled();
                    moves += codebook.isOfChild(a)
                            ? childRound(a, LEAST_GAINS[round], random)
                            : parentRound(a, LEAST_GAINS[round], random);
                }
            }
            monitor.report((round + 1.0) / LEAST_GAINS.length, "Refining families");
            if (LEAST_GAINS[round] == 0 && moves < values * STILL) {
                return round + 1;
            }
        }
        return LEAST_GAINS.length;
    }

    private static double total(Access[] tables) {
        double sum = 0;
        for (Access table : tables) {
            sum += table.weight;
        }
        return sum;
    }

    private long childRound(int attribute, double leastGain, RandomSource random) {
        Access[] tables = access(attribute, t -> true);
        int[] base = new int[tables.length];
        double all = total(tables);
        Table pairs = siblingsToo ? siblings[attribute] : null;
        double[] cost = new double[codebook.levels(attribute)];
        int[] others = new int[cost.length];
        int[] column = codes.column(attribute);
        long moves = 0;
        int families = codes.families();
        int start = families == 0 ? 0 : (int) random.nextLong(families);
        for (int n = 0; n < families; n++) {
            int f = n + start < families ? n + start : n + start - families;
            int k = codes.childrenOf(f);
            double u = 1.0 / k;
            for (int i = codes.firstChild(f); i < codes.firstChild(f + 1); i++) {
                int a = column[i];
                java.util.Arrays.fill(cost, 0);
                for (int t = 0; t < tables.length; t++) {
                    base[t] = tables[t].parentCell(f) + tables[t].childCell(i);
                    tables[t].addCosts(base[t], u, cost);
                }
                if (pairs != null && k > 1) {
                    siblingCosts(pairs, attribute, f, i, a, cost, others);
                }
                int best = best(cost, a, 2 * u * u * all, leastGain * u);
                if (best != a) {
                    for (int t = 0; t < tables.length; t++) {
                        tables[t].move(base[t], a, best, u);
                    }
                    moveSibling(attribute, f, i, a, best);
                    column[i] = best;
                    moves++;
                }
            }
        }
        return moves;
    }

    /** The cheapest level: the one at hand unless another gains more than the fixed cost of moving and the least gain. */
    private static int best(double[] cost, int a, double fixed, double leastGain) {
        int best = a;
        double least = cost[a] - fixed - leastGain - 1e-12;
        for (int b = 0; b < cost.length; b++) {
            if (b != a && cost[b] < least) {
                least = cost[b];
                best = b;
            }
        }
        return best;
    }

    /**
     * Adds to the cost of each level what moving child i there does to the pairs of siblings, exactly, squares included, less
     * what staying costs.
     */
    private void siblingCosts(Table pairs, int attribute, int f, int i, int a, double[] cost, int[] others) {
        java.util.Arrays.fill(others, 0);
        int k = codes.childrenOf(f);
        for (int j = codes.firstChild(f); j < codes.firstChild(f + 1); j++) {
            if (j != i) {
                others[codes.child(attribute, j)]++;
            }
        }
        double part = 2.0 / ((double) k * (k - 1));
        double w = pairs.weight;
        double squares = 0;
        for (int y = 0; y < others.length; y++) {
            if (others[y] > 0) {
                squares += 2.0 * others[y] * others[y] * part * part;
                for (int b = 0; b < cost.length; b++) {
                    cost[b] += w * 2 * part * others[y] * pairs.residual[LinkedQuery.pairCell(b, y)];
                }
            }
        }
        for (int b = 0; b < cost.length; b++) {
            if (b != a) {
                // cell {a, b} loses others[b] and gains others[a] pairs at once
                cost[b] += w * (squares - 2.0 * others[a] * others[b] * part * part);
            }
        }
    }

    /** Keeps the table of siblings at what the families have. */
    private void moveSibling(int attribute, int f, int i, int from, int to) {
        Table pairs = siblings[attribute];
        int k = codes.childrenOf(f);
        if (pairs == null || k < 2) {
            return;
        }
        double part = 2.0 / ((double) k * (k - 1));
        for (int j = codes.firstChild(f); j < codes.firstChild(f + 1); j++) {
            if (j != i) {
                int y = codes.child(attribute, j);
                pairs.residual[LinkedQuery.pairCell(from, y)] -= part;
                pairs.residual[LinkedQuery.pairCell(to, y)] += part;
            }
        }
    }

    private long parentRound(int attribute, double leastGain, RandomSource random) {
        Access[] own = access(attribute, t -> !t.isAboutChildren());
        Access[] shared = access(attribute, Table::isAboutChildren);
        double all = total(own);
        double[] cost = new double[codebook.levels(attribute)];
        int[] column = codes.column(attribute);
        Scratch scratch = new Scratch();
        long moves = 0;
        int families = codes.families();
        int start = families == 0 ? 0 : (int) random.nextLong(families);
        for (int n = 0; n < families; n++) {
            int f = n + start < families ? n + start : n + start - families;
            int a = column[f];
            java.util.Arrays.fill(cost, 0);
            double fixed = 2 * all;
            for (Access table : own) {
                table.addCosts(table.parentCell(f), 1, cost);
            }
            boolean hasChildren = codes.childrenOf(f) > 0;
            for (int t = 0; hasChildren && t < shared.length; t++) {
                scratch.gather(shared[t], f);
                double squares = 0;
                for (int s = 0; s < scratch.size; s++) {
                    shared[t].addCosts(scratch.cells[s], scratch.parts[s], cost);
                    squares += scratch.parts[s] * scratch.parts[s];
                }
                fixed += 2 * shared[t].weight * squares;
            }
            int best = best(cost, a, fixed, leastGain);
            if (best != a) {
                for (Access table : own) {
                    table.move(table.parentCell(f), a, best, 1);
                }
                for (int t = 0; hasChildren && t < shared.length; t++) {
                    scratch.gather(shared[t], f);
                    for (int s = 0; s < scratch.size; s++) {
                        shared[t].move(scratch.cells[s], a, best, scratch.parts[s]);
                    }
                }
                column[f] = best;
                moves++;
            }
        }
        return moves;
    }

    /** The distinct cells that the children of a family are in, and their parts of the family. */
    private final class Scratch {
        private int[] cells = new int[16];
        private double[] parts = new double[16];
        private int size;

        void gather(Access table, int f) {
            size = 0;
            int ofParent = table.parentCell(f);
            double part = 1.0 / codes.childrenOf(f);
            for (int i = codes.firstChild(f); i < codes.firstChild(f + 1); i++) {
                add(ofParent + table.childCell(i), part);
            }
        }

        private void add(int cell, double part) {
            for (int s = 0; s < size; s++) {
                if (cells[s] == cell) {
                    parts[s] += part;
                    return;
                }
            }
            if (size == cells.length) {
                cells = java.util.Arrays.copyOf(cells, 2 * size);
                parts = java.util.Arrays.copyOf(parts, 2 * size);
            }
            cells[size] = cell;
            parts[size++] = part;
        }
    }
}
