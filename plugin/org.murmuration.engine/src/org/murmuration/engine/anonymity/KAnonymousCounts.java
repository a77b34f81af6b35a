// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Counts of all combinations of values up to a length, each rounded down to a multiple of k; combinations of fewer than k
 * records are withheld (the "reporting resolution" of Synthetic Data Showcase). Missing values form no combinations.
 *
 * <p>The promise holds for one release alone. Of two releases whose records differ in one person, the difference may tell
 * about this person.
 */
public final class KAnonymousCounts {
    /** Said wherever such counts are shown. */
    public static final String MARK = "k-anonymous, for one release only";
    /** Smallest k that hides anything. */
    public static final int LEAST_RESOLUTION = 2;
    /** Longest combinations. */
    public static final int MAX_LENGTH = 6;
    /** Combinations that may arise at the most: about two gigabytes while they are counted. */
    public static final long MAX_COMBINATIONS = 50_000_000;

    private final Domain domain;
    private final int resolution;
    private final int length;
    private final long records;
    private final CombinationCounter counter;

    private KAnonymousCounts(Domain domain, int resolution, int length, long records, CombinationCounter counter) {
        this.domain = domain;
        this.resolution = resolution;
        this.length = length;
        this.records = records;
        this.counter = counter;
    }

    /**
     * Which values count.
     *
     * @param domain of the records
     * @param absent texts that stand for "nothing", for example "0"; the values of all attributes that are written so form no
     *     combinations, as missing values do
     * @param sensitive names of attributes whose values count whatever they are
     * @return by attribute and code; of attributes made from lists of values, "no" never counts
     */
    public static boolean[][] present(Domain domain, List<String> absent, List<String> sensitive) {
        boolean[][] present = CombinationCounter.present(domain);
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
     * @param monitor told about progress
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
        int length = Math.min(maxLength, data.domain().size());
        Checks.require( // without their number, which would tell that of the records
                most(data, length, present) <= MAX_COMBINATIONS,
                String.format(
                        Locale.ROOT,
                        "More than %,d combinations of up to %d values may arise, too many for the memory. Choose shorter"
                                + " combinations, fewer attributes, or wider bins.",
                        MAX_COMBINATIONS,
                        length));
        CombinationCounter counter = CombinationCounter.count(data, length, present, monitor);
        return new KAnonymousCounts(data.domain(), resolution, length, data.rows(), counter);
    }

    /** Combinations of the domain or of the records, whichever are fewer. */
    private static double most(Dataset data, int length, boolean[][] present) {
        double[] ofDomain = new double[length + 1];
        double[] ofRecord = new double[length + 1];
        ofDomain[0] = 1;
        ofRecord[0] = 1;
        for (boolean[] codes : present) {
            int values = 0;
            for (boolean p : codes) {
                values += p ? 1 : 0;
            }
            for (int l = length; l >= 1; l--) {
                ofDomain[l] += ofDomain[l - 1] * values;
                ofRecord[l] += ofRecord[l - 1];
            }
        }
        double domainSum = Arrays.stream(ofDomain).sum() - 1;
        double recordSum = (Arrays.stream(ofRecord).sum() - 1) * data.rows();
        return Math.min(domainSum, recordSum);
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
     * Most values in a combination.
     *
     * @return 1 to 6
     */
    public int length() {
        return length;
    }

    /**
     * The attributes.
     *
     * @return the domain
     */
    public Domain domain() {
        return domain;
    }

    /**
     * Number of records, rounded down.
     *
     * @return a multiple of k, 0 when there are fewer than k
     */
    public long records() {
        return rounded(records);
    }

    private long rounded(long count) {
        return count / resolution * resolution;
    }

    /**
     * A combination that may be told.
     *
     * @param attributes positions in the domain, ascending
     * @param codes one an attribute
     * @param count a multiple of k, above 0
     */
    public record Combination(List<Integer> attributes, List<Integer> codes, long count) {
        /**
         * The values in words.
         *
         * @param domain the attributes
         * @return one text an attribute
         */
        public List<String> values(Domain domain) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < attributes.size(); i++) {
                values.add(domain.attribute(attributes.get(i)).label(codes.get(i)));
            }
            return values;
        }
    }

    /** Receives combinations. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Receives one.
         *
         * @param combination shared by at least k records
         */
        void visit(Combination combination);
    }

    /**
     * Visits all combinations of at least k records, in an order that depends on the domain alone.
     *
     * @param visitor receives them
     */
    public void forEach(Visitor visitor) {
        counter.forEach((attributes, codes, count) -> {
            if (count >= resolution) {
                visitor.visit(new Combination(attributes, codes, rounded(count)));
            }
        });
    }
}
