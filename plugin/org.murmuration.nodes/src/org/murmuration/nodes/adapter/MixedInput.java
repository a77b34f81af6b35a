// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;

/** Reads KNIME tables as numbers and texts, without a codebook. */
public final class MixedInput {
    private static final int STRIDE = 4096;

    private MixedInput() {}

    /**
     * The columns that several tables share: numbers where all have numbers, texts otherwise.
     *
     * @param specs of the tables, at least one; null ones are left out
     * @return in the order of the first table
     * @throws InvalidSettingsException when they share none
     */
    public static MixedColumns shared(DataTableSpec... specs) throws InvalidSettingsException {
        List<MixedColumns.Column> columns = new ArrayList<>();
        for (String name : specs[0].getColumnNames()) {
            boolean isShared = true;
            boolean isNumeric = true;
            for (DataTableSpec spec : specs) {
                if (spec != null) {
                    int c = spec.findColumnIndex(name);
                    isShared &= c >= 0;
                    isNumeric &= c >= 0 && spec.getColumnSpec(c).getType().isCompatible(DoubleValue.class);
                }
            }
            if (isShared) {
                columns.add(new MixedColumns.Column(name, isNumeric));
            }
        }
        if (columns.isEmpty()) {
            throw new InvalidSettingsException("The tables have no column in common. Rename their columns.");
        }
        return MixedColumns.of(columns);
    }

    /**
     * The columns of a codebook in two tables that have them all: numbers where both have numbers, texts otherwise.
     *
     * @param names of the codebook's attributes
     * @param real spec of a table
     * @param synthetic spec of the other
     * @return in the order of the codebook
     */
    public static MixedColumns of(List<String> names, DataTableSpec real, DataTableSpec synthetic) {
        return MixedColumns.of(names.stream()
                .map(n -> new MixedColumns.Column(n, isNumeric(n, real) && isNumeric(n, synthetic)))
                .toList());
    }

    private static boolean isNumeric(String name, DataTableSpec spec) {
        return spec.getColumnSpec(TableInput.columnOf(name, spec)).getType().isCompatible(DoubleValue.class);
    }

    /**
     * Reads a table.
     *
     * @param table that has the columns
     * @param columns what is read
     * @param exec told about progress
     * @return the records
     * @throws CanceledExecutionException when the user canceled
     */
    public static MixedRecords read(BufferedDataTable table, MixedColumns columns, ExecutionMonitor exec)
            throws CanceledExecutionException {
        DataTableSpec spec = table.getDataTableSpec();
        int[] positions = columns.columns().stream()
                .mapToInt(c -> TableInput.columnOf(c.name(), spec))
                .toArray();
        MixedColumns.Builder builder = columns.table();
        long rows = 0;
        try (CloseableRowIterator iterator =
                table.filter(TableFilter.materializeCols(positions)).iterator()) {
            while (iterator.hasNext()) {
                DataRow row = iterator.next();
                for (int c = 0; c < positions.length; c++) {
                    DataCell cell = row.getCell(positions[c]);
                    if (columns.columns().get(c).isNumeric()) {
                        builder.number(c, cell instanceof DoubleValue d ? d.getDoubleValue() : Double.NaN);
                    } else {
                        builder.text(c, TableInput.text(cell));
                    }
                }
                builder.endRow();
                if (++rows % STRIDE == 0) {
                    exec.checkCanceled();
                    exec.setProgress((double) rows / table.size(), () -> "Reading records");
                }
            }
        }
        return builder.build();
    }
}
