// SPDX-License-Identifier: Apache-2.0
package org.murmuration.standin.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;

/**
 * Rows of a stand-in table held as columns: each column is a dictionary of its distinct cells and one code per row in
 * the smallest primitive width, so that a million rows of twenty repetitive string columns need some tens of megabytes.
 */
public final class TableStore {
    private static Function<Object, TableStore> containerAccess;
    private static Function<Object, int[]> filterColumns;
    private static ToLongFunction<Object> filterLastRow;

    private final DataTableSpec spec;
    private final boolean initializeDomain;
    private final boolean updateDomain;
    private final int maxDomainValues;
    private final Set<String> seenKeys;
    private final CodedColumn[] columns;
    private final List<String> keys = new ArrayList<>();
    private boolean sequentialKeys = true;
    private long size;

    /**
     * @param spec columns of the table
     * @param initializeDomain whether the domains of {@code spec} are kept
     * @param updateDomain whether the cells that come widen the domains
     * @param maxDomainValues largest number of nominal values kept in a domain
     * @param checkDuplicateKeys whether a row key that came before is refused
     */
    public TableStore(
            DataTableSpec spec,
            boolean initializeDomain,
            boolean updateDomain,
            int maxDomainValues,
            boolean checkDuplicateKeys) {
        this.spec = spec;
        this.initializeDomain = initializeDomain;
        this.updateDomain = updateDomain;
        this.maxDomainValues = maxDomainValues;
        this.seenKeys = checkDuplicateKeys ? new HashSet<>() : null;
        this.columns = new CodedColumn[spec.getNumColumns()];
        Arrays.setAll(columns, i -> new CodedColumn());
    }

    /** Registers how a closed container gives its store; called by the container class alone. */
    public static void setContainerAccess(Function<Object, TableStore> access) {
        containerAccess = access;
    }

    /** Registers how a filter gives its columns and last row; called by the filter class alone. */
    public static void setFilterAccess(Function<Object, int[]> columnsOf, ToLongFunction<Object> lastRowOf) {
        filterColumns = columnsOf;
        filterLastRow = lastRowOf;
    }

    /** The store of a closed container. */
    public static TableStore of(Object container) {
        return containerAccess.apply(container);
    }

    /** Rows that a table filter lets through. */
    public Iterator<DataRow> filtered(Object filter) {
        return rows(filterColumns.apply(filter), filterLastRow.applyAsLong(filter));
    }

    /** Appends a row after checking it against the spec. */
    public void add(DataRow row) {
        if (row.getNumCells() != columns.length) {
            throw new IllegalArgumentException("A row with " + row.getNumCells() + " cells was added to a table of "
                    + columns.length + " columns.");
        }
        for (int i = 0; i < columns.length; i++) {
            DataCell cell = row.getCell(i);
            if (!cell.isMissing() && !spec.getColumnSpec(i).getType().isASuperTypeOf(cell.getType())) {
                throw new IllegalArgumentException("Column \""
                        + spec.getColumnSpec(i).getName() + "\" is of type "
                        + spec.getColumnSpec(i).getType() + " and was given a cell of type " + cell.getType());
            }
        }
        addKey(row.getKey().getString());
        for (int i = 0; i < columns.length; i++) {
            columns[i].add(row.getCell(i));
        }
        size++;
    }

    private void addKey(String key) {
        if (sequentialKeys && key.equals("Row" + size)) {
            return;
        }
        if (sequentialKeys) {
            sequentialKeys = false;
            for (long i = 0; i < size; i++) {
                keys.add("Row" + i);
            }
            if (seenKeys != null) {
                seenKeys.addAll(keys);
            }
        }
        if (seenKeys != null && !seenKeys.add(key)) {
            throw new IllegalArgumentException("Encountered duplicate row ID \"" + key + "\"");
        }
        keys.add(key);
    }

    /** Number of rows. */
    public long size() {
        return size;
    }

