// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.Arrays;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Shuffle;

/**
 * Each record keeps as many values of one sensitive record as at least k records share. A record that must keep its
 * length gets other, common values where its own are rare.
 */
record RowSeed(CommonCombinations common, boolean keepsRecords, RandomSource random, ProgressMonitor monitor)
        implements RecordSeed {
    /** Attempts at filling a record that has as many of its own values as it can. */
    private static final int FILLS = 4;

    @Override
    public int[][] records() {
        int all = common.data().rows();
        if (!keepsRecords) {
            return SeparateRecords.make(common, all, 1, random, monitor, (grower, r) -> {
                grower.addFrom(items(r));
                return grower.record();
            });
        }
        int rows = KAnonymousCounts.rounded(all, common.resolution());
        int[] seeds = Shuffle.positions(all, random);
        return SeparateRecords.make(common, rows, SeparateRecords.attempts(common), random, monitor, (grower, r) -> {
            grower.addFrom(items(seeds[r]));
            return filled(grower, seeds[r]);
        });
    }

    /** Items of a sensitive record. */
    private int[] items(int row) {
        CombinationCode code = common.code();
        int[] items = new int[code.domain().size()];
        int n = 0;
        for (int a = 0; a < items.length; a++) {
            int item = code.item(a, common.data().code(row, a));
            if (item > 0) {
                items[n++] = item;
            }
        }
        return Arrays.copyOf(items, n);
    }

    private int[] filled(RecordGrower grower, int row) {
        grower.save();
        fill(grower, row);
        int[] best = grower.record();
        for (int t = 1; t < FILLS && RecordGrower.blanks(best) > 0; t++) {
            grower.restore();
            fill(grower, row);
            best = RecordGrower.fuller(best, grower.record());
        }
        return best;
    }

    /** Adds a value of each attribute that has none; where the sensitive record has a value, none that is a blank. */
    private void fill(RecordGrower grower, int row) {
        Dataset data = common.data();
        Domain domain = data.domain();
        for (int a : grower.attributes()) {
            if (grower.isTaken(a)) {
                continue;
            }
            if (data.code(row, a) == RecordGrower.blank(domain, a)) {
                grower.addAny(a);
            } else {
                grower.addAnyButBlank(a);
            }
        }
    }
}
