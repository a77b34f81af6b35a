// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.privacy.SensitiveResult;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Which records can be singled out by few values: those with combinations that fewer than k records share. Private when made
 * from sensitive records.
 *
 * @param resolution k
 * @param records number of records
 * @param rareByLength records whose shortest rare combination has so many values, from 1, and which have no unique one of that
 *     length
 * @param uniqueByLength records whose shortest rare combination has so many values, from 1, and is theirs alone
 * @param columns for each attribute with values the mean, over its values, of the share of their records that hold a rare
 *     combination with the value; the most linkable first
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
    private static final int BLOCK = 1 << 12;
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
     * @param monitor told about progress
     * @return what was found
     */
    public static RareCombinations of(Dataset data, CombinationTable counts, int resolution, ProgressMonitor monitor) {
        LongCounter common = new LongCounter(1 << 12);
        LongCounter unique = new LongCounter(1 << 12);
        for (int i = 0; i < counts.size(); i++) {
            if (counts.count(i) >= resolution) {
                common.add(counts.key(i), 1);
            } else if (counts.count(i) == 1) {
                unique.add(counts.key(i), 1);
            }
        }
        CombinationCode code = counts.code();
        long[] rareLengths = new long[counts.maxLength() + 1];
        long[] uniqueLengths = new long[counts.maxLength() + 1];
        long[] touched = new long[code.items() + 1];
        int blocks = (data.rows() + BLOCK - 1) / BLOCK;
        Parallel.forEach(blocks, b -> {
            monitor.checkCanceled();
            Walk walk = new Walk(counts, common, unique);
            for (int r = b * BLOCK; r < Math.min(data.rows(), (b + 1) * BLOCK); r++) {
                walk.look(data, r);
            }
            synchronized (touched) {
                for (int i = 0; i < touched.length; i++) {
                    touched[i] += walk.touched[i];
                }
                for (int l = 0; l < rareLengths.length; l++) {
                    rareLengths[l] += walk.rareLengths[l];
                    uniqueLengths[l] += walk.uniqueLengths[l];
                }
            }
            monitor.report((double) (b + 1) / blocks, "Looking for rare combinations");
        });
        return of(counts, resolution, data.rows(), rareLengths, uniqueLengths, touched);
    }

    private static RareCombinations of(
            CombinationTable counts, int resolution, int records, long[] rare, long[] unique, long[] touched) {
        CombinationCode code = counts.code();
        List<Linkable> values = new ArrayList<>();
        double[] sum = new double[code.domain().size()];
        int[] n = new int[sum.length];
        for (int i = 0; i < counts.start(2); i++) {
            int item = (int) counts.key(i);
            int a = code.attributeOf(item);
            double share = (double) touched[item] / counts.count(i);
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
                Arrays.stream(rare).skip(1).boxed().toList(),
                Arrays.stream(unique).skip(1).boxed().toList(),
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

    /** Looks at one record after the other. */
    private static final class Walk {
        private final CombinationCode code;
        private final int length;
        private final LongCounter common;
        private final LongCounter unique;
        private final int[] items;
        private final int[] stack;
        private final long[] touched;
        private final long[] rareLengths;
        private final long[] uniqueLengths;
        private final boolean[] rareHere;
        private final boolean[] uniqueHere;
        private final boolean[] itemRare;
        private int size;

        private Walk(CombinationTable counts, LongCounter common, LongCounter unique) {
            this.code = counts.code();
            this.length = counts.maxLength();
            this.common = common;
            this.unique = unique;
            this.items = new int[code.domain().size()];
            this.itemRare = new boolean[items.length];
            this.stack = new int[length];
            this.touched = new long[code.items() + 1];
            this.rareLengths = new long[length + 1];
            this.uniqueLengths = new long[length + 1];
            this.rareHere = new boolean[length + 1];
            this.uniqueHere = new boolean[length + 1];
        }

        private void look(Dataset data, int row) {
            size = 0;
            for (int a = 0; a < items.length; a++) {
                int item = code.item(a, data.code(row, a));
                if (item > 0) {
                    items[size++] = item;
                }
            }
            Arrays.fill(rareHere, false);
            Arrays.fill(uniqueHere, false);
            Arrays.fill(itemRare, false);
            walk(0, 0, 1);
            for (int i = 0; i < size; i++) {
                touched[items[i]] += itemRare[i] ? 1 : 0;
            }
            for (int l = 1; l <= length; l++) {
                if (rareHere[l]) {
                    (uniqueHere[l] ? uniqueLengths : rareLengths)[l]++;
                    return;
                }
            }
        }

        private void walk(int from, long prefix, int l) {
            for (int i = from; i < size; i++) {
                long key = code.append(prefix, items[i]);
                stack[l - 1] = i;
                if (common.get(key) == 0) {
                    rareHere[l] = true;
                    uniqueHere[l] |= unique.get(key) > 0;
                    for (int j = 0; j < l; j++) {
                        itemRare[stack[j]] = true;
                    }
                    if (l < length) { // with any other value it is a longer rare one
                        Arrays.fill(itemRare, 0, size, true);
                    }
                } else if (l < length) {
                    walk(i + 1, key, l + 1);
                }
            }
        }
    }
}
