// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.learning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.evaluation.statistics.Mixing;

/**
 * A tree that predicts a number by the mean of the records in a leaf; of a response of 0 and 1 this is a classification
 * tree with the Gini index. Categories of a node are ordered by their mean (Breiman and others 1984), and each node
 * looks at some columns only, so that trees differ and see relations that no column shows by itself (Breiman 2001).
 */
final class RegressionTree {
    private static final int DEPTH = 10; // shallow trees do not reach relations of several columns
    private static final int SMALLEST_LEAF = 10;
    private static final double LEAST_GAIN = 1e-9; // of the largest possible

    private final TreeData data;
    private final double mean;
    private int column = -1;
    private boolean[] goesLeft;
    private RegressionTree left;
    private RegressionTree right;

    /** What all nodes of a tree share while it grows. */
    private static final class Growth {
        private final TreeData data;
        private final double[] response;
        private final int[] rows; // each node owns a part, which it divides between its sides
        private final int[] some; // columns in an order of their own at each node
        private final long[] places;
        private double least;

        private Growth(TreeData data, double[] response, int[] rows) {
            this.data = data;
            this.response = response;
            this.rows = rows.clone();
            this.some = new int[data.columns()];
            this.places = new long[data.columns()];
        }

        /** Puts the columns that a node looks at first; their number. */
        private int choose(long place) {
            int wanted = (int) Math.ceil(Math.sqrt(some.length));
            for (int c = 0; c < some.length; c++) {
                some[c] = c;
                places[c] = Mixing.mix(place ^ Mixing.mix(c));
            }
            for (int i = 0; i < wanted; i++) {
                int first = i;
                for (int j = i + 1; j < some.length; j++) {
                    first = places[some[j]] < places[some[first]] ? j : first;
                }
                int swap = some[i];
                some[i] = some[first];
                some[first] = swap;
            }
            return wanted;
        }

        /** Moves rows that go left to the front; where those that go right begin. */
        private int divide(int from, int to, byte[] code, boolean[] goesLeft) {
            int low = from;
            int high = to;
            while (low < high) {
                if (goesLeft[code[rows[low]]]) {
                    low++;
                } else {
                    int swap = rows[low];
                    rows[low] = rows[--high];
                    rows[high] = swap;
                }
            }
            return low;
        }
    }

    /**
     * Grows a tree.
     *
     * @param data what it sees
     * @param response one number a record; only those of rows are looked at
     * @param rows what it is grown on
     * @param number trees with different numbers look at different columns
     */
    RegressionTree(TreeData data, double[] response, int[] rows, int number) {
        this(new Growth(data, response, rows), 0, rows.length, 0, Mixing.mix(number));
    }

    private RegressionTree(Growth growth, int from, int to, int depth, long place) {
        this.data = growth.data;
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double y = growth.response[growth.rows[i]];
            sum += y;
            low = Math.min(low, y);
            high = Math.max(high, y);
        }
        this.mean = to == from ? 0.5 : sum / (to - from);
        if (depth == 0) {
            growth.least = LEAST_GAIN * (high - low) * (high - low);
        }
        if (depth < DEPTH && to - from >= 2 * SMALLEST_LEAF && low < high) {
            split(growth, from, to, sum, place);
        }
        if (column >= 0) {
            int middle = growth.divide(from, to, data.codes(column), goesLeft);
            left = new RegressionTree(growth, from, middle, depth + 1, Mixing.mix(place));
            right = new RegressionTree(growth, middle, to, depth + 1, Mixing.mix(place + 1));
        }
    }

    /** Records of a sample that does not hold two equal records apart, for the tree of a number. */
    static IntStream sampled(TreeData data, IntStream rows, int number) {
        return rows.filter(r -> Long.remainderUnsigned(Mixing.mix(data.hash(r) + number), 3) != 0);
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
    private void split(Growth growth, int from, int to, double sum, long place) {
        double best = growth.least;
        int all = to - from;
        int wanted = growth.choose(place);
        for (int w = 0; w < wanted; w++) {
            int c = growth.some[w];
            int[] counts = new int[data.size(c)];
            double[] sums = new double[data.size(c)];
            byte[] code = data.codes(c);
            for (int i = from; i < to; i++) {
                int row = growth.rows[i];
                counts[code[row]]++;
                sums[code[row]] += growth.response[row];
            }
            int[] order = order(c, counts, sums);
            int inLeft = 0;
            double sumLeft = 0;
            int cut = -1;
            for (int i = 0; i + 1 < order.length; i++) {
                inLeft += counts[order[i]];
                sumLeft += sums[order[i]];
                int inRight = all - inLeft;
                if (inLeft >= SMALLEST_LEAF && inRight >= SMALLEST_LEAF) {
                    double difference = sumLeft / inLeft - (sum - sumLeft) / inRight;
                    double gain = (double) inLeft / all * inRight / all * difference * difference;
                    if (gain > best) {
                        best = gain;
                        cut = i;
                    }
                }
            }
            if (cut >= 0) {
                column = c;
                goesLeft = new boolean[counts.length];
                for (int j = 0; j <= cut; j++) {
                    goesLeft[order[j]] = true;
                }
            }
        }
    }

    /** Codes that occur, ascending or, when they have no order of their own, by their mean. */
    private int[] order(int c, int[] counts, double[] sums) {
        int[] order = new int[counts.length];
        int n = 0;
        for (int v = 0; v < counts.length; v++) {
            if (counts[v] > 0) {
                int at = n++;
                if (!data.isOrdered(c)) {
                    double m = sums[v] / counts[v];
                    for (; at > 0 && sums[order[at - 1]] / counts[order[at - 1]] > m; at--) {
                        order[at] = order[at - 1];
                    }
                }
                order[at] = v;
            }
        }
        return Arrays.copyOf(order, n);
    }
}
