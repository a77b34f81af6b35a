// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.murmuration.engine.aggregation.groups.Measure.Kind;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.SensitiveResult;
import org.murmuration.engine.random.KeyedHash;

/**
 * What some of the rows add to the statistics of groups: exact, mergeable with what other rows add, and able to be
 * stored on the way. Sensitive; noise is added once, at the end, by {@link GroupByRelease}.
 *
 * <p><b>Bounded contributions.</b> Of each privacy unit the l0 groups are kept for which a keyed hash of unit and group
 * is smallest, and in each of them the linf rows with the smallest hash of their number: a uniform sample without
 * replacement that depends neither on the order of rows nor on how they were divided, because all parts use the same
 * secret key. Where every row is a unit of its own nothing needs to be kept but the sums.
 *
 * <p><b>Size.</b> Rows are kept as long as more may come of their units. {@link #close()} says that all are in; then
 * only sums by group remain, and different values where these are counted. Units that are divided among parts must not
 * be closed before their parts are merged.
 */
public final class PartialAggregate implements SensitiveResult {
    private static final int MAGIC = 0x4d757267;
    private static final int FORMAT = 1;
    private static final int LONGEST_TEXT = 1 << 24;
    private static final String REOPENED =
            "There are rows of a privacy unit that was closed before, so that it would count for more than its bounds. Close"
                    + " units only when all of their rows are in: divide the rows by unit.";
    /** Tells hashes of units from those of their groups. */
    private static final long UNIT = 0x756e6974L;

    private final GroupByPlan plan;
    private final GroupKeys keys;
    private final KeyedHash choice;
    private final boolean rowsAreUnits;
    private final GroupTotals totals; // of closed units
    private final UnitSample closed = new UnitSample();
    private OpenUnits open;

    private PartialAggregate(GroupByPlan plan, GroupKeys keys, KeyedHash choice, boolean rowsAreUnits) {
        this.plan = plan;
        this.keys = keys;
        this.choice = choice;
        this.rowsAreUnits = rowsAreUnits;
        this.totals = new GroupTotals(plan.measures());
        this.open = noUnits();
    }

    private OpenUnits noUnits() {
        return new OpenUnits(plan.bounds(), plan.columns().size(), hasIdentities());
    }

    private boolean hasIdentities() {
        return plan.measures().stream().anyMatch(m -> m.kind() == Kind.DISTINCT);
    }

    /**
     * Without any row.
     *
     * @param plan what is measured
     * @param keys numbers the groups; discovered ones must be of this aggregate alone
     * @param choice decides which rows of a unit are kept; the same for all parts of a release, secret, from a secure
     *     source
     * @param rowsAreUnits whether every row is a privacy unit of its own
     * @return the aggregate
     * @throws IllegalArgumentException when the plan allows a row to count for more than itself, or expects other
     *     groups
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
     * @param identities what stands for the value of each column, 0 when missing; looked at only where different values
     *     are counted
     * @throws IllegalArgumentException when the row is seen to be of a unit that was closed, see {@link #close()}
     */
    public void add(long unit, long row, int group, double[] numbers, long[] identities) {
        if (rowsAreUnits) {
            totals.addRow(group, numbers, identities, 0);
            totals.addUnit(group);
            return;
        }
        if (!closed.isEmpty() && !open.contains(unit)) {
            Checks.require(!closed.contains(hash(unit)), REOPENED);
        }
        open.add(unit, group, choice.of(unit, keys.identity(group)), choice.of(~row, unit), numbers, identities, 0);
    }

    // Closing

    private long hash(long unit) {
        return choice.of(unit, UNIT);
    }

    /**
     * Says that of all units whose rows were added here no more rows will come, neither here nor in a part that is
     * merged later. Of what they add, sums by group remain: the size no longer grows with the number of units, and
     * closed parts are merged by adding them up. Rows of other units may still be added.
     *
     * <p>That rows of a closed unit do not come again is the caller's promise; such a unit would count for more than
     * its bounds, and less noise than needed would be added. A constant sample of closed units is kept, by which adding
     * and merging notice a broken promise: surely if it is broken for all units, for one unit among many hardly ever,
     * see {@link UnitSample}.
     */
    public void close() {
        for (long unit : open.toArray()) {
            closed.add(hash(unit));
        }
        open.addTo(totals);
        open = noUnits();
    }

    /**
     * Number of units of which rows are kept, because more may come. Sensitive.
     *
     * @return 0 after {@link #close()}, and where each row is a unit
     */
    public int openUnits() {
        return open.size();
    }

    // Merging

