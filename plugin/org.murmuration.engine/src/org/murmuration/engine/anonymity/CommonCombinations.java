// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.Arrays;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Tells of combinations of any length how many records share them, if at least k do. Short ones are counted beforehand, as
 * long as that is cheap; of longer ones the records are listed when they are asked for.
 */
final class CommonCombinations {
    /** Records times combinations that are counted beforehand. */
    private static final double WORK = 4e8;

    private static final int LEAST_LENGTH = 2;

    private final Dataset data;
    private final CombinationCode code;
    private final int k;
    private final int counted;
    private final LongCounter index;
    private final int[] singles;
    private final int[][] records;

    private CommonCombinations(Dataset data, CombinationCode code, int k, CombinationTable table) {
        this.data = data;
        this.code = code;
        this.k = k;
        this.counted = table.maxLength();
        this.index = new LongCounter(table.size());
        for (int i = 0; i < table.size(); i++) {
            index.add(table.key(i), table.count(i));
        }
        this.singles = new int[code.items() + 1];
        this.records = new int[code.items() + 1][];
        for (int item = 1; item < singles.length; item++) {
            singles[item] = index.get(item);
        }
    }

    /**
     * Counts what is cheap to count.
     *
     * @param data the sensitive records
     * @param code which levels count
     * @param k smallest number of records that is told
     * @param monitor told about progress
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

    /** Records that have a value, 0 when fewer than k do. */
    int single(int item) {
        return singles[item];
    }

    /** Records that have a value, in order. */
    private synchronized int[] recordsOf(int item) {
        if (records[item] == null) {
            int[] list = new int[singles[item]];
            int n = 0;
            int attribute = code.attributeOf(item);
            int level = code.codeOf(item);
            for (int r = 0; r < data.rows() && n < list.length; r++) {
                if (data.code(r, attribute) == level) {
                    list[n++] = r;
                }
            }
            records[item] = list;
        }
        return records[item];
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
                int level = code.codeOf(item);
                int n = 0;
                for (int i = 0; i < rowCount; i++) {
                    if (data.code(rows[i], attribute) == level) {
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
            int rarest = items[0];
            for (int i = 1; i < length; i++) {
                rarest = singles[items[i]] < singles[rarest] ? items[i] : rarest;
            }
            int[] candidates = recordsOf(rarest);
            rows = rows.length < candidates.length ? new int[candidates.length] : rows;
            rowCount = 0;
            for (int r : candidates) {
                boolean has = true;
                for (int i = 0; has && i < length; i++) {
                    has = data.code(r, code.attributeOf(items[i])) == code.codeOf(items[i]);
                }
                if (has) {
                    rows[rowCount++] = r;
                }
            }
            countAll();
        }

        private void countAll() {
            Arrays.fill(counts, 0);
            for (int i = 0; i < rowCount; i++) {
                for (int a = 0; a < taken.length; a++) {
                    if (!taken[a]) {
                        counts[code.item(a, data.code(rows[i], a))]++;
                    }
                }
            }
        }
    }
}
