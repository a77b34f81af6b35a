// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Counts all combinations of attribute values up to a given length that occur, over sparse domains.
 *
 * <p>Records are partitioned by their first value, each part by its second one, and so on (bottom-up computation of
 * cubes: Beyer, Ramakrishnan 1999), so that combinations come out in order, nothing is looked up, and parts that are
 * too small are left at once. The parts of the first values are shared out to both cores; the result does not depend on
 * how.
 */
public final class CombinationCounter {
    /** Most combinations that are held: twelve bytes each, and twice that for a moment. */
    public static final int MAX_COMBINATIONS = 30_000_000;

    private static final int CHECK = 1 << 16;

    private final int length;
    private final int atLeast;
    private final RecordCells records;
    private final char[] cells;
    private final int width;
    private final int[][] items;
    private final CombinationCode code;
    private final AtomicLong held = new AtomicLong();
    private final ProgressMonitor monitor;

    private CombinationCounter(Dataset data, CombinationCode code, int length, int atLeast, ProgressMonitor monitor) {
        this.code = code;
        this.length = length;
        this.atLeast = atLeast;
        this.monitor = monitor;
        this.records = new RecordCells(data, code);
        this.cells = records.cells;
        this.width = records.width;
        this.items = records.items;
    }

    /**
     * Counts combinations.
     *
     * @param data the records
     * @param code which levels count as values and how combinations are packed; of the domain of the records
     * @param maxLength largest number of values in a combination, at least 1; at most the number of attributes is taken
     * @param atLeast smallest count that is kept, at least 1
     * @param monitor receives progress
     * @return the exact counts; sensitive
     * @throws IllegalArgumentException when the combinations do not fit 63 bits, or more than
     *     {@link #MAX_COMBINATIONS} are found
     */
    public static CombinationTable count(
            Dataset data, CombinationCode code, int maxLength, int atLeast, ProgressMonitor monitor) {
        Checks.require(atLeast >= 1, "The smallest count must be at least 1.");
        int length = code.length(maxLength);
        return new CombinationCounter(data, code, length, atLeast, monitor).count();
    }

    /**
     * How many values each record has.
     *
     * @param data the records
     * @param code which levels count as values
     * @return number of records by number of values, 0 to the number of attributes; sensitive
     */
    public static long[] widths(Dataset data, CombinationCode code) {
        long[] widths = new long[data.domain().size() + 1];
        for (int r = 0; r < data.rows(); r++) {
            int width = 0;
            for (int a = 0; a < data.domain().size(); a++) {
                width += code.isPresent(a, data.code(r, a)) ? 1 : 0;
            }
            widths[width]++;
        }
        return widths;
    }

    /**
     * How many combinations of one length a record of some values is in: the sensitivity of their counts.
     *
     * @param values number of values of the record, at least 0
     * @param length of the combinations, at least 1
     * @return values over length
     * @throws ArithmeticException when the number does not fit a long
     */
    public static long combinationsOf(int values, int length) {
        long result = 1;
        for (int i = 1; i <= length; i++) {
            result = Math.multiplyExact(result, (long) values - length + i) / i;
        }
        return values < length ? 0 : result;
    }

    /** Combinations of one length in ascending order. */
    private static final class Found {
        private long[] keys = new long[16];
        private int[] counts = new int[16];
        private int size;

