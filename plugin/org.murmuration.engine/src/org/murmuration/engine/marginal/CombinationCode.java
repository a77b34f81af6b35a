// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.Arrays;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Sums;

/**
 * How combinations of values are packed into longs. Each value that counts is an item, numbered from 1 in the order of
 * the domain; a combination is its items in ascending order, the first in the highest bits. Shorter combinations are
 * thus smaller numbers than longer ones, and combinations of one length are ordered by their values.
 *
 * <p>Which levels of an attribute count as values is public: a level that does not count forms no combinations.
 */
public final class CombinationCode {
    private static final int KEY_BITS = Long.SIZE - 1;

    private final Domain domain;
    private final boolean[][] present;
    private final int[][] items;
    private final int[] attributes;
    private final int[] codes;
    private final int bits;

    private CombinationCode(Domain domain, boolean[][] present) {
        this.domain = domain;
        this.present = present;
        this.items = new int[domain.size()][];
        int count = 0;
        for (int a = 0; a < items.length; a++) {
            items[a] = new int[present[a].length];
            for (int c = 0; c < items[a].length; c++) {
                items[a][c] = present[a][c] ? ++count : 0;
            }
        }
        attributes = new int[count + 1];
        codes = new int[count + 1];
        for (int a = 0; a < items.length; a++) {
            for (int c = 0; c < items[a].length; c++) {
                attributes[items[a][c]] = a;
                codes[items[a][c]] = c;
            }
        }
        attributes[0] = -1;
        bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count));
    }

    /**
     * A code for some levels of a domain.
     *
     * @param domain of the records
     * @param present by attribute and level, whether it counts as a value; copied
     * @return the code
     * @throws IllegalArgumentException when the levels are not those of the domain
     */
    public static CombinationCode of(Domain domain, boolean[][] present) {
        Checks.require(present.length == domain.size(), "There must be one list of levels an attribute.");
        boolean[][] copy = new boolean[present.length][];
        for (int a = 0; a < copy.length; a++) {
            Checks.require(
                    present[a].length == domain.attribute(a).size(),
                    "A list of levels is not as long as its attribute.");
            copy[a] = present[a].clone();
        }
        return new CombinationCode(domain, copy);
    }

    /**
     * All levels but missing ones.
     *
     * @param domain of the records
     * @return by attribute and level
     */
    public static boolean[][] values(Domain domain) {
        boolean[][] present = all(domain);
        for (int a = 0; a < present.length; a++) {
            Arrays.fill(present[a], domain.attribute(a).otherCode() + 1, present[a].length, false);
        }
        return present;
    }

    /**
     * All levels; missing is one.
     *
     * @param domain of the records
     * @return by attribute and level
     */
    public static boolean[][] all(Domain domain) {
        boolean[][] present = new boolean[domain.size()][];
        for (int a = 0; a < present.length; a++) {
            present[a] = new boolean[domain.attribute(a).size()];
            Arrays.fill(present[a], true);
        }
        return present;
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
     * Whether a level counts as a value.
     *
     * @param attribute position in the domain
     * @param code level
     * @return false when it forms no combinations
     */
    public boolean isPresent(int attribute, int code) {
        return present[attribute][code];
    }

    /**
     * Which levels count as values.
     *
     * @return by attribute and level; a copy
     */
    public boolean[][] present() {
        return Arrays.stream(present).map(boolean[]::clone).toArray(boolean[][]::new);
    }

    /**
     * Number of items.
     *
     * @return items are numbered 1 to this
     */
    public int items() {
        return attributes.length - 1;
    }

    /**
     * The item of a value.
     *
     * @param attribute position in the domain
     * @param code level
     * @return 1 or more, 0 when the level does not count as a value
     */
    public int item(int attribute, int code) {
        return items[attribute][code];
    }

    /**
     * The attribute of an item.
     *
     * @param item 1 .. items
     * @return position in the domain
     */
    public int attributeOf(int item) {
        return attributes[item];
    }

    /**
     * The level of an item.
     *
     * @param item 1 .. items
     * @return level of its attribute
     */
    public int codeOf(int item) {
        return codes[item];
    }

    /**
     * The longest combination that fits a long.
     *
     * @return at least 1
     */
    public int longest() {
        return KEY_BITS / bits;
    }

    /**
     * A length of combinations that fits both a long and the attributes.
     *
     * @param maxLength wished for, at least 1
     * @return the smaller one of it and the number of attributes, at least 1
     * @throws IllegalArgumentException when it does not fit a long
     */
    public int length(int maxLength) {
        Checks.require(maxLength >= 1, "The length of combinations must be at least 1.");
        int length = Math.min(maxLength, Math.max(1, domain.size()));
        Checks.require(
                length <= longest(),
                "Combinations of " + length + " out of " + items()
                        + " values do not fit 63 bits; use combinations of up to " + longest()
                        + " values, or fewer categories.");
        return length;
    }

    /** Bits of an item. */
    int bits() {
        return bits;
    }

    /**
     * Packs items.
     *
     * @param sorted items, ascending
     * @param count how many of them
     * @return the combination
     */
    public long pack(int[] sorted, int count) {
        long key = 0;
        for (int i = 0; i < count; i++) {
            key = key << bits | sorted[i];
        }
        return key;
    }

    /**
     * Adds an item behind those of a combination.
     *
     * @param key combination of smaller items, or 0 for none
     * @param item to be added
     * @return the longer combination
     */
    public long append(long key, int item) {
        return key << bits | item;
    }

    /**
     * Adds an item where it belongs.
     *
     * @param key combination without the item, or 0 for none
     * @param item to be added
     * @return the longer combination
     */
    public long insert(long key, int item) {
        long mask = (1L << bits) - 1;
        int shift = 0;
        while (shift < KEY_BITS && (key >>> shift & mask) > item) {
            shift += bits;
        }
        if (shift >= KEY_BITS) {
            return (long) item << shift | key;
        }
        long low = key & (1L << shift) - 1;
        return (key >>> shift << bits | item) << shift | low;
    }

    /**
     * Number of items of a combination.
     *
     * @param key packed
     * @return 0 for none
     */
    public int lengthOf(long key) {
        return (Long.SIZE - Long.numberOfLeadingZeros(key) + bits - 1) / bits;
    }

    /**
     * Unpacks a combination.
     *
     * @param key packed
     * @param items receives them, ascending
     * @return how many there are
     */
    public int unpack(long key, int[] items) {
        int length = lengthOf(key);
        long mask = (1L << bits) - 1;
        long rest = key;
        for (int i = length - 1; i >= 0; i--) {
            items[i] = (int) (rest & mask);
            rest >>>= bits;
        }
        return length;
    }

    /**
     * How many combinations the domain allows, whatever the records are.
     *
     * @param maxLength of the combinations
     * @return sum over all lengths; as a double, because it may be large
     */
    public double combinations(int maxLength) {
        double[] ofLength = new double[maxLength + 1];
        ofLength[0] = 1;
        for (boolean[] levels : present) {
            int values = 0;
            for (boolean p : levels) {
                values += p ? 1 : 0;
            }
            for (int l = maxLength; l >= 1; l--) {
                ofLength[l] += ofLength[l - 1] * values;
            }
        }
        return Sums.of(ofLength) - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CombinationCode c && domain.equals(c.domain) && Arrays.deepEquals(present, c.present);
    }

    @Override
    public int hashCode() {
        return domain.hashCode() * 31 + Arrays.deepHashCode(present);
    }
}
