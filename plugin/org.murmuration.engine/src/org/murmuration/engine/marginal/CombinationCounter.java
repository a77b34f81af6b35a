// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Counts all combinations of attribute values up to a given length that occur, over sparse domains.
 *
 * <p>Records are partitioned by their first value, each part by its second one, and so on (bottom-up computation of cubes:
 * Beyer, Ramakrishnan 1999), so that combinations come out in order, nothing is looked up, and parts that are too small are
 * left at once. The parts of the first values are shared out to both cores; the result does not depend on how.
 */
public final class CombinationCounter {
    /** Most combinations that are held: twelve bytes each, and twice that for a moment. */
    public static final int MAX_COMBINATIONS = 30_000_000;

    private static final int MAX_LEVELS = Character.MAX_VALUE;
    private static final int CHECK = 1 << 16;

    private final int width;
    private final int length;
    private final int atLeast;
    private final char[] cells;
    private final int[][] items;
    private final CombinationCode code;
    private final AtomicLong held = new AtomicLong();
    private final ProgressMonitor monitor;

    private CombinationCounter(Dataset data, CombinationCode code, int length, int atLeast, ProgressMonitor monitor) {
        this.code = code;
        this.length = length;
        this.atLeast = atLeast;
        this.monitor = monitor;
        this.width = data.domain().size();
        Checks.require(
                (long) data.rows() * width < Integer.MAX_VALUE - 8,
                "The table has more than two billion cells. Choose fewer attributes.");
        this.cells = new char[data.rows() * width];
        this.items = new int[width][];
        int[] column = new int[data.rows()];
        for (int a = 0; a < width; a++) {
            int levels = data.domain().attribute(a).size();
            Checks.require(
                    levels < MAX_LEVELS,
                    "Attribute \"" + data.domain().attribute(a).name() + "\" has more than " + MAX_LEVELS
                            + " levels. Give it fewer categories or wider bins.");
            items[a] = new int[levels + 1];
            for (int c = 0; c < levels; c++) {
                items[a][c + 1] = code.item(a, c);
            }
            data.copyCodes(a, 0, column.length, column);
            for (int r = 0; r < column.length; r++) {
                cells[r * width + a] = (char) (items[a][column[r] + 1] == 0 ? 0 : column[r] + 1);
            }
        }
    }