        private void add(long key, int count) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + (size >> 1));
                counts = Arrays.copyOf(counts, size + (size >> 1));
            }
            keys[size] = key;
            counts[size++] = count;
        }
    }

    private CombinationTable count() {
        Found[][] found = new Found[records.tasks()][];
        records.forEachValue(length, () -> new Part(found), monitor, "Counting combinations");
        return join(found);
    }

    private CombinationTable join(Found[][] found) {
        int size = 0;
        for (Found[] task : found) {
            for (int l = 1; task != null && l <= length; l++) {
                size += task[l].size;
            }
        }
        long[] keys = new long[size];
        int[] counts = new int[size];
        int at = 0;
        for (int l = 1; l <= length; l++) {
            for (Found[] task : found) {
                if (task != null) {
                    System.arraycopy(task[l].keys, 0, keys, at, task[l].size);
                    System.arraycopy(task[l].counts, 0, counts, at, task[l].size);
                    at += task[l].size;
                    task[l] = null;
                }
            }
        }
        return CombinationTable.of(code, length, keys, counts);
    }

    /** Work on the records that share one first value; used for one such value after the other. */
    private final class Part implements RecordCells.Part {
        private final Found[][] all;
        private final RecordCells.Level[] levels = records.levels(2, length);
        private char[] own = cells;
        private int stride = width;
        private int shift;
        private int[] identity = new int[0];
        private Found[] found = new Found[0];
        private int unreported;

        private Part(Found[][] all) {
            this.all = all;
        }

        @Override
        public void work(int task, int[] members, int from, int to, int attribute, int item) {
            if (to - from < atLeast) {
                return;
            }
            found = new Found[length + 1];
            for (int l = 1; l <= length; l++) {
                found[l] = new Found();
            }
            add(1, item, to - from);
            if (length > 1 && attribute + 1 < width) {
                if (records.isLarge()) {
                    copy(members, from, to, attribute + 1);
                    extend(identity, 0, to - from, item, attribute + 1, 2);
                } else {
                    extend(members, from, to, item, attribute + 1, 2);
                }
            }
            held.addAndGet(unreported);
            unreported = 0;
            all[task] = found;
        }

        /** Puts the cells of the members side by side, without those of attributes that do not matter any more. */
        private void copy(int[] members, int from, int to, int first) {
            int n = to - from;
            stride = width - first;
            shift = first;
            if (own.length < n * stride || own == cells) {
                own = new char[n * stride];
            }
            if (identity.length < n) {
                identity = new int[n];
                Arrays.setAll(identity, i -> i);
            }
            for (int i = 0; i < n; i++) {
                System.arraycopy(cells, members[from + i] * width + first, own, i * stride, stride);
            }
            for (int l = 2; l <= length; l++) {
                levels[l].use(own, stride, shift);
            }
        }

        private void add(int l, long key, int count) {
            found[l].add(key, count);
            if (++unreported == CHECK) {
                unreported = 0;
                monitor.checkCanceled();
                Checks.require( // no number of combinations, which would reveal something about the records
                        held.addAndGet(CHECK) <= MAX_COMBINATIONS,
                        String.format(
                                Locale.ROOT,
                                "There are more than %,d combinations of up to %d values, too many for the memory. Choose"
                                        + " shorter combinations, fewer attributes, or wider bins.",
                                MAX_COMBINATIONS,
                                length));
            }
        }

        /** Counts what the members have beside the values of the prefix, from an attribute on. */
        private void extend(int[] members, int from, int to, long prefix, int first, int l) {
            RecordCells.Level level = levels[l];
            for (int a = first; a < width; a++) {
                int n = level.count(members, from, to, a);
                boolean goesOn = l < length && a + 1 < width;
                if (goesOn) {
                    level.scatter(members, from, to, a);
                }
                for (int s = 0; s < n; s++) {
                    int c = level.seen[s];
                    int count = level.take(c);
                    if (count >= atLeast) {
                        long key = code.append(prefix, items[a][c]);
                        add(l, key, count);
                        if (goesOn && count == 1) {
                            single(level.parts[level.ends[c] - 1] * stride - shift, key, a + 1, l + 1);
                        } else if (goesOn) {
                            extend(level.parts, level.ends[c] - count, level.ends[c], key, a + 1, l + 1);
                        }
                    }
                }
            }
        }

        /** All combinations of one record. */
        private void single(int row, long prefix, int first, int l) {
            for (int a = first; a < width; a++) {
                int c = own[row + a];
                if (c != 0) {
                    long key = code.append(prefix, items[a][c]);
                    add(l, key, 1);
                    if (l < length) {
                        single(row, key, a + 1, l + 1);
                    }
                }
            }
        }
    }
}
