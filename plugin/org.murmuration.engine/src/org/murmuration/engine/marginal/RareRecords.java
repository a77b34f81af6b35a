// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Finds the records with combinations of values that fewer than k share. Records are partitioned as in
 * {@link CombinationCounter}; a partition that is rare is not looked into, because all longer combinations are rare
 * too.
 */
public final class RareRecords {
    private static final byte NONE = Byte.MAX_VALUE;

    private final RecordCells records;
    private final int length;
    private final int k;
    private final List<Part> parts = new ArrayList<>();

    private RareRecords(RecordCells records, int length, int k) {
        this.records = records;
        this.length = length;
        this.k = k;
    }

    /**
     * What was found. Sensitive when the records are.
     *
     * @param rareByLength records whose shortest rare combination has so many values, from 1, and none of that length
     *     is theirs alone
     * @param uniqueByLength records whose shortest rare combination has so many values, from 1, and one is theirs alone
     * @param touched by item: records with the value that are in a rare combination with it
     */
    public record Found(long[] rareByLength, long[] uniqueByLength, long[] touched) {}

    /**
     * Looks at all records.
     *
     * @param data the records
     * @param code which levels count as values
     * @param maxLength of the combinations, at least 1; at most the number of attributes is taken
     * @param k records that a combination must have not to be rare, at least 1
     * @param monitor receives progress
     * @return what was found
     */
    public static Found find(Dataset data, CombinationCode code, int maxLength, int k, ProgressMonitor monitor) {
        Checks.require(maxLength >= 1, "The length of combinations must be at least 1.");
        Checks.require(k >= 1, "The smallest count must be at least 1.");
        RareRecords rare = new RareRecords(
                new RecordCells(data, code),
                Math.min(maxLength, Math.max(1, data.domain().size())),
                k);
        rare.records.forEachValue(rare.length, rare::part, monitor, "Looking for rare combinations");
        return rare.result(code.items());
    }

    private synchronized Part part() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    private Found result(int items) {
        long[] rare = new long[length];
        long[] unique = new long[length];
        long[] touched = new long[items + 1];
        for (int r = 0; r < records.rows; r++) {
            int shortest = NONE;
            int shortestUnique = NONE;
            boolean all = false;
            for (Part p : parts) {
                shortest = Math.min(shortest, p.shortest[r]);
                shortestUnique = Math.min(shortestUnique, p.shortestUnique[r]);
            }
            if (shortest == NONE) {
                continue;
            }
            (shortestUnique == shortest ? unique : rare)[shortest - 1]++;
            all = shortest < length; // a rare combination and any other value are a longer rare one
            for (int a = 0; a < records.width; a++) {
                int item = records.items[a][records.cells[r * records.width + a]];
                boolean isTouched = all;
                for (Part p : parts) {
                    isTouched |= p.touched[r * records.width + a];
                }
                touched[item] += item > 0 && isTouched ? 1 : 0;
            }
        }
        return new Found(rare, unique, touched);
    }

    private final class Part implements RecordCells.Part {
        private final byte[] shortest = new byte[records.rows];
        private final byte[] shortestUnique = new byte[records.rows];
        /** Of combinations of the full length only: see {@link #result}. */
        private final boolean[] touched = new boolean[records.cells.length];

        private final RecordCells.Level[] levels = records.levels(2, length);
        private final int[] attributes = new int[length + 1];

        private Part() {
            java.util.Arrays.fill(shortest, NONE);
            java.util.Arrays.fill(shortestUnique, NONE);
        }

        @Override
        public void work(int task, int[] members, int from, int to, int attribute, int item) {
            attributes[1] = attribute;
            look(members, from, to, attribute, 1);
        }

        private void look(int[] members, int from, int to, int attribute, int l) {
            if (to - from < k) {
                for (int i = from; i < to; i++) {
                    mark(members[i], l, to - from == 1);
                }
            } else if (l < length) {
                extend(members, from, to, attribute + 1, l + 1);
            }
        }

        private void mark(int row, int l, boolean isUnique) {
            shortest[row] = (byte) Math.min(shortest[row], l);
            if (isUnique) {
                shortestUnique[row] = (byte) Math.min(shortestUnique[row], l);
            }
            for (int i = 1; l == length && i <= l; i++) {
                touched[row * records.width + attributes[i]] = true;
            }
        }

        private void extend(int[] members, int from, int to, int first, int l) {
            RecordCells.Level level = levels[l];
            for (int a = first; a < records.width; a++) {
                int n = level.count(members, from, to, a);
                attributes[l] = a;
                if (l < length) {
                    level.scatter(members, from, to, a);
                } else {
                    markLast(members, from, to, a, l);
                }
                for (int s = 0; s < n; s++) {
                    int c = level.seen[s];
                    int count = level.take(c);
                    if (l < length) {
                        attributes[l] = a;
                        look(level.parts, level.ends[c] - count, level.ends[c], a, l);
                    }
                }
            }
        }

        private void markLast(int[] members, int from, int to, int a, int l) {
            for (int i = from; i < to; i++) {
                int c = records.cells[members[i] * records.width + a];
                if (c != 0 && levels[l].sizes[c] < k) {
                    mark(members[i], l, levels[l].sizes[c] == 1);
                }
            }
        }
    }
}
