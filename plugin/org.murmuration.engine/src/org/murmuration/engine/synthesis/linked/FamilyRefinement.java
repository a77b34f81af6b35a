// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Moves values of synthetic families so that their tables come nearer to the released ones. Post-processing.
 *
 * <p>Minimised is the sum over queries q and cells x of (S_q(x) - M_q(x))^2 / sigma_q^2, S being the tables of the
 * synthetic families and M the released ones: the most likely tables among those that families can have at all. The
 * nearest point of a set that holds the truth is nearer to it than the noisy point was, so that refining takes noise
 * away, and model error with it. A step looks at one value of one row and gives it the level that lowers the sum most;
 * who belongs to whom and how many children there are never changes. Unlike moves of surplus weight from cell to cell
 * (gradual update, Zhang and others 2021, PrivSyn) a step counts all tables that the value is part of, those of
 * siblings with them, so that mending one table does not break another. The work of a round grows linearly with the
 * rows.
 *
 * <p>Rounds begin with the moves that gain most, so that as few values as can be are touched and what the first draw
 * knows beyond the tables stays.
 */
final class FamilyRefinement {
    /** Rounds that accept ever smaller gains, then rounds that accept any. */
    private static final double[] LEAST_GAINS = {.5, .25, .1, .03, 0, 0, 0, 0, 0, 0, 0, 0};
    /** A round that moves fewer than this part of all values is the last one. */
    private static final double STILL = 2e-4;

    private final LinkedCodebook codebook;
    private final FamilyCodes codes;
    private final boolean siblingsToo;
    private final List<List<ReleasedTable>> members = new ArrayList<>();
    private final ReleasedTable[] siblings;

    private ReleasedTable.Access[] access(int attribute, Predicate<ReleasedTable> which) {
        return members.get(attribute).stream()
                .filter(which)
                .map(t -> t.seenFrom(attribute))
                .toArray(ReleasedTable.Access[]::new);
    }

    /**
     * @param siblingsToo false leaves the tables of siblings out of account, which breaks them; for tests
     */
    FamilyRefinement(FamilyCodes codes, List<LinkedMeasurement> measurements, boolean siblingsToo) {
        this.codes = codes;
        this.codebook = codes.codebook();
        this.siblingsToo = siblingsToo;
        siblings = new ReleasedTable[codebook.size()];
        for (int a = 0; a < codebook.size(); a++) {
            members.add(new ArrayList<>());
        }
        for (LinkedMeasurement m : measurements) {
            ReleasedTable table = new ReleasedTable(codes, m);
            if (m.query().siblings()) {
                siblings[m.query().attributes().get(0)] = table;
            } else {
                for (int a : table.attributes()) {
                    members.get(a).add(table);
                }
            }
        }
    }

    /** Half the weighted squared distance that is left, for tests and progress. */
    double distance() {
        double sum = 0;
        for (int a = 0; a < codebook.size(); a++) {
            for (ReleasedTable table : members.get(a)) {
                if (table.attributes()[0] == a) {
                    sum += table.distance();
                }
            }
            sum += siblings[a] == null ? 0 : siblings[a].distance();
        }
        return sum / 2;
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

    private static double total(ReleasedTable.Access[] tables) {
        double sum = 0;
        for (ReleasedTable.Access table : tables) {
            sum += table.weight();
        }
        return sum;
    }

    private long childRound(int attribute, double leastGain, RandomSource random) {
        ReleasedTable.Access[] tables = access(attribute, t -> true);
        int[] base = new int[tables.length];
        double all = total(tables);
        ReleasedTable pairs = siblingsToo ? siblings[attribute] : null;
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
                Arrays.fill(cost, 0);
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

    /**
     * The cheapest level: the one at hand unless another gains more than the fixed cost of moving and the least gain.
     */
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
     * Adds to the cost of each level what moving child i there does to the pairs of siblings, exactly, squares
     * included, less what staying costs.
     */
    private void siblingCosts(ReleasedTable pairs, int attribute, int f, int i, int a, double[] cost, int[] others) {
        Arrays.fill(others, 0);
        int k = codes.childrenOf(f);
        for (int j = codes.firstChild(f); j < codes.firstChild(f + 1); j++) {
            if (j != i) {
                others[codes.child(attribute, j)]++;
            }
        }
        double part = ReleasedTable.partOfPair(k);
        double w = pairs.weight();
        double squares = 0;
        for (int y = 0; y < others.length; y++) {
            if (others[y] > 0) {
                squares += 2.0 * others[y] * others[y] * part * part;
                for (int b = 0; b < cost.length; b++) {
                    cost[b] += w * 2 * part * others[y] * pairs.residual()[LinkedQuery.pairCell(b, y)];
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
        ReleasedTable pairs = siblings[attribute];
        int k = codes.childrenOf(f);
        if (pairs == null || k < 2) {
            return;
        }
        double part = ReleasedTable.partOfPair(k);
        for (int j = codes.firstChild(f); j < codes.firstChild(f + 1); j++) {
            if (j != i) {
                int y = codes.child(attribute, j);
                pairs.residual()[LinkedQuery.pairCell(from, y)] -= part;
                pairs.residual()[LinkedQuery.pairCell(to, y)] += part;
            }
        }
    }

    private long parentRound(int attribute, double leastGain, RandomSource random) {
        ReleasedTable.Access[] own = access(attribute, t -> !t.isAboutChildren());
        ReleasedTable.Access[] shared = access(attribute, ReleasedTable::isAboutChildren);
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
            Arrays.fill(cost, 0);
            double fixed = 2 * all;
            for (ReleasedTable.Access table : own) {
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
                fixed += 2 * shared[t].weight() * squares;
            }
            int best = best(cost, a, fixed, leastGain);
            if (best != a) {
                for (ReleasedTable.Access table : own) {
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

        void gather(ReleasedTable.Access table, int f) {
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
                cells = Arrays.copyOf(cells, 2 * size);
                parts = Arrays.copyOf(parts, 2 * size);
            }
            cells[size] = cell;
            parts[size++] = part;
        }
    }
}
