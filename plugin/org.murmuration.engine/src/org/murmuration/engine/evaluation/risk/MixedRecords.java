// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import java.util.Arrays;

/** Records of numbers and coded texts, column by column; NaN is a missing value. */
public final class MixedRecords {
    private final MixedColumns columns;
    private final double[][] cells;
    private final int rows;

    MixedRecords(MixedColumns columns, double[][] cells, int rows) {
        this.columns = columns;
        this.cells = cells;
        this.rows = rows;
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

    double[] column(int column) {
        return cells[column];
    }

    boolean isNumeric(int column) {
        return columns.columns().get(column).isNumeric();
    }

    /** Some records, in the given order. */
    MixedRecords select(int[] chosen) {
        double[][] selected = new double[cells.length][];
        for (int c = 0; c < selected.length; c++) {
            double[] column = cells[c];
            selected[c] = Arrays.stream(chosen).mapToDouble(r -> column[r]).toArray();
        }
        return new MixedRecords(columns, selected, chosen.length);
    }
}
