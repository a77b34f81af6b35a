// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Counts given combinations, and how many of them each record has. Records are partitioned as in
 * {@link CombinationCounter}; a partition of which no given combination goes on is left.
 */
public final class CandidateCounter {
    /** Steps of a search, about. */
    private static final int SEARCH = 8;

    private final RecordCells records;
    private final CombinationCode code;
    private final int length;
    private final long[] candidates;
    private final int[] counts;
    private final List<int[]> perRecord = new ArrayList<>(); // one a thread

    private CandidateCounter(RecordCells records, CombinationCode code, int length, long[] candidates) {
        this.records = records;
        this.code = code;
        this.length = length;
        this.candidates = candidates;
        this.counts = new int[candidates.length];
    }

    /**
     * What was counted. Sensitive.
     *
     * @param counts records that have each combination
     * @param perRecord combinations that each record has
     */
    public record Counted(int[] counts, int[] perRecord) {}

    /**
     * Counts.
     *
     * @param data the records
     * @param code which levels count and how combinations are packed
     * @param length number of values of all combinations, at least 1
     * @param candidates packed combinations of that length, ascending
     * @param monitor receives progress
     * @return exact counts; sensitive
     * @throws IllegalArgumentException when the candidates do not ascend or are of another length
     */
    public static Counted count(
            Dataset data, CombinationCode code, int length, long[] candidates, ProgressMonitor monitor) {
        for (int i = 0; i < candidates.length; i++) {
            Checks.require(
                    code.lengthOf(candidates[i]) == length && (i == 0 || candidates[i - 1] < candidates[i]),
                    "Candidates must ascend and have " + length + " values.");
        }
        CandidateCounter counter = new CandidateCounter(new RecordCells(data, code), code, length, candidates);
        counter.records.forEachValue(length, () -> counter.new Part(), monitor, "Counting combinations");
        int[] sum = new int[data.rows()];
        for (int[] part : counter.perRecord) {
            for (int r = 0; r < sum.length; r++) {
                sum[r] += part[r];
            }
        }
        return new Counted(counter.counts, sum);
    }

    /** Candidates are told apart by their first values, so each is counted by one part only; records are not. */
    private final class Part implements RecordCells.Part {
        private final RecordCells.Level[] levels = records.levels(2, length - 1);
        private final int[] positions = new int[code.items() + 1];
        private final int[] found = new int[records.rows];

        private Part() {
            synchronized (perRecord) {
                perRecord.add(found);
            }
        }

        @Override
        public void work(int task, int[] members, int from, int to, int attribute, int item) {
            int low = first(item, length - 1, 0, candidates.length);
            int high = first(item + 1L, length - 1, low, candidates.length);
            if (low == high) {
                return;
            }
            if (length == 1) {
                counts[low] = to - from;
                for (int i = from; i < to; i++) {
                    found[members[i]]++;
                }
            } else {
                extend(members, from, to, item, attribute + 1, 2, low, high);
            }
        }

        /** First candidate in a range that is not below a prefix with so many values behind it. */
        private int first(long prefix, int behind, int low, int high) {
            long key = prefix << code.bits() * behind;
            int at = Arrays.binarySearch(candidates, low, high, key);
            return at >= 0 ? at : -at - 1;
        }

        private void extend(int[] members, int from, int to, long prefix, int first, int l, int low, int high) {
            if (l == length) {
                countLast(members, from, to, prefix, first, low, high);
                return;
            }
            RecordCells.Level level = levels[l];
            for (int a = first; a < records.width; a++) {
                int n = level.count(members, from, to, a);
                level.scatter(members, from, to, a);
                for (int s = 0; s < n; s++) {
                    int c = level.seen[s];
                    int count = level.take(c);
                    long key = code.append(prefix, records.items[a][c]);
                    int from2 = first(key, length - l, low, high);
                    int to2 = first(key + 1, length - l, from2, high);
                    if (from2 < to2) {
                        extend(level.parts, level.ends[c] - count, level.ends[c], key, a + 1, l + 1, from2, to2);
                    }
                }
            }
        }

        /** The last value of each record, looked up among the candidates of the prefix. */
        private void countLast(int[] members, int from, int to, long prefix, int first, int low, int high) {
            long before = code.append(prefix, 0);
            boolean isFew = (long) (to - from) * (records.width - first) * SEARCH < high - low;
            for (int i = low; !isFew && i < high; i++) {
                positions[(int) (candidates[i] - before)] = i + 1;
            }
            for (int i = from; i < to; i++) {
                int row = members[i] * records.width;
                for (int a = first; a < records.width; a++) {
                    int item = records.items[a][records.cells[row + a]];
                    int position =
                            isFew ? Arrays.binarySearch(candidates, low, high, before + item) + 1 : positions[item];
                    if (position > 0) {
                        counts[position - 1]++;
                        found[members[i]]++;
                    }
                }
            }
            for (int i = low; !isFew && i < high; i++) {
                positions[(int) (candidates[i] - before)] = 0;
            }
        }
    }
}
