// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.aggregation.groups.Measure.Kind;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.SensitiveResult;
import org.murmuration.engine.random.KeyedHash;

/**
 * What some of the rows add to the statistics of groups: exact, mergeable with what other rows add, and able to be stored on the way.
 * Sensitive; noise is added once, at the end, by {@link GroupByRelease}.
 *
 * <p><b>Bounded contributions.</b> Of each privacy unit the l0 groups are kept for which a keyed hash of unit and group is smallest,
 * and in each of them the linf rows with the smallest hash of their number: a uniform sample without replacement that depends neither
 * on the order of rows nor on how they were divided, because all parts use the same secret key. Where every row is a unit of its own
 * nothing needs to be kept but the sums.
 */
public final class PartialAggregate implements SensitiveResult {
    private static final int MAGIC = 0x4d757271;
    private static final int NONE = -1;

    private final GroupByPlan plan;
    private final GroupKeys keys;
    private final KeyedHash choice;
    private final boolean rowsAreUnits;
    private final GroupTotals totals; // of rows that are units
    private final int groupsPerUnit;
    private final int rowsPerGroup;
    private final int width; // numbers of a row
    private final boolean hasIdentities;

    // units by open addressing
    private long[] units = new long[1 << 10];
    private int[] first = filled(1 << 10); // entry, NONE when the place is free
    private int unitCount;
    // groups of units, linked
    private int[] entryGroup = new int[1 << 10];
    private long[] entryPriority = new long[1 << 10];
    private int[] entryNext = new int[1 << 10];
    private int[] entryRow = new int[1 << 10];
    private int entryCount;
    private int freeEntry = NONE;
    // rows of groups, linked
    private long[] rowPriority = new long[1 << 10];
    private int[] rowNext = new int[1 << 10];
    private double[] rowNumbers;
    private long[] rowIdentities;
    private int rowCount;
    private int freeRow = NONE;