    /**
     * Counts combinations.
     *
     * @param data the records
     * @param code which levels count as values and how combinations are packed; of the domain of the records
     * @param maxLength largest number of values in a combination, at least 1; at most the number of attributes is taken
     * @param atLeast smallest count that is kept, at least 1
     * @param monitor told about progress
     * @return the exact counts; sensitive
     * @throws IllegalArgumentException when the combinations do not fit 63 bits, or more than
     *     {@link #MAX_COMBINATIONS} are found
     */
    public static CombinationTable count(
            Dataset data, CombinationCode code, int maxLength, int atLeast, ProgressMonitor monitor) {
        Checks.require(data.domain().equals(code.domain()), "The data are coded against another codebook.");
        Checks.require(atLeast >= 1, "The smallest count must be at least 1.");
        int length = code.length(maxLength);
        return new CombinationCounter(data, code, length, atLeast, monitor).count(data.rows());
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

    private CombinationTable count(int rows) {
        int[][] byValue = new int[width][];
        int[][] starts = new int[width][];
        for (int a = 0; a < width; a++) {
            sort(rows, a, byValue, starts);
        }
        int[] attributes = IntStream.range(0, width)
                .flatMap(a -> IntStream.range(1, items[a].length).map(c -> a))
                .toArray();
        int[] codes = IntStream.range(0, width)
                .flatMap(a -> IntStream.range(1, items[a].length))
                .toArray();
        Found[][] found = new Found[attributes.length][];
        int[] order = order(attributes, codes, starts);
        long[] done = new long[1];
        Queue<Part> idle = new ConcurrentLinkedQueue<>();
        Parallel.forEach(order.length, o -> {
            monitor.checkCanceled();
            int task = order[o];
            int a = attributes[task];
            int c = codes[task];
            int from = starts[a][c];
            int to = starts[a][c + 1];
            if (to - from >= atLeast && items[a][c] > 0) {
                Part part = idle.poll();
                part = part == null ? new Part() : part;
                found[task] = part.extend(byValue[a], from, to, a, items[a][c]);
                idle.add(part);
            }
            synchronized (done) {
                done[0] += to - from;
                monitor.report(done[0] / ((double) width * Math.max(1, rows)), "Counting combinations");
            }
        });
        return join(found);
    }

    /** Rows in order of their value of an attribute; value 0, which does not count, comes first. */
    private void sort(int rows, int a, int[][] byValue, int[][] starts) {
        int[] start = new int[items[a].length + 1];
        for (int r = 0; r < rows; r++) {
            start[cells[r * width + a] + 1]++;
        }
        for (int c = 1; c < start.length; c++) {
            start[c] += start[c - 1];
        }
        int[] next = start.clone();
        int[] sorted = new int[rows];
        for (int r = 0; r < rows; r++) {
            sorted[next[cells[r * width + a]]++] = r;
        }
        byValue[a] = sorted;
        starts[a] = start;
    }

    /** The largest parts first, so that no core is left with one at the end. */
    private int[] order(int[] attributes, int[] codes, int[][] starts) {
        double[] work = new double[attributes.length];
        for (int t = 0; t < work.length; t++) {
            int a = attributes[t];
            int rows = starts[a][codes[t] + 1] - starts[a][codes[t]];
            work[t] = rows * Math.pow(1 + width - a, length - 1.0);
        }
        return IntStream.range(0, work.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(t -> -work[t]))
                .mapToInt(Integer::intValue)
                .toArray();
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
    private final class Part {
        private final int[][] rows = new int[length + 1][];
        private final int[][] sizes = new int[length + 1][];
        private final int[][] ends = new int[length + 1][];
        private final int[][] touched = new int[length + 1][];
        private Found[] found = new Found[0];
        private int unreported;

        private Part() {
            int most = IntStream.range(0, width).map(a -> items[a].length).max().orElse(1);
            for (int l = 1; l <= length; l++) {
                sizes[l] = new int[most];
                ends[l] = new int[most];
                touched[l] = new int[most];
            }
        }

        private Found[] extend(int[] members, int from, int to, int attribute, int item) {
            found = new Found[length + 1];
            for (int l = 1; l <= length; l++) {
                found[l] = new Found();
            }
            add(1, item, to - from);
            if (length > 1) {
                extend(members, from, to, item, attribute + 1, 2);
            }
            held.addAndGet(unreported);
            unreported = 0;
            return found;
        }

        private void add(int l, long key, int count) {
            found[l].add(key, count);
            if (++unreported == CHECK) {
                unreported = 0;
                monitor.checkCanceled();
                Checks.require( // no number of combinations, which would tell about the records
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
            int[] size = sizes[l];
            int[] seen = touched[l];
            for (int a = first; a < width; a++) {
                int n = 0;
                for (int i = from; i < to; i++) {
                    int c = cells[members[i] * width + a];
                    if (c != 0 && size[c]++ == 0) {
                        seen[n++] = c;
                    }
                }
                sort(seen, n);
                if (l < length && a + 1 < width) {
                    split(members, from, to, prefix, a, l, n);
                } else {
                    for (int s = 0; s < n; s++) {
                        int c = seen[s];
                        if (size[c] >= atLeast) {
                            add(l, code.append(prefix, items[a][c]), size[c]);
                        }
                        size[c] = 0;
                    }
                }
            }
        }

        private void split(int[] members, int from, int to, long prefix, int a, int l, int n) {
            int[] size = sizes[l];
            int[] end = ends[l];
            int[] seen = touched[l];
            int place = 0;
            for (int s = 0; s < n; s++) {
                end[seen[s]] = place;
                place += size[seen[s]];
            }
            if (rows[l] == null || rows[l].length < place) {
                rows[l] = new int[to - from];
            }
            int[] parts = rows[l];
            for (int i = from; i < to; i++) {
                int c = cells[members[i] * width + a];
                if (c != 0) {
                    parts[end[c]++] = members[i];
                }
            }
            for (int s = 0; s < n; s++) {
                int c = seen[s];
                int count = size[c];
                size[c] = 0;
                if (count >= atLeast) {
                    long key = code.append(prefix, items[a][c]);
                    add(l, key, count);
                    if (count == 1) {
                        single(parts[end[c] - 1] * width, key, a + 1, l + 1);
                    } else {
                        extend(parts, end[c] - count, end[c], key, a + 1, l + 1);
                    }
                }
            }
        }

        /** All combinations of one record. */
        private void single(int row, long prefix, int first, int l) {
            for (int a = first; a < width; a++) {
                int c = cells[row + a];
                if (c != 0) {
                    long key = code.append(prefix, items[a][c]);
                    add(l, key, 1);
                    if (l < length) {
                        single(row, key, a + 1, l + 1);
                    }
                }
            }
        }

        private static void sort(int[] values, int n) {
            if (n > 24) {
                Arrays.sort(values, 0, n);
                return;
            }
            for (int i = 1; i < n; i++) {
                int v = values[i];
                int j = i;
                for (; j > 0 && values[j - 1] > v; j--) {
                    values[j] = values[j - 1];
                }
                values[j] = v;
            }
        }
    }
}
