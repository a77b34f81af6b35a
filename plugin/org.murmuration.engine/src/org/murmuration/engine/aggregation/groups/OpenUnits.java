// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.Arrays;
import org.murmuration.engine.internal.Capacity;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.ContributionBounds;

/**
 * What is kept of privacy units of which more rows may come: the groups and rows with the smallest numbers of priority,
 * in arrays of primitives that are linked by positions. Sensitive.
 */
final class OpenUnits {
    private static final int NONE = -1;
    private static final int START = 1 << 10;

    private final int groupsPerUnit;
    private final int rowsPerGroup;
    private final int width; // numbers of a row
    private final boolean hasIdentities;

    // units by open addressing
    private long[] units = new long[START];
    private int[] first = free(START); // entry, NONE when the place is free
    private int unitCount;
    // groups of units, linked
    private int[] entryGroup = new int[START];
    private long[] entryPriority = new long[START];
    private int[] entryNext = new int[START];
    private int[] entryRow = new int[START];
    private int entryCount;
    private int freeEntry = NONE;
    // rows of groups, linked
    private long[] rowPriority = new long[START];
    private int[] rowNext = new int[START];
    private double[] rowNumbers;
    private long[] rowIdentities;
    private int rowCount;
    private int freeRow = NONE;

    OpenUnits(ContributionBounds bounds, int width, boolean hasIdentities) {
        this.groupsPerUnit = bounds.groups();
        this.rowsPerGroup = bounds.recordsPerGroup();
        this.width = width;
        this.hasIdentities = hasIdentities;
        this.rowNumbers = new double[START * width];
        this.rowIdentities = new long[hasIdentities ? START * width : 0];
    }