    private PartialAggregate(GroupByPlan plan, GroupKeys keys, KeyedHash choice, boolean rowsAreUnits) {
        this.plan = plan;
        this.keys = keys;
        this.choice = choice;
        this.hasIdentities = plan.measures().stream().anyMatch(m -> m.kind() == Kind.DISTINCT);
        this.rowsAreUnits = rowsAreUnits;
        this.totals = new GroupTotals(plan.measures());
        this.groupsPerUnit = plan.bounds().groups();
        this.rowsPerGroup = plan.bounds().recordsPerGroup();
        this.width = plan.columns().size();
        this.rowNumbers = new double[(1 << 10) * width];
        this.rowIdentities = new long[hasIdentities ? (1 << 10) * width : 0];
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    /**
     * Without any row.
     *
     * @param plan what is measured
     * @param keys numbers the groups; discovered ones must be of this aggregate alone
     * @param choice decides which rows of a unit are kept; the same for all parts of a release, secret, from a secure source
     * @param rowsAreUnits whether every row is a privacy unit of its own
     * @return the aggregate
     * @throws IllegalArgumentException when the plan allows a row to count for more than itself, or expects other groups
     */
    public static PartialAggregate of(GroupByPlan plan, GroupKeys keys, KeyedHash choice, boolean rowsAreUnits) {
        Checks.require(
                !rowsAreUnits || plan.bounds().equals(ContributionBounds.ONE_RECORD),
                "Where each row is a unit of its own, it counts for one group and one row.");
        Checks.require(
                plan.discovers() == keys.isDiscovered(),
                "The plan is made for groups that are " + (plan.discovers() ? "discovered." : "declared."));
        return new PartialAggregate(plan, keys, choice, rowsAreUnits);
    }

    /**
     * The groups.
     *
     * @return those of this aggregate
     */
    public GroupKeys keys() {
        return keys;
    }

    /**
     * Adds a row.
     *
     * @param unit what stands for the privacy unit, the same for all of its rows; not looked at when rows are units
     * @param row number of the row, different from all others of all parts
     * @param group number of its group
     * @param numbers value of each column of the plan; NaN and infinite values are missing
     * @param identities what stands for the value of each column, 0 when missing; looked at only where different values are
     *     counted
     */
    public void add(long unit, long row, int group, double[] numbers, long[] identities) {
        if (rowsAreUnits && !hasIdentities) {
            totals.addRow(group, numbers, 0, identities, 0);
            totals.addUnit(group);
            return;
        }
        long owner = rowsAreUnits ? row : unit;
        add(owner, group, choice.of(owner, keys.identity(group)), choice.of(~row, owner), numbers, 0, identities, 0);
    }

    private void add(
            long unit,
            int group,
            long groupPriority,
            long priority,
            double[] numbers,
            int numbersFrom,
            long[] identities,
            int identitiesFrom) {
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
        addRow(entry, priority, numbers, numbersFrom, identities, identitiesFrom);
    }

    private void addRow(
            int entry, long priority, double[] numbers, int numbersFrom, long[] identities, int identitiesFrom) {
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
        System.arraycopy(numbers, numbersFrom, rowNumbers, row * width, width);
        if (hasIdentities) {
            System.arraycopy(identities, identitiesFrom, rowIdentities, row * width, width);
        }
    }

    // Units

    private int place(long unit) {
        if (2 * unitCount >= units.length) {
            growUnits();
        }
        int place = spread(unit, units.length);
        while (first[place] != NONE && units[place] != unit) {
            place = place + 1 & units.length - 1;
        }
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

    private void growUnits() {
        long[] old = units;
        int[] entries = first;
        units = new long[Math.multiplyExact(old.length, 2)];
        first = filled(units.length);
        for (int i = 0; i < old.length; i++) {
            if (entries[i] != NONE) {
                int place = spread(old[i], units.length);
                while (first[place] != NONE) {
                    place = place + 1 & units.length - 1;
                }
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
            int size = entryCount + (entryCount >> 1);
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
            int size = rowCount + (rowCount >> 1);
            rowPriority = Arrays.copyOf(rowPriority, size);
            rowNext = Arrays.copyOf(rowNext, size);
            rowNumbers = Arrays.copyOf(rowNumbers, Math.multiplyExact(size, width));
            rowIdentities =
                    hasIdentities ? Arrays.copyOf(rowIdentities, Math.multiplyExact(size, width)) : rowIdentities;
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

    // Merging

    /**
     * Adds what other rows add.
     *
     * @param other of the same plan and choice; left unchanged
     * @throws IllegalArgumentException when plan or choice differ
     */
    public void merge(PartialAggregate other) {
        Checks.require(
                plan.measures().equals(other.plan.measures())
                        && plan.bounds().equals(other.plan.bounds())
                        && choice.lowerKey() == other.choice.lowerKey()
                        && choice.upperKey() == other.choice.upperKey()
                        && rowsAreUnits == other.rowsAreUnits
                        && keys.columns().equals(other.keys.columns()),
                "Only parts of one release can be merged.");
        int[] groupOf = IntStream.range(0, other.keys.isDiscovered() ? other.keys.size() : other.totals.groups())
                .map(g ->
                        keys.isDiscovered() ? keys.groupOf(other.keys.values(g).toArray(String[]::new)) : g)
                .toArray();
        if (rowsAreUnits && !hasIdentities) {
            totals.add(other.totals, groupOf);
            return;
        }
        for (int place = 0; place < other.units.length; place++) {
            for (int e = other.first[place]; e != NONE; e = other.entryNext[e]) {
                int group = keys.isDiscovered() ? groupOf[other.entryGroup[e]] : other.entryGroup[e];
                for (int r = other.entryRow[e]; r != NONE; r = other.rowNext[r]) {
                    add(
                            other.units[place],
                            group,
                            other.entryPriority[e],
                            other.rowPriority[r],
                            other.rowNumbers,
                            r * width,
                            other.rowIdentities,
                            hasIdentities ? r * width : 0);
                }
            }
        }
    }

    /** The totals of what is kept. */
    GroupTotals finish() {
        if (rowsAreUnits && !hasIdentities) {
            return totals;
        }
        GroupTotals kept = new GroupTotals(plan.measures());
        for (int place = 0; place < units.length; place++) {
            for (int e = first[place]; e != NONE; e = entryNext[e]) {
                kept.addUnit(entryGroup[e]);
                for (int r = entryRow[e]; r != NONE; r = rowNext[r]) {
                    kept.addRow(entryGroup[e], rowNumbers, r * width, rowIdentities, hasIdentities ? r * width : 0);
                }
            }
        }
        return kept;
    }

    // Storing

    /**
     * Writes the aggregate. It is as sensitive as the rows.
     *
     * @param stream left open
     * @throws IOException when writing fails
     */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(MAGIC);
        out.writeUTF(description());
        out.writeLong(choice.lowerKey());
        out.writeLong(choice.upperKey());
        int groups = keys.isDiscovered() ? keys.size() : 0;
        out.writeInt(groups);
        for (int g = 0; g < groups; g++) {
            for (String v : keys.values(g)) {
                out.writeBoolean(v != null);
                out.writeUTF(v == null ? "" : v);
            }
        }
        if (rowsAreUnits && !hasIdentities) {
            totals.write(out);
        } else {
            for (int place = 0; place < units.length; place++) {
                for (int e = first[place]; e != NONE; e = entryNext[e]) {
                    for (int r = entryRow[e]; r != NONE; r = rowNext[r]) {
                        out.writeBoolean(true);
                        out.writeLong(units[place]);
                        out.writeInt(entryGroup[e]);
                        out.writeLong(entryPriority[e]);
                        out.writeLong(rowPriority[r]);
                        for (int c = 0; c < width; c++) {
                            out.writeDouble(rowNumbers[r * width + c]);
                            out.writeLong(hasIdentities ? rowIdentities[r * width + c] : 0);
                        }
                    }
                }
            }
            out.writeBoolean(false);
        }
        out.flush();
    }

    private String description() {
        return plan.measures() + " " + plan.bounds() + " " + rowsAreUnits + " " + keys.columns();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param stream left open
     * @param plan of the release
     * @param keys declared groups, or discovered ones without any group yet
     * @param rowsAreUnits whether every row is a privacy unit of its own
     * @return the same aggregate
     * @throws IOException when it cannot be read or belongs to another release
     */
    public static PartialAggregate read(InputStream stream, GroupByPlan plan, GroupKeys keys, boolean rowsAreUnits)
            throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readInt() != MAGIC) {
            throw new IOException("This is no partial aggregate.");
        }
        String description = in.readUTF();
        PartialAggregate result = of(plan, keys, new KeyedHash(in.readLong(), in.readLong()), rowsAreUnits);
        if (!description.equals(result.description())) {
            throw new IOException("The partial aggregate belongs to another release.");
        }
        int groups = in.readInt();
        for (int g = 0; g < groups; g++) {
            String[] values = new String[keys.columns().size()];
            for (int i = 0; i < values.length; i++) {
                boolean isThere = in.readBoolean();
                String text = in.readUTF();
                values[i] = isThere ? text : null;
            }
            keys.groupOf(values);
        }
        if (rowsAreUnits && !result.hasIdentities) {
            result.totals.read(in);
            return result;
        }
        double[] numbers = new double[result.width];
        long[] identities = new long[result.width];
        while (in.readBoolean()) {
            long unit = in.readLong();
            int group = in.readInt();
            long groupPriority = in.readLong();
            long priority = in.readLong();
            for (int c = 0; c < result.width; c++) {
                numbers[c] = in.readDouble();
                identities[c] = in.readLong();
            }
            result.add(unit, group, groupPriority, priority, numbers, 0, identities, 0);
        }
        return result;
    }

    /** Which release the aggregate is part of. */
    GroupByPlan plan() {
        return plan;
    }
}
