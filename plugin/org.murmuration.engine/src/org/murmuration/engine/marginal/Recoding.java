// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Domain;

/** Expresses counts of combinations in another code. */
public final class Recoding {
    private Recoding() {}

    /**
     * Replaces items.
     *
     * @param table counts
     * @param to the other code
     * @param item the item of the other code for an item of the table, 0 for none; distinct
     * @return the combinations of which every item has one in the other code; as long as fits that code
     */
    public static CombinationTable recode(CombinationTable table, CombinationCode to, IntUnaryOperator item) {
        int[] items = new int[table.maxLength()];
        long[] keys = new long[table.size()];
        Integer[] positions = new Integer[table.size()];
        int size = 0;
        int maxLength = Math.min(table.maxLength(), to.longest());
        for (int i = 0; i < table.size(); i++) {
            int n = table.code().unpack(table.key(i), items);
            boolean known = n <= maxLength;
            for (int j = 0; j < n; j++) {
                items[j] = item.applyAsInt(items[j]);
                known &= items[j] > 0;
            }
            if (known) {
                Arrays.sort(items, 0, n);
                keys[i] = to.pack(items, n);
                positions[size++] = i;
            }
        }
        Arrays.sort(positions, 0, size, (x, y) -> Long.compare(keys[x], keys[y]));
        long[] sorted = new long[size];
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = keys[positions[i]];
            counts[i] = table.count(positions[i]);
        }
        return CombinationTable.of(to, maxLength, sorted, counts);
    }

    /**
     * Expresses counts in another code by the names of attributes and values.
     *
     * @param table counts
     * @param to the other code
     * @return the combinations that the other code knows
     */
    public static CombinationTable byName(CombinationTable table, CombinationCode to) {
        if (table.code().equals(to)) {
            return table;
        }
        Domain domain = to.domain();
        Map<String, Integer> attributes = new HashMap<>();
        List<Map<String, Integer>> codes = new ArrayList<>();
        for (int a = 0; a < domain.size(); a++) {
            Attribute attribute = domain.attribute(a);
            attributes.put(attribute.name(), a);
            Map<String, Integer> labels = new HashMap<>();
            for (int c = 0; c < attribute.size(); c++) {
                labels.put(attribute.label(c), c);
            }
            codes.add(labels);
        }
        CombinationCode from = table.code();
        return recode(table, to, item -> {
            Attribute attribute = from.domain().attribute(from.attributeOf(item));
            int a = attributes.getOrDefault(attribute.name(), -1);
            int c = a < 0 ? -1 : codes.get(a).getOrDefault(attribute.label(from.codeOf(item)), -1);
            return c < 0 ? 0 : to.item(a, c);
        });
    }

    /**
     * Which levels of another domain count as values, if the same ones shall: all but missing ones, "no" of lists, and
     * values that do not count by name; these only if some of their kind do.
     *
     * @param from code of some domain
     * @param to another domain of the same attributes, possibly with more values
     * @return by attribute and level of the other domain
     */
    public static boolean[][] presentByName(CombinationCode from, Domain to) {
        boolean missing = false;
        boolean no = false;
        Map<String, Boolean> byName = new HashMap<>();
        for (int a = 0; a < from.domain().size(); a++) {
            Attribute attribute = from.domain().attribute(a);
            for (int c = 0; c < attribute.size(); c++) {
                boolean isPresent = from.isPresent(a, c);
                missing |= isPresent && c > attribute.otherCode();
                no |= isPresent && from.domain().categoryOf(a) >= 0 && Domain.NO.equals(attribute.label(c));
                byName.put(attribute.name() + "\n" + attribute.label(c), isPresent);
            }
        }
        boolean[][] present = CombinationCode.all(to);
        for (int a = 0; a < present.length; a++) {
            Attribute attribute = to.attribute(a);
            for (int c = 0; c < present[a].length; c++) {
                boolean isNo = to.categoryOf(a) >= 0 && Domain.NO.equals(attribute.label(c));
                present[a][c] = c > attribute.otherCode()
                        ? missing
                        : isNo ? no : byName.getOrDefault(attribute.name() + "\n" + attribute.label(c), true);
            }
        }
        return present;
    }
}
