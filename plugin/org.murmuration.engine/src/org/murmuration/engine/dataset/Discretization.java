// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Exact;

/**
 * Declared bins of a number or a date: [e0, e1), [e1, e2), ..., the last closed on both sides.
 */
public final class Discretization {
    /** What the edges measure. */
    public enum Scale {
        /** Whole numbers. */
        INTEGER,
        /** Real numbers. */
        NUMBER,
        /** Days since 1970-01-01. */
        DATE
    }

    private final Scale scale;
    private final double[] edges;

    private Discretization(Scale scale, double[] edges) {
        this.scale = scale;
        this.edges = edges.clone();
    }

    /**
     * Bins between ascending edges.
     *
     * @param scale what the edges measure
     * @param edges at least two, finite, strictly ascending
     * @return the bins
     * @throws IllegalArgumentException when the edges are not so
     */
    public static Discretization of(Scale scale, double... edges) {
        Checks.require(edges.length >= 2, "Bins need at least two edges.");
        for (int i = 0; i < edges.length; i++) {
            Checks.require(Double.isFinite(edges[i]), "Bin edges must be finite.");
            Checks.require(i == 0 || edges[i] > edges[i - 1], "Bin edges must ascend.");
            Checks.require(
                    scale == Scale.NUMBER || edges[i] == Exact.rint(edges[i]), "Edges of whole numbers must be whole.");
        }
        return new Discretization(scale, edges);
    }

    /**
     * What the edges measure.
     *
     * @return the scale
     */
    public Scale scale() {
        return scale;
    }

    /**
     * Number of bins.
     *
     * @return at least 1
     */
    public int size() {
        return edges.length - 1;
    }

    /**
     * The edges.
     *
     * @return a copy
     */
    public double[] edges() {
        return edges.clone();
    }

    /**
     * The bin of a value.
     *
     * @param value any double
     * @return 0 .. size - 1, or -1 when outside all bins or not a number
     */
    public int binOf(double value) {
        int last = edges.length - 1;
        if (!(value >= edges[0] && value <= edges[last])) {
            return -1;
        }
        int found = Arrays.binarySearch(edges, value);
        int bin = found >= 0 ? found : -found - 2;
        return Math.min(bin, last - 1);
    }

    /**
     * Reads a value of this scale.
     *
     * @param text a number in plain or scientific notation, or an ISO date
     * @return the number or the day, empty when the text is none
     */
    public OptionalDouble parse(String text) {
        String trimmed = text.trim();
        try {
            if (scale == Scale.DATE) {
                String day = trimmed.length() > 10 && trimmed.charAt(10) == 'T' ? trimmed.substring(0, 10) : trimmed;
                return OptionalDouble.of(LocalDate.parse(day).toEpochDay());
            }
            return OptionalDouble.of(Double.parseDouble(trimmed));
        } catch (NumberFormatException | DateTimeParseException e) {
            return OptionalDouble.empty();
        }
    }

    /**
     * Writes a value of this scale.
     *
     * @param value a number or a day
     * @return text that {@link #parse} reads
     */
    public String format(double value) {
        if (scale == Scale.DATE) {
            return LocalDate.ofEpochDay((long) value).toString();
        }
        return value == Exact.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /**
     * Name of a bin.
     *
     * @param bin 0 .. size - 1
     * @return for example "[20, 30)"
     */
    public String label(int bin) {
        String close = bin == size() - 1 ? "]" : ")";
        return String.format(Locale.ROOT, "[%s, %s%s", format(edges[bin]), format(edges[bin + 1]), close);
    }

    /**
     * A value of a bin at a given position, for writing synthetic records.
     *
     * @param bin 0 .. size - 1
     * @param position at least 0, below 1
     * @return a value inside the bin; whole on the scales of whole numbers and days
     */
    public double valueAt(int bin, double position) {
        double low = edges[bin];
        double high = edges[bin + 1];
        if (scale == Scale.NUMBER) {
            return Math.min(Math.nextDown(high), low + position * (high - low));
        }
        double steps = high - low + (bin == size() - 1 ? 1 : 0);
        return low + Math.min(steps - 1, Math.floor(position * steps));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Discretization d && scale == d.scale && Arrays.equals(edges, d.edges);
    }

    @Override
    public int hashCode() {
        return 31 * scale.hashCode() + Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return scale + Arrays.toString(edges);
    }
}
