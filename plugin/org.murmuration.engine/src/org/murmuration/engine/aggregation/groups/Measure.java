// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.groups;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.mechanism.FixedGrid;
import org.murmuration.engine.privacy.ContributionBounds;

/**
 * A vector of whole numbers over groups that is released with noise; aggregations share it.
 *
 * @param kind what is added up
 * @param column position of the column among those that are read; -1 for rows and units
 * @param range of the values, for sums, squares and trees
 * @param edges of bins
 */
record Measure(Kind kind, int column, Optional<Range> range, List<Double> edges) {
    /** What is added up. */
    enum Kind {
        /** Rows. */
        ROWS,
        /** Privacy units. */
        UNITS,
        /** Rows that have a value of the column. */
        PRESENT,
        /** Different values of the column. */
        DISTINCT,
        /** Values themselves. */
        TOTAL,
        /** Values less the middle of the range, which needs the least noise where the number of values is known too. */
        SUM,
        /** Squares of these, less half of the largest. */
        SQUARES,
        /** Values in the leaves of a tree over the range, and in its inner nodes. */
        TREE,
        /** Values in declared bins. */
        BINS
    }

    /** Steps of the grid over the largest value; their square and any bounds fit a long. */
    private static final int STEPS_EXPONENT = 12;

    static Measure of(Kind kind) {
        return new Measure(kind, -1, Optional.empty(), List.of());
    }

    static Measure of(Kind kind, int column) {
        return new Measure(kind, column, Optional.empty(), List.of());
    }

    static Measure of(Kind kind, int column, Range range) {
        return new Measure(kind, column, Optional.of(range), List.of());
    }

    /** Largest value that a row can add, in units of the data. */
    private double largest() {
        Range r = range.orElseThrow();
        double half = (r.high() - r.low()) / 2;
        return kind == Kind.TOTAL
                ? Math.max(Math.abs(r.low()), Math.abs(r.high()))
                : kind == Kind.SUM ? half : half * half / 2;
    }

    /** The grid that values are put on before they are added up. */
    FixedGrid grid() {
        return new FixedGrid(Math.getExponent(largest()) - STEPS_EXPONENT);
    }

    /** What a value adds to a sum, in grid points. */
    long points(double value, FixedGrid grid) {
        Range r = range.orElseThrow();
        double clamped = r.clamp(value);
        if (kind == Kind.TOTAL) {
            return grid.toGrid(clamped);
        }
        double centred = clamped - r.middle();
        return grid.toGrid(kind == Kind.SUM ? centred : centred * centred - largest());
    }

    /** Whether it adds up values on a grid. */
    boolean isSum() {
        return kind == Kind.TOTAL || kind == Kind.SUM || kind == Kind.SQUARES;
    }

    /** Most that one row can change a coordinate by. */
    private long step() {
        if (!isSum()) {
            return 1;
        }
        FixedGrid grid = grid();
        Range r = range.orElseThrow();
        // squares are largest at the ends and smallest in the middle; one point more for the rounding of the middle
        // itself
        long most = Math.max(Math.abs(points(r.low(), grid)), Math.abs(points(r.high(), grid)));
        return Math.max(most, Math.abs(points(r.middle(), grid))) + 1;
    }

    /** Vectors that a row is in at once. */
    private int layers() {
        return kind == Kind.TREE ? QuantileTree.LEVELS : 1;
    }

    private static long rows(Kind kind, ContributionBounds bounds) {
        return kind == Kind.UNITS ? 1 : bounds.recordsPerGroup();
    }

    /**
     * L1 sensitivity: groups of a unit, its rows in each, what a row adds, in every layer; twice that when it is
     * replaced.
     */
    long l1(ContributionBounds bounds, int factor) {
        try {
            return Math.multiplyExact(
                    Math.multiplyExact((long) bounds.groups() * factor * layers(), rows(kind, bounds)), step());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(TOO_LARGE, e);
        }
    }

    /**
     * Square of the L2 sensitivity: all rows of a unit in a group may add to the same coordinate of each layer. Where a
     * unit is replaced by another, what both add to a coordinate is of one sign for counts, so that the larger of them
     * counts in it and the worst are different coordinates, twice as many; values have both signs, and the worst is the
     * same coordinate moved twice as far.
     */
    long squaredL2(ContributionBounds bounds, int factor) {
        try {
            long each = Math.multiplyExact(rows(kind, bounds), step());
            long apart = isSum() ? (long) factor * factor : factor;
            return Math.multiplyExact(apart * bounds.groups() * layers(), Math.multiplyExact(each, each));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(TOO_LARGE, e);
        }
    }

    private static final String TOO_LARGE =
            "A person may add too much: lower the number of groups or of rows in a group that count for one.";

    /** The same of sums over groups: all groups of a unit may be added to the same sum. */
    long squaredL2OfTotals(ContributionBounds bounds, int factor) {
        try {
            return Math.multiplyExact(squaredL2(bounds, factor), (long) bounds.groups());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(TOO_LARGE, e);
        }
    }

    /** Whether the number of several groups together is the sum of theirs. */
    boolean isAdditive() {
        return kind != Kind.UNITS && kind != Kind.DISTINCT;
    }

    /** Coordinates for each group. */
    int width() {
        return kind == Kind.TREE ? QuantileTree.NODES : kind == Kind.BINS ? edges.size() - 1 : 1;
    }

    /** The bin of a value between ascending edges, the last one with its upper edge; -1 outside. */
    static int bin(double[] edges, double value) {
        int last = edges.length - 1;
        int at = Arrays.binarySearch(edges, value);
        int bin = at >= 0 ? at : -at - 2;
        return bin == last && at >= 0 ? bin - 1 : bin >= last ? -1 : bin;
    }

    /** In words free of data. */
    String label(List<String> columns) {
        return switch (kind) {
            case ROWS -> "rows by group";
            case UNITS -> "units by group";
            default -> kind.name().toLowerCase(Locale.ROOT) + " of \"" + columns.get(column) + "\" by group";
        };
    }

    /** What a person usually expects a group of so many rows to have of this, for relative errors. */
    double typical(double rows) {
        Checks.require(rows > 0, "A group needs rows.");
        return switch (kind) {
            case TOTAL, SUM, SQUARES -> rows * step();
            case BINS -> rows / width();
            default -> rows;
        };
    }
}
