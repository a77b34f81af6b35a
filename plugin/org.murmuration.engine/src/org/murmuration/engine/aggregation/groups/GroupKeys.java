// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.release.Settings;

/**
 * Numbers groups by the values of their key columns. Either all groups are declared by a codebook, those without a row
 * too, or they are discovered in the records, and then sensitive until a mechanism has selected them; never both.
 */
public final class GroupKeys {
    /** Stands for a key column whose values were added up. */
    public static final String TOTAL = "(total)";

    /** Largest number of declared groups. */
    public static final int MOST = 5_000_000;

    private final List<String> columns;
    private final List<Attribute> attributes; // of declared groups
    private final Map<List<String>, Integer> numbers = new HashMap<>(); // of discovered groups
    private final List<List<String>> values = new ArrayList<>();
    private final int declared;

    private GroupKeys(List<String> columns, List<Attribute> attributes, int declared) {
        this.columns = List.copyOf(columns);
        this.attributes = List.copyOf(attributes);
        this.declared = declared;
    }

    /**
     * All combinations of declared values.
     *
     * @param attributes public attributes, in the order of the key columns; none for one group of everything
     * @return the groups
     * @throws IllegalArgumentException when there are more than {@link #MOST}
     */
    public static GroupKeys declared(List<Attribute> attributes) {
        long groups = 1;
        for (Attribute a : attributes) {
            groups *= a.size();
            Checks.require(
                    groups <= MOST,
                    "The codebook declares more than " + MOST
                            + " groups. Group by fewer columns, or discover the groups in the records.");
        }
        return new GroupKeys(attributes.stream().map(Attribute::name).toList(), attributes, (int) groups);
    }

    /**
     * Groups that occur in the records.
     *
     * @param columns names of the key columns, at least one
     * @return no group yet
     */
    public static GroupKeys discovered(List<String> columns) {
        Checks.require(!columns.isEmpty(), "Groups can only be discovered in key columns.");
        return new GroupKeys(columns, List.of(), -1);
    }

    /** The same columns without any discovered group. */
    GroupKeys empty() {
        return new GroupKeys(columns, attributes, declared);
    }

    /**
     * Whether groups must be selected before they are named.
     *
     * @return false when the codebook declares them
     */
    public boolean isDiscovered() {
        return declared < 0;
    }

    /**
     * Names of the key columns.
     *
     * @return in order
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * For the identity of a request: names of the key columns, and a hash of the declared groups. Groups that were
     * discovered are data and no part of it.
     *
     * @return settings free of data
     */
    public Settings settings() {
        Settings settings = Settings.none().with("keys", columns());
        return isDiscovered() ? settings : settings.with(Domain.of(attributes.toArray(Attribute[]::new)));
    }

    /**
     * Number of groups.
     *
     * @return those declared, or discovered so far
     */
    public int size() {
        return isDiscovered() ? values.size() : declared;
    }

    /**
     * The group of a row.
     *
     * @param key one text a key column, null when missing; values that a codebook does not know are "other"
     * @return its number from 0
     */
    public int groupOf(String... key) {
        if (isDiscovered()) {
            List<String> list = Arrays.asList(key);
            Integer known = numbers.get(list);
            if (known != null) {
                return known;
            }
            List<String> copy = Arrays.asList(key.clone());
            numbers.put(copy, values.size());
            values.add(copy);
            return values.size() - 1;
        }
        int group = 0;
        for (int i = 0; i < key.length; i++) {
            Attribute a = attributes.get(i);
            group = group * a.size() + a.encode(key[i]);
        }
        return group;
    }

    /**
     * The values of a group.
     *
     * @param group number
     * @return one text a key column; null when missing in discovered groups
     */
    public List<String> values(int group) {
        if (isDiscovered()) {
            return values.get(group);
        }
        String[] labels = new String[attributes.size()];
        int rest = group;
        for (int i = labels.length - 1; i >= 0; i--) {
            labels[i] = attributes.get(i).label(rest % attributes.get(i).size());
            rest /= attributes.get(i).size();
        }
        return Arrays.asList(labels);
    }

    /** How many groups the first key columns make; all of them make the declared groups, none makes one. */
    int prefixes(int columns) {
        int groups = 1;
        for (int i = 0; i < columns; i++) {
            groups *= attributes.get(i).size();
        }
        return groups;
    }

    /** The values of a group of the first key columns; the rest is added up. */
    List<String> values(int columns, int prefix) {
        List<String> labels = new ArrayList<>(values(prefix * (declared / prefixes(columns))));
        for (int i = columns; i < labels.size(); i++) {
            labels.set(i, TOTAL);
        }
        return labels;
    }

    /** What stands for a group wherever it was discovered. */
    long identity(int group) {
        if (!isDiscovered()) {
            return group;
        }
        long h = 1125899906842597L;
        for (String v : values.get(group)) {
            for (int i = 0; v != null && i < v.length(); i++) {
                h = 31 * h + v.charAt(i);
            }
            h = h * 0x9e3779b97f4a7c15L + (v == null ? 2 : 1);
        }
        return h;
    }
}
