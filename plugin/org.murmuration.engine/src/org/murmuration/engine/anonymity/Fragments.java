// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/**
 * Fragments of records in which single values come exactly as often as their protected counts: what is left of the
 * counts goes into further fragments, and what is too much is taken away.
 *
 * @param seed records to begin with
 * @param oversampling how far combinations may exceed their protected counts; empty for no limit
 */
record Fragments(
        CommonCombinations common,
        RecordSeed seed,
        Optional<KAnonymousTask.Oversampling> oversampling,
        RandomSource random,
        ProgressMonitor monitor)
        implements RecordSeed {
    @Override
    public int[][] records() {
        List<int[]> all = new ArrayList<>(Arrays.asList(seed.records()));
        long[] available = available(all);
        addMissing(all, available);
        removeExcess(all, available);
        return all.stream()
                .filter(record -> Arrays.stream(record).anyMatch(item -> item > 0))
                .toArray(int[][]::new);
    }

    /** Protected counts of single values less what records use; below 0 for what they use too often. */
    private long[] available(List<int[]> records) {
        long[] available = new long[common.code().items() + 1];
        for (int item = 1; item < available.length; item++) {
            available[item] = KAnonymousCounts.rounded(common.single(item), common.resolution());
        }
        for (int[] record : records) {
            for (int item : record) {
                available[item]--;
            }
        }
        available[0] = 0;
        return available;
    }

    private void addMissing(List<int[]> all, long[] available) {
        RecordGrower grower = new RecordGrower(common, random);
        RecordGrower.Restraint restraint = oversampling
                .<RecordGrower.Restraint>map(o -> CombinationLimits.of(common, o, monitor.part(0, 0.05)))
                .orElse(RecordGrower.Restraint.NONE);
        long left = Arrays.stream(available).filter(n -> n > 0).sum();
        long toDo = Math.max(1, left);
        while (left > 0) {
            if (all.size() % SeparateRecords.BLOCK == 0) {
                monitor.checkCanceled();
                monitor.report(1 - (double) left / toDo, "Making records");
            }
            grower.clear();
            grower.addAvailable(available, restraint);
            if (grower.length() == 0) {
                break; // what is left may not be used any more
            }
            left -= grower.length();
            all.add(grower.record());
        }
    }

    private void removeExcess(List<int[]> all, long[] available) {
        for (int i : Shuffle.positions(all.size(), random)) {
            int[] record = all.get(i);
            for (int a = 0; a < record.length; a++) {
                if (available[record[a]] < 0) {
                    available[record[a]]++;
                    record[a] = 0;
                }
            }
        }
    }
}
