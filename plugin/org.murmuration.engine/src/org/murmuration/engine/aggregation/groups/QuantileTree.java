// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

/**
 * Counts of values in the nodes of a tree over a range: sixteen children a node, three levels, 4,096 leaves. A quantile
 * is found by going down to the child where the noisy counts reach it, and between the ends of a leaf in proportion (as
 * the quantile tree of Google's library does).
 */
final class QuantileTree {
    static final int BRANCHES = 16;
    static final int LEVELS = 3;
    static final int LEAVES = 1 << 12;
    /** All nodes but the root, level by level. */
    static final int NODES = BRANCHES + BRANCHES * BRANCHES + LEAVES;

    /** Children with a smaller share of their parent are taken for noise. */
    private static final double LEAST_SHARE = 0.0075;

    private QuantileTree() {}

    /** The leaf of a value. */
    static int leaf(Range range, double value) {
        return (int) Math.min(LEAVES - 1, (range.clamp(value) - range.low()) / (range.high() - range.low()) * LEAVES);
    }

    /** First node of a level, 0 being that below the root. */
    static int offset(int level) {
        return level == 0 ? 0 : level == 1 ? BRANCHES : BRANCHES + BRANCHES * BRANCHES;
    }

    /** The node of a leaf on a level. */
    static int node(int leaf, int level) {
        return offset(level) + (leaf >> 4 * (LEVELS - 1 - level));
    }

    /**
     * A quantile.
     *
     * @param counts noisy counts of all nodes of all groups
     * @param from where those of this group begin
     * @param range of the values
     * @param probability 0 to 1
     * @return within the range; the position in the range when no node seems to have a value
     */
    static double quantile(double[] counts, int from, Range range, double probability) {
        int node = 0; // number within its level
        double rank = Math.min(1, Math.max(0, probability));
        double low = 0;
        double high = 1;
        for (int level = 0; level < LEVELS; level++) {
            int first = from + offset(level) + node * BRANCHES;
            double sum = 0;
            for (int c = 0; c < BRANCHES; c++) {
                sum += Math.max(0, counts[first + c]);
            }
            double kept = 0;
            for (int c = 0; c < BRANCHES; c++) {
                kept += kept(counts[first + c], sum);
            }
            if (kept <= 0) {
                break;
            }
            double before = 0;
            int child = 0;
            int last = 0;
            for (; child < BRANCHES; child++) {
                double share = kept(counts[first + child], sum) / kept;
                if (share > 0) {
                    last = child;
                    if (before + share >= rank) {
                        rank = (rank - before) / share;
                        break;
                    }
                }
                before += share;
            }
            if (child == BRANCHES) { // by rounding
                child = last;
                rank = 1;
            }
            node = node * BRANCHES + child;
            double width = (high - low) / BRANCHES;
            low += child * width;
            high = low + width;
        }
        return range.low() + (low + rank * (high - low)) * (range.high() - range.low());
    }

    private static double kept(double count, double sum) {
        return count > LEAST_SHARE * sum ? count : 0;
    }
}
