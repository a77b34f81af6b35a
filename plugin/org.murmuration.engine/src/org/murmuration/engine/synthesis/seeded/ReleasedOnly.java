// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/**
 * Changes records until they hold no combination of values that was not released: in a random order of the attributes
 * each keeps its value if that fits, else gets one that does, and else is left blank.
 */
final class ReleasedOnly {
    private static final int ATTEMPTS = 12;
    private static final int REPORT = 1 << 12;

    private final CombinationCode code;
    private final int length;
    private final LongCounter counts;
    private final RandomSource random;
    private final int[] chosen;
    private int size;

    private ReleasedOnly(CombinationTable table, RandomSource random) {
        this.code = table.code();
        this.length = table.maxLength();
        this.random = random;
        this.counts = new LongCounter(table.size());
        for (int i = 0; i < table.size(); i++) {
            counts.add(table.key(i), (int) Math.min(Integer.MAX_VALUE, table.count(i))); // a weight
        }
        this.chosen = new int[code.domain().size()];
    }

    /**
     * Changes records in place.
     *
     * @param table what was released
     * @param records items by attribute and record, 0 where a level is no value
     */
    static void enforce(CombinationTable table, int[][] records, RandomSource random, ProgressMonitor monitor) {
        ReleasedOnly only = new ReleasedOnly(table, random);
        int rows = records.length == 0 ? 0 : records[0].length;
        int[] record = new int[records.length];
        for (int r = 0; r < rows; r++) {
            if (r % REPORT == 0) {
                monitor.checkCanceled();
                monitor.report((double) r / rows, "Keeping to released combinations");
            }
            for (int a = 0; a < record.length; a++) {
                record[a] = records[a][r];
            }
            if (!only.isReleased(record)) {
                int[] better = only.repair(record);
                for (int a = 0; a < record.length; a++) {
                    records[a][r] = better[a];
                }
            }
        }
    }

    private boolean isReleased(int[] record) {
        size = 0;
        for (int item : record) {
            if (item > 0) {
                if (fit(item) == 0) {
                    return false;
                }
                choose(item);
            }
        }
        return true;
    }

    private int[] repair(int[] record) {
        int[] best = new int[0];
        int fewest = Integer.MAX_VALUE;
        int[] order = IntStream.range(0, record.length).toArray();
        for (int t = 0; t < ATTEMPTS && fewest > 0; t++) {
            Shuffle.shuffle(order, random);
            int[] attempt = new int[record.length];
            int blanks = 0;
            size = 0;
            for (int a : order) {
                if (record[a] > 0) {
                    int item = fit(record[a]) > 0 ? record[a] : other(a);
                    attempt[a] = item;
                    blanks += item == 0 ? 1 : 0;
                    if (item > 0) {
                        choose(item);
                    }
                }
            }
            if (blanks < fewest) {
                fewest = blanks;
                best = attempt;
            }
        }
        return best;
    }

    /** A value that fits, in proportion to the smallest count of a combination that it makes. */
    private int other(int attribute) {
        int levels = code.domain().attribute(attribute).size();
        long[] weights = new long[levels];
        for (int c = 0; c < levels; c++) {
            int item = code.item(attribute, c);
            weights[c] = item > 0 ? fit(item) : 0;
        }
        long sum = Arrays.stream(weights).sum();
        if (sum == 0) {
            return 0;
        }
        long r = random.nextLong(sum);
        int c = 0;
        while (r >= weights[c]) {
            r -= weights[c++];
        }
        return code.item(attribute, c);
    }

    private void choose(int item) {
        int i = size++;
        for (; i > 0 && chosen[i - 1] > item; i--) {
            chosen[i] = chosen[i - 1];
        }
        chosen[i] = item;
    }

    /** The smallest count of a combination of the item with chosen ones, 0 when one was not released. */
    private int fit(int item) {
        return fit(0, 0, 1, item, counts.get(item));
    }

    private int fit(int from, long key, int l, int item, int least) {
        int smallest = least;
        for (int i = from; l < length && i < size && smallest > 0; i++) {
            long longer = code.append(key, chosen[i]);
            smallest = Math.min(smallest, counts.get(code.insert(longer, item)));
            smallest = smallest == 0 ? 0 : fit(i + 1, longer, l + 1, item, smallest);
        }
        return smallest;
    }
}
