// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Puts values together, one by one, until the counts of single values are used up (aggregate-seeded mode of Synthetic
 * Data Showcase). A value fits a record when all combinations of it with values of the record, up to the counted length
 * R, were released. Its weight is the count of the whole combination up to length R, and beyond that a percentile of
 * the counts of its parts that hold the value.
 *
 * <p>When a record grows by a value, what fits can only become less: for every value that still fits, the combinations
 * with the new one are looked up and no others, and of their counts only as many of the largest are kept as the
 * percentile needs.
 */
final class AggregateFragments {
    private static final int REPORT = 1 << 10;

    private final CombinationCode code;
    private final int length;
    private final LongCounter counts;
    private final LongCounter synthetic = new LongCounter(1 << 12);
    private final boolean balanced;
    private final long[] singles;
    private final long[] available;
    private final RandomSource random;

    private final int[] record;
    private int size;
    private long recordKey;
    private final boolean[] taken;
    private final int[] open;
    private int openSize;
    private final UpperPercentile[] percentiles;
    private final long[] weights;
    private long[] parts = new long[64];

    private AggregateFragments(CombinationTable table, AggregateSeededTask task, RandomSource random) {
        this.code = table.code();
        this.length = table.maxLength();
        this.balanced = task.balanced();
        this.random = random;
        this.counts = new LongCounter(table.size());
        double scale = task.scale().orElse(1);
        for (int i = 0; i < table.size(); i++) {
            counts.add(table.key(i), (int) Math.min(Integer.MAX_VALUE, Math.ceil(table.count(i) * scale)));
        }
        this.singles = new long[code.items() + 1];
        for (int item = 1; item < singles.length; item++) {
            singles[item] = counts.get(item);
        }
        this.available = singles.clone();
        int width = code.domain().size();
        this.record = new int[width];
        this.taken = new boolean[width];
        this.open = new int[singles.length];
        this.weights = new long[singles.length];
        double most = 1;
        for (int l = 1; l < length; l++) {
            most += CombinationCounter.combinationsOf(width, l);
        }
        int mostParts = (int) Math.min(Integer.MAX_VALUE - 8, most);
        this.percentiles = new UpperPercentile[singles.length];
        for (int item = 1; item < singles.length; item++) {
            percentiles[item] = new UpperPercentile(task.percentile() / 100.0, mostParts);
        }
    }

    /** Items of each record by attribute, 0 where it is blank. */
    static List<int[]> make(
            CombinationTable table, AggregateSeededTask task, RandomSource random, ProgressMonitor monitor) {
        return new AggregateFragments(table, task, random).make(task, monitor);
    }

    private List<int[]> make(AggregateSeededTask task, ProgressMonitor monitor) {
        List<int[]> records = new ArrayList<>();
        long left = Arrays.stream(available).sum();
        long toDo = Math.max(1, left);
        while (task.rows().isEmpty() ? left > 0 : records.size() < task.rows().getAsInt()) {
            if (records.size() % REPORT == 0) {
                monitor.checkCanceled();
                monitor.report(
                        task.rows().isPresent()
                                ? (double) records.size()
                                        / Math.max(1, task.rows().getAsInt())
                                : 1 - (double) left / toDo,
                        "Making records");
            }
            if (left == 0 && toDo > 0 && Arrays.stream(singles).anyMatch(n -> n > 0)) {
                System.arraycopy(singles, 0, available, 0, available.length);
                left = toDo;
                synthetic.clear();
            }
            grow();
            if (size == 0 && task.rows().isEmpty()) {
                break; // what is left may not be used any more
            }
            if (size == 0) {
                left = 0; // start over from full counts
                if (Arrays.equals(singles, available)) {
                    records.add(new int[taken.length]); // nothing can be made of these counts
                }
                continue;
            }
            left -= size;
            int[] items = new int[taken.length];
            for (int i = 0; i < size; i++) {
                items[code.attributeOf(record[i])] = record[i];
            }
            records.add(items);
        }
        return records;
    }

    private void grow() {
        size = 0;
        recordKey = 0;
        Arrays.fill(taken, false);
        openSize = 0;
        for (int item = 1; item < singles.length; item++) {
            if (available[item] > 0) {
                open[openSize++] = item;
                percentiles[item].clear();
                percentiles[item].add(left(item));
            }
        }
        while (true) {
            int item = draw();
            if (item == 0) {
                return;
            }
            available[item]--;
            add(item);
        }
    }

    private int draw() {
        long sum = 0;
        for (int i = 0; i < openSize; i++) {
            weights[i] = weight(open[i]);
            sum += weights[i];
        }
        if (sum == 0) {
            return 0;
        }
        long r = random.nextLong(sum);
        int i = 0;
        while (r >= weights[i]) {
            r -= weights[i++];
        }
        return open[i];
    }

    private long weight(int item) {
        if (size < length) {
            long key = size == 0 ? item : code.insert(recordKey, item);
            return left(key);
        }
        return percentiles[item].value();
    }

    /** Released count of a combination, less how often it was synthesised if that matters. */
    private int left(long key) {
        int count = counts.get(key);
        return balanced && count > 0 ? Math.max(0, count - synthetic.get(key)) : count;
    }

    private void add(int item) {
        int parts = partsWith(item);
        if (balanced) {
            for (int i = 0; i < parts; i++) {
                synthetic.add(this.parts[i], 1);
            }
            synthetic.add(item, 1);
        }
        taken[code.attributeOf(item)] = true;
        int attribute = code.attributeOf(item);
        int left = 0;
        for (int i = 0; i < openSize; i++) {
            int other = open[i];
            if (code.attributeOf(other) != attribute && fits(item, other, parts)) {
                open[left++] = other;
            }
        }
        openSize = left;
        if (size < length) {
            recordKey = size == 0 ? item : code.insert(recordKey, item);
        }
        int i = size++;
        for (; i > 0 && record[i - 1] > item; i--) {
            record[i] = record[i - 1];
        }
        record[i] = item;
    }

    /** Combinations of an item with values of the record, of 2 to R values. */
    private int partsWith(int item) {
        return collect(0, 0, 1, item, 0);
    }

    private int collect(int from, long key, int l, int item, int n) {
        int count = n;
        for (int i = from; l < length && i < size; i++) {
            long longer = code.append(key, record[i]);
            if (count == parts.length) {
                parts = Arrays.copyOf(parts, 2 * count);
            }
            parts[count++] = code.insert(longer, item);
            count = collect(i + 1, longer, l + 1, item, count);
        }
        return count;
    }

    /** Whether another value fits with the new one too; its combinations with the new one are noted. */
    private boolean fits(int item, int other, int parts) {
        int count = length < 2 ? 1 : left(code.insert(item, other));
        if (count == 0) {
            return false;
        }
        if (length >= 2) {
            percentiles[other].add(count);
        }
        for (int i = 0; i < parts; i++) {
            if (code.lengthOf(this.parts[i]) < length) {
                int longer = left(code.insert(this.parts[i], other));
                if (longer == 0) {
                    return false;
                }
                percentiles[other].add(longer);
            }
        }
        return true;
    }
}
