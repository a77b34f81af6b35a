// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.ControlledRounding;
import org.murmuration.engine.graphicalmodel.LinearMeasurement;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Merging;
import org.murmuration.engine.random.RandomSource;

/**
 * Merges the levels of an attribute that cannot be seen through the noise (noisy count below three sigma) into one, as
 * MST does (McKenna, Miklau, Sheldon 2021, section 3.2): their pairs would be noise. Made from noisy counts alone.
 * Expanded again by drawing among the merged levels in proportion to what is known of them. The merged level, if there
 * is one, is the last.
 */
final class Compression {
    private static final double THRESHOLD = 3;

    private final int[][] toSmall;
    private final int[] shape;
    private final double[][] shares;

    /**
     * @param toSmall merged level of each level, by attribute
     * @param shares what a level is of its merged level, in any unit; 0 for a level that stands alone
     */
    Compression(int[][] toSmall, double[][] shares) {
        this.toSmall = toSmall;
        this.shares = shares;
        this.shape = Arrays.stream(toSmall)
                .mapToInt(t -> Arrays.stream(t).max().orElse(0) + 1)
                .toArray();
    }

    /** Merges nothing. */
    static Compression none(int[] shape) {
        int[][] same = new int[shape.length][];
        double[][] shares = new double[shape.length][];
        for (int a = 0; a < shape.length; a++) {
            same[a] = new int[shape[a]];
            Arrays.setAll(same[a], v -> v);
            shares[a] = new double[shape[a]];
        }
        return new Compression(same, shares);
    }

    /** From noisy one-way counts of every attribute, in order. */
    static Compression of(List<LinearMeasurement> singles, double total) {
        int[][] toSmall = new int[singles.size()][];
        for (int a = 0; a < toSmall.length; a++) {
            double[] y = singles.get(a).values();
            double least = THRESHOLD * singles.get(a).sigma();
            int rare = (int) Arrays.stream(y).filter(v -> v < least).count();
            toSmall[a] = new int[y.length];
            int kept = 0;
            for (int v = 0; v < y.length; v++) {
                toSmall[a][v] = rare >= 2 && y[v] < least ? y.length - rare : kept++;
            }
        }
        return new Compression(toSmall, shares(toSmall, singles, total));
    }

    /** The same levels merged, divided again by later counts of the single levels. */
    Compression sharing(List<LinearMeasurement> singles, double total) {
        return new Compression(toSmall, shares(toSmall, singles, total));
    }

    private static double[][] shares(int[][] toSmall, List<LinearMeasurement> singles, double total) {
        double[][] shares = new double[toSmall.length][];
        for (int a = 0; a < toSmall.length; a++) {
            int[] parts = new int[toSmall[a].length];
            for (int small : toSmall[a]) {
                parts[small]++;
            }
            double[] known = Projection.onSimplex(singles.get(a).values(), Math.max(total, 1));
            double sum = 0;
            for (int v = 0; v < known.length; v++) {
                known[v] = parts[toSmall[a][v]] > 1 ? known[v] : 0;
                sum += known[v];
            }
            for (int v = 0; v < known.length && sum == 0; v++) {
                known[v] = parts[toSmall[a][v]] > 1 ? 1 : 0;
            }
            shares[a] = known;
        }
        return shares;
    }

    int[] shape() {
        return shape.clone();
    }

    Merging merging() {
        return Merging.of(toSmall);
    }

    int[][] toSmall() {
        return toSmall;
    }

    double[][] shares() {
        return shares;
    }

    /** One-way counts of the merged levels: a sum carries the noise of all its parts. */
    List<LinearMeasurement> compress(List<LinearMeasurement> singles) {
        List<LinearMeasurement> result = new ArrayList<>();
        for (LinearMeasurement m : singles) {
            int a = m.clique().get(0);
            double[] values = new double[shape[a]];
            int[] parts = new int[shape[a]];
            for (int v = 0; v < toSmall[a].length; v++) {
                values[toSmall[a][v]] += m.values()[v];
                parts[toSmall[a][v]]++;
            }
            result.add(LinearMeasurement.ofSums(m.clique(), values, m.sigma(), parts));
        }
        return result;
    }

    /** Counts over merged levels of a clique of the full domain, summed to it. */
    double[] expand(Clique clique, double[] counts) {
        int n = clique.size();
        int cells = 1;
        double[][] part = new double[n][];
        for (int i = 0; i < n; i++) {
            int a = clique.get(i);
            cells = Math.multiplyExact(cells, toSmall[a].length);
            double[] sums = new double[shape[a]];
            int[] alone = new int[shape[a]];
            for (int v = 0; v < toSmall[a].length; v++) {
                sums[toSmall[a][v]] += shares[a][v];
                alone[toSmall[a][v]]++;
            }
            part[i] = new double[toSmall[a].length];
            for (int v = 0; v < part[i].length; v++) {
                int small = toSmall[a][v];
                part[i][v] = alone[small] == 1 ? 1 : shares[a][v] / sums[small];
            }
        }
        double[] result = new double[cells];
        int[] code = new int[n];
        for (int cell = 0; cell < cells; cell++) {
            int small = 0;
            double p = 1;
            for (int i = 0; i < n; i++) {
                int a = clique.get(i);
                small = small * shape[a] + toSmall[a][code[i]];
                p *= part[i][code[i]];
            }
            result[cell] = counts[small] * p;
            for (int i = n - 1; i >= 0 && ++code[i] == toSmall[clique.get(i)].length; i--) {
                code[i] = 0;
            }
        }
        return result;
    }

    /** Records over the full domain. */
    Dataset expand(int[][] codes, Domain domain, RandomSource random) {
        int[][] full = new int[codes.length][];
        for (int a = 0; a < codes.length; a++) {
            int[] level = new int[shape[a]];
            int[] parts = new int[shape[a]];
            for (int v = 0; v < toSmall[a].length; v++) {
                level[toSmall[a][v]] = v;
                parts[toSmall[a][v]]++;
            }
            full[a] = new int[codes[a].length];
            int[] merged = new int[codes[a].length];
            int count = 0;
            for (int r = 0; r < codes[a].length; r++) {
                full[a][r] = level[codes[a][r]];
                if (parts[codes[a][r]] > 1) {
                    merged[count++] = r;
                }
            }
            if (count > 0) {
                ControlledRounding.assign(Arrays.copyOf(merged, count), shares[a], full[a], random);
            }
        }
        return Dataset.of(domain, full);
    }
}
