// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation;

import java.util.Arrays;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.random.Sampling;

/** Records of numbers and coded texts, column by column; NaN is a missing value. */
public final class MixedRecords {
    private final MixedColumns columns;
    private final double[][] cells;
    private final int rows;

    private MixedRecords(MixedColumns columns, double[][] cells, int rows) {
        this.columns = columns;
        this.cells = cells;
        this.rows = rows;
    }

    /**
     * Starts a table.
     *
     * @param columns shared by all tables of an evaluation; learns the texts of this one
     * @return a builder of a table without any record yet
     */
    public static Builder of(MixedColumns columns) {
        return new Builder(columns);
    }

    /** Takes values row by row, column by column. */
    public static final class Builder {
        private final MixedColumns columns;
        private final double[][] cells;
        private int rows;

        private Builder(MixedColumns columns) {
            this.columns = columns;
            this.cells = new double[columns.columns().size()][64];
        }

        private void set(int column, double value) {
            if (rows == cells[column].length) {
                for (int c = 0; c < cells.length; c++) {
                    cells[c] = Arrays.copyOf(cells[c], rows + (rows >> 1));
                }
            }
            cells[column][rows] = value;
        }

        /**
         * Sets a number of the row at hand.
         *
         * @param column position
         * @param value any; NaN and infinite values count as missing
         */
        public void number(int column, double value) {
            set(column, Double.isInfinite(value) ? Double.NaN : value);
        }

        /**
         * Sets a text of the row at hand.
         *
         * @param column position
         * @param value text, or null when missing
         */
        public void text(int column, String value) {
            set(column, value == null ? Double.NaN : columns.code(column, value));
        }

        /** Ends the row at hand. */
        public void endRow() {
            rows = Math.addExact(rows, 1);
        }

        /**
         * Ends the table.
         *
         * @return the records
         */
        public MixedRecords build() {
            double[][] trimmed = new double[cells.length][];
            for (int c = 0; c < trimmed.length; c++) {
                trimmed[c] = Arrays.copyOf(cells[c], rows);
            }
            return new MixedRecords(columns, trimmed, rows);
        }
    }

    /**
     * The columns.
     *
     * @return shared by the tables of an evaluation
     */
    public MixedColumns columns() {
        return columns;
    }

    /**
     * Number of records.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * The cells of a column: numbers, or codes of texts.
     *
     * @param column position
     * @return one a record, NaN when missing; not a copy, must not be changed
     */
    public double[] column(int column) {
        return cells[column];
    }

    /**
     * Whether a column holds numbers.
     *
     * @param column position
     * @return false for texts
     */
    public boolean isNumeric(int column) {
        return columns.columns().get(column).isNumeric();
    }

    /**
     * Some records.
     *
     * @param chosen positions, in the order of the result
     * @return a new table
     */
    public MixedRecords select(int[] chosen) {
        double[][] selected = new double[cells.length][];
        for (int c = 0; c < selected.length; c++) {
            double[] column = cells[c];
            selected[c] = Arrays.stream(chosen).mapToDouble(r -> column[r]).toArray();
        }
        return new MixedRecords(columns, selected, chosen.length);
    }

    /**
     * Some records, drawn without replacement.
     *
     * @param size 0 to the number of records
     * @param random decides which
     * @return all of them, as they stand, when that many are asked for
     */
    public MixedRecords sample(int size, RandomSource random) {
        return size == rows ? this : select(Sampling.positions(rows, size, random));
    }

    /**
     * These records and then those of another table of the same columns.
     *
     * @param other whose records come last
     * @return a new table
     */
    public MixedRecords followedBy(MixedRecords other) {
        double[][] both = new double[cells.length][];
        for (int c = 0; c < both.length; c++) {
            both[c] = Arrays.copyOf(cells[c], rows + other.rows);
            System.arraycopy(other.cells[c], 0, both[c], rows, other.rows);
        }
        return new MixedRecords(columns, both, rows + other.rows);
    }

    /**
     * The same columns, each in a random order of its own: relations between columns are gone.
     *
     * @param random decides the orders
     * @return a new table of as many records
     */
    public MixedRecords independent(RandomSource random) {
        double[][] shuffled = new double[cells.length][];
        for (int c = 0; c < shuffled.length; c++) {
            double[] column = cells[c];
            shuffled[c] = Arrays.stream(Sampling.positions(rows, rows, random))
                    .mapToDouble(r -> column[r])
                    .toArray();
        }
        return new MixedRecords(columns, shuffled, rows);
    }
}
