// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.ListSheet;
import org.murmuration.engine.linked.WideSheet;

/** Reads KNIME tables into families. */
public final class LinkedInput {
    private static final int STRIDE = 4096;

    private LinkedInput() {}

    /**
     * Names of the columns that link two tables.
     *
     * @param parent key of parents in the parent table
     * @param foreign the same key in the child table
     * @param child key of children of their own, empty if they have none
     */
    public record Keys(String parent, String foreign, String child) {}

    /** Splits the cells of one row of a sheet into children. */
    private interface Splitting {
        List<String[]> children(String[] cells);
    }

    /**
     * Finds a key column.
     *
     * @param name of the column
     * @param spec of the table
     * @param table what the table is, for the message
     * @param codebook whose attributes must not have it
     * @return position
     * @throws InvalidSettingsException when it is absent, or an attribute too
     */
    public static int keyColumn(String name, DataTableSpec spec, String table, Codebook codebook)
            throws InvalidSettingsException {
        int column = spec.findColumnIndex(name.trim());
        if (column < 0) {
            throw new InvalidSettingsException("The " + table + " has no column \"" + name.trim()
                    + "\" for its key. Choose the column that links the tables.");
        }
        if (codebook.attributes().stream().anyMatch(a -> a.name().trim().equals(name.trim()))) {
            throw new InvalidSettingsException("The column \"" + name.trim() + "\" is a key, and the codebook of the "
                    + table + " has it too, so that it would be counted. Take it out of the codebook.");
        }
        return column;
    }

    /**
     * Checks that two tables can be linked.
     *
     * @param parents spec of the parent table
     * @param children spec of the child table
     * @param codebook of both
     * @param keys that link them
     * @throws InvalidSettingsException when columns are absent or keys are the same column
     */
    public static void check(DataTableSpec parents, DataTableSpec children, LinkedCodebook codebook, Keys keys)
            throws InvalidSettingsException {
        String ofParents = codebook.parent() + " table";
        String ofChildren = codebook.child() + " table";
        keyColumn(keys.parent(), parents, ofParents, codebook.parents());
        int foreign = keyColumn(keys.foreign(), children, ofChildren, codebook.children());
        if (!keys.child().isBlank() && keyColumn(keys.child(), children, ofChildren, codebook.children()) == foreign) {
            throw new InvalidSettingsException("The column \"" + keys.foreign() + "\" is set both as key of the "
                    + codebook.child() + " and as key of its " + codebook.parent()
                    + ". They are different columns; leave the first empty if there is none.");
        }
        TableInput.columnsOf(TableInput.names(codebook.parents()), parents, ofParents);
        TableInput.columnsOf(TableInput.names(codebook.children()), children, ofChildren);
    }

    /**
     * Reads two tables.
     *
     * @param parents one row a parent
     * @param children one row a child
     * @param codebook of both
     * @param keys that link them
     * @param exec receives progress
     * @return families, not yet built, so that what does not fit can be looked at
     * @throws InvalidSettingsException when the tables do not fit
     * @throws CanceledExecutionException when the user canceled
     */
    public static LinkedDataset.Builder tables(
            BufferedDataTable parents,
            BufferedDataTable children,
            LinkedCodebook codebook,
            Keys keys,
            ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        check(parents.getDataTableSpec(), children.getDataTableSpec(), codebook, keys);
        LinkedDataset.Builder builder = LinkedDataset.builder(codebook);
        int key = parents.getDataTableSpec().findColumnIndex(keys.parent().trim());
        read(
                parents,
                TableInput.columnsOf(
                        TableInput.names(codebook.parents()), parents.getDataTableSpec(), codebook.parent() + " table"),
                new int[] {key},
                cells -> builder.parent(cells[0]),
                exec.createSubProgress(0.4));
        int foreign = children.getDataTableSpec().findColumnIndex(keys.foreign().trim());
        int own = keys.child().isBlank()
                ? -1
                : children.getDataTableSpec().findColumnIndex(keys.child().trim());
        read(
                children,
                TableInput.columnsOf(
                        TableInput.names(codebook.children()),
                        children.getDataTableSpec(),
                        codebook.child() + " table"),
                own < 0 ? new int[] {foreign} : new int[] {foreign, own},
                cells -> builder.child(own < 0 ? null : cells[1], cells[0]),
                exec.createSubProgress(0.6));
        return builder;
    }

