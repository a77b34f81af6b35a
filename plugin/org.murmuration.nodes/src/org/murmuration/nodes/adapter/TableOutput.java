// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.RecordDecoder;
import org.murmuration.engine.synthesis.RecordDecoder.BinStyle;

/**
 * Writes KNIME tables whose row keys are fresh and whose domains come from public knowledge alone: KNIME never updates
 * them from the cells.
 */
public final class TableOutput {
    private static final int STRIDE = 4096;

    private final ExecutionContext exec;
    private final BufferedDataContainer container;
    private final DataTableSpec spec;
    private long rows;

    /**
     * Starts a table.
     *
     * @param exec creates the table
     * @param spec its columns, with public domains or none
     */
    public TableOutput(ExecutionContext exec, DataTableSpec spec) {
        this.exec = exec;
        this.spec = spec;
        this.container = exec.createDataContainer(
                spec,
                DataContainerSettings.builder()
                        .withInitializedDomain(true)
                        .withDomainUpdate(false)
                        .withCheckDuplicateRowKeys(false)
                        .build());
    }

    /**
     * Adds a row under a fresh sequential key.
     *
     * @param cells one a column
     * @throws CanceledExecutionException when the user canceled
     */
    public void add(DataCell... cells) throws CanceledExecutionException {
        if (rows % STRIDE == 0) {
            exec.checkCanceled();
        }
        container.addRowToTable(new DefaultRow(RowKey.createRowKey(rows++), cells));
    }

    /**
     * Adds a row of texts, converted to the types of the columns. A text that is no number becomes missing in a column
     * of numbers.
     *
     * @param values one a column, null when missing
     * @throws CanceledExecutionException when the user canceled
     */
    public void addTexts(String... values) throws CanceledExecutionException {
        DataCell[] cells = new DataCell[values.length];
        for (int i = 0; i < values.length; i++) {
            cells[i] = cell(values[i], spec.getColumnSpec(i).getType());
        }
        add(cells);
    }

    /**
     * Ends the table.
     *
     * @return the table
     */
    public BufferedDataTable finish() {
        container.close();
        return container.getTable();
    }

    private static DataCell cell(String value, DataType type) {
        if (value == null) {
            return DataType.getMissingCell();
        }
        if (type.equals(StringCell.TYPE)) {
            return new StringCell(value);
        }
        try {
            return type.equals(LongCell.TYPE)
                    ? new LongCell(Long.parseLong(value))
                    : new DoubleCell(Double.parseDouble(value));
        } catch (NumberFormatException outsideTheBins) {
            return DataType.getMissingCell();
        }
    }

    /**
     * A text cell.
     *
     * @param value the text, or null when missing
     * @return the cell
     */
    public static DataCell text(String value) {
        return value == null ? DataType.getMissingCell() : new StringCell(value);
    }

    /**
     * A number cell.
     *
     * @param value the number; not finite when there is none
     * @return the cell, missing without a number
     */
    public static DataCell number(double value) {
        return Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
    }

    /**
     * The columns of another spec without their domains.
     *
     * @param other whose names and types are taken
     * @return the spec
     */
    public static DataTableSpec copy(DataTableSpec other) {
        List<Object> columns = new ArrayList<>();
        for (DataColumnSpec column : other) {
            columns.add(column.getName());
            columns.add(column.getType());
        }
        return spec(columns.toArray());
    }

    /**
     * A spec of columns without domains.
     *
     * @param columns name and type in turn
     * @return the spec
     */
    public static DataTableSpec spec(Object... columns) {
        DataTableSpecCreator creator = new DataTableSpecCreator();
        for (int i = 0; i < columns.length; i += 2) {
            creator.addColumns(new DataColumnSpecCreator((String) columns[i], (DataType) columns[i + 1]).createSpec());
        }
        return creator.createSpec();
    }

    /**
     * A spec of text columns without domains.
     *
     * @param names of the columns
     * @return the spec
     */
    public static DataTableSpec textSpec(List<String> names) {
        return new DataTableSpecCreator()
                .addColumns(names.stream()
                        .map(n -> new DataColumnSpecCreator(n, StringCell.TYPE).createSpec())
                        .toArray(DataColumnSpec[]::new))
                .createSpec();
    }

    /**
     * Writes synthetic records.
     *
     * @param exec of the node
     * @param records over the domain of the codebook
     * @param codebook that the records are coded against
     * @param style how binned values are written
     * @param random draws positions inside bins
     * @return a table of the spec {@link #spec(Codebook, BinStyle)}
     * @throws CanceledExecutionException when the user canceled
     */
    public static BufferedDataTable records(
            ExecutionContext exec, Dataset records, Codebook codebook, BinStyle style, RandomSource random)
            throws CanceledExecutionException {
        RecordDecoder decoder = new RecordDecoder(codebook, style);
        TableOutput table = new TableOutput(exec, spec(codebook, style));
        for (int r = 0; r < records.rows(); r++) {
            table.addTexts(decoder.decode(records, r, random));
        }
        return table.finish();
    }

    /**
     * The spec of synthetic records: types and domains follow from the public codebook, and each column is marked.
     *
     * @param codebook what the records are coded against
     * @param style how binned values are written
     * @return one column a codebook attribute
     */
    public static DataTableSpec spec(Codebook codebook, BinStyle style) {
        return spec(List.of(), codebook, style);
    }

    /**
     * The spec of synthetic records with keys, marked too.
     *
     * @param keys names of the key columns, which come first
     * @param codebook what the records are coded against
     * @param style how binned values are written
     * @return one column a key, one a codebook attribute
     */
    public static DataTableSpec spec(List<String> keys, Codebook codebook, BinStyle style) {
        List<DataColumnSpec> columns = new ArrayList<>();
        keys.forEach(key -> columns.add(SyntheticMark.on(new DataColumnSpecCreator(key, StringCell.TYPE))));
        for (Attribute a : codebook.attributes()) {
            columns.add(column(a, style));
        }
        return new DataTableSpecCreator()
                .addColumns(columns.toArray(DataColumnSpec[]::new))
                .createSpec();
    }

    private static DataColumnSpec column(Attribute attribute, BinStyle style) {
        Discretization bins = attribute.bins().orElse(null);
        if (bins != null && style == BinStyle.VALUE && bins.scale() != Discretization.Scale.DATE) {
            boolean whole = bins.scale() == Discretization.Scale.INTEGER;
            double[] edges = bins.edges();
            DataColumnSpecCreator creator =
                    new DataColumnSpecCreator(attribute.name(), whole ? LongCell.TYPE : DoubleCell.TYPE);
            creator.setDomain(
                    new DataColumnDomainCreator(number(edges[0], whole), number(edges[edges.length - 1], whole))
                            .createDomain());
            return SyntheticMark.on(creator);
        }
        DataColumnSpecCreator creator = new DataColumnSpecCreator(attribute.name(), StringCell.TYPE);
        if (attribute.separator().isEmpty() && (bins == null || style == BinStyle.LABEL)) {
            Set<DataCell> values = new LinkedHashSet<>();
            for (int code = 0; code <= attribute.otherCode(); code++) {
                values.add(new StringCell(attribute.label(code)));
            }
            creator.setDomain(new DataColumnDomainCreator(values).createDomain());
        }
        return SyntheticMark.on(creator);
    }

    private static DataCell number(double value, boolean whole) {
        return whole ? new LongCell((long) value) : new DoubleCell(value);
    }
}
