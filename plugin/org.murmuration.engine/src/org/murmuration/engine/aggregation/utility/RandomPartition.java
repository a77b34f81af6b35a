// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Cuts the domain into cells that hold about equally many of some public records, at attributes chosen at random. Nothing of it
 * depends on other records.
 */
final class RandomPartition {
    private static final int TRIALS = 5;

    private final int attribute; // -1 in a cell
    private final boolean[] isLeft;
    private final RandomPartition left;
    private final RandomPartition right;
    private final int cell;

    /** What all cells of one partition share: how small they may be, and their numbers. */
    private static final class Cells {
        private final double least;
        private int next;

        private Cells(double least) {
            this.least = least;
        }
    }

    private RandomPartition(Dataset records, int[] rows, int depth, RandomSource random, Cells cells) {
        boolean[] chosen = null;
        int at = -1;
        int inLeft = 0;
        for (int t = 0; t < TRIALS && depth > 0 && inLeft == 0; t++) {
            at = (int) random.nextLong(records.domain().size());
            int attribute = at;
            chosen = half(records, rows, at, random);
            boolean[] side = chosen;
            inLeft = (int) Arrays.stream(rows)
                    .filter(r -> side[records.code(r, attribute)])
                    .count();
            inLeft = Math.min(inLeft, rows.length - inLeft) < cells.least ? 0 : inLeft;
        }
        if (inLeft == 0) {
            this.attribute = -1;
            this.isLeft = new boolean[0];
            this.left = null;
            this.right = null;
            this.cell = cells.next++;
            return;
        }
        this.attribute = at;
        this.isLeft = chosen;
        this.cell = -1;
        int a = at;
        this.left = new RandomPartition(
                records,
                Arrays.stream(rows).filter(r -> isLeft[records.code(r, a)]).toArray(),
                depth - 1,
                random,
                cells);
        this.right = new RandomPartition(
                records,
                Arrays.stream(rows).filter(r -> !isLeft[records.code(r, a)]).toArray(),
                depth - 1,
                random,
                cells);
    }

    /**
     * Makes a partition.
     *
     * @param records public records that decide where to cut
     * @param depth how often a cell is halved at the most
     * @param least public records in each cell, at least 1; a cell that would be smaller is not made
     * @param random chooses attributes and orders of their values
     */
    static RandomPartition of(Dataset records, int depth, double least, RandomSource random) {
        return new RandomPartition(
                records, IntStream.range(0, records.rows()).toArray(), depth, random, new Cells(Math.max(1, least)));
    }

    /** Values that hold about half of the rows: the lowest ones of an attribute with bins, any others at random. */
    private static boolean[] half(Dataset records, int[] rows, int attribute, RandomSource random) {
        int size = records.domain().attribute(attribute).size();
        int[] counts = new int[size];
        for (int r : rows) {
            counts[records.code(r, attribute)]++;
        }
        int[] order = records.domain().attribute(attribute).bins().isPresent()
                ? IntStream.range(0, size).toArray()
                : Sampling.positions(size, size, random);
        boolean[] chosen = new boolean[size];
        int sum = 0;
        for (int code : order) {
            if (Math.abs(2L * (sum + counts[code]) - rows.length) <= Math.abs(2L * sum - rows.length)) {
                chosen[code] = true;
                sum += counts[code];
            } else {
                break;
            }
        }
        return chosen;
    }

    /** Number of cells. */
    int cells() {
        return attribute < 0 ? 1 : left.cells() + right.cells();
    }

    /** Records in each cell. */
    long[] count(Dataset records) {
        long[] counts = new long[cells()];
        for (int r = 0; r < records.rows(); r++) {
            RandomPartition node = this;
            while (node.attribute >= 0) {
                node = node.isLeft[records.code(r, node.attribute)] ? node.left : node.right;
            }
            counts[node.cell]++;
        }
        return counts;
    }
}
