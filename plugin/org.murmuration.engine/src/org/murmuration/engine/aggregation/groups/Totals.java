// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

/**
 * Noisy numbers of groups and of their totals, made to agree by weighted least squares.
 *
 * <p>The declared groups are the leaves of a tree whose level p has a node for each combination of values of the first
 * p key columns. Each node was measured with noise of variance s<sub>p</sub>. The best linear unbiased numbers that add
 * up are found by two passes (Hay, Rastogi, Miklau, Suciu, "Boosting the Accuracy of Differentially Private Histograms
 * Through Consistency", VLDB 2010, section
 * 4.1, for any variances). Upwards: z of a node is the mean of its own number and of the sum S of its children's z,
 * weighted by the inverses of their variances s and V = n v<sub>c</sub>; v = 1 / (1/s + 1/V). Downwards: h of the root
 * is z, and of a child h<sub>c</sub> = z<sub>c</sub> + (h - S) / n. What z<sub>c</sub> - S / n and h are made of is
 * uncorrelated, so the variance of h<sub>c</sub> is v<sub>c</sub> - V / n<sup>2</sup> + var(h) / n<sup>2</sup>. All
 * nodes of a level have the same number n of children, so these are numbers of the level alone.
 */
final class Totals {
    private Totals() {}

    /**
     * Makes numbers agree, in place.
     *
     * @param noisy by level, from the coarsest to the groups: nodes times width, children of a node next to each other
     * @param width coordinates of each node
     * @param variances of the noise, by level, above 0
     * @return the variance of what became of it, by level
     */
    static double[] agree(double[][] noisy, int width, double[] variances) {
        int last = noisy.length - 1;
        double[][] sums = new double[noisy.length][];
        double[] v = variances.clone();
        for (int p = last - 1; p >= 0; p--) {
            int children = noisy[p + 1].length / noisy[p].length;
            double below = children * v[p + 1];
            double own = below / (variances[p] + below);
            v[p] = 1 / (1 / variances[p] + 1 / below);
            sums[p] = new double[noisy[p].length];
            for (int i = 0; i < noisy[p + 1].length; i++) {
                sums[p][parent(i, children, width)] += noisy[p + 1][i];
            }
            for (int i = 0; i < sums[p].length; i++) {
                noisy[p][i] = own * noisy[p][i] + (1 - own) * sums[p][i];
            }
        }
        for (int p = 1; p <= last; p++) {
            int children = noisy[p].length / noisy[p - 1].length;
            for (int i = 0; i < noisy[p].length; i++) {
                int above = parent(i, children, width);
                noisy[p][i] += (noisy[p - 1][above] - sums[p - 1][above]) / children;
            }
            v[p] += (v[p - 1] / children - v[p]) / children;
        }
        return v;
    }

    /**
     * Excess kurtosis of what became of Laplace noise, by level: 3 for one noise alone, towards 0 where many are mixed.
     *
     * <p>With P the linear map to agreeing numbers, P diag(s) is symmetric, so row j of P is its column j times
     * s<sub>j</sub> / s<sub>i</sub>; a column is what becomes of a 1 at one node. Cumulants of independent noise add
     * up: the fourth of a Laplace variable is 3 s<sup>2</sup>.
     *
     * @param nodes by level
     * @param variances of the noise, by level, above 0
     */
    static double[] kurtosis(int[] nodes, double[] variances) {
        double[] result = new double[nodes.length];
        for (int level = 0; level < nodes.length; level++) {
            double[][] column = new double[nodes.length][];
            for (int p = 0; p < nodes.length; p++) {
                column[p] = new double[nodes[p]];
            }
            column[level][0] = 1;
            agree(column, 1, variances);
            double second = 0;
            double fourth = 0;
            for (int p = 0; p < nodes.length; p++) {
                for (double c : column[p]) {
                    double part = c * variances[level] * (c * variances[level]) / variances[p];
                    second += part;
                    fourth += 3 * part * part;
                }
            }
            result[level] = fourth / (second * second);
        }
        return result;
    }

    private static int parent(int coordinate, int children, int width) {
        return coordinate / width / children * width + coordinate % width;
    }
}
