// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.kanonymous;

import java.util.Optional;
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
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.nodes.adapter.CombinationOutput;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Counts combinations that at least k records share. */
public final class KAnonymousAggregatesNodeFactory extends DefaultNodeFactory {
    private static final String WARNING = KAnonymousCounts.MARK
            + ": two such releases of nearly the same records can be compared with each other. Use differential privacy"
            + " for releases that repeat.";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("k-Anonymous Aggregates")
            .icon("k-anonymous-aggregates.png")
            .shortDescription("Counts combinations of values that at least k records share, rounded to multiples of k.")
            .fullDescription(
                    """
                    <p>Counts how many records have each combination of up to six values. Counts are rounded down to a
                    multiple of k, and combinations of fewer than k records are withheld, as is the number of records
                    itself below k.</p>
                    <p><b>What it promises.</b> Nothing is shown that fewer than k records share. That holds for <b>one
                    release only</b>: whoever sees two releases of nearly the same records can compare them, and whoever
                    knows much about the others learns much about the last. It is no differential privacy; for releases
                    that repeat, or that many sources can be joined with, use DP Marginals.</p>
                    <p><b>Values.</b> Values outside of the codebook count as "(other)". Missing values form no
                    combinations unless that is set, nor do texts that are named as standing for nothing. Of columns
                    that hold lists, each entry is a value of its own.</p>
                    <p><b>Order.</b> Rows are sorted by the codebook alone. The first row holds the number of
                    records.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addOutputTable(
                            "k-anonymous aggregates",
                            "One row a combination: attributes and values, their number, protected count. For one release"
                                    + " only.")
                    .addOutputPort(
                            "Combination aggregates",
                            "The same counts, for synthesis and evaluation.",
                            CombinationsPortObject.TYPE))
            .model(m -> m.parametersClass(KAnonymousAggregatesNodeParameters.class)
                    .configure(KAnonymousAggregatesNodeFactory::configure)
                    .execute(KAnonymousAggregatesNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v, Page.NAVIGATOR, "The rounded counts, to be filtered by clicks. For one release only."))
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
        parameters.m_persons.column(in.getInTableSpec(0), spec.attributes());
        Codebook codebook = spec.publicCodebook();
        parameters.present(codebook);
        out.setOutSpec(0, CombinationOutput.spec(length(parameters, codebook)));
        out.setOutSpec(
                1,
                new CombinationsPortObjectSpec(
                        Optional.of(codebook), CombinationsPortObjectSpec.Kind.K_ANONYMITY, false));
        out.setWarningMessage(WARNING);
    }

    private static int length(KAnonymousAggregatesNodeParameters parameters, Codebook codebook) {
        return Math.min(parameters.m_length, codebook.domain().size());
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        KAnonymousAggregatesNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        CodebookPortObject port = in.getInPortObject(1);
        Work.execute(() -> {
            Codebook codebook = port.publicCodebook();
            Dataset data = TableInput.readPersons(
                    table,
                    codebook,
                    parameters.m_persons.column(table.getDataTableSpec(), TableInput.names(codebook)),
                    parameters.m_persons.bound(),
                    parameters.m_limit,
                    exec.createSubProgress(0.3));
            KAnonymousCounts counts = KAnonymousCounts.count(
                    data,
                    parameters.m_resolution,
                    parameters.m_length,
                    parameters.present(codebook),
                    Work.monitor(exec.createSubProgress(0.4)));
            ReleasedCombinations released = ReleasedCombinations.of(codebook, counts);
            out.setOutData(0, CombinationOutput.write(exec, released, length(parameters, codebook)));
            out.setOutData(1, new CombinationsPortObject(released));
            out.setInternalData(ViewData.store(exec, NavigatorJson.of(released).json()));
            out.setWarningMessage(WARNING);
        });
    }
}
