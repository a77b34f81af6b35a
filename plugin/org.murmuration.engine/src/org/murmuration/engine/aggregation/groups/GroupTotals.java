// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.aggregation.groups.Measure.Kind;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.LongSums;
import org.murmuration.engine.mechanism.FixedGrid;

/** Exact whole numbers of every measure by group. Sensitive. */
final class GroupTotals {
    private static final long MOST_NODES = 50_000_000;

    private final List<Measure> measures;
    private final Kind[] kinds;
    private final int[] columns;
    private final FixedGrid[] grids;
    private final double[][] edges; // by measure: of bins
    private final int[] widths;
    private final long[][] sums; // by measure: group times width; of trees and different values nothing
    private final LongSums[] leaves; // by measure: of trees
    private final GroupValues[] values; // by measure: different ones
    private long[] distinct = new long[0]; // by measure and group: how many
    private long[] units = new long[0];
    private int groups;

    GroupTotals(List<Measure> measures) {
        int n = measures.size();
        this.measures = measures;
        this.kinds = measures.stream().map(Measure::kind).toArray(Kind[]::new);
        this.columns = measures.stream().mapToInt(Measure::column).toArray();
        this.grids = new FixedGrid[n];
        this.edges = measures.stream()
                .map(m -> m.edges().stream().mapToDouble(e -> e).toArray())
                .toArray(double[][]::new);
        this.widths = new int[n];
        this.sums = new long[n][];
        this.leaves = new LongSums[n];
        this.values = new GroupValues[n];
        for (int m = 0; m < n; m++) {
            boolean isSparse = kinds[m] == Kind.TREE || kinds[m] == Kind.DISTINCT;
            grids[m] = measures.get(m).isSum() ? measures.get(m).grid() : null;
            widths[m] = isSparse ? 0 : measures.get(m).width();
            sums[m] = new long[0];
            leaves[m] = kinds[m] == Kind.TREE ? new LongSums(1 << 10) : null;
            values[m] = kinds[m] == Kind.DISTINCT ? new GroupValues() : null;
        }
    }

    int groups() {
        return groups;
    }

    /** Makes room for groups up to a number. */
    void grow(int size) {
        if (size > groups) {
            int room = Math.max(size, groups + (groups >> 1));
            for (int m = 0; m < sums.length; m++) {
                if ((long) room * widths[m] > sums[m].length) {
                    sums[m] = Arrays.copyOf(sums[m], Math.multiplyExact(room, widths[m]));
                }
            }
            if ((long) room * kinds.length > distinct.length) {
                distinct = Arrays.copyOf(distinct, Math.multiplyExact(room, kinds.length));
            }
            units = room > units.length ? Arrays.copyOf(units, room) : units;
            groups = size;
        }
    }

    /** Units by group, for the selection of groups; 0 where there is none. */
    long[] units(int size) {
        return Arrays.copyOf(Arrays.copyOf(units, Math.min(groups, units.length)), size);
    }

    /** Adds a row, whose numbers and identities begin at a place. */
    void addRow(int group, double[] numbers, long[] identities, int from) {
        grow(group + 1);
        for (int m = 0; m < kinds.length; m++) {
            int c = columns[m];
            double v = c < 0 ? 0 : numbers[from + c];
            switch (kinds[m]) {
                case ROWS -> sums[m][group]++;
                case PRESENT -> sums[m][group] += v - v == 0 ? 1 : 0; // neither NaN nor infinite
                case TOTAL, SUM, SQUARES -> {
                    if (v - v == 0) {
                        sums[m][group] =
                                Math.addExact(sums[m][group], measures.get(m).points(v, grids[m]));
                    }
                }
                case BINS -> {
                    int bin = Double.isNaN(v) ? -1 : Measure.bin(edges[m], v);
                    if (bin >= 0) {
                        sums[m][group * widths[m] + bin]++;
                    }
                }
                case TREE -> {
                    if (v - v == 0) {
                        int leaf = QuantileTree.leaf(measures.get(m).range().orElseThrow(), v);
                        leaves[m].add((long) group * QuantileTree.LEAVES + leaf, 1);
                    }
                }
                case DISTINCT -> addValue(m, group, identities[from + c]);
                default -> {} // units are named by whoever knows them
            }
        }
    }

    private void addValue(int m, int group, long value) {
        if (value != 0 && values[m].add(group, value)) {
            distinct[group * kinds.length + m]++;
        }
    }

    /** Adds a unit to a group. */
    void addUnit(int group) {
        grow(group + 1);
        units[group]++;
        for (int m = 0; m < kinds.length; m++) {
            if (kinds[m] == Kind.UNITS) {
                sums[m][group]++;
            }
        }
    }

