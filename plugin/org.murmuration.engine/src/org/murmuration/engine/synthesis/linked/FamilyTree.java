// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.murmuration.engine.graphicalmodel.ControlledRounding;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * First draw of families, from pairs of attributes that form a tree (Chow, Liu 1968): the number of children first,
 * then each attribute given the one that it depends on most, children's attributes last. Post-processing.
 *
 * <p>A first child y is drawn given what its tree says, p(y | x). A later sibling is drawn given the same and the first
 * child's value s, by p(y | x) p(y | s) / p(y), which is right if x and s are independent given y.
 */
final class FamilyTree {

    private final LinkedCodebook codebook;
    private final ConsistentFamilies tables;
    private final double[][] siblings;
    private final int[] order;
    private final int[] basis;

    FamilyTree(NoisyFamilies noisy, ConsistentFamilies tables) {
        this.codebook = noisy.codebook();
        this.tables = tables;
        int n = codebook.size();
        siblings = new double[n][];
        double[][] strength = new double[n][n];
        for (LinkedMeasurement m : noisy.tables()) {
            if (m.query().siblings()) {
                siblings[m.query().attributes().get(0)] = tables.table(m);
            } else if (m.query().attributes().size() == 2) {
                int a = m.query().attributes().get(0);
                int b = m.query().attributes().get(1);
                strength[a][b] = dependence(m);
                strength[b][a] = strength[a][b];
            }
        }
        order = new int[n];
        basis = new int[n];
        grow(strength);
    }