    private static int[] free(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    /** Takes rows. */
    interface Rows<E extends Exception> {
        /**
         * Takes a row.
         *
         * @param unit its unit
         * @param group its group
         * @param groupPriority of the group among those of the unit; the smallest ones stay
         * @param priority of the row among those of unit and group
         * @param numbers hold those of the row at from .. from + width - 1
         * @param identities hold those of the row at the same places, where there are any
         * @param from where those of the row begin
         */
        void row(long unit, int group, long groupPriority, long priority, double[] numbers, long[] identities, int from)
                throws E;
    }

    /** Number of units. */
    int size() {
        return unitCount;
    }

    boolean contains(long unit) {
        return first[search(unit)] != NONE;
    }

    /** The units, in no order. */
    long[] toArray() {
        long[] result = new long[unitCount];
        int n = 0;
        for (int place = 0; place < units.length; place++) {
            if (first[place] != NONE) {
                result[n++] = units[place];
            }
        }
        return result;
    }

    /** Adds a row, see {@link Rows#row}. */
    void add(long unit, int group, long groupPriority, long priority, double[] numbers, long[] identities, int from) {
        int place = place(unit);
        int entry = first[place];
        int size = 0;
        int last = NONE; // the entry with the highest priority number, which goes first
        for (; entry != NONE && entryGroup[entry] != group; entry = entryNext[entry]) {
            last = last == NONE || entryPriority[entry] > entryPriority[last] ? entry : last;
            size++;
        }
        if (entry == NONE) {
            if (size == groupsPerUnit) {
                if (groupPriority > entryPriority[last]) {
                    return;
                }
                freeRows(last);
                entry = last;
            } else {
                entry = newEntry();
                entryNext[entry] = first[place];
                first[place] = entry;
            }
            entryGroup[entry] = group;
            entryPriority[entry] = groupPriority;
            entryRow[entry] = NONE;
        }
        addRow(entry, priority, numbers, identities, from);
    }

    private void addRow(int entry, long priority, double[] numbers, long[] identities, int from) {
        int size = 0;
        int last = NONE;
        for (int r = entryRow[entry]; r != NONE; r = rowNext[r]) {
            last = last == NONE || rowPriority[r] > rowPriority[last] ? r : last;
            size++;
        }
        int row = last;
        if (size < rowsPerGroup) {
            row = newRow();
            rowNext[row] = entryRow[entry];
            entryRow[entry] = row;
        } else if (priority > rowPriority[last]) {
            return;
        }
        rowPriority[row] = priority;
        System.arraycopy(numbers, from, rowNumbers, row * width, width);
        if (hasIdentities) {
            System.arraycopy(identities, from, rowIdentities, row * width, width);
        }
    }

    private int search(long unit) {
        int place = spread(unit, units.length);
        while (first[place] != NONE && units[place] != unit) {
            place = place + 1 & units.length - 1;
        }
        return place;
    }

    private int place(long unit) {
        if (2 * unitCount >= units.length) {
            grow();
        }
        int place = search(unit);
        if (first[place] == NONE) {
            units[place] = unit; // becomes a unit when it gets its first entry, which follows at once
            unitCount++;
        }
        return place;
    }

    private static int spread(long unit, int size) {
        long h = unit * 0x9e3779b97f4a7c15L;
        return (int) (h >>> 32) & size - 1;
    }

    private void grow() {
        Checks.require(
                units.length < 1 << 30,
                "There are more than 500 million open units. Close units of which all rows are in.");
        long[] old = units;
        int[] entries = first;
        units = new long[2 * old.length];
        first = free(units.length);
        for (int i = 0; i < old.length; i++) {
            if (entries[i] != NONE) {
                int place = search(old[i]);
                units[place] = old[i];
                first[place] = entries[i];
            }
        }
    }

    private int newEntry() {
        if (freeEntry != NONE) {
            int entry = freeEntry;
            freeEntry = entryNext[entry];
            return entry;
        }
        if (entryCount == entryGroup.length) {
            int size = Capacity.after(entryCount);
            entryGroup = Arrays.copyOf(entryGroup, size);
            entryPriority = Arrays.copyOf(entryPriority, size);
            entryNext = Arrays.copyOf(entryNext, size);
            entryRow = Arrays.copyOf(entryRow, size);
        }
        return entryCount++;
    }

    private int newRow() {
        if (freeRow != NONE) {
            int row = freeRow;
            freeRow = rowNext[row];
            return row;
        }
        if (rowCount == rowNext.length) {
            int size = Capacity.after(rowCount);
            Checks.require(
                    (long) size * width <= Capacity.MOST,
                    "There are too many rows of open units. Close units of which all rows are in.");
            rowPriority = Arrays.copyOf(rowPriority, size);
            rowNext = Arrays.copyOf(rowNext, size);
            rowNumbers = Arrays.copyOf(rowNumbers, size * width);
            rowIdentities = hasIdentities ? Arrays.copyOf(rowIdentities, size * width) : rowIdentities;
        }
        return rowCount++;
    }

    private void freeRows(int entry) {
        for (int r = entryRow[entry]; r != NONE; ) {
            int next = rowNext[r];
            rowNext[r] = freeRow;
            freeRow = r;
            r = next;
        }
        entryRow[entry] = NONE;
    }

    /** Gives all rows that are kept. */
    <E extends Exception> void forEach(Rows<E> rows) throws E {
        for (int place = 0; place < units.length; place++) {
            for (int e = first[place]; e != NONE; e = entryNext[e]) {
                for (int r = entryRow[e]; r != NONE; r = rowNext[r]) {
                    rows.row(
                            units[place],
                            entryGroup[e],
                            entryPriority[e],
                            rowPriority[r],
                            rowNumbers,
                            rowIdentities,
                            r * width);
                }
            }
        }
    }

    /** Adds what is kept to totals: each unit once to each of its groups, and its rows. */
    void addTo(GroupTotals totals) {
        for (int place = 0; place < units.length; place++) {
            for (int e = first[place]; e != NONE; e = entryNext[e]) {
                totals.addUnit(entryGroup[e]);
                for (int r = entryRow[e]; r != NONE; r = rowNext[r]) {
                    totals.addRow(entryGroup[e], rowNumbers, rowIdentities, r * width);
                }
            }
        }
    }
}
