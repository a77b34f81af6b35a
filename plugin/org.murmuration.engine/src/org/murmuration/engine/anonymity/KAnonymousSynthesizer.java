// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.Arrays;
import java.util.Comparator;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Makes records of which every combination of values, of whatever length, is shared by at least k sensitive records.
 *
 * <p>A record grows value by value. A value may be added while at least k sensitive records have it together with all
 * values before. So the whole record is shared by k, and with it each of its parts. Values are drawn with the number of
 * records that share them as weight. Where nothing can be added the record has blanks.
 *
 * <p>The promise holds for one release alone, see {@link KAnonymousCounts}. The number of records is a multiple of k in
 * tasks that keep records; in fragments it depends on the protected counts of single values, or is exact
 * ({@code UNSEEDED}), as in Synthetic Data Showcase.
 */
public final class KAnonymousSynthesizer {
    private KAnonymousSynthesizer() {}

    /**
     * Makes records.
     *
     * @param data the sensitive records; every attribute of their domain may be missing, see {@link Attribute#optional}
     * @param present which codes of each attribute are values, see {@link KAnonymousCounts#present}; the others are
     *     blanks. A task that keeps records takes blanks for a value too
     * @param task what is asked for
     * @param random bits
     * @param monitor receives progress
     * @return k-anonymous records over the same domain, sorted by their values; blanks are missing values, or "no" in
     *     attributes made from lists
     * @throws IllegalArgumentException when an attribute cannot be missing, or the combinations are too many to count
     */
    public static Dataset synthesize(
            Dataset data, boolean[][] present, KAnonymousTask task, RandomSource random, ProgressMonitor monitor) {
        for (Attribute a : data.domain().attributes()) {
            Checks.require(
                    a.missingValuePolicy() == MissingValuePolicy.LEVEL,
                    "Attribute \"" + a.name() + "\" must be allowed to be missing, because records may have blanks.");
        }
        Dataset blanked = blanked(data, present);
        boolean blanksCount = task.keepsRecords() || task.method() == KAnonymousMethod.UNSEEDED;
        boolean[][] items = CombinationCode.values(data.domain());
        for (int a = 0; a < items.length; a++) {
            for (int c = 0; c < items[a].length; c++) {
                items[a][c] = c == RecordGrower.blank(data.domain(), a) ? blanksCount : items[a][c] && present[a][c];
            }
        }
        CommonCombinations common = CommonCombinations.of(
                blanked, CombinationCode.of(data.domain(), items), task.resolution(), monitor.part(0, 0.3));
        return sorted(seed(common, task, random, monitor.part(0.3, 1)).records(), common.code());
    }

    private static RecordSeed seed(
            CommonCombinations common, KAnonymousTask task, RandomSource random, ProgressMonitor monitor) {
        boolean keeps = task.keepsRecords();
        RecordSeed seed =
                switch (task.method()) {
                    case ROW_SEEDED -> new RowSeed(common, keeps, random, monitor);
                    case UNSEEDED -> new NoSeed(common, keeps, random, monitor);
                    case VALUE_SEEDED -> keeps ? new ValueSeed(common, random, monitor) : () -> new int[0][];
                };
        if (keeps || task.method() == KAnonymousMethod.UNSEEDED) {
            return seed;
        }
        return new Fragments(common, seed, task.oversampling(), random, monitor);
    }

    /** The records with all values that are not present turned into blanks. */
    private static Dataset blanked(Dataset data, boolean[][] present) {
        int[][] codes = new int[data.domain().size()][data.rows()];
        for (int a = 0; a < codes.length; a++) {
            data.copyCodes(a, 0, data.rows(), codes[a]);
            int blank = RecordGrower.blank(data.domain(), a);
            for (int r = 0; r < codes[a].length; r++) {
                codes[a][r] = present[a][codes[a][r]] ? codes[a][r] : blank;
            }
        }
        return Dataset.of(data.domain(), codes);
    }

    /** Sorted by values, so that the order of records shows nothing else. */
    private static Dataset sorted(int[][] records, CombinationCode code) {
        Domain domain = code.domain();
        Comparator<int[]> byValues = Exact::compare;
        Arrays.sort(records, byValues);
        int[][] codes = new int[domain.size()][records.length];
        for (int a = 0; a < codes.length; a++) {
            int blank = RecordGrower.blank(domain, a);
            for (int r = 0; r < records.length; r++) {
                int item = records[r][a];
                codes[a][r] = item == 0 ? blank : code.codeOf(item);
            }
        }
        return Dataset.of(domain, codes);
    }
}
