// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/**
 * Changes records one value at a time until their tables of pairs are as near to given ones as that gets them: the sum
 * of squared differences falls with every change (coordinate descent), so it ends. Post-processing of the given tables.
 */
final class RecordFitting {
    private static final int SWEEPS = 30;
    private static final double ENOUGH = 0.01;

    private final PairTargets targets;
    private final int[][] levels;
    private final int rows;
    /** Of a below b in both orders: counts of the records less the target. */
    private final double[][][] excess;

    private RecordFitting(PairTargets targets, int[][] levels) {
        this.targets = targets;
        this.levels = levels;
        this.rows = levels.length == 0 ? 0 : levels[0].length;
        int n = levels.length;
        this.excess = new double[n][n][];
        double scale = targets.total() > 0 ? rows / targets.total() : 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                int width = targets.levels(b);
                int height = targets.levels(a);
                double[] t = targets.pair(a, b);
                double[] ab = new double[t.length];
                double[] ba = new double[t.length];
                for (int i = 0; i < t.length; i++) {
                    ab[i] = -t[i] * scale;
                    ba[i % width * height + i / width] = ab[i];
                }
                for (int r = 0; r < rows; r++) {
                    ab[levels[a][r] * width + levels[b][r]]++;
                    ba[levels[b][r] * height + levels[a][r]]++;
                }
                excess[a][b] = ab;
                excess[b][a] = ba;
            }
        }
    }

    /** Changes the records in place. */
    static void fit(PairTargets targets, int[][] levels, RandomSource random, ProgressMonitor monitor) {
        new RecordFitting(targets, levels).fit(random, monitor);
    }

    private void fit(RandomSource random, ProgressMonitor monitor) {
        int[] order = IntStream.range(0, rows).toArray();
        int[] attributes = IntStream.range(0, levels.length).toArray();
        double before = distance();
        for (int sweep = 0; sweep < SWEEPS && levels.length > 1; sweep++) {
            Shuffle.shuffle(order, random);
            Shuffle.shuffle(attributes, random);
            for (int a : attributes) {
                monitor.checkCanceled();
                sweep(a, order);
            }
            double after = distance();
            monitor.report((sweep + 1.0) / SWEEPS, "Fitting records");
            if (after >= before * (1 - ENOUGH)) {
                break;
            }
            before = after;
        }
    }

    private double distance() {
        double sum = 0;
        for (int a = 0; a < levels.length; a++) {
            for (int b = a + 1; b < levels.length; b++) {
                sum += Sums.of(Arrays.stream(excess[a][b]).map(x -> x * x));
            }
        }
        return sum;
    }

    private void sweep(int a, int[] order) {
        int n = levels.length;
        int size = targets.levels(a);
        double[] sums = new double[size];
        for (int r : order) {
            int old = levels[a][r];
            double here = 0;
            for (int b = 0; b < n; b++) {
                if (b != a) {
                    here += excess[b][a][levels[b][r] * size + old];
                }
            }
            if (here <= 0) {
                continue;
            }
            Arrays.fill(sums, 0);
            for (int b = 0; b < n; b++) {
                if (b != a) {
                    double[] e = excess[b][a];
                    int at = levels[b][r] * size;
                    for (int v = 0; v < size; v++) {
                        sums[v] += e[at + v];
                    }
                }
            }
            int best = old;
            double least = here - (n - 1); // a move changes the sum of squares by 2 (sums[v] - here + n - 1)
            for (int v = 0; v < size; v++) {
                if (v != old && sums[v] < least) {
                    least = sums[v];
                    best = v;
                }
            }
            if (best != old) {
                move(r, a, old, best);
            }
        }
    }

    private void move(int r, int a, int from, int to) {
        levels[a][r] = to;
        int size = targets.levels(a);
        for (int b = 0; b < levels.length; b++) {
            if (b != a) {
                int other = levels[b][r];
                int width = targets.levels(b);
                excess[b][a][other * size + from]--;
                excess[b][a][other * size + to]++;
                excess[a][b][from * width + other]--;
                excess[a][b][to * width + other]++;
            }
        }
    }
}
