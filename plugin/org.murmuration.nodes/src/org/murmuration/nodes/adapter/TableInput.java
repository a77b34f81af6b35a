// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
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
import org.murmuration.engine.dataset.Dataset;

/** Reads KNIME tables into coded data sets, one pass, only the columns that the codebook names. */
public final class TableInput {
    private static final int STRIDE = 4096;

    private TableInput() {}

    /**
     * Finds the columns of a codebook in a table.
     *
     * @param codebook names of its attributes are looked for
     * @param spec columns of the table
     * @param table what the table is, for the message
     * @return one column a codebook attribute
     * @throws InvalidSettingsException when columns are absent or of a type that cannot be coded; all are listed
     */
    public static int[] columnsOf(List<String> codebook, DataTableSpec spec, String table)
            throws InvalidSettingsException {
        List<String> problems = new ArrayList<>();
        int[] columns = new int[codebook.size()];
        for (int f = 0; f < columns.length; f++) {
            columns[f] = columnOf(codebook.get(f), spec);
            if (columns[f] < 0) {
                problems.add("\"" + codebook.get(f) + "\" is absent");
            } else if (!isSupported(spec, columns[f])) {
                problems.add("\"" + codebook.get(f) + "\" has the type "
                        + spec.getColumnSpec(columns[f]).getType().getName() + ", which cannot be coded");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException("The " + table + " does not fit the codebook: "
                    + String.join("; ", problems)
                    + ". Rename or convert the columns, or use the codebook that belongs to the table.");
        }
        return columns;
    }

    /** KNIME cuts blanks off the ends of column names, so an attribute " age" stands in the column "age". */
    private static int columnOf(String attribute, DataTableSpec spec) {
        int exact = spec.findColumnIndex(attribute);
        return exact >= 0 ? exact : spec.findColumnIndex(attribute.trim());
    }

    private static boolean isSupported(DataTableSpec spec, int column) {
        var type = spec.getColumnSpec(column).getType();
        return type.isCompatible(StringValue.class)
                || type.isCompatible(DoubleValue.class)
                || type.isCompatible(BooleanValue.class)
                || type.isCompatible(LocalDateValue.class)
                || type.isCompatible(LocalDateTimeValue.class);
    }

    /**
     * Codes a table.
     *
     * @param table the records
     * @param codebook what they are coded against
     * @param name what the table is, for messages
     * @param exec told about progress
     * @return the coded records
     * @throws InvalidSettingsException when the table does not fit the codebook
     * @throws CanceledExecutionException when the user canceled
     */
    public static Dataset read(BufferedDataTable table, Codebook codebook, String name, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        int[] columns =
                columnsOf(codebook.attributes().stream().map(Attribute::name).toList(), table.getDataTableSpec(), name);
        Dataset.Builder builder = Dataset.builder(codebook);
        long rows = 0;
        try (CloseableRowIterator iterator =
                table.filter(TableFilter.materializeCols(columns)).iterator()) {
            while (iterator.hasNext()) {
                DataRow row = iterator.next();
                for (int f = 0; f < columns.length; f++) {
                    add(builder, f, row.getCell(columns[f]));
                }
                builder.endRow();
                if (++rows % STRIDE == 0) {
                    exec.checkCanceled();
                    exec.setProgress((double) rows / table.size(), () -> "Coding the " + name);
                }
            }
        }
        return builder.build();
    }

    private static void add(Dataset.Builder builder, int field, DataCell cell) {
        if (cell.isMissing()) {
            builder.addText(field, null);
        } else if (cell instanceof BooleanValue b) {
            builder.addText(field, Boolean.toString(b.getBooleanValue()));
        } else if (cell instanceof StringValue s) {
            builder.addText(field, s.getStringValue());
        } else if (cell instanceof DoubleValue d) {
            builder.addNumber(field, d.getDoubleValue());
        } else {
            builder.addText(field, cell.toString());
        }
    }

    /**
     * The text of a cell as it is written to files.
     *
     * @param cell any cell
     * @return null when missing
     */
    public static String text(DataCell cell) {
        if (cell.isMissing()) {
            return null;
        }
        return cell instanceof StringValue s ? s.getStringValue() : cell.toString();
    }
}
