// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.Arrays;
import org.murmuration.engine.internal.Checks;

/** Different values by group: a set of pairs by open addressing. Sensitive. */
final class GroupValues {
    private static final int NONE = -1;

    private long[] values = new long[1 << 4];
    private int[] groups = free(1 << 4);
    private int size;

    private static int[] free(int length) {
        int[] groups = new int[length];
        Arrays.fill(groups, NONE);
        return groups;
    }

    /** Takes each pair of a set once. */
    interface Visitor<E extends Exception> {
        /** Takes a pair. */
        void visit(int group, long value) throws E;
    }

    int size() {
        return size;
    }

    /** Adds a value of a group; false when it is there already. */
    boolean add(int group, long value) {
        if (2 * size >= values.length) {
            grow();
        }
        int place = place(group, value);
        if (groups[place] != NONE) {
            return false;
        }
        groups[place] = group;
        values[place] = value;
        size++;
        return true;
    }

    private int place(int group, long value) {
        int place = (int) (mixed(value, group) >>> 32) & values.length - 1;
        while (groups[place] != NONE && (groups[place] != group || values[place] != value)) {
            place = place + 1 & values.length - 1;
        }
        return place;
    }

    private static long mixed(long value, int group) {
        long h = value + group * 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }

    private void grow() {
        Checks.require(values.length < 1 << 30, "There are more than 500 million different values in groups.");
        long[] oldValues = values;
        int[] oldGroups = groups;
        values = new long[2 * oldValues.length];
        groups = free(values.length);
        for (int i = 0; i < oldValues.length; i++) {
            if (oldGroups[i] != NONE) {
                int place = place(oldGroups[i], oldValues[i]);
                groups[place] = oldGroups[i];
                values[place] = oldValues[i];
            }
        }
    }

    <E extends Exception> void forEach(Visitor<E> visitor) throws E {
        for (int i = 0; i < values.length; i++) {
            if (groups[i] != NONE) {
                visitor.visit(groups[i], values[i]);
            }
        }
    }
}