    /** Announces a row by its keys and tells where its values go. */
    private interface Announcing {
        Dataset.Builder row(String[] keys);
    }

    private static void read(
            BufferedDataTable table, int[] columns, int[] keys, Announcing announcing, ExecutionMonitor exec)
            throws CanceledExecutionException {
        int[] all = Arrays.copyOf(columns, columns.length + keys.length);
        System.arraycopy(keys, 0, all, columns.length, keys.length);
        long n = 0;
        try (CloseableRowIterator rows =
                table.filter(TableFilter.materializeCols(all)).iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                String[] texts = new String[keys.length];
                for (int k = 0; k < keys.length; k++) {
                    texts[k] = TableInput.text(row.getCell(keys[k]));
                }
                Dataset.Builder target = announcing.row(texts);
                if (target != null) {
                    for (int f = 0; f < columns.length; f++) {
                        DataCell cell = row.getCell(columns[f]);
                        TableInput.add(target, f, cell);
                    }
                    target.endRow();
                }
                if (++n % STRIDE == 0) {
                    exec.checkCanceled();
                    exec.setProgress((double) n / table.size(), () -> "Linking the tables");
                }
            }
        }
    }

    /**
     * Reads one sheet whose columns repeat for each child.
     *
     * @param sheet one row a parent
     * @param codebook of both
     * @param key column of the parents' key, empty when each row is one
     * @param prefix of the repeated columns
     * @param exec receives progress
     * @return families, not yet built
     * @throws InvalidSettingsException when the sheet does not fit
     * @throws CanceledExecutionException when the user canceled
     */
    public static LinkedDataset.Builder wide(
            BufferedDataTable sheet, LinkedCodebook codebook, String key, String prefix, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        WideSheet wide = WideSheet.of(header(sheet.getDataTableSpec()), prefix, codebook.children());
        return sheet(sheet, codebook, key, wide::children, exec);
    }

    /**
     * Reads one sheet whose cells list the values of all children.
     *
     * @param sheet one row a parent
     * @param codebook of both
     * @param key column of the parents' key, empty when each row is one
     * @param separator of entries
     * @param exec receives progress
     * @return families, not yet built
     * @throws InvalidSettingsException when the sheet does not fit
     * @throws CanceledExecutionException when the user canceled
     */
    public static LinkedDataset.Builder lists(
            BufferedDataTable sheet, LinkedCodebook codebook, String key, String separator, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        ListSheet lists = ListSheet.of(header(sheet.getDataTableSpec()), separator, codebook.children());
        return sheet(sheet, codebook, key, lists::children, exec);
    }

    /**
     * Names of columns.
     *
     * @param spec of a table
     * @return in order
     */
    public static List<String> header(DataTableSpec spec) {
        List<String> header = new ArrayList<>();
        spec.forEach(c -> header.add(c.getName()));
        return header;
    }

    private static LinkedDataset.Builder sheet(
            BufferedDataTable sheet, LinkedCodebook codebook, String key, Splitting splitting, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException {
        DataTableSpec spec = sheet.getDataTableSpec();
        int[] ofParents = TableInput.columnsOf(TableInput.names(codebook.parents()), spec, "sheet");
        int keyColumn = key.isBlank() ? -1 : keyColumn(key, spec, "sheet", codebook.parents());
        LinkedDataset.Builder builder = LinkedDataset.builder(codebook);
        long n = 0;
        try (CloseableRowIterator rows = sheet.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                String[] cells = new String[spec.getNumColumns()];
                for (int c = 0; c < cells.length; c++) {
                    cells[c] = TableInput.text(row.getCell(c));
                }
                String[] values = new String[ofParents.length];
                for (int f = 0; f < values.length; f++) {
                    values[f] = cells[ofParents[f]];
                }
                builder.family(keyColumn < 0 ? Long.toString(n) : cells[keyColumn], values, splitting.children(cells));
                if (++n % STRIDE == 0) {
                    exec.checkCanceled();
                    exec.setProgress((double) n / sheet.size(), () -> "Reading the sheet");
                }
            }
        }
        return builder;
    }
}
