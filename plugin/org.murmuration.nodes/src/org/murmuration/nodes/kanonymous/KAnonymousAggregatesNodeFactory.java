// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.kanonymous;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
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
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;

/** Counts combinations that at least k records share. */
public final class KAnonymousAggregatesNodeFactory extends DefaultNodeFactory {
    private static final String WARNING = KAnonymousCounts.MARK
            + ": two such releases of nearly the same records can be compared with each other. Use differential privacy"
            + " for releases that repeat.";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("k-Anonymous Aggregates")
            .icon("k-anonymous-aggregates.png")
            .shortDescription("Counts combinations of values that at least k records share, rounded to multiples of k.")
            .fullDescription("<p>Counts how many records have each combination of up to six values. Counts are rounded"
                    + " down to a multiple of k, and combinations of fewer than k records are withheld, as is the number"
                    + " of records itself below k.</p>"
                    + "<p><b>What it promises.</b> Nothing is told that fewer than k records share. That holds for <b>one"
                    + " release only</b>: whoever sees two releases of nearly the same records can compare them, and"
                    + " whoever knows much about the others learns much about the last. It is no differential privacy;"
                    + " for releases that repeat, or that many sources can be joined with, use DP Marginals.</p>"
                    + "<p><b>Values.</b> Values outside of the codebook count as \"(other)\". Missing values form no"
                    + " combinations, nor do texts that are named as standing for nothing. Of columns that hold lists,"
                    + " each entry is a value of its own.</p>"
                    + "<p><b>Order.</b> Rows are sorted by the codebook alone. The first row holds the number of records."
                    + "</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addOutputTable(
                            "k-anonymous aggregates",
                            "One row a combination: attributes and values, their number, protected count. For one release"
                                    + " only."))
            .model(m -> m.parametersClass(KAnonymousAggregatesNodeParameters.class)
                    .configure(KAnonymousAggregatesNodeFactory::configure)
                    .execute(KAnonymousAggregatesNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("k-anonymity", "counts", "suppression", "rounding", "statistical disclosure control");

    /** Creates the factory. */
    public KAnonymousAggregatesNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        KAnonymousAggregatesNodeParameters parameters = in.getParameters();
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), in.getInTableSpec(0), "table");
        Codebook codebook = Releases.publicCodebook(spec);
        sensitive(parameters, codebook);
        out.setOutSpec(0, tableSpec(length(parameters, codebook)));
        out.setWarningMessage(WARNING);
    }

    private static int length(KAnonymousAggregatesNodeParameters parameters, Codebook codebook) {
        return Math.min(parameters.m_length, codebook.domain().size());
    }

    /** Names of coded attributes in which no value stands for nothing. */
    private static List<String> sensitive(KAnonymousAggregatesNodeParameters parameters, Codebook codebook)
            throws InvalidSettingsException {
        List<String> result = new ArrayList<>();
        for (String name : KAnonymousAggregatesNodeParameters.list(parameters.m_sensitive)) {
            int before = result.size();
            for (int a = 0; a < codebook.domain().size(); a++) {
                String field =
                        codebook.attributes().get(codebook.domain().fieldOf(a)).name();
                if (field.trim().equals(name)) {
                    result.add(codebook.domain().attribute(a).name());
                }
            }
            if (result.size() == before) {
                throw new InvalidSettingsException("The codebook has no attribute \"" + name
                        + "\", which the settings name as a column where all values count.");
            }
        }
        return result;
    }

    private static DataTableSpec tableSpec(int length) {
        List<Object> columns = new ArrayList<>();
        for (int i = 1; i <= length; i++) {
            columns.addAll(List.of("Attribute " + i, StringCell.TYPE, "Value " + i, StringCell.TYPE));
        }
        columns.addAll(List.of("Length", IntCell.TYPE, "Protected count", LongCell.TYPE));
        return TableOutput.spec(columns.toArray());
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        KAnonymousAggregatesNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        CodebookPortObject port = in.getInPortObject(1);
        Work.execute(() -> {
            Codebook codebook = Releases.publicCodebook(port);
            Dataset data = TableInput.read(table, codebook, "table", exec.createSubProgress(0.3));
            KAnonymousCounts counts = KAnonymousCounts.count(
                    data,
                    parameters.m_resolution,
                    parameters.m_length,
                    KAnonymousCounts.present(
                            codebook.domain(),
                            KAnonymousAggregatesNodeParameters.list(parameters.m_absent),
                            sensitive(parameters, codebook)),
                    Work.monitor(exec.createSubProgress(0.4)));
            out.setOutData(0, write(counts, exec));
            out.setWarningMessage(WARNING);
        });
    }

    private static BufferedDataTable write(KAnonymousCounts counts, ExecutionContext exec)
            throws CanceledExecutionException {
        int length = counts.length();
        TableOutput table = new TableOutput(exec, tableSpec(length));
        table.add(row(length, List.of(), List.of(), counts.records()));
        List<KAnonymousCounts.Combination> combinations = new ArrayList<>();
        counts.forEach(combinations::add);
        for (KAnonymousCounts.Combination c : combinations) {
            List<String> names = c.attributes().stream()
                    .map(a -> counts.domain().attribute(a).name())
                    .toList();
            table.add(row(length, names, c.values(counts.domain()), c.count()));
        }
        return table.finish();
    }

    private static DataCell[] row(int length, List<String> names, List<String> values, long count) {
        DataCell[] cells = new DataCell[2 * length + 2];
        for (int i = 0; i < length; i++) {
            cells[2 * i] = TableOutput.text(i < names.size() ? names.get(i) : null);
            cells[2 * i + 1] = TableOutput.text(i < names.size() ? values.get(i) : null);
        }
        cells[2 * length] = new IntCell(names.size());
        cells[2 * length + 1] = new LongCell(count);
        return cells;
    }
}
