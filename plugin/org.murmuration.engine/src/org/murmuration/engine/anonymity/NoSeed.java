// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Each record is drawn attribute by attribute, in random order, from the records that share what was drawn before. */
record NoSeed(CommonCombinations common, boolean keepsRecords, RandomSource random, ProgressMonitor monitor)
        implements RecordSeed {
    @Override
    public int[][] records() {
        int all = common.data().rows();
        if (keepsRecords) {
            int rows = KAnonymousCounts.rounded(all, common.resolution());
            return SeparateRecords.make(
                    common, rows, SeparateRecords.attempts(common), random, monitor, (grower, r) -> whole(grower));
        }
        return SeparateRecords.make(common, all, 1, random, monitor, (grower, r) -> fragment(grower));
    }

    private static int[] whole(RecordGrower grower) {
        for (int a : grower.attributes()) {
            grower.addAny(a);
        }
        return grower.record();
    }

    private static int[] fragment(RecordGrower grower) {
        for (int a : grower.attributes()) {
            if (!grower.addAnyOrEnd(a)) {
                break;
            }
        }
        return grower.record();
    }
}
