// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * How many records share a combination of any length, if at least k do. Short ones are counted beforehand, as
 * long as that is cheap; of longer ones the records are listed when they are asked for.
 */
final class CommonCombinations {
    /** Records times combinations that are counted beforehand. */
    private static final double WORK = 4e8;

    private static final int LEAST_LENGTH = 2;
    /** Records in lists of pairs that are kept, four bytes each. */
    private static final long MAX_HELD = 24_000_000;

    private final Dataset data;
    private final CombinationCode code;
    private final int k;
    private final int counted;
    private final LongCounter index;
    private final int[] singles;
    private final int[] common;
    private final int[][] commonOf;
    private final int width;
    /** Item of record r and attribute a at r width + a. */
    private final int[] cells;

    private final ConcurrentMap<Long, int[]> records = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();

    private CommonCombinations(Dataset data, CombinationCode code, int k, CombinationTable table) {
        this.data = data;
        this.code = code;
        this.k = k;
        this.counted = table.maxLength();
        this.index = new LongCounter(table.size());
        for (int i = 0; i < table.size(); i++) {
            index.add(table.key(i), Math.toIntExact(table.count(i))); // of records in memory
        }
        this.singles = new int[code.items() + 1];
        this.width = data.domain().size();
        this.common =
                IntStream.range(0, table.start(2)).map(i -> (int) table.key(i)).toArray();
        this.commonOf = new int[width][];
        for (int a = 0; a < width; a++) {
            int attribute = a;
            commonOf[a] = Arrays.stream(common)
                    .filter(item -> code.attributeOf(item) == attribute)
                    .toArray();
        }
        this.cells = cells(data, code);
        for (int item = 1; item < singles.length; item++) {
            singles[item] = index.get(item);
        }
    }

    private static int[] cells(Dataset data, CombinationCode code) {
        int width = data.domain().size();
        int[] cells = new int[Math.multiplyExact(data.rows(), width)];
        int[] column = new int[data.rows()];
        for (int a = 0; a < width; a++) {
            data.copyCodes(a, 0, column.length, column);
            for (int r = 0; r < column.length; r++) {
                cells[r * width + a] = code.item(a, column[r]);
            }
        }
        return cells;
    }

    /** Whether everything was counted beforehand, so that records are never listed. */
    boolean isCounted() {
        return counted >= width;
    }

    /**
     * Counts what is cheap to count.
     *
     * @param data the sensitive records
     * @param code which levels count
     * @param k smallest number of records that is reported
     * @param monitor receives progress
     */
    static CommonCombinations of(Dataset data, CombinationCode code, int k, ProgressMonitor monitor) {
        return of(data, code, k, WORK, monitor);
    }

    /** Counts at most so many combinations of records beforehand; results do not depend on it. */
    static CommonCombinations of(Dataset data, CombinationCode code, int k, double work, ProgressMonitor monitor) {
        long[] widths = CombinationCounter.widths(data, code);
        int longest = Math.min(code.longest(), Math.max(1, data.domain().size()));
        int length = 0;
        double sum = 0;
        while (length < longest && (length < LEAST_LENGTH || sum <= work)) {
            length++;
            for (int w = 0; w < widths.length; w++) {
                sum += widths[w] * choose(w, length + 1);
            }
        }
        return new CommonCombinations(data, code, k, CombinationCounter.count(data, code, length, k, monitor));
    }

    private static double choose(int n, int k) {
        double result = 1;
        for (int i = 1; i <= k; i++) {
            result *= (double) (n - k + i) / i;
        }
        return Math.max(0, result);
    }

    CombinationCode code() {
        return code;
    }

    Dataset data() {
        return data;
    }

    int resolution() {
        return k;
    }

    /** Values that at least k records have, ascending. */
    int[] common() {
        return common;
    }

    /** Values of an attribute that at least k records have, ascending. */
    int[] common(int attribute) {
        return commonOf[attribute];
    }

    /** Records that have a value, 0 when fewer than k do. */
    int single(int item) {
        return singles[item];
    }

