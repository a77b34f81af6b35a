// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A tree that predicts a number by the mean of the records in a leaf; of a response of 0 and 1 this is a classification tree with
 * the Gini index. Categories of a node are ordered by their mean (Breiman and others 1984), and each node looks at some columns
 * only, so that trees differ and see relations that no column shows by itself (Breiman 2001).
 */
final class RegressionTree {
    private static final int DEPTH = 10; // shallow trees do not reach relations of several columns
    private static final int SMALLEST_LEAF = 10;
    private static final double LEAST_GAIN = 1e-9; // of the largest possible

    private final TreeData data;
    private final double[] response;
    private final int[] rows;
    private final double mean;
    private int column = -1;
    private boolean[] goesLeft;
    private RegressionTree left;
    private RegressionTree right;

    /**
     * Grows a tree.
     *
     * @param data what it sees
     * @param response one number a record; only those of rows are looked at
     * @param rows what it is grown on
     * @param number trees with different numbers look at different columns
     */
    RegressionTree(TreeData data, double[] response, int[] rows, int number) {
        this(data, response, rows, 0, Mixing.mix(number), 0);
    }

    private RegressionTree(TreeData data, double[] response, int[] rows, int depth, long place, double leastGain) {
        this.data = data;
        this.response = response;
        this.rows = rows;
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int r : rows) {
            sum += response[r];
            low = Math.min(low, response[r]);
            high = Math.max(high, response[r]);
        }
        this.mean = rows.length == 0 ? 0.5 : sum / rows.length;
        double least = depth == 0 ? LEAST_GAIN * (high - low) * (high - low) : leastGain;
        if (depth < DEPTH && rows.length >= 2 * SMALLEST_LEAF && low < high) {
            split(sum, place, least);
        }
        if (column >= 0) {
            left = new RegressionTree(data, response, side(true), depth + 1, Mixing.mix(place), least);
            right = new RegressionTree(data, response, side(false), depth + 1, Mixing.mix(place + 1), least);
        }
    }

    /** Records of a sample that does not hold two equal records apart, for the tree of a number. */
    static IntStream sampled(TreeData data, IntStream rows, int number) {
        return rows.filter(r -> Long.remainderUnsigned(Mixing.mix(data.hash(r) + number), 3) != 0);
    }

    private int[] side(boolean isLeft) {
        byte[] code = data.codes(column);
        return Arrays.stream(rows).filter(r -> goesLeft[code[r]] == isLeft).toArray();
    }

    /** What the tree predicts for a record; 1/2 when it was grown on none. */
    double predict(int record) {
        RegressionTree node = this;
        while (node.column >= 0) {
            node = node.goesLeft[data.codes(node.column)[record]] ? node.left : node.right;
        }
        return node.mean;
    }

    /** The split with the largest gain, n_L n_R (m_L - m_R)^2 / n^2 of the variance. */
    private void split(double sum, long place, double least) {
        double best = least;
        for (int c : columns(place)) {
            int[] counts = new int[data.size(c)];
            double[] sums = new double[data.size(c)];
            byte[] code = data.codes(c);
            for (int r : rows) {
                counts[code[r]]++;
                sums[code[r]] += response[r];
            }
            int[] order = order(c, counts, sums);
            int inLeft = 0;
            double sumLeft = 0;
            for (int i = 0; i + 1 < order.length; i++) {
                inLeft += counts[order[i]];
                sumLeft += sums[order[i]];
                int inRight = rows.length - inLeft;
                if (inLeft >= SMALLEST_LEAF && inRight >= SMALLEST_LEAF) {
                    double difference = sumLeft / inLeft - (sum - sumLeft) / inRight;
                    double gain = (double) inLeft / rows.length * inRight / rows.length * difference * difference;
                    if (gain > best) {
                        best = gain;
                        column = c;
                        goesLeft = new boolean[data.size(c)];
                        for (int j = 0; j <= i; j++) {
                            goesLeft[order[j]] = true;
                        }
                    }
                }
            }
        }
    }

    private int[] columns(long place) {
        int some = (int) Math.ceil(Math.sqrt(data.columns()));
        return IntStream.range(0, data.columns())
                .boxed()
                .sorted(Comparator.comparingLong(c -> Mixing.mix(place ^ Mixing.mix(c))))
                .limit(some)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] order(int c, int[] counts, double[] sums) {
        IntStream present = IntStream.range(0, counts.length).filter(v -> counts[v] > 0);
        return data.isOrdered(c)
                ? present.toArray()
                : present.boxed()
                        .sorted(Comparator.comparingDouble(v -> sums[v] / counts[v]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }
}
