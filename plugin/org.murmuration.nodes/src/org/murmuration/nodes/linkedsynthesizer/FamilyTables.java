// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.RecordDecoder.BinStyle;
import org.murmuration.engine.synthesis.linked.FamilyAggregates;
import org.murmuration.engine.synthesis.linked.LinkedTables;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;

/**
 * The tables of a release of two linked tables.
 *
 * @param parents synthetic ones
 * @param children synthetic ones
 */
record FamilyTables(BufferedDataTable parents, BufferedDataTable children) {
    private static final double DRAWING = 0.4;
    static final DataTableSpec AGGREGATES = aggregatesSpec();

    /** Gives rows one after the other. */
    private interface Rows {
        void forEach(RandomSource random, Consumer<String[]> to);
    }

    private static DataTableSpec aggregatesSpec() {
        List<Object> columns = new ArrayList<>(List.of("Kind", StringCell.TYPE));
        for (int i = 1; i <= FamilyAggregates.MOST_ATTRIBUTES; i++) {
            columns.addAll(List.of("Attribute " + i, StringCell.TYPE, "Value " + i, StringCell.TYPE));
        }
        for (String name : List.of("Noisy count", "Agreed count", "Sigma", "95% error")) {
            columns.addAll(List.of(name, DoubleCell.TYPE));
        }
        return TableOutput.spec(columns.toArray());
    }

    static DataTableSpec parentSpec(LinkedCodebook codebook, BinStyle style) {
        return TableOutput.spec(List.of(codebook.parentKey()), codebook.parents(), style);
    }

    static DataTableSpec childSpec(LinkedCodebook codebook, BinStyle style) {
        return TableOutput.spec(List.of(codebook.childKey(), codebook.parentKey()), codebook.children(), style);
    }

    /** Drawing costs nothing; a seed made of what was released gives the same tables with the same release. */
    static FamilyTables draw(ReleasedFamilies released, BinStyle style, ExecutionContext exec)
            throws CanceledExecutionException {
        RandomSource random = RandomSource.seeded(released.drawingSeed());
        LinkedDataset families = released.draw(random, Work.monitor(exec.createSubProgress(DRAWING)));
        LinkedTables tables = new LinkedTables(families, style);
        LinkedCodebook codebook = released.codebook();
        return new FamilyTables(
                write(exec, parentSpec(codebook, style), random, tables::parents),
                write(exec, childSpec(codebook, style), random, tables::children));
    }

    private static BufferedDataTable write(ExecutionContext exec, DataTableSpec spec, RandomSource random, Rows rows)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, spec);
        List<String[]> batch = new ArrayList<>();
        rows.forEach(random, batch::add);
        for (String[] row : batch) {
            table.addTexts(row);
        }
        return table.finish();
    }

    static BufferedDataTable aggregates(ReleasedFamilies released, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, AGGREGATES);
        for (FamilyAggregates.Cell cell : FamilyAggregates.of(released)) {
            DataCell[] row = new DataCell[AGGREGATES.getNumColumns()];
            row[0] = new StringCell(cell.kind());
            for (int i = 0; i < FamilyAggregates.MOST_ATTRIBUTES; i++) {
                boolean isThere = i < cell.values().size();
                row[1 + 2 * i] = TableOutput.text(isThere ? cell.attributes().get(i) : null);
                row[2 + 2 * i] = TableOutput.text(isThere ? cell.values().get(i) : null);
            }
            row[row.length - 4] = new DoubleCell(cell.noisy());
            row[row.length - 3] = new DoubleCell(cell.agreed());
            row[row.length - 2] = new DoubleCell(cell.sigma());
            row[row.length - 1] = new DoubleCell(cell.halfWidth());
            table.add(row);
        }
        return table.finish();
    }
}