    /** Records that have a value, or two, in order. */
    private int[] recordsOf(long key) {
        int[] known = records.get(key);
        if (known != null) {
            return known;
        }
        int[] items = new int[2];
        int n = code.unpack(key, items);
        int rarer = n == 2 && singles[items[1]] < singles[items[0]] ? items[1] : items[0];
        int[] candidates = n == 1 ? null : recordsOf(rarer);
        int[] list = new int[index.get(key)];
        int size = 0;
        for (int i = 0; size < list.length; i++) {
            int r = candidates == null ? i : candidates[i];
            boolean has = true;
            for (int j = 0; j < n; j++) {
                has &= cells[r * width + code.attributeOf(items[j])] == items[j];
            }
            if (has) {
                list[size++] = r;
            }
        }
        if (n == 1 || held.addAndGet(list.length) <= MAX_HELD) {
            records.put(key, list);
        }
        return list;
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** A combination that grows value by value and is common all the time. Not for several threads. */
    final class Cursor {
        private final int[] items = new int[data.domain().size()];
        private final boolean[] taken = new boolean[items.length];
        private final int[] counts = new int[code.items() + 1];
        private int length;
        private long key;
        private int size;
        private int[] rows = new int[0];
        private int rowCount = -1;
        private final int[] open = new int[items.length];
        private int savedLength;
        private long savedKey;
        private int savedSize;
        private int[] savedRows;

        private Cursor() {
            clear();
        }

        void clear() {
            length = 0;
            key = 0;
            size = data.rows();
            rowCount = -1;
            Arrays.fill(taken, false);
        }

        /** Records that have the combination. */
        int size() {
            return size;
        }

        int length() {
            return length;
        }

        int item(int i) {
            return items[i];
        }

        boolean isTaken(int attribute) {
            return taken[attribute];
        }

        /**
         * Records that have the combination and a value too.
         *
         * @param item of an attribute that is not taken
         * @return 0 when fewer than k do
         */
        int count(int item) {
            if (length == 0) {
                return singles[item];
            }
            if (length < counted) {
                return singles[item] == 0 ? 0 : index.get(code.insert(key, item));
            }
            if (rowCount < 0) {
                list();
            }
            return counts[item] < k ? 0 : counts[item];
        }

        /** Adds a value whose {@link #count} is not 0. */
        void add(int item) {
            size = count(item);
            if (length < counted) {
                key = code.insert(key, item);
            } else {
                int attribute = code.attributeOf(item);
                int n = 0;
                for (int i = 0; i < rowCount; i++) {
                    if (cells[rows[i] * width + attribute] == item) {
                        rows[n++] = rows[i];
                    }
                }
                rowCount = n;
            }
            taken[code.attributeOf(item)] = true;
            items[length++] = item;
            if (rowCount >= 0) {
                countAll();
            }
        }

        private void list() {
            long rarest = 0;
            int fewest = Integer.MAX_VALUE;
            for (int i = 0; i < length; i++) {
                for (int j = 0; j < i; j++) {
                    long pair = code.insert(items[i], items[j]);
                    int count = index.get(pair);
                    if (count < fewest) {
                        fewest = count;
                        rarest = pair;
                    }
                }
            }
            int[] candidates = recordsOf(rarest);
            rows = rows.length < candidates.length ? new int[candidates.length] : rows;
            rowCount = 0;
            for (int r : candidates) {
                boolean has = true;
                for (int i = 0; has && i < length; i++) {
                    has = cells[r * width + code.attributeOf(items[i])] == items[i];
                }
                if (has) {
                    rows[rowCount++] = r;
                }
            }
            countAll();
        }

        private void countAll() {
            Arrays.fill(counts, 0);
            int free = 0;
            for (int a = 0; a < width; a++) {
                if (!taken[a]) {
                    open[free++] = a;
                }
            }
            for (int i = 0; i < rowCount; i++) {
                int row = rows[i] * width;
                for (int f = 0; f < free; f++) {
                    counts[cells[row + open[f]]]++;
                }
            }
        }

        /** Remembers the combination, to go back to it. */
        void save() {
            savedLength = length;
            savedKey = key;
            savedSize = size;
            savedRows = rowCount < 0 ? null : Arrays.copyOf(rows, rowCount);
        }

        /** Goes back to the combination that was remembered. */
        void restore() {
            for (int i = savedLength; i < length; i++) {
                taken[code.attributeOf(items[i])] = false;
            }
            length = savedLength;
            key = savedKey;
            size = savedSize;
            rowCount = -1;
            if (savedRows != null) {
                rowCount = savedRows.length;
                System.arraycopy(savedRows, 0, rows, 0, rowCount);
                countAll();
            }
        }
    }
}
