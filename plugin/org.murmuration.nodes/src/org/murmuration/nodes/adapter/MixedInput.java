// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.time.localdate.LocalDateValue;
import org.knime.core.data.time.localdatetime.LocalDateTimeValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;

/** Reads KNIME tables as numbers and texts: as their cells are, or as a codebook means them. */
public final class MixedInput {
    private static final int STRIDE = 4096;

    private MixedInput() {}

    /**
     * The columns that several tables share: numbers where all have numbers or all have days, texts otherwise.
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
            boolean areDays = true;
            for (DataTableSpec spec : specs) {
                if (spec != null) {
                    int c = spec.findColumnIndex(name);
                    isShared &= c >= 0;
                    isNumeric &= c >= 0 && spec.getColumnSpec(c).getType().isCompatible(DoubleValue.class);
                    areDays &= c >= 0 && areDays(spec.getColumnSpec(c).getType());
                }
            }
            if (isShared) {
                columns.add(new MixedColumns.Column(name, isNumeric || areDays));
            }
        }
        if (columns.isEmpty()) {
            throw new InvalidSettingsException("The tables have no column in common. Rename their columns.");
        }
        return MixedColumns.of(columns);
    }

    private static boolean areDays(DataType type) {
        return type.isCompatible(LocalDateValue.class) || type.isCompatible(LocalDateTimeValue.class);
    }

    /**
     * The columns of a codebook: numbers and days where it declares bins, texts otherwise.
     *
     * @param codebook of the tables
     * @return in its order
     */
    public static MixedColumns of(Codebook codebook) {
        return MixedColumns.of(codebook.attributes().stream()
                .map(a -> new MixedColumns.Column(a.name(), a.bins().isPresent()))
                .toList());
    }

    /**
     * Reads a table as its codebook understands it: texts that mean "missing" are missing, numbers and days are read
     * from texts too, and a category is the same however it is padded.
     *
     * @param table that has the columns of the codebook
     * @param codebook of the table
     * @param columns made from the codebook
     * @param exec receives progress
     * @return the records
     * @throws CanceledExecutionException when the user canceled
     */
    public static MixedRecords read(
            BufferedDataTable table, Codebook codebook, MixedColumns columns, ExecutionMonitor exec)
            throws CanceledExecutionException {
        return read(table, columns, exec, (builder, c, cell) -> {
            Attribute attribute = codebook.attributes().get(c);
            String text = TableInput.text(cell);
            boolean isMissing = text == null
                    || attribute.missingValues().contains(text)
                    || attribute.missingValues().contains(text.trim());
            if (attribute.bins().isEmpty()) {
                builder.text(c, isMissing ? null : category(attribute, cell, text));
            } else if (isMissing) {
                builder.number(c, Double.NaN);
            } else if (cell instanceof DoubleValue d) {
                builder.number(c, d.getDoubleValue());
            } else {
                builder.number(c, attribute.bins().get().parse(text).orElse(Double.NaN));
            }
        });
    }

    private static String category(Attribute attribute, DataCell cell, String text) {
        int code = cell instanceof DoubleValue d ? attribute.encodeNumber(d.getDoubleValue()) : attribute.encode(text);
        return code < attribute.declaredSize() ? attribute.label(code) : text; // unknown ones stay apart
    }

    /**
     * The columns that tables will be compared by, known while configuring.
     *
     * @param codebook spec of the codebook port; null when none is connected
     * @param specs of the tables, at least one; null ones are left out
     * @return the names of the codebook, or what the tables share without one
     * @throws InvalidSettingsException when a table lacks a column of the codebook, or they share none
     */
    public static MixedColumns configured(CodebookPortObjectSpec codebook, DataTableSpec... specs)
            throws InvalidSettingsException {
        if (codebook == null) {
            return shared(specs);
        }
        for (int i = 0; i < specs.length; i++) {
            if (specs[i] != null) {
                TableInput.columnsOf(codebook.attributes(), specs[i], "table " + (i + 1));
            }
        }
        return MixedColumns.of(codebook.attributes().stream()
                .map(a -> new MixedColumns.Column(a, false))
                .toList());
    }

    /**
     * The columns that tables are compared by.
     *
     * @param codebook of the tables; null when none is connected
     * @param specs of the tables, at least one; null ones are left out
     * @return those of the codebook, or what the tables share without one
     * @throws InvalidSettingsException when they share none
     */
    public static MixedColumns columns(CodebookPortObject codebook, DataTableSpec... specs)
            throws InvalidSettingsException {
        return codebook == null ? shared(specs) : of(codebook.codebook());
    }

    /**
     * Reads a table as a codebook understands it, or as its cells are without one.
     *
     * @param table that has the columns
     * @param codebook of the table; null when none is connected
     * @param columns what is read
     * @param exec receives progress
     * @return the records
     * @throws CanceledExecutionException when the user canceled
     */
    public static MixedRecords read(
            BufferedDataTable table, CodebookPortObject codebook, MixedColumns columns, ExecutionMonitor exec)
            throws CanceledExecutionException {
        return codebook == null ? read(table, columns, exec) : read(table, codebook.codebook(), columns, exec);
    }

    @FunctionalInterface
    private interface Taker {
        void take(MixedRecords.Builder builder, int column, DataCell cell);
    }

    /**
     * Reads a table.
     *
     * @param table that has the columns
     * @param columns what is read
     * @param exec receives progress
     * @return the records
     * @throws CanceledExecutionException when the user canceled
     */
    public static MixedRecords read(BufferedDataTable table, MixedColumns columns, ExecutionMonitor exec)
            throws CanceledExecutionException {
        return read(table, columns, exec, (builder, c, cell) -> {
            if (columns.columns().get(c).isNumeric()) {
                builder.number(c, TableInput.number(cell));
            } else {
                builder.text(c, TableInput.text(cell));
            }
        });
    }

    private static MixedRecords read(BufferedDataTable table, MixedColumns columns, ExecutionMonitor exec, Taker taker)
            throws CanceledExecutionException {
        DataTableSpec spec = table.getDataTableSpec();
        int[] positions = columns.columns().stream()
                .mapToInt(c -> TableInput.columnOf(c.name(), spec))
                .toArray();
        MixedRecords.Builder builder = MixedRecords.of(columns);
        long rows = 0;
        try (CloseableRowIterator iterator =
                table.filter(TableFilter.materializeCols(positions)).iterator()) {
            while (iterator.hasNext()) {
                DataRow row = iterator.next();
                for (int c = 0; c < positions.length; c++) {
                    taker.take(builder, c, row.getCell(positions[c]));
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
