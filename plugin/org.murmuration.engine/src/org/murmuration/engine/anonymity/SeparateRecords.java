// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.Arrays;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Makes records that do not depend on each other, in blocks on all processors; results do not depend on their number.
 */
final class SeparateRecords {
    /** Records of a block. */
    static final int BLOCK = 1 << 10;
    /** Attempts at a record that keeps all its values; the one with the fewest blanks is taken. */
    private static final int ATTEMPTS = 12;
    /** The same where an attempt has to list records. */
    private static final int DEAR_ATTEMPTS = 3;

    private SeparateRecords() {}

    /** Makes one record with a grower that was cleared. */
    @FunctionalInterface
    interface Maker {
        int[] make(RecordGrower grower, int row);
    }

    /** How often a record that must not lose values is tried. */
    static int attempts(CommonCombinations common) {
        return common.isCounted() ? ATTEMPTS : DEAR_ATTEMPTS;
    }

    /**
     * Makes records.
     *
     * @param rows how many
     * @param attempts at each record while it has blanks, at least 1
     */
    static int[][] make(
            CommonCombinations common,
            int rows,
            int attempts,
            RandomSource random,
            ProgressMonitor monitor,
            Maker maker) {
        int[][] records = new int[rows][];
        int blocks = (rows + BLOCK - 1) / BLOCK;
        String[] seeds = new String[blocks];
        Arrays.setAll(seeds, b -> "block " + b + " " + random.nextLong() + " " + random.nextLong());
        int[] done = new int[1];
        Parallel.forEach(blocks, b -> {
            monitor.checkCanceled();
            // as secret as the 128 bits of its seed
            RecordGrower grower = new RecordGrower(common, RandomSource.seeded(seeds[b]));
            for (int r = b * BLOCK; r < Math.min(rows, (b + 1) * BLOCK); r++) {
                records[r] = best(grower, r, attempts, maker);
            }
            synchronized (done) {
                monitor.report((double) ++done[0] / blocks, "Making records");
            }
        });
        return records;
    }

    private static int[] best(RecordGrower grower, int row, int attempts, Maker maker) {
        int[] best = null;
        for (int t = 0; t < attempts && (t == 0 || RecordGrower.blanks(best) > 0); t++) {
            grower.clear();
            best = RecordGrower.fuller(best, maker.make(grower, row));
        }
        return best;
    }
}
