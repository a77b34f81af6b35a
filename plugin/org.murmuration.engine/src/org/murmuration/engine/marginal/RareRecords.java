// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Finds the records with combinations of values that fewer than k share. Records are partitioned as in
 * {@link CombinationCounter}; a partition that is rare is not looked into, because all longer combinations are rare too.
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
     * @param rareByLength records whose shortest rare combination has so many values, from 1, and none of that length is theirs
     *     alone
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
     * @param monitor told about progress
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

        private final int[][] rows = new int[length + 1][];
        private final int[][] sizes = new int[length + 1][];
        private final int[][] ends = new int[length + 1][];
        private final int[][] seen = new int[length + 1][];
        private final int[] attributes = new int[length + 1];

        private Part() {
            java.util.Arrays.fill(shortest, NONE);
            java.util.Arrays.fill(shortestUnique, NONE);
            int most = records.mostCells();
            for (int l = 2; l <= length; l++) {
                sizes[l] = new int[most];
                ends[l] = new int[most];
                seen[l] = new int[most];
            }
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
            int[] size = sizes[l];
            for (int a = first; a < records.width; a++) {
                int n = 0;
                for (int i = from; i < to; i++) {
                    int c = records.cells[members[i] * records.width + a];
                    if (c != 0 && size[c]++ == 0) {
                        seen[l][n++] = c;
                    }
                }
                attributes[l] = a;
                if (l < length) {
                    split(members, from, to, a, l, n);
                } else {
                    markLast(members, from, to, a, l);
                    for (int s = 0; s < n; s++) {
                        size[seen[l][s]] = 0;
                    }
                }
            }
        }

        private void markLast(int[] members, int from, int to, int a, int l) {
            for (int i = from; i < to; i++) {
                int c = records.cells[members[i] * records.width + a];
                if (c != 0 && sizes[l][c] < k) {
                    mark(members[i], l, sizes[l][c] == 1);
                }
            }
        }

        private void split(int[] members, int from, int to, int a, int l, int n) {
            int[] size = sizes[l];
            int[] end = ends[l];
            int place = 0;
            for (int s = 0; s < n; s++) {
                end[seen[l][s]] = place;
                place += size[seen[l][s]];
            }
            if (rows[l] == null || rows[l].length < place) {
                rows[l] = new int[to - from];
            }
            int[] parts = rows[l];
            for (int i = from; i < to; i++) {
                int c = records.cells[members[i] * records.width + a];
                if (c != 0) {
                    parts[end[c]++] = members[i];
                }
            }
            for (int s = 0; s < n; s++) {
                int c = seen[l][s];
                int count = size[c];
                size[c] = 0;
                attributes[l] = a;
                look(parts, end[c] - count, end[c], a, l);
            }
        }
    }
}