    /**
     * Adds what other rows add.
     *
     * @param other of the same plan and choice; left unchanged
     * @throws IllegalArgumentException when plan or choice differ, or when both are seen to have rows of a unit that
     *     one of them has closed; then nothing was added
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
        Checks.require(!closed.meets(other.closed) && !hasClosed(other.open) && !other.hasClosed(open), REOPENED);
        int[] groupOf = IntStream.range(0, other.keys.isDiscovered() ? other.keys.size() : other.totals.groups())
                .map(g ->
                        keys.isDiscovered() ? keys.groupOf(other.keys.values(g).toArray(String[]::new)) : g)
                .toArray();
        totals.add(other.totals, groupOf);
        closed.addAll(other.closed);
        other.open.forEach((unit, group, groupPriority, priority, numbers, identities, from) -> open.add(
                unit,
                keys.isDiscovered() ? groupOf[group] : group,
                groupPriority,
                priority,
                numbers,
                identities,
                from));
    }

    private boolean hasClosed(OpenUnits units) {
        if (closed.isEmpty()) {
            return false;
        }
        for (long unit : units.toArray()) {
            if (closed.contains(hash(unit))) {
                return true;
            }
        }
        return false;
    }

    /** The totals of what is kept; not to be changed. */
    GroupTotals finish() {
        if (open.size() == 0) {
            return totals;
        }
        GroupTotals all = new GroupTotals(plan.measures());
        all.add(totals, IntStream.range(0, totals.groups()).toArray());
        open.addTo(all);
        return all;
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
        out.writeInt(FORMAT);
        writeText(out, description());
        out.writeLong(choice.lowerKey());
        out.writeLong(choice.upperKey());
        int groups = keys.isDiscovered() ? keys.size() : 0;
        out.writeInt(groups);
        for (int g = 0; g < groups; g++) {
            for (String v : keys.values(g)) {
                out.writeBoolean(v != null);
                writeText(out, v == null ? "" : v);
            }
        }
        totals.write(out);
        long[] sample = closed.toArray();
        out.writeInt(sample.length);
        for (long hash : sample) {
            out.writeLong(hash);
        }
        int width = plan.columns().size();
        boolean hasIdentities = hasIdentities();
        open.forEach((unit, group, groupPriority, priority, numbers, identities, from) -> {
            out.writeBoolean(true);
            out.writeLong(unit);
            out.writeInt(group);
            out.writeLong(groupPriority);
            out.writeLong(priority);
            for (int c = from; c < from + width; c++) {
                out.writeDouble(numbers[c]);
                out.writeLong(hasIdentities ? identities[c] : 0);
            }
        });
        out.writeBoolean(false);
        out.flush();
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw damaged();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static IOException damaged() {
        return new IOException("The partial aggregate is damaged.");
    }

    /** What all parts of a release have in common. */
    private String description() {
        StringBuilder text = new StringBuilder(rowsAreUnits ? "rows are units" : "units");
        text.append("; bounds ").append(plan.bounds().groups());
        text.append(' ').append(plan.bounds().recordsPerGroup());
        for (Measure m : plan.measures()) {
            text.append("; ").append(m.kind().name()).append(' ').append(m.column());
            m.range()
                    .ifPresent(r ->
                            text.append(" from ").append(r.low()).append(" to ").append(r.high()));
            m.edges().forEach(e -> text.append(' ').append(e));
        }
        for (String column : keys.columns()) {
            text.append("; ").append(column.length()).append(':').append(column);
        }
        return text.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param stream left open
     * @param plan of the release
     * @param keys declared groups, or discovered ones without any group yet
     * @param rowsAreUnits whether every row is a privacy unit of its own
     * @return the same aggregate
     * @throws IOException when it cannot be read, has a newer format or belongs to another release
     */
    public static PartialAggregate read(InputStream stream, GroupByPlan plan, GroupKeys keys, boolean rowsAreUnits)
            throws IOException {
        DataInputStream in = new DataInputStream(stream);
        if (in.readInt() != MAGIC) {
            throw new IOException("This is no partial aggregate.");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("The partial aggregate has format " + format + "; this Murmuration reads format "
                    + FORMAT + ". Update Murmuration.");
        }
        String description = readText(in);
        PartialAggregate result = of(plan, keys, new KeyedHash(in.readLong(), in.readLong()), rowsAreUnits);
        if (!description.equals(result.description())) {
            throw new IOException("The partial aggregate belongs to another release.");
        }
        try {
            result.readRest(in);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged();
        }
        return result;
    }

    private void readRest(DataInputStream in) throws IOException {
        int groups = in.readInt();
        for (int g = 0; g < groups; g++) {
            String[] values = new String[keys.columns().size()];
            for (int i = 0; i < values.length; i++) {
                boolean isThere = in.readBoolean();
                String text = readText(in);
                values[i] = isThere ? text : null;
            }
            keys.groupOf(values);
        }
        totals.read(in, keys.size());
        int sample = in.readInt();
        if (sample < 0 || sample > UnitSample.SIZE) {
            throw damaged();
        }
        for (; sample > 0; sample--) {
            closed.add(in.readLong());
        }
        readOpen(in);
    }

    private void readOpen(DataInputStream in) throws IOException {
        double[] numbers = new double[plan.columns().size()];
        long[] identities = new long[numbers.length];
        while (in.readBoolean()) {
            long unit = in.readLong();
            int group = in.readInt();
            if (group < 0 || group >= keys.size()) {
                throw damaged();
            }
            long groupPriority = in.readLong();
            long priority = in.readLong();
            for (int c = 0; c < numbers.length; c++) {
                numbers[c] = in.readDouble();
                identities[c] = in.readLong();
            }
            open.add(unit, group, groupPriority, priority, numbers, identities, 0);
        }
    }

    /** Which release the aggregate is part of. */
    GroupByPlan plan() {
        return plan;
    }
}
