// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.utility;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.marginal.Partition;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/**
 * Cuts the domain into cells that hold about equally many of some public records, at attributes chosen at random.
 * Nothing of it depends on other records.
 */
final class RandomPartition {
    private static final int TRIALS = 5;

    private final Dataset records;
    private final double least;
    private final RandomSource random;

    private RandomPartition(Dataset records, double least, RandomSource random) {
        this.records = records;
        this.least = least;
        this.random = random;
    }

    private Partition cut(int[] rows, int depth) {
        for (int t = 0; t < TRIALS && depth > 0; t++) {
            int attribute = (int) random.nextLong(records.domain().size());
            boolean[] isLeft = half(records, rows, attribute, random);
            int[] left = rows(rows, attribute, isLeft, true);
            if (Math.min(left.length, rows.length - left.length) >= least) {
                Partition ofLeft = cut(left, depth - 1);
                return new Partition.Cut(
                        attribute, isLeft, ofLeft, cut(rows(rows, attribute, isLeft, false), depth - 1));
            }
        }
        return new Partition.Cell();
    }

    private int[] rows(int[] rows, int attribute, boolean[] isLeft, boolean left) {
        return Arrays.stream(rows)
                .filter(r -> isLeft[records.code(r, attribute)] == left)
                .toArray();
    }

    /**
     * Makes a partition.
     *
     * @param records public records that decide where to cut
     * @param depth how often a cell is halved at most
     * @param least public records in each cell, at least 1; a cell that would be smaller is not made
     * @param random chooses attributes and orders of their values
     */
    static Partition of(Dataset records, int depth, double least, RandomSource random) {
        return new RandomPartition(records, Math.max(1, least), random)
                .cut(IntStream.range(0, records.rows()).toArray(), depth);
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
}
