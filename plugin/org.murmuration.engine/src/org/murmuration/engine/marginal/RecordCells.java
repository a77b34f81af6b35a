// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Records as walks over partitions need them: the cells of a record side by side, 0 for what does not count as a value,
 * and for each attribute the records in order of their value.
 */
final class RecordCells {
    private static final int MAX_LEVELS = Character.MAX_VALUE;
    private static final int SMALL = 1 << 16;
    private static final int LARGE = 1 << 21;

    /** Number of attributes. */
    final int width;
    /** Cell of record r and attribute a at r width + a: level + 1, or 0. */
    final char[] cells;
    /** Item of attribute a and cell c, 0 for none. */
    final int[][] items;
    /** Number of records. */
    final int rows;

    private final int[][] byValue;
    private final int[][] starts;

    RecordCells(Dataset data, CombinationCode code) {
        Checks.require(data.domain().equals(code.domain()), "The data are coded against another codebook.");
        width = data.domain().size();
        rows = data.rows();
        Checks.require(
                (long) rows * width < Integer.MAX_VALUE - 8,
                "The table has more than two billion cells. Choose fewer attributes.");
        cells = new char[rows * width];
        items = new int[width][];
        byValue = new int[width][];
        starts = new int[width][];
        int[] column = new int[rows];
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
            data.copyCodes(a, 0, rows, column);
            for (int r = 0; r < rows; r++) {
                cells[r * width + a] = (char) (items[a][column[r] + 1] == 0 ? 0 : column[r] + 1);
            }
            sort(a);
        }
    }

    private void sort(int a) {
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

    /** Largest number of cells of an attribute. */
    int mostCells() {
        return Arrays.stream(items).mapToInt(i -> i.length).max().orElse(1);
    }

    /** Works on the records that share a first value; used by one thread for one such value after the other. */
    interface Part {
        /**
         * Does the work.
         *
         * @param task number of the first value, ascending with its item
         * @param members records that share it, at from .. to - 1
         * @param from first
         * @param to behind the last
         * @param attribute of the value
         * @param item the value
         */
        void work(int task, int[] members, int from, int to, int attribute, int item);
    }

    /** Number of first values, whether they count or not. */
    int tasks() {
        return Arrays.stream(items).mapToInt(i -> i.length - 1).sum();
    }

    /**
     * Shares the first values out to all cores, those with most work first.
     *
     * @param length of the combinations, which tells how work grows
     * @param parts made for each thread
     * @param monitor receives progress
     * @param stage what is done, for people
     */
    void forEachValue(int length, Supplier<? extends Part> parts, ProgressMonitor monitor, String stage) {
        int[] attributes = IntStream.range(0, width)
                .flatMap(a -> IntStream.range(1, items[a].length).map(c -> a))
                .toArray();
        int[] codes = IntStream.range(0, width)
                .flatMap(a -> IntStream.range(1, items[a].length))
                .toArray();
        double[] work = new double[attributes.length];
        for (int t = 0; t < work.length; t++) {
            int a = attributes[t];
            work[t] = (starts[a][codes[t] + 1] - starts[a][codes[t]]) * Elementary.power(1.0 + width - a, length - 1);
        }
        int[] order = IntStream.range(0, work.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(t -> -work[t]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] done = new long[1];
        Deque<Part> idle = new ArrayDeque<>();
        IntConsumer body = o -> {
            monitor.checkCanceled();
            int task = order[o];
            int a = attributes[task];
            int from = starts[a][codes[task]];
            int to = starts[a][codes[task] + 1];
            if (to > from && items[a][codes[task]] > 0) {
                Part part = take(idle, parts);
                part.work(task, byValue[a], from, to, a, items[a][codes[task]]);
                giveBack(idle, part);
            }
            synchronized (done) {
                done[0] += to - from;
                monitor.report(done[0] / ((double) width * Math.max(1, rows)), stage);
            }
        };
        if (cells.length < SMALL) { // threads would cost more than they save
            IntStream.range(0, order.length).forEach(body);
        } else {
            Parallel.forEach(order.length, body);
        }
    }

    private static Part take(Deque<Part> idle, Supplier<? extends Part> parts) {
        Part waiting;
        synchronized (idle) {
            waiting = idle.poll();
        }
        return waiting == null ? parts.get() : waiting;
    }

    private static void giveBack(Deque<Part> idle, Part part) {
        synchronized (idle) {
            idle.add(part);
        }
    }

    /** Whether the cells do not fit the caches of usual processors, so that it pays to copy those of a part. */
    boolean isLarge() {
        return cells.length > LARGE;
    }

    /**
     * Scratch space of one depth of a walk: the cells of an attribute among some records, and these records by cell.
     */
    final class Level {
        /** Cells that occur, ascending. */
        final int[] seen = new int[mostCells()];
        /** Records by cell; 0 outside of {@link #seen}. */
        final int[] sizes = new int[seen.length];
        /** Behind the records of each cell in {@link #parts}. */
        final int[] ends = new int[seen.length];
        /** Records in order of their cell. */
        int[] parts = new int[0];

        private char[] from = RecordCells.this.cells;
        private int stride = width;
        private int shift;
        private int differ;

        /** Looks at other cells: that of record r and attribute a at r stride + a - shift. */
        void use(char[] otherCells, int otherStride, int otherShift) {
            from = otherCells;
            stride = otherStride;
            shift = otherShift;
        }

        /** Counts cells that are values; returns how many differ. */
        int count(int[] members, int low, int high, int a) {
            int n = 0;
            int at = a - shift;
            for (int i = low; i < high; i++) {
                int c = from[members[i] * stride + at];
                if (c != 0 && sizes[c]++ == 0) {
                    seen[n++] = c;
                }
            }
            sort(seen, n);
            differ = n;
            return n;
        }

        /** Sorts the records that were counted. */
        void scatter(int[] members, int low, int high, int a) {
            int place = 0;
            int at = a - shift;
            for (int s = 0; s < differ; s++) {
                ends[seen[s]] = place;
                place += sizes[seen[s]];
            }
            if (parts.length < place) {
                parts = new int[high - low];
            }
            for (int i = low; i < high; i++) {
                int c = from[members[i] * stride + at];
                if (c != 0) {
                    parts[ends[c]++] = members[i];
                }
            }
        }

        /** Forgets the size of a cell, and returns it. */
        int take(int cell) {
            int size = sizes[cell];
            sizes[cell] = 0;
            return size;
        }
    }

    /**
     * Scratch space of a walk.
     *
     * @param from first depth that is used
     * @param to last depth that is used
     * @return by depth
     */
    Level[] levels(int from, int to) {
        Level[] levels = new Level[to + 1];
        for (int l = from; l <= to; l++) {
            levels[l] = new Level();
        }
        return levels;
    }

    /** Sorts the first numbers of an array. */
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