    /** How far a released pair is from independence beyond what its noise alone explains; at least 0. */
    private double dependence(LinkedMeasurement m) {
        int a = m.query().attributes().get(0);
        int b = m.query().attributes().get(1);
        boolean aboutChildren = m.query().isAboutChildren(codebook);
        double[] rows = aboutChildren ? tables.singleWithChildren(a) : tables.single(a);
        double[] columns = aboutChildren ? tables.singleWithChildren(b) : tables.single(b);
        double all = Math.max(1, Sums.of(rows));
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                sum += Math.abs(m.values()[i * columns.length + j] - rows[i] * columns[j] / all);
            }
        }
        return Math.max(0, sum - Normal.MEAN_MAGNITUDE * m.sigma() * m.values().length);
    }

    /** Prim's algorithm from the number of children, parents' attributes first; -1 where nothing is depended on. */
    private void grow(double[][] strength) {
        int k = codebook.countIndex();
        boolean[] in = new boolean[codebook.size()];
        int size = 0;
        order[size++] = k;
        basis[k] = -1;
        in[k] = true;
        for (boolean children : new boolean[] {false, true}) {
            int until = children ? codebook.size() : k + 1;
            while (size < until) {
                int best = -1;
                double most = -1;
                for (int a = 0; a < codebook.size(); a++) {
                    if (in[a] || codebook.isOfChild(a) != children) {
                        continue;
                    }
                    for (int i = 0; i < size; i++) {
                        if (strength[a][order[i]] > most) {
                            most = strength[a][order[i]];
                            best = a;
                            basis[a] = most > 0 ? order[i] : -1;
                        }
                    }
                }
                in[best] = true;
                order[size++] = best;
            }
        }
    }

    /**
     * Draws families.
     *
     * @param families how many, at least 0
     * @param random bits; a seed is harmless
     */
    FamilyCodes draw(int families, RandomSource random, ProgressMonitor monitor) {
        FamilyCodes codes = new FamilyCodes(codebook, numbers(families, random));
        for (int i = 1; i < order.length; i++) {
            monitor.checkCanceled();
            if (codebook.isOfChild(order[i])) {
                drawChildren(order[i], codes, random);
            } else {
                drawParents(order[i], codes, random);
            }
            monitor.report((double) i / order.length, "Drawing families");
        }
        return codes;
    }

    private int[] numbers(int families, RandomSource random) {
        int[] steps = new int[families];
        ControlledRounding.assign(identity(families), tables.ladder(), steps, random);
        int[] ladder = codebook.counts().ladder();
        for (int f = 0; f < families; f++) {
            int from = ladder[steps[f]];
            int to = steps[f] + 1 < ladder.length
                    ? ladder[steps[f] + 1] - 1
                    : codebook.counts().most();
            steps[f] = from + (int) random.nextLong(to - from + 1L);
        }
        return steps;
    }

    private static int[] identity(int n) {
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            all[i] = i;
        }
        return all;
    }

    private void drawParents(int attribute, FamilyCodes codes, RandomSource random) {
        int given = basis[attribute];
        int[] all = identity(codes.families());
        if (given < 0) {
            ControlledRounding.assign(all, tables.single(attribute), codes.column(attribute), random);
            return;
        }
        List<int[]> groups = groups(all, codebook.levels(given), f -> codes.parent(given, f));
        for (int g = 0; g < groups.size(); g++) {
            ControlledRounding.assign(groups.get(g), given(attribute, given, g), codes.column(attribute), random);
        }
    }

    /** Weights of an attribute's levels given one of another attribute. */
    private double[] given(int attribute, int other, int level) {
        double[] pair = tables.pair(LinkedQuery.of(attribute, other));
        int n = codebook.levels(attribute);
        double[] weights = new double[n];
        double sum = 0;
        for (int v = 0; v < n; v++) {
            weights[v] = attribute < other ? pair[v * codebook.levels(other) + level] : pair[level * n + v];
            sum += weights[v];
        }
        return sum > 0 ? weights : tables.single(attribute).clone();
    }

    /** The level of an attribute, or 0 without one, by family and child. */
    private IntBinaryOperator levelOf(int attribute, FamilyCodes codes) {
        if (attribute < 0) {
            return (family, child) -> 0;
        }
        return codebook.isOfChild(attribute)
                ? (family, child) -> codes.child(attribute, child)
                : (family, child) -> codes.parent(attribute, family);
    }

    private void drawChildren(int attribute, FamilyCodes codes, RandomSource random) {
        int other = basis[attribute];
        IntBinaryOperator level = levelOf(other, codes);
        int[] firsts = new int[codes.families()];
        int[] later = new int[codes.children()];
        int[] firstOf = new int[codes.children()];
        int[] levels = new int[codes.children()];
        int n = 0;
        int l = 0;
        for (int f = 0; f < codes.families(); f++) {
            for (int c = codes.firstChild(f); c < codes.firstChild(f + 1); c++) {
                firstOf[c] = codes.firstChild(f);
                levels[c] = level.applyAsInt(f, c);
                if (c == firstOf[c]) {
                    firsts[n++] = c;
                } else {
                    later[l++] = c;
                }
            }
        }
        int of = other < 0 ? 1 : codebook.levels(other);
        List<int[]> groups = groups(Arrays.copyOf(firsts, n), of, c -> levels[c]);
        double[][] weights = new double[of][];
        for (int g = 0; g < of; g++) {
            weights[g] = other < 0 ? tables.single(attribute) : given(attribute, other, g);
            ControlledRounding.assign(groups.get(g), weights[g], codes.column(attribute), random);
        }
        int size = codebook.levels(attribute);
        List<int[]> laterGroups =
                groups(Arrays.copyOf(later, l), of * size, c -> levels[c] * size + codes.child(attribute, firstOf[c]));
        for (int g = 0; g < laterGroups.size(); g++) {
            double[] both = withSibling(attribute, weights[g / size], g % size);
            ControlledRounding.assign(laterGroups.get(g), both, codes.column(attribute), random);
        }
    }

    private double[] withSibling(int attribute, double[] given, int sibling) {
        double[] pair = siblings[attribute];
        if (pair == null) {
            return given;
        }
        double[] single = tables.single(attribute);
        double[] weights = new double[given.length];
        double sum = 0;
        for (int y = 0; y < weights.length; y++) {
            double both = pair[LinkedQuery.pairCell(y, sibling)] / (y == sibling ? 1 : 2);
            weights[y] = single[y] > 0 ? given[y] * both / single[y] : 0;
            sum += weights[y];
        }
        return sum > 0 ? weights : given;
    }

    private static List<int[]> groups(int[] members, int groups, IntUnaryOperator groupOf) {
        int[] sizes = new int[groups];
        for (int m : members) {
            sizes[groupOf.applyAsInt(m)]++;
        }
        List<int[]> result = new ArrayList<>();
        for (int size : sizes) {
            result.add(new int[size]);
        }
        Arrays.fill(sizes, 0);
        for (int m : members) {
            int g = groupOf.applyAsInt(m);
            result.get(g)[sizes[g]++] = m;
        }
        return result;
    }

    /** What an attribute is drawn given, -1 for nothing; for tests. */
    int basis(int attribute) {
        return basis[attribute];
    }
}