    /** Adds the totals of other units, whose groups have other numbers. */
    void add(GroupTotals other, int[] groupOf) {
        for (int g = 0; g < other.groups; g++) {
            grow(groupOf[g] + 1);
            units[groupOf[g]] += other.units[g];
        }
        for (int m = 0; m < kinds.length; m++) {
            for (int i = 0; i < other.groups * widths[m]; i++) {
                int at = groupOf[i / widths[m]] * widths[m] + i % widths[m];
                sums[m][at] = Math.addExact(sums[m][at], other.sums[m][i]);
            }
            if (kinds[m] == Kind.TREE) {
                for (long key : other.leaves[m].sortedKeys()) {
                    leaves[m].add(
                            (long) groupOf[(int) (key / QuantileTree.LEAVES)] * QuantileTree.LEAVES
                                    + key % QuantileTree.LEAVES,
                            other.leaves[m].get(key));
                }
            }
            if (kinds[m] == Kind.DISTINCT) {
                int measure = m;
                other.values[m].forEach((group, value) -> addValue(measure, groupOf[group], value));
            }
        }
    }

    /** The vector of a measure over chosen groups; of groups beyond those that have a row it is 0. */
    long[] vector(int measure, int[] chosen) {
        int width = measures.get(measure).width();
        Checks.require(
                (long) chosen.length * width <= MOST_NODES,
                "Quantiles or histograms of so many groups need more than " + MOST_NODES
                        + " noisy counts. Group by fewer columns.");
        long[] vector = new long[chosen.length * width];
        int[] at = new int[groups];
        Arrays.fill(at, -1);
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] < groups) {
                at[chosen[i]] = i;
                if (kinds[measure] == Kind.DISTINCT) {
                    vector[i] = distinct[chosen[i] * kinds.length + measure];
                } else if (kinds[measure] != Kind.TREE) {
                    System.arraycopy(sums[measure], chosen[i] * width, vector, i * width, width);
                }
            }
        }
        if (kinds[measure] == Kind.TREE) {
            for (long key : leaves[measure].sortedKeys()) {
                int i = at[(int) (key / QuantileTree.LEAVES)];
                for (int level = 0; i >= 0 && level < QuantileTree.LEVELS; level++) {
                    vector[i * width + QuantileTree.node((int) (key % QuantileTree.LEAVES), level)] +=
                            leaves[measure].get(key);
                }
            }
        }
        return vector;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(groups);
        for (int g = 0; g < groups; g++) {
            out.writeLong(units[g]);
        }
        for (int m = 0; m < kinds.length; m++) {
            for (int i = 0; i < groups * widths[m]; i++) {
                out.writeLong(sums[m][i]);
            }
            if (kinds[m] == Kind.TREE) {
                out.writeInt(leaves[m].size());
                for (long key : leaves[m].sortedKeys()) {
                    out.writeLong(key);
                    out.writeLong(leaves[m].get(key));
                }
            }
            if (kinds[m] == Kind.DISTINCT) {
                out.writeInt(values[m].size());
                values[m].forEach((group, value) -> {
                    out.writeInt(group);
                    out.writeLong(value);
                });
            }
        }
    }

    /** Reads what was written, of groups whose numbers are below a limit. */
    void read(DataInputStream in, int mostGroups) throws IOException {
        grow(number(in, mostGroups));
        for (int g = 0; g < groups; g++) {
            units[g] = in.readLong();
        }
        for (int m = 0; m < kinds.length; m++) {
            for (int i = 0; i < groups * widths[m]; i++) {
                sums[m][i] = in.readLong();
            }
            if (kinds[m] == Kind.TREE) {
                for (int n = number(in, Integer.MAX_VALUE); n > 0; n--) {
                    long key = in.readLong();
                    if (key < 0 || key >= (long) groups * QuantileTree.LEAVES) {
                        throw PartialAggregate.damaged();
                    }
                    leaves[m].add(key, in.readLong());
                }
            }
            if (kinds[m] == Kind.DISTINCT) {
                for (int n = number(in, Integer.MAX_VALUE); n > 0; n--) {
                    int group = in.readInt();
                    if (group < 0 || group >= groups) {
                        throw PartialAggregate.damaged();
                    }
                    addValue(m, group, in.readLong());
                }
            }
        }
    }

    private static int number(DataInputStream in, int most) throws IOException {
        int number = in.readInt();
        if (number < 0 || number > most) {
            throw PartialAggregate.damaged();
        }
        return number;
    }
}
