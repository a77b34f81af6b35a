// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.util.TreeMap;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;

/** Makes counts of combinations fit those of their parts. Post-processing. */
final class Monotone {
    private Monotone() {}

    /**
     * Adds parts that are missing, with the largest count of what they are part of, and cuts counts to those of parts.
     */
    static CombinationTable of(CombinationTable table) {
        CombinationCode code = table.code();
        TreeMap<Long, Long> missing = new TreeMap<>();
        int[] items = new int[table.maxLength()];
        for (int i = table.size() - 1; i >= table.start(Math.min(2, table.maxLength() + 1)); i--) {
            addParts(table.key(i), table.count(i), table, missing, items);
        }
        while (!missing.isEmpty()) {
            table = merged(table, missing);
            TreeMap<Long, Long> next = new TreeMap<>();
            for (var e : missing.descendingMap().entrySet()) {
                addParts(e.getKey(), e.getValue(), table, next, items);
            }
            missing = next;
        }
        long[] keys = new long[table.size()];
        long[] counts = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = table.key(i);
            counts[i] = table.count(i);
            int n = code.unpack(keys[i], items);
            for (int without = 0; n > 1 && without < n; without++) {
                long part = part(code, items, n, without);
                int at = java.util.Arrays.binarySearch(keys, 0, i, part);
                counts[i] = Math.min(counts[i], counts[at]);
            }
        }
        return CombinationTable.of(code, table.maxLength(), keys, counts);
    }

    private static void addParts(
            long key, long count, CombinationTable table, TreeMap<Long, Long> missing, int[] items) {
        int n = table.code().unpack(key, items);
        for (int without = 0; n > 1 && without < n; without++) {
            long part = part(table.code(), items, n, without);
            if (table.countOf(part) == 0) {
                missing.merge(part, count, Math::max);
            }
        }
    }

    private static long part(CombinationCode code, int[] items, int n, int without) {
        long key = 0;
        for (int i = 0; i < n; i++) {
            key = i == without ? key : code.append(key, items[i]);
        }
        return key;
    }

    private static CombinationTable merged(CombinationTable table, TreeMap<Long, Long> more) {
        long[] keys = new long[table.size() + more.size()];
        long[] counts = new long[keys.length];
        int i = 0;
        int n = 0;
        for (var e : more.entrySet()) {
            while (i < table.size() && table.key(i) < e.getKey()) {
                keys[n] = table.key(i);
                counts[n++] = table.count(i++);
            }
            keys[n] = e.getKey();
            counts[n++] = e.getValue();
        }
        while (i < table.size()) {
            keys[n] = table.key(i);
            counts[n++] = table.count(i++);
        }
        return CombinationTable.of(table.code(), table.maxLength(), keys, counts);
    }
}
