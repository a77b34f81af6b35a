// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;

/**
 * Combinations of values with a count each, in ascending order of their packed form: by length, then by values.
 * Immutable. Whether it may be published depends on where it comes from; the class itself makes no promise.
 */
public final class CombinationTable {
    private final CombinationCode code;
    private final int maxLength;
    private final long[] keys;
    private final int[] narrow; // null where a count does not fit an int
    private final long[] wide; // null where all fit
    private final int[] starts;

    private CombinationTable(CombinationCode code, int maxLength, long[] keys, int[] narrow, long[] wide) {
        this.code = code;
        this.maxLength = maxLength;
        this.keys = keys;
        this.narrow = narrow;
        this.wide = wide;
        this.starts = new int[maxLength + 2];
        for (int l = 1; l <= maxLength + 1; l++) {
            int at = l > code.longest() ? keys.length : Arrays.binarySearch(keys, lowestOf(l));
            starts[l] = at >= 0 ? at : -at - 1;
        }
        if (maxLength + 1 > code.longest()) {
            starts[maxLength + 1] = keys.length;
        }
    }

    /** A number above all combinations that are shorter than a length and not above those of it. */
    private long lowestOf(int length) {
        int[] ones = new int[length];
        Arrays.fill(ones, 1, length, 0);
        ones[0] = 1;
        return code.pack(ones, length);
    }

    /**
     * A table of given combinations.
     *
     * @param code how they are packed
     * @param maxLength length up to which combinations were counted
     * @param keys ascending and distinct; not copied, must not be changed
     * @param counts one a key, above 0; not copied, must not be changed
     * @return the table
     * @throws IllegalArgumentException when keys are not ascending, too long, or a count is not above 0
     */
    public static CombinationTable of(CombinationCode code, int maxLength, long[] keys, int[] counts) {
        Checks.require(keys.length == counts.length, "There must be one count a combination.");
        checkKeys(code, maxLength, keys);
        for (int count : counts) {
            Checks.require(count > 0, "Counts of combinations must be above 0.");
        }
        return new CombinationTable(code, maxLength, keys, counts, null);
    }

    /**
     * A table of given combinations, whose counts may pass the largest int.
     *
     * @param code how they are packed
     * @param maxLength length up to which combinations were counted
     * @param keys ascending and distinct; not copied, must not be changed
     * @param counts one a key, above 0; copied
     * @return the table
     * @throws IllegalArgumentException when keys are not ascending, too long, or a count is not above 0
     */
    public static CombinationTable of(CombinationCode code, int maxLength, long[] keys, long[] counts) {
        Checks.require(keys.length == counts.length, "There must be one count a combination.");
        checkKeys(code, maxLength, keys);
        long most = 0;
        for (long count : counts) {
            Checks.require(count > 0, "Counts of combinations must be above 0.");
            most = Math.max(most, count);
        }
        if (most > Integer.MAX_VALUE) {
            return new CombinationTable(code, maxLength, keys, null, counts.clone());
        }
        int[] narrow = new int[counts.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (int) counts[i];
        }
        return new CombinationTable(code, maxLength, keys, narrow, null);
    }

    private static void checkKeys(CombinationCode code, int maxLength, long[] keys) {
        for (int i = 1; i < keys.length; i++) {
            Checks.require(keys[i - 1] < keys[i], "Combinations must ascend.");
        }
        Checks.require(
                keys.length == 0 || keys[0] > 0 && code.lengthOf(keys[keys.length - 1]) <= maxLength,
                "A combination is longer than the table.");
    }

    /**
     * How combinations are packed.
     *
     * @return the code
     */
    public CombinationCode code() {
        return code;
    }

    /**
     * The attributes.
     *
     * @return the domain
     */
    public Domain domain() {
        return code.domain();
    }

    /**
     * Length up to which combinations were counted.
     *
     * @return at least 1
     */
    public int maxLength() {
        return maxLength;
    }

    /**
     * Number of combinations.
     *
     * @return at least 0
     */
    public int size() {
        return keys.length;
    }

    /**
     * Position of the first combination of a length.
     *
     * @param length 1 .. maximum + 1
     * @return 0 .. size
     */
    public int start(int length) {
        return starts[length];
    }

    /**
     * One combination.
     *
     * @param i 0 .. size - 1
     * @return packed
     */
    public long key(int i) {
        return keys[i];
    }

    /**
     * The count of one combination.
     *
     * @param i 0 .. size - 1
     * @return above 0
     */
    public long count(int i) {
        return wide == null ? narrow[i] : wide[i];
    }

    /**
     * Looks a combination up.
     *
     * @param key packed
     * @return its count, 0 when it is not in the table
     */
    public long countOf(long key) {
        int i = Arrays.binarySearch(keys, key);
        return i < 0 ? 0 : count(i);
    }

    /**
     * Looks a combination up.
     *
     * @param clique attributes of the combination
     * @param codes one a attribute, in its order
     * @return its count, 0 when it is not in the table
     * @throws IllegalArgumentException when the combination is longer than what was counted, or a code does not count
     *     as a value
     */
    public long countOf(Clique clique, int... codes) {
        Checks.require(
                clique.size() == codes.length && codes.length >= 1 && codes.length <= maxLength,
                "A combination needs 1 to " + maxLength + " values.");
        int[] items = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            items[i] = code.item(clique.get(i), codes[i]);
            Checks.require(items[i] > 0, "Missing values form no combinations.");
        }
        return countOf(code.pack(items, items.length));
    }

    /**
     * A combination in words.
     *
     * @param attributes names, in the order of the domain
     * @param values one an attribute
     */
    public record Described(List<String> attributes, List<String> values) {}

    /**
     * A combination in words.
     *
     * @param key packed
     * @return names and labels
     */
    public Described describe(long key) {
        int[] items = new int[maxLength];
        int n = code.unpack(key, items);
        List<String> attributes = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int a = code.attributeOf(items[i]);
            attributes.add(domain().attribute(a).name());
            values.add(domain().attribute(a).label(code.codeOf(items[i])));
        }
        return new Described(List.copyOf(attributes), List.copyOf(values));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CombinationTable t
                && maxLength == t.maxLength
                && code.equals(t.code)
                && Arrays.equals(keys, t.keys)
                && Arrays.equals(narrow, t.narrow)
                && Arrays.equals(wide, t.wide);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys) * 31 + (wide == null ? Arrays.hashCode(narrow) : Arrays.hashCode(wide));
    }
}
