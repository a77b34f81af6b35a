// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.random;

import java.util.Map;
import java.util.TreeMap;

/** Exact probabilities and a goodness-of-fit test, for checking samplers. */
final class ExactDistributions {
    private static final double MIN_EXPECTED = 20;

    private ExactDistributions() {}

    /** Probabilities of the discrete Gaussian at 0, 1, 2, ...; the negative side is the same. */
    static double[] discreteGaussian(double variance) {
        int n = (int) Math.ceil(40 * Math.sqrt(variance)) + 40;
        double[] p = new double[n];
        double sum = 0;
        for (int x = n - 1; x >= 0; x--) {
            p[x] = Math.exp(-x * (double) x / (2 * variance));
            sum += x == 0 ? p[x] : 2 * p[x];
        }
        for (int x = 0; x < n; x++) {
            p[x] /= sum;
        }
        return p;
    }

    /** Probabilities of the discrete Laplace of scale t at 0, 1, 2, ... */
    static double[] discreteLaplace(double t) {
        double ratio = Math.exp(-1 / t);
        int n = (int) Math.ceil(60 * t) + 60;
        double[] p = new double[n];
        for (int x = 0; x < n; x++) {
            p[x] = (1 - ratio) / (1 + ratio) * Math.pow(ratio, x);
        }
        return p;
    }

    /**
     * Pearson's chi-square of integer draws against symmetric probabilities; values with small expectation are pooled by
     * sign. The critical value is that of Wilson and Hilferty at an error probability of 1e-6.
     */
    static boolean fits(Map<Long, Integer> counts, double[] p) {
        long n = counts.values().stream().mapToLong(Integer::longValue).sum();
        Map<Long, double[]> cells = new TreeMap<>();
        int limit = 0;
        while (limit + 1 < p.length && p[limit + 1] * n >= MIN_EXPECTED) {
            limit++;
        }
        for (int x = 0; x < p.length; x++) {
            add(cells, Math.min(x, limit + 1), p[x] * n);
            if (x > 0) {
                add(cells, -Math.min(x, limit + 1), p[x] * n);
            }
        }
        for (Map.Entry<Long, Integer> e : counts.entrySet()) {
            long cell = Math.max(-limit - 1, Math.min(limit + 1, e.getKey()));
            cells.computeIfAbsent(cell, k -> new double[2])[1] += e.getValue();
        }
        double chi = 0;
        int freedom = -1;
        double[] rest = new double[2];
        for (double[] c : cells.values()) {
            if (c[0] < MIN_EXPECTED) {
                rest[0] += c[0];
                rest[1] += c[1];
            } else {
                chi += (c[1] - c[0]) * (c[1] - c[0]) / c[0];
                freedom++;
            }
        }
        if (rest[0] >= 1) {
            chi += (rest[1] - rest[0]) * (rest[1] - rest[0]) / rest[0];
            freedom++;
        }
        return chi <= critical(freedom);
    }

    private static void add(Map<Long, double[]> cells, long x, double expected) {
        cells.computeIfAbsent(x, k -> new double[2])[0] += expected;
    }

    private static double critical(int freedom) {
        double z = 4.753424; // 1 - 1e-6 quantile of the normal distribution
        double k = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - k + z * Math.sqrt(k), 3);
    }
}
