// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.graphicalmodel.PairMarginals.Table;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/** The table of any combination of attributes of a field, by variable elimination over its tree. */
final class VariableElimination {
    private static final double MAX_WORK = 1L << 32;

    private final MarkovRandomField field;
    private final JunctionTree tree;
    private final List<List<Integer>> neighbours;

    VariableElimination(MarkovRandomField field, List<List<Integer>> neighbours) {
        this.field = field;
        this.tree = field.tree();
        this.neighbours = neighbours;
    }

    /**
     * From the leaves to a root: each clique sends a table over its separator and the asked attributes below it, which
     * is its own probability given the separator times what its neighbours sent. The root is the clique, among those
     * with an asked attribute, for which the tables on the way have the fewest cells.
     */
    double[] probabilities(Clique asked) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < neighbours.size(); c++) {
            if (Cells.intersection(tree.cliques().get(c), asked).size() > 0) {
                double[] work = new double[1];
                plan(c, -1, asked, work);
                if (work[0] < least) {
                    best = c;
                    least = work[0];
                }
            }
        }
        Checks.require(
                least <= MAX_WORK,
                "The asked combination needs tables of more than " + (long) MAX_WORK
                        + " cells on the way. Ask for fewer attributes.");
        Table table = collect(best, -1, asked);
        return field.sum(table.clique(), table.values(), asked);
    }

    private Clique between(int a, int b) {
        return b < 0
                ? Clique.of()
                : Cells.intersection(tree.cliques().get(a), tree.cliques().get(b));
    }

    /** Attributes of the table that a clique sends, null if nothing asked is below; adds up the cells on the way. */
    private Clique plan(int c, int towards, Clique asked, double[] work) {
        Clique separator = between(c, towards);
        Clique own = tree.cliques().get(c);
        List<Clique> others = new ArrayList<>();
        for (int n : neighbours.get(c)) {
            Clique handed = n == towards ? null : plan(n, c, asked, work);
            if (handed != null) {
                others.add(handed);
            }
        }
        if (others.isEmpty()
                && Cells.difference(Cells.intersection(asked, own), separator).size() == 0) {
            return null;
        }
        Clique table = needed(own, others, asked, separator);
        for (int i = 0; i < others.size(); i++) {
            work[0] += Cells.union(table, others.get(i)).cells(tree.shape());
            table = kept(table, others, i, asked, separator);
        }
        return Cells.intersection(table, Cells.union(asked, separator));
    }

    /** Attributes of a clique that something else mentions; the others can be summed out beforehand. */
    private static Clique needed(Clique own, List<Clique> others, Clique asked, Clique separator) {
        Clique needed = Cells.union(asked, separator);
        for (Clique other : others) {
            needed = Cells.union(needed, other);
        }
        return Cells.intersection(own, needed);
    }

    /** What is still needed after the i-th of several tables was multiplied in. */
    private static Clique kept(Clique table, List<Clique> others, int i, Clique asked, Clique separator) {
        Clique needed = Cells.union(asked, separator);
        for (int j = i + 1; j < others.size(); j++) {
            needed = Cells.union(needed, others.get(j));
        }
        return Cells.intersection(Cells.union(table, others.get(i)), needed);
    }

    private Table collect(int c, int towards, Clique asked) {
        Clique separator = between(c, towards);
        Clique own = tree.cliques().get(c);
        List<Table> others = new ArrayList<>();
        for (int n : neighbours.get(c)) {
            Table handed = n == towards ? null : collect(n, c, asked);
            if (handed != null) {
                others.add(handed);
            }
        }
        if (others.isEmpty()
                && Cells.difference(Cells.intersection(asked, own), separator).size() == 0) {
            return null; // it would sum to one
        }
        List<Clique> cliques = others.stream().map(Table::clique).toList();
        Clique needed = needed(own, cliques, asked, separator);
        Table table =
                new Table(needed, towards < 0 ? field.reduced(c, needed) : field.reducedGiven(c, needed, separator));
        for (int i = 0; i < others.size(); i++) {
            Clique keep = kept(table.clique(), cliques, i, asked, separator);
            table = PairMarginals.multiply(table, others.get(i), keep, tree.shape());
        }
        Clique keep = Cells.intersection(table.clique(), Cells.union(asked, separator));
        return new Table(keep, field.sum(table.clique(), table.values(), keep));
    }
}
