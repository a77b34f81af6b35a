// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.combinations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RareRecords;
import org.murmuration.engine.privacy.SensitiveResult;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Which records can be singled out by few values: those with combinations that fewer than k records share. Private when
 * made from sensitive records.
 *
 * @param resolution k
 * @param records number of records
 * @param rareByLength records whose shortest rare combination has so many values, from 1, and which have no unique one
 *     of that length
 * @param uniqueByLength records whose shortest rare combination has so many values, from 1, and is theirs alone
 * @param columns for each attribute with values the mean, over its values, of the share of their records that hold a
 *     rare combination with the value; the most linkable first
 * @param values the most linkable values
 */
public record RareCombinations(
        int resolution,
        long records,
        List<Long> rareByLength,
        List<Long> uniqueByLength,
        List<Linkable> columns,
        List<Linkable> values)
        implements SensitiveResult {
    private static final int VALUES = 20;

    /** Copies the lists. */
    public RareCombinations {
        rareByLength = List.copyOf(rareByLength);
        uniqueByLength = List.copyOf(uniqueByLength);
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    /**
     * How linkable an attribute or a value is.
     *
     * @param attribute name
     * @param value label, empty for an attribute
     * @param share of records, 0 to 1
     */
    public record Linkable(String attribute, String value, double share) {}

    /**
     * Looks at all records.
     *
     * @param data the records
     * @param counts all their combinations up to a length
     * @param resolution k, at least 1
     * @param monitor receives progress
     * @return what was found
     */
    public static RareCombinations of(Dataset data, CombinationTable counts, int resolution, ProgressMonitor monitor) {
        RareRecords.Found found = RareRecords.find(data, counts.code(), counts.maxLength(), resolution, monitor);
        return of(counts, resolution, data.rows(), found);
    }

    private static RareCombinations of(CombinationTable counts, int resolution, int records, RareRecords.Found found) {
        CombinationCode code = counts.code();
        List<Linkable> values = new ArrayList<>();
        double[] sum = new double[code.domain().size()];
        int[] n = new int[sum.length];
        for (int i = 0; i < counts.start(2); i++) {
            int item = (int) counts.key(i);
            int a = code.attributeOf(item);
            double share = (double) found.touched()[item] / counts.count(i);
            sum[a] += share;
            n[a]++;
            values.add(new Linkable(
                    code.domain().attribute(a).name(),
                    code.domain().attribute(a).label(code.codeOf(item)),
                    share));
        }
        List<Linkable> columns = new ArrayList<>();
        for (int a = 0; a < sum.length; a++) {
            if (n[a] > 0) {
                columns.add(new Linkable(code.domain().attribute(a).name(), "", sum[a] / n[a]));
            }
        }
        columns.sort((x, y) -> Double.compare(y.share, x.share));
        values.sort((x, y) -> Double.compare(y.share, x.share));
        return new RareCombinations(
                resolution,
                records,
                Arrays.stream(found.rareByLength()).boxed().toList(),
                Arrays.stream(found.uniqueByLength()).boxed().toList(),
                columns,
                values.stream().limit(VALUES).toList());
    }

    /**
     * Records that hold a rare combination.
     *
     * @return rare and unique ones, of all lengths
     */
    public long recordsWithRare() {
        return rareByLength.stream().mapToLong(Long::longValue).sum() + recordsWithUnique();
    }

    /**
     * Records that a unique combination is the shortest rare one of.
     *
     * @return of all lengths
     */
    public long recordsWithUnique() {
        return uniqueByLength.stream().mapToLong(Long::longValue).sum();
    }
}