    /** The spec with the domains that the settings ask for. */
    public DataTableSpec spec() {
        DataTableSpecCreator creator = new DataTableSpecCreator();
        for (int i = 0; i < columns.length; i++) {
            DataColumnSpec column = spec.getColumnSpec(i);
            DataColumnSpecCreator c = new DataColumnSpecCreator(column);
            DataColumnDomain start =
                    initializeDomain ? column.getDomain() : new DataColumnDomainCreator().createDomain();
            c.setDomain(updateDomain ? columns[i].widen(start, column, maxDomainValues) : start);
            creator.addColumns(c.createSpec());
        }
        return creator.createSpec();
    }

    /**
     * Rows in order.
     *
     * @param wanted columns to fill, or null for all; the others hold missing cells
     * @param lastRow index of the last row given
     */
    public Iterator<DataRow> rows(int[] wanted, long lastRow) {
        boolean[] keep = new boolean[columns.length];
        Arrays.fill(keep, wanted == null);
        if (wanted != null) {
            for (int i : wanted) {
                keep[i] = true;
            }
        }
        long end = lastRow == Long.MAX_VALUE ? size : Math.min(size, lastRow + 1);
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < end;
            }

            @Override
            public DataRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int r = next++;
                DataCell[] cells = new DataCell[columns.length];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = keep[i] ? columns[i].get(r) : org.knime.core.data.DataType.getMissingCell();
                }
                return new DefaultRow(new RowKey(sequentialKeys ? "Row" + r : keys.get(r)), cells);
            }
        };
    }

    private static final class CodedColumn {
        private final Map<DataCell, Integer> codeOf = new HashMap<>();
        private final List<DataCell> cells = new ArrayList<>();
        private byte[] bytes = new byte[64];
        private short[] shorts;
        private int[] ints;
        private int size;

        void add(DataCell cell) {
            Integer code = codeOf.get(cell);
            if (code == null) {
                code = cells.size();
                codeOf.put(cell, code);
                cells.add(cell);
            }
            grow(code);
            if (ints != null) {
                ints[size] = code;
            } else if (shorts != null) {
                shorts[size] = (short) (int) code;
            } else {
                bytes[size] = (byte) (int) code;
            }
            size++;
        }

        private void grow(int code) {
            if (bytes != null && code > 0xff) {
                shorts = new short[bytes.length];
                for (int i = 0; i < size; i++) {
                    shorts[i] = (short) (bytes[i] & 0xff);
                }
                bytes = null;
            }
            if (shorts != null && code > 0xffff) {
                ints = new int[shorts.length];
                for (int i = 0; i < size; i++) {
                    ints[i] = shorts[i] & 0xffff;
                }
                shorts = null;
            }
            if (bytes != null && size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size + (size >> 1) + 64);
            } else if (shorts != null && size == shorts.length) {
                shorts = Arrays.copyOf(shorts, size + (size >> 1) + 64);
            } else if (ints != null && size == ints.length) {
                ints = Arrays.copyOf(ints, size + (size >> 1) + 64);
            }
        }

        DataCell get(int row) {
            int code;
            if (ints != null) {
                code = ints[row];
            } else if (shorts != null) {
                code = shorts[row] & 0xffff;
            } else {
                code = bytes[row] & 0xff;
            }
            return cells.get(code);
        }

        DataColumnDomain widen(DataColumnDomain start, DataColumnSpec column, int maxValues) {
            DataColumnDomainCreator creator = new DataColumnDomainCreator(start);
            if (column.getType().isCompatible(NominalValue.class)) {
                Set<DataCell> values = new LinkedHashSet<>();
                if (start.hasValues()) {
                    values.addAll(start.getValues());
                }
                for (DataCell cell : cells) {
                    if (!cell.isMissing()) {
                        values.add(cell);
                    }
                }
                creator.setValues(values.size() > maxValues ? null : values);
            }
            if (column.getType().isCompatible(BoundedValue.class)) {
                DataCell lower = start.getLowerBound();
                DataCell upper = start.getUpperBound();
                for (DataCell cell : cells) {
                    if (cell instanceof DoubleValue d && !cell.isMissing()) {
                        double value = d.getDoubleValue();
                        lower = lower == null || value < ((DoubleValue) lower).getDoubleValue() ? cell : lower;
                        upper = upper == null || value > ((DoubleValue) upper).getDoubleValue() ? cell : upper;
                    }
                }
                creator.setLowerBound(lower);
                creator.setUpperBound(upper);
            }
            return creator.createDomain();
        }
    }
}
