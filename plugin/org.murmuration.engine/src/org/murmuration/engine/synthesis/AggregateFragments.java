// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis;

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
 * Puts values together, one by one, until the counts of single values are used up (aggregate-seeded mode of Synthetic Data
 * Showcase). A value fits a record when all combinations of it with values of the record, up to the counted length R, were
 * released. Its weight is the count of the whole combination up to length R, and beyond that a percentile of the counts of
 * its parts that hold the value.
 *
 * <p>When a record grows by a value, what fits can only become less: for every value that still fits, the combinations with
 * the new one are looked up and no others, and of their counts only as many of the largest are kept as the percentile needs.
 */
final class AggregateFragments {
    private static final int REPORT = 1 << 10;

    private final CombinationCode code;
    private final int length;
    private final LongCounter counts;
    private final LongCounter synthetic = new LongCounter(1 << 12);
    private final boolean balanced;
    private final double part;
    private final long[] singles;
    private final long[] available;
    private final RandomSource random;

    private final int[] record;
    private int size;
    private long recordKey;
    private final boolean[] taken;
    private final int[] open;
    private int openSize;
    private final int[] partCount;
    private final long[][] largest;
    private final long[] weights;
    private final long[] parts;

    private AggregateFragments(CombinationTable table, AggregateSeededTask task, RandomSource random) {
        this.code = table.code();
        this.length = table.maxLength();
        this.balanced = task.balanced();
        this.part = task.percentile() / 100.0;
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
        this.partCount = new int[singles.length];
        this.weights = new long[singles.length];
        long most = 1;
        for (int l = 1; l < length; l++) {
            most += CombinationCounter.combinationsOf(width, l);
        }
        this.parts = new long[Math.toIntExact(most)];
        this.largest = new long[singles.length][];
        int needed = needed(Math.toIntExact(most));
        for (int item = 1; item < singles.length; item++) {
            largest[item] = singles[item] > 0 ? new long[needed] : new long[0];
        }
    }

    /** How many of the largest counts a percentile of up to so many needs. */
    private int needed(int most) {
        int needed = 2;
        for (int n = 1; n <= most; n++) {
            needed = Math.max(needed, n - (int) Math.floor(position(n)) + 1);
        }
        return Math.min(needed, Math.max(2, most));
    }

    /** Position of the percentile among n sorted numbers, from 1 (Hyndman, Fan 1996, definition 8). */
    private double position(int n) {
        return Math.max(1, Math.min(n, (n + 1.0 / 3) * part + 1.0 / 3));
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
                partCount[item] = 0;
                offer(item, left(item));
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

    private void offer(int item, long count) {
        long[] kept = largest[item];
        int n = Math.min(partCount[item], kept.length);
        partCount[item]++;
        if (n == kept.length && count <= kept[n - 1]) {
            return;
        }
        int i = Math.min(n, kept.length - 1);
        for (; i > 0 && kept[i - 1] < count; i--) {
            kept[i] = kept[i - 1];
        }
        kept[i] = count;
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
        int n = partCount[item];
        double at = position(n);
        int low = (int) Math.floor(at);
        double lower = largest[item][n - low];
        double upper = low == n ? lower : largest[item][n - low - 1];
        return Math.round(lower + (at - low) * (upper - lower));
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
            offer(other, count);
        }
        for (int i = 0; i < parts; i++) {
            if (code.lengthOf(this.parts[i]) < length) {
                int longer = left(code.insert(this.parts[i], other));
                if (longer == 0) {
                    return false;
                }
                offer(other, longer);
            }
        }
        return true;
    }
}
