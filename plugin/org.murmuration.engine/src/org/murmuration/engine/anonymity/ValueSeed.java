// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Records are put together from the protected counts of single values, raised in proportion so that those of an
 * attribute sum to the number of records, until they are used up; where no value fits that is left, another common one
 * is taken.
 */
record ValueSeed(CommonCombinations common, RandomSource random, ProgressMonitor monitor) implements RecordSeed {
    @Override
    public int[][] records() {
        int rows = KAnonymousCounts.rounded(common.data().rows(), common.resolution());
        long[] available = new long[common.code().items() + 1];
        for (int a = 0; a < common.code().domain().size(); a++) {
            shareOut(a, rows, available);
        }
        int[][] records = new int[rows][];
        RecordGrower grower = new RecordGrower(common, random);
        for (int r = 0; r < rows; r++) {
            if (r % SeparateRecords.BLOCK == 0) {
                monitor.checkCanceled();
                monitor.report((double) r / Math.max(1, rows), "Making records");
            }
            records[r] = best(grower, available);
            for (int item : records[r]) {
                available[item]--;
            }
        }
        return records;
    }

    /** A record with few blanks; what it uses is still available afterwards. */
    private int[] best(RecordGrower grower, long[] available) {
        int[] best = null;
        int attempts = SeparateRecords.attempts(common);
        for (int t = 0; t < attempts && (t == 0 || RecordGrower.blanks(best) > 0); t++) {
            grower.clear();
            grow(grower, available);
            int[] record = grower.record();
            for (int item : record) {
                available[item]++; // given back until it is known which attempt is taken
            }
            best = RecordGrower.fuller(best, record);
        }
        return best;
    }

    private static void grow(RecordGrower grower, long[] available) {
        grower.addAvailable(available, RecordGrower.Restraint.NONE);
        for (int a : grower.attributes()) {
            if (!grower.isTaken(a)) {
                available[grower.addAny(a)]--;
            }
        }
    }

    /**
     * Protected counts of the levels of an attribute, raised in proportion so that they sum to the number of records.
     */
    private void shareOut(int attribute, int rows, long[] available) {
        CombinationCode code = common.code();
        Domain domain = code.domain();
        long sum = 0;
        for (int c = 0; c < domain.attribute(attribute).size(); c++) {
            int item = code.item(attribute, c);
            if (item > 0) {
                available[item] = KAnonymousCounts.rounded(common.single(item), common.resolution());
                sum += available[item];
            }
        }
        long part = 0;
        long given = 0;
        for (int c = 0; c < domain.attribute(attribute).size(); c++) {
            int item = code.item(attribute, c);
            if (item > 0 && sum > 0) {
                part += available[item];
                long upTo = Exact.round((double) (rows - sum) * part / sum);
                available[item] += upTo - given;
                given = upTo;
            }
        }
    }
}
