// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.canaryinserter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.evaluation.risk.CanaryAudit;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.nodes.adapter.Canaries;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;

/** Puts invented records into a table so that a pipeline can be audited. */
public final class CanaryInserterNodeFactory extends DefaultNodeFactory {
    private static final int MOST_VALUES = 10_000;
    private static final String FOR_AUDITS =
            "The table contains invented records. Use it for the audit only, and publish nothing that is made from it.";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Canary Inserter")
            .icon("canary-inserter.png")
            .shortDescription("Puts invented records into a table to audit what a pipeline gives away.")
            .fullDescription(
                    """
                    <p>Invents records that nobody has (canaries): each column's value is drawn by itself from the
                    different values of the column, so that combinations are unusual. A secret coin decides for each
                    whether it is put into the table, at a random place. Run the pipeline once on this table and give
                    what it makes to <b>Canary Audit</b>, with the list of canaries: whoever can tell which were in
                    refutes a small epsilon. The whole pipeline is audited, with every mistake that was made in building
                    it.</p>
                    <p><b>Use a copy of the pipeline.</b> Its result contains invented records and must not be
                    published. Without a ledger nothing is charged; with one, the audit is a release like any other.</p>
                    <p>At most 10,000 different values of a column are drawn from.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records.")
                    .addOutputTable("Case data with canaries", "The records and about half of the canaries (private).")
                    .addOutputTable("Canaries", "All canaries, and whether each was put into the table (private)."))
            .model(m -> m.parametersClass(CanaryInserterNodeParameters.class)
                    .configure(CanaryInserterNodeFactory::configure)
                    .execute(CanaryInserterNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("audit", "empirical epsilon", "membership", "attack", "test", "privacy");

    /** Creates the factory. */
    public CanaryInserterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataTableSpec spec = in.getInTableSpec(0);
        out.setOutSpec(0, TableOutput.copy(spec));
        out.setOutSpec(1, Canaries.spec(spec));
        out.setWarningMessage(FOR_AUDITS);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        CanaryInserterNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Work.execute(() -> {
            if (table.size() == 0) {
                throw new InvalidSettingsException(
                        "The table is empty, so it does not say what canaries should look like. Connect records.");
            }
            RandomSource random = parameters.m_test.source("canaries");
            List<DataCell[]> values = values(table, exec);
            int[][] drawn =
                    CanaryAudit.draw(values.stream().mapToInt(v -> v.length).toArray(), parameters.m_canaries, random);
            boolean[] isIn = CanaryAudit.coins(drawn.length, random);
            DataCell[][] canaries = Arrays.stream(drawn)
                    .map(d -> IntStream.range(0, d.length)
                            .mapToObj(c -> values.get(c)[d[c]])
                            .toArray(DataCell[]::new))
                    .toArray(DataCell[][]::new);
            out.setOutData(0, insert(table, canaries, isIn, random, exec));
            out.setOutData(1, list(table.getDataTableSpec(), canaries, isIn, exec));
            out.setWarningMessage(FOR_AUDITS);
        });
    }

    /** Different cells of each column, a missing one too. */
    private static List<DataCell[]> values(BufferedDataTable table, ExecutionContext exec)
            throws CanceledExecutionException {
        int columns = table.getDataTableSpec().getNumColumns();
        List<Set<DataCell>> known = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            known.add(new LinkedHashSet<>());
        }
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                exec.checkCanceled();
                DataRow row = rows.next();
                for (int c = 0; c < columns; c++) {
                    if (known.get(c).size() < MOST_VALUES) {
                        known.get(c).add(row.getCell(c));
                    }
                }
            }
        }
        return known.stream().map(s -> s.toArray(DataCell[]::new)).toList();
    }

    private static BufferedDataTable insert(
            BufferedDataTable table, DataCell[][] canaries, boolean[] isIn, RandomSource random, ExecutionContext exec)
            throws CanceledExecutionException {
        int[] chosen = IntStream.range(0, isIn.length).filter(i -> isIn[i]).toArray();
        long[] places = new long[chosen.length];
        Arrays.setAll(places, i -> random.nextLong(table.size() + 1));
        Arrays.sort(places);
        TableOutput output = new TableOutput(exec, TableOutput.copy(table.getDataTableSpec()));
        int next = 0;
        long row = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext() || next < chosen.length) {
                exec.checkCanceled();
                if (next < chosen.length && places[next] <= row) {
                    output.add(canaries[chosen[next++]]);
                } else {
                    DataRow record = rows.next();
                    output.add(IntStream.range(0, record.getNumCells())
                            .mapToObj(record::getCell)
                            .toArray(DataCell[]::new));
                    row++;
                }
            }
        }
        return output.finish();
    }

    private static BufferedDataTable list(
            DataTableSpec spec, DataCell[][] canaries, boolean[] isIn, ExecutionContext exec)
            throws CanceledExecutionException, InvalidSettingsException {
        TableOutput output = new TableOutput(exec, Canaries.spec(spec));
        for (int i = 0; i < canaries.length; i++) {
            DataCell[] cells = Arrays.copyOf(canaries[i], canaries[i].length + 1);
            cells[canaries[i].length] = new StringCell(isIn[i] ? Canaries.YES : Canaries.NO);
            output.add(cells);
        }
        return output.finish();
    }
}
