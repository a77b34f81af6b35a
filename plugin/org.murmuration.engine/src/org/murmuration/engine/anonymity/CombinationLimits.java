// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.Arrays;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;

/** Keeps combinations up to a length from coming more often than a ratio above their protected counts. */
final class CombinationLimits implements RecordGrower.Restraint {
    private final CommonCombinations common;
    private final LongCounter limits;
    private final LongCounter used = new LongCounter(1 << 12);
    private final int length;
    private final int tries;
    private final int[] sorted;
    private long[] parts = new long[64];
    private int partCount;

    private CombinationLimits(CommonCombinations common, LongCounter limits, int length, int tries) {
        this.common = common;
        this.limits = limits;
        this.length = length;
        this.tries = tries;
        this.sorted = new int[common.code().domain().size()];
    }

    static CombinationLimits of(
            CommonCombinations common, KAnonymousTask.Oversampling oversampling, ProgressMonitor monitor) {
        int length = common.code().length(oversampling.length());
        CombinationTable table =
                CombinationCounter.count(common.data(), common.code(), length, common.resolution(), monitor);
        LongCounter limits = new LongCounter(table.size());
        for (int i = 0; i < table.size(); i++) {
            double limit = KAnonymousCounts.rounded(table.count(i), common.resolution()) * (1 + oversampling.ratio());
            limits.add(table.key(i), (int) Math.min(Integer.MAX_VALUE, Math.floor(limit)));
        }
        return new CombinationLimits(common, limits, length, oversampling.tries());
    }

    @Override
    public int tries() {
        return tries;
    }

    /** Counts a value that is to be added, unless a combination would come too often with it. */
    @Override
    public boolean allows(CommonCombinations.Cursor cursor, int item) {
        int n = cursor.length();
        for (int i = 0; i < n; i++) {
            int value = cursor.item(i);
            int j = i;
            for (; j > 0 && sorted[j - 1] > value; j--) {
                sorted[j] = sorted[j - 1];
            }
            sorted[j] = value;
        }
        partCount = 0;
        parts[partCount++] = item;
        collect(n, 0, 0, 1, item);
        for (int i = 0; i < partCount; i++) {
            if (used.get(parts[i]) >= limits.get(parts[i])) {
                return false;
            }
        }
        for (int i = 0; i < partCount; i++) {
            used.add(parts[i], 1);
        }
        return true;
    }

    private void collect(int n, int from, long key, int size, int item) {
        for (int i = from; size < length && i < n; i++) {
            long longer = common.code().append(key, sorted[i]);
            if (partCount == parts.length) {
                parts = Arrays.copyOf(parts, 2 * partCount);
            }
            parts[partCount++] = common.code().insert(longer, item);
            collect(n, i + 1, longer, size + 1, item);
        }
    }
}
