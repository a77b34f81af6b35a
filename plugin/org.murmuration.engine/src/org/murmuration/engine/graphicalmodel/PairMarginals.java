// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/**
 * Tables of pairs of attributes that share no clique, for one attribute and all others in one walk over the tree: the
 * joint table of the attribute and a separator goes from clique to clique, so that a pair costs a step and not a path.
 */
final class PairMarginals {
    private static final double MAX_WORK = 1L << 32;

    private final MarkovRandomField field;
    private final int[] shape;
    private final List<Clique> cliques;
    private final List<List<Integer>> neighbours;
    private final Map<Key, Table> given = new ConcurrentHashMap<>();

    PairMarginals(MarkovRandomField field, List<List<Integer>> neighbours) {
        this.field = field;
        this.shape = field.tree().shape();
        this.cliques = field.tree().cliques();
        this.neighbours = neighbours;
    }

    /** A table over some attributes. */
    record Table(Clique clique, double[] values) {}

    /** A clique, and what its table was reduced to given what. */
    private record Key(int clique, Clique kept, Clique given) {}

    /**
     * Computes tables.
     *
     * @param attribute first or second of all pairs
     * @param wanted the other ones; none shares a clique with it
     * @param to receives each pair and its probabilities
     */
    void from(int attribute, BitSet wanted, BiConsumer<Clique, double[]> to) {
        BitSet open = (BitSet) wanted.clone();
        for (int c = 0; c < cliques.size(); c++) {
            if (Cells.contains(cliques.get(c), attribute)) {
                for (int n : neighbours.get(c)) {
                    if (!Cells.contains(cliques.get(n), attribute)) {
                        Clique keep =
                                Cells.union(Clique.of(attribute), Cells.intersection(cliques.get(c), cliques.get(n)));
                        walk(n, c, attribute, new Table(keep, field.reduced(c, keep)), open, to);
                    }
                }
            }
        }
    }

    private void walk(int c, int from, int attribute, Table table, BitSet open, BiConsumer<Clique, double[]> to) {
        Clique clique = cliques.get(c);
        Clique separator = Cells.intersection(clique, cliques.get(from));
        Clique single = Clique.of(attribute);
        for (int other : clique.toArray()) {
            if (open.get(other)) {
                open.clear(other);
                Clique pair = Cells.union(single, Clique.of(other));
                to.accept(
                        pair,
                        multiply(table, given(c, Cells.union(separator, Clique.of(other)), separator), pair, shape)
                                .values);
            }
        }
        for (int n : neighbours.get(c)) {
            if (n != from && !open.isEmpty()) {
                Clique next = Cells.intersection(clique, cliques.get(n));
                Table handed = multiply(
                        table, given(c, Cells.union(separator, next), separator), Cells.union(single, next), shape);
                walk(n, c, attribute, handed, open, to);
            }
        }
    }

    private Table given(int c, Clique kept, Clique separator) {
        return given.computeIfAbsent(
                new Key(c, kept, separator), k -> new Table(kept, field.reducedGiven(c, kept, separator)));
    }

    /** Product of two tables summed to some of their attributes, without the table of the product. */
    static Table multiply(Table a, Table b, Clique keep, int[] shape) {
        Clique both = Cells.union(a.clique, b.clique);
        Checks.require(
                both.cells(shape) <= MAX_WORK && keep.cells(shape) <= MarkovRandomField.MAX_QUERY,
                "The asked combination needs a table of more than " + MarkovRandomField.MAX_QUERY
                        + " cells. Ask for fewer attributes.");
        int n = both.size();
        int[] ofA = Cells.strides(both, a.clique, shape);
        int[] ofB = Cells.strides(both, b.clique, shape);
        int[] ofKeep = Cells.strides(both, keep, shape);
        double[] values = new double[(int) keep.cells(shape)];
        int[] code = new int[n];
        int inA = 0;
        int inB = 0;
        int inKeep = 0;
        long cells = both.cells(shape);
        for (long cell = 0; cell < cells; cell++) {
            values[inKeep] += a.values[inA] * b.values[inB];
            for (int i = n - 1; i >= 0; i--) {
                inA += ofA[i];
                inB += ofB[i];
                inKeep += ofKeep[i];
                if (++code[i] < shape[both.get(i)]) {
                    break;
                }
                inA -= ofA[i] * code[i];
                inB -= ofB[i] * code[i];
                inKeep -= ofKeep[i] * code[i];
                code[i] = 0;
            }
        }
        return new Table(keep, values);
    }
}
