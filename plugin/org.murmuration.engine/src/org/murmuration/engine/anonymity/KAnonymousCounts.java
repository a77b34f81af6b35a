// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.List;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Counts of all combinations of values up to a length, each rounded down to a multiple of k; combinations of fewer than
 * k records are withheld (the "reporting resolution" of Synthetic Data Showcase). Missing values form no combinations.
 *
 * <p>The promise holds for one release alone. Of two releases whose records differ in one person, the difference may
 * reveal something about this person.
 */
public final class KAnonymousCounts {
    /** Stands wherever such counts are shown. */
    public static final String MARK = "k-anonymous, for one release only";
    /** Smallest k that hides anything. */
    public static final int LEAST_RESOLUTION = 2;
    /** Longest combinations. */
    public static final int MAX_LENGTH = 6;

    private final int resolution;
    private final long records;
    private final CombinationTable table;

    private KAnonymousCounts(int resolution, long records, CombinationTable table) {
        this.resolution = resolution;
        this.records = records;
        this.table = table;
    }

    /**
     * Which values count.
     *
     * @param domain of the records
     * @param absent texts that stand for "nothing", for example "0"; the values of all attributes that are written so
     *     form no combinations, as missing values do
     * @param sensitive names of attributes whose values count whatever they are
     * @return by attribute and code; of attributes made from lists of values, "no" never counts
     */
    public static boolean[][] present(Domain domain, List<String> absent, List<String> sensitive) {
        boolean[][] present = CombinationCode.values(domain);
        for (int a = 0; a < present.length; a++) {
            Attribute attribute = domain.attribute(a);
            boolean isList = domain.categoryOf(a) >= 0;
            for (int code = 0; code < present[a].length; code++) {
                String label = attribute.label(code);
                boolean isAbsent = isList
                        ? Domain.NO.equals(label)
                        : absent.contains(label) && !sensitive.contains(attribute.name());
                present[a][code] &= !isAbsent;
            }
        }
        return present;
    }

    /**
     * Counts.
     *
     * @param data the sensitive records
     * @param resolution k, at least 2
     * @param maxLength most values in a combination, 1 to 6; at most the number of attributes is taken
     * @param present which codes of each attribute are values, see {@link #present}
     * @param monitor receives progress
     * @return protected counts
     * @throws IllegalArgumentException when a number is out of range or too many combinations may arise
     */
    public static KAnonymousCounts count(
            Dataset data, int resolution, int maxLength, boolean[][] present, ProgressMonitor monitor) {
        Checks.require(
                resolution >= LEAST_RESOLUTION,
                "The resolution must be at least " + LEAST_RESOLUTION + ": 1 would hide nobody.");
        Checks.require(
                maxLength >= 1 && maxLength <= MAX_LENGTH,
                "The length of combinations must be 1 to " + MAX_LENGTH + ", not " + maxLength + ".");
        CombinationTable exact = CombinationCounter.count(
                data, CombinationCode.of(data.domain(), present), maxLength, resolution, monitor);
        long[] rounded = new long[exact.size()];
        long[] keys = new long[exact.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = exact.key(i);
            rounded[i] = rounded(exact.count(i), resolution);
        }
        return new KAnonymousCounts(
                resolution,
                rounded(data.rows(), resolution),
                CombinationTable.of(exact.code(), exact.maxLength(), keys, rounded));
    }

    /** The largest multiple of k that is not above a count. */
    static long rounded(long count, int resolution) {
        return count / resolution * resolution;
    }

    /** The same of records in memory. */
    static int rounded(int count, int resolution) {
        return count / resolution * resolution;
    }

    /**
     * The parameter k.
     *
     * @return at least 2
     */
    public int resolution() {
        return resolution;
    }

    /**
     * Number of records, rounded down.
     *
     * @return a multiple of k, 0 when there are fewer than k
     */
    public long records() {
        return records;
    }

    /**
     * All combinations of at least k records, each count rounded down, in an order that depends on the domain alone.
     *
     * @return multiples of k
     */
    public CombinationTable table() {
        return table;
    }
}
