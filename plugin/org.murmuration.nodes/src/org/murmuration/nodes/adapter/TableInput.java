// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
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
import org.murmuration.engine.dataset.Subjects;

/** Reads KNIME tables into coded data sets, one pass, only the columns that the codebook names. */
public final class TableInput {
    private static final double SECONDS_OF_A_DAY = 86_400;
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

    /**
     * Names of a codebook's attributes.
     *
     * @param codebook any
     * @return in order
     */
    public static List<String> names(Codebook codebook) {
        return codebook.attributes().stream().map(Attribute::name).toList();
    }

    /** KNIME cuts blanks off the ends of column names, so an attribute " age" stands in the column "age". */
    static int columnOf(String attribute, DataTableSpec spec) {
        int exact = spec.findColumnIndex(attribute);
        return exact >= 0 ? exact : spec.findColumnIndex(attribute.trim());
    }

    static boolean isSupported(DataTableSpec spec, int column) {
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
     * @param exec receives progress
     * @return the coded records
     * @throws InvalidSettingsException when the table does not fit the codebook
     * @throws CanceledExecutionException when the user canceled
     */
    public static Dataset read(BufferedDataTable table, Codebook codebook, String name, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        int[] columns = columnsOf(names(codebook), table.getDataTableSpec(), name);
        return read(table, codebook, columns, name, Long.MAX_VALUE, exec);
    }

    /**
     * Codes a table that may lack columns of the codebook; what it lacks is missing.
     *
     * @param table the records
     * @param codebook what they are coded against
     * @param name what the table is, for messages
     * @param exec receives progress
     * @return the coded records
     * @throws InvalidSettingsException when the table has none of the columns, or one that cannot be coded
     * @throws CanceledExecutionException when the user canceled
     */
    public static Dataset readSome(BufferedDataTable table, Codebook codebook, String name, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        return read(table, codebook, someColumns(codebook, table.getDataTableSpec(), name), name, Long.MAX_VALUE, exec);
    }

    private static Dataset read(
            BufferedDataTable table, Codebook codebook, int[] columns, String name, long most, ExecutionMonitor exec)
            throws CanceledExecutionException {
        Dataset.Builder builder = Dataset.builder(codebook);
        long rows = 0;
        int[] known = Arrays.stream(columns).filter(c -> c >= 0).toArray();
        try (CloseableRowIterator iterator =
                table.filter(TableFilter.materializeCols(known)).iterator()) {
            while (iterator.hasNext() && rows < most) {
                DataRow row = iterator.next();
                for (int f = 0; f < columns.length; f++) {
                    add(builder, f, columns[f] < 0 ? DataType.getMissingCell() : row.getCell(columns[f]));
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

    /**
     * Codes a table of which several rows may belong to one person.
     *
     * @param table the records
     * @param codebook what they are coded against
     * @param person position of the column that says to whom a row belongs, -1 when each row is one person
     * @param bound rows kept of each person, 0 to join them to one
     * @param limit rows of the table that are read at most, the first ones; 0 for all
     * @param exec receives progress
     * @return the coded records
     * @throws InvalidSettingsException when the table does not fit the codebook
     * @throws CanceledExecutionException when the user canceled
     * @throws IllegalArgumentException when an identifier is missing, or rows that are to be joined contradict each
     *     other
     */
    public static Dataset readPersons(
            BufferedDataTable table, Codebook codebook, int person, int bound, int limit, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        int[] columns = columnsOf(names(codebook), table.getDataTableSpec(), "table");
        long most = limit == 0 ? Long.MAX_VALUE : limit;
        Dataset rows = read(table, codebook, columns, "table", most, exec.createSubProgress(person < 0 ? 1 : 0.7));
        if (person < 0) {
            return rows;
        }
        Subjects.Builder builder = new Subjects.Builder();
        long n = 0;
        try (CloseableRowIterator iterator =
                table.filter(TableFilter.materializeCols(person)).iterator()) {
            while (iterator.hasNext() && n < most) {
                builder.add(text(iterator.next().getCell(person)));
                if (++n % STRIDE == 0) {
                    exec.checkCanceled();
                }
            }
        }
        Subjects subjects = builder.build();
        return bound == 0 ? subjects.joined(rows) : subjects.bounded(rows, bound);
    }

    /**
     * Codes the values that synthetic records shall have.
     *
     * @param table columns of the codebook, not all of them; others are ignored
     * @param codebook what they are coded against
     * @param exec receives progress
     * @return codes by attribute of the domain and row, -1 where the table has no column or a missing value
     * @throws InvalidSettingsException when the table does not fit
     * @throws CanceledExecutionException when the user canceled
     */
    public static int[][] evidence(BufferedDataTable table, Codebook codebook, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        int[] columns = someColumns(codebook, table.getDataTableSpec(), "table of given values");
        Dataset.Builder builder = Dataset.builder(codebook);
        BitSet missing = new BitSet();
        int row = 0;
        try (CloseableRowIterator iterator = table.iterator()) {
            while (iterator.hasNext()) {
                DataRow cells = iterator.next();
                for (int f = 0; f < columns.length; f++) {
                    DataCell cell = columns[f] < 0 ? DataType.getMissingCell() : cells.getCell(columns[f]);
                    missing.set(Math.addExact(Math.multiplyExact(row, columns.length), f), cell.isMissing());
                    add(builder, f, cell);
                }
                builder.endRow();
                if (++row % STRIDE == 0) {
                    exec.checkCanceled();
                }
            }
        }
        Dataset coded = builder.build();
        int[][] evidence = new int[codebook.domain().size()][coded.rows()];
        for (int a = 0; a < evidence.length; a++) {
            int field = codebook.domain().fieldOf(a);
            for (int r = 0; r < coded.rows(); r++) {
                evidence[a][r] = missing.get(r * columns.length + field) ? -1 : coded.code(r, a);
            }
        }
        return evidence;
    }

    /**
     * Finds the columns of a codebook in a table that may lack some.
     *
     * @param codebook names of its attributes are looked for
     * @param spec columns of the table
     * @param name what the table is, for messages
     * @return one column a codebook attribute, -1 where there is none
     * @throws InvalidSettingsException when there is none at all, or a column cannot be coded
     */
    public static int[] someColumns(Codebook codebook, DataTableSpec spec, String name)
            throws InvalidSettingsException {
        int[] columns = new int[codebook.attributes().size()];
        boolean any = false;
        for (int f = 0; f < columns.length; f++) {
            String attribute = codebook.attributes().get(f).name();
            columns[f] = columnOf(attribute, spec);
            any |= columns[f] >= 0;
            if (columns[f] >= 0 && !isSupported(spec, columns[f])) {
                throw new InvalidSettingsException("The column \"" + attribute + "\" of the " + name + " has the type "
                        + spec.getColumnSpec(columns[f]).getType().getName() + ", which cannot be coded. Convert it.");
            }
        }
        if (!any) {
            throw new InvalidSettingsException(
                    "The " + name + " has no column of the codebook. Rename its columns, or" + " disconnect it.");
        }
        return columns;
    }

    static void add(Dataset.Builder builder, int field, DataCell cell) {
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

    /**
     * Rows as texts, read anew each time.
     *
     * @param table the rows
     * @param columns positions in the table
     * @return one text a column, null when missing
     */
    public static Iterator<String[]> texts(BufferedDataTable table, int[] columns) {
        Iterator<DataRow> rows = table.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public String[] next() {
                DataRow row = rows.next();
                String[] values = new String[columns.length];
                for (int i = 0; i < columns.length; i++) {
                    values[i] = text(row.getCell(columns[i]));
                }
                return values;
            }
        };
    }

    /**
     * The number in a cell: its value, a day as days since 1970 with the time of the day as their part, or a text that
     * reads as a number.
     *
     * @param cell any cell
     * @return NaN when missing or no number
     */
    public static double number(DataCell cell) {
        if (cell instanceof DoubleValue d) {
            return d.getDoubleValue();
        }
        if (cell instanceof LocalDateTimeValue t) {
            return t.getLocalDateTime().toLocalDate().toEpochDay()
                    + t.getLocalDateTime().toLocalTime().toSecondOfDay() / SECONDS_OF_A_DAY;
        }
        if (cell instanceof LocalDateValue d) {
            return d.getLocalDate().toEpochDay();
        }
        String text = text(cell);
        try {
            return text == null ? Double.NaN : Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
