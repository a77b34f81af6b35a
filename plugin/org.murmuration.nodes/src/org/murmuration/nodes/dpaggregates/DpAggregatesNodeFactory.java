// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dpaggregates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.aggregation.combinations.CombinationRelease;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.nodes.adapter.CombinationOutput;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.parameters.Persons;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.releasing.ReleasingNode;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Releases noisy counts of combinations of values. */
public final class DpAggregatesNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>Counts how many records have each combination of up to six values, adds noise of known size, and keeps what stands
            out. The output may be published: the guarantee bounds what anyone can learn about one person, whatever else they
            know.</p>
            <p><b>Method.</b> That of Synthetic Data Showcase (DP marginals: Gopi, Mahabadi, Yekhanin), with its guarantee made
            sound. Combinations grow from those that were kept: a combination is looked at only when all its parts were. Each row
            counts in a bounded number of combinations; the bound is a percentile found with differential privacy over a public
            range. Counts get discrete Gaussian noise drawn in integer arithmetic. At the end no count is above that of any of
            its parts.</p>
            <p><b>Values.</b> With a public codebook every value may be named. If values must come from the records, a value is
            named only when its noisy count passes a threshold. Codebooks that were made from the records are allowed then, and
            only names of columns and values that passed are released.</p>
            <p><b>Which node.</b> DP Marginals counts all cells of all tables of up to three attributes. This node counts what
            occurs, so that columns may have many values and combinations may be longer.</p>
            <p><b>Ledger.</b> With a ledger the cost is reserved before noise is drawn, and executing again gives the same values
            back at no cost.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Aggregates")
            .icon("dp-aggregates.png")
            .shortDescription("Counts combinations of up to six values with differential privacy, where they occur.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records.")
                    .addInputPort(
                            "Codebook",
                            "The codebook of the records: public, unless values are to come from the records.",
                            CodebookPortObject.TYPE)
                    .addInputPort("Privacy ledger", LedgerPortObject.DESCRIPTION, LedgerPortObject.OPTIONAL)
                    .addOutputTable(
                            "DP aggregates",
                            "The number of records first, then one row a combination: attributes and values, their number,"
                                    + " protected count, half-width of its noise.")
                    .addOutputPort(
                            "Combination aggregates",
                            "The same counts, for synthesis and evaluation.",
                            CombinationsPortObject.TYPE))
            .model(m -> m.parametersClass(DpAggregatesNodeParameters.class)
                    .configure(DpAggregatesNodeFactory::configure)
                    .execute(DpAggregatesNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v, Page.NAVIGATOR, "The counts with their errors, to be filtered by clicks. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords("differential privacy", "counts", "combinations", "Gaussian noise", "Synthetic Data Showcase");

    /** Creates the factory. */
    public DpAggregatesNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpAggregatesNodeParameters.Settings settings = in.<DpAggregatesNodeParameters>getParameters().m_release;
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), in.getInTableSpec(0), "table");
        settings.m_persons.column(in.getInTableSpec(0), spec.attributes());
        ReleasingNode.Planned<Codebook, CombinationPlan> planned =
                DpAggregatesNodeParameters.NODE.configure(settings, in, out);
        Optional<Codebook> codebook = settings.isPublic() ? Optional.of(planned.codebook()) : Optional.empty();
        out.setOutSpec(0, CombinationOutput.spec(settings.length(codebook)));
        out.setOutSpec(
                1,
                new CombinationsPortObjectSpec(
                        codebook, CombinationsPortObjectSpec.Kind.DIFFERENTIAL_PRIVACY, settings.m_test.isTest()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpAggregatesNodeParameters.Settings settings = in.<DpAggregatesNodeParameters>getParameters().m_release;
        DpAggregatesNodeParameters.NODE.execute(settings, in, run -> {
            ReleasedCombinations released = run.release(
                    CombinationRelease.of(run.codebook(), run.plan()),
                    "combinations",
                    exec -> read(in.getInTable(0), run.codebook(), settings.m_persons, exec));
            int length = settings.length(settings.isPublic() ? Optional.of(run.codebook()) : Optional.empty());
            out.setOutData(0, CombinationOutput.write(run.exec(), released, length));
            out.setOutData(1, new CombinationsPortObject(released));
            out.setInternalData(
                    ViewData.store(run.exec(), NavigatorJson.of(released).json()));
            run.warn(out, notes(released, run.codebook()));
        });
    }

    private static Dataset read(BufferedDataTable table, Codebook codebook, Persons persons, ExecutionMonitor exec)
            throws CanceledExecutionException, InvalidSettingsException {
        int column = persons.column(table.getDataTableSpec(), TableInput.names(codebook));
        // a limit of rows would let another record in when one is removed
        return TableInput.readPersons(table, codebook, column, persons.bound(), 0, exec);
    }

    private static List<String> notes(ReleasedCombinations released, Codebook codebook) {
        List<String> notes = new ArrayList<>();
        int lost =
                codebook.attributes().size() - released.codebook().attributes().size();
        int longest = released.longestCounted();
        if (lost > 0) {
            notes.add(lost + " columns had no value whose noisy count passed the threshold, and are left out."
                    + " Take the values from a public codebook, or raise epsilon.");
        } else if (longest < released.table().maxLength()) {
            notes.add(
                    "Combinations of more than " + longest + " values were left out, because none or too many of their"
                            + " parts were kept. Choose fewer invented combinations, fewer attributes or wider bins.");
        }
        return notes;
    }
}
