// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dpaggregates;

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
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.combinations.CombinationRelease;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.nodes.adapter.CombinationOutput;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Releases noisy counts of combinations of values. */
public final class DpAggregatesNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Aggregates")
            .icon("dp-aggregates.png")
            .shortDescription("Counts combinations of up to six values with differential privacy, where they occur.")
            .fullDescription("<p>Counts how many records have each combination of up to six values, adds noise of known"
                    + " size, and keeps what stands out. What leaves this node may be published: the guarantee bounds what"
                    + " anyone can learn about one person, whatever else they know.</p>"
                    + "<p><b>Method.</b> That of Synthetic Data Showcase (DP marginals: Gopi, Mahabadi, Yekhanin), with its"
                    + " guarantee made sound. Combinations grow from those that were kept: a combination is looked at only"
                    + " when all its parts were. Each row counts in a bounded number of combinations; the bound is a"
                    + " percentile found with differential privacy over a public range. Counts get discrete Gaussian noise"
                    + " drawn in integer arithmetic. At the end no count is above that of any of its parts.</p>"
                    + "<p><b>Values.</b> With a public codebook every value may be named. If values must come from the"
                    + " records, a value is named only when its noisy count passes a threshold; this also takes codebooks"
                    + " that were made from the records, and nothing but the names of columns and the values that passed"
                    + " leaves the node.</p>"
                    + "<p><b>Which node.</b> DP Marginals counts all cells of all tables of up to three attributes; this"
                    + " node counts what occurs, so that columns may have many values and combinations may be longer.</p>"
                    + "<p><b>Ledger.</b> With a ledger the cost is reserved before noise is drawn, and executing again"
                    + " gives the same values back at no cost.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records.")
                    .addInputPort(
                            "Codebook",
                            "The codebook of the records: public, unless values are to come from the records.",
                            CodebookPortObject.TYPE)
                    .addInputPort(
                            "Privacy ledger",
                            "Account of the data source (optional); without it nothing is recorded.",
                            LedgerPortObject.OPTIONAL)
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

    private static boolean isPublic(DpAggregatesNodeParameters.Settings parameters) {
        return parameters.m_values == DpAggregatesNodeParameters.Values.CODEBOOK;
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpAggregatesNodeParameters.Settings parameters = in.<DpAggregatesNodeParameters>getParameters().m_release;
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), in.getInTableSpec(0), "table");
        parameters.m_persons.column(in.getInTableSpec(0), spec.attributes());
        LedgerPortObjectSpec ledger = in.getInPortSpec(2);
        DpAggregatesNodeParameters.NODE.configure(parameters, in, out);
        if (isPublic(parameters)) {
            Codebook codebook = spec.publicCodebook();
            Work.configure(() -> parameters.plan(codebook, ledger));
            out.setOutSpec(0, CombinationOutput.spec(length(parameters, codebook)));
            out.setOutSpec(1, spec(Optional.of(codebook), parameters));
        } else {
            out.setOutSpec(0, CombinationOutput.spec(parameters.m_length));
            out.setOutSpec(1, spec(Optional.empty(), parameters));
        }
    }

    private static CombinationsPortObjectSpec spec(
            Optional<Codebook> codebook, DpAggregatesNodeParameters.Settings parameters) {
        return new CombinationsPortObjectSpec(
                codebook, CombinationsPortObjectSpec.Kind.DIFFERENTIAL_PRIVACY, parameters.m_test.isTest());
    }

    /** Columns of the table; where the codebook is not public, its number of attributes is not shown either. */
    private static int length(DpAggregatesNodeParameters.Settings parameters, Codebook codebook) {
        return isPublic(parameters)
                ? Math.min(parameters.m_length, codebook.domain().size())
                : parameters.m_length;
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpAggregatesNodeParameters.Settings parameters = in.<DpAggregatesNodeParameters>getParameters().m_release;
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        CodebookPortObject port = in.getInPortObject(1);
        Work.execute(() -> {
            Codebook codebook = isPublic(parameters) ? port.publicCodebook() : port.codebook();
            Loops.refuse(parameters.m_recording.isEachIteration());
            LedgerPortObject ledger = in.getInPortObject(2);
            ReleasedCombinations released =
                    release(parameters, codebook, ledger == null ? null : ledger.getSpec(), table, exec);
            out.setOutData(0, CombinationOutput.write(exec, released, length(parameters, codebook)));
            out.setOutData(1, new CombinationsPortObject(released));
            out.setInternalData(ViewData.store(exec, NavigatorJson.of(released).json()));
            warn(released, ledger == null, codebook, out);
        });
    }

    private static void warn(
            ReleasedCombinations released, boolean isUnrecorded, Codebook codebook, ExecuteOutput out) {
        boolean isTest = released.protection() instanceof Protection.DifferentialPrivacy dp && dp.test();
        int lost =
                codebook.attributes().size() - released.codebook().attributes().size();
        int longest = longest(released);
        if (isTest) {
            out.setWarningMessage(Certificate.TEST_MARK + ". Remove the test seed for real data.");
        } else if (lost > 0) {
            out.setWarningMessage(
                    lost + " columns had no value whose noisy count passed the threshold, and are left out."
                            + " Take the values from a public codebook, or raise epsilon.");
        } else if (longest < released.table().maxLength()) {
            out.setWarningMessage(
                    "Combinations of more than " + longest + " values were left out, because none or too many"
                            + " of their parts were kept. Choose fewer invented combinations, fewer attributes or wider bins.");
        } else if (isUnrecorded) {
            out.setWarningMessage(Ledgers.UNRECORDED);
        }
    }

    /** Longest combinations that were counted. */
    private static int longest(ReleasedCombinations released) {
        int longest = 0;
        if (released.protection() instanceof Protection.DifferentialPrivacy dp) {
            for (int l = 1; l < dp.noise().size(); l++) {
                longest = dp.noise().get(l) > 0 ? l : longest;
            }
        }
        return longest;
    }

    private static Dataset read(
            DpAggregatesNodeParameters.Settings parameters,
            Codebook codebook,
            BufferedDataTable table,
            ExecutionContext exec)
            throws CanceledExecutionException, InvalidSettingsException {
        return TableInput.readPersons(
                table,
                codebook,
                parameters.m_persons.column(table.getDataTableSpec(), TableInput.names(codebook)),
                parameters.m_persons.bound(),
                0, // a limit would let another record in when one is removed
                exec.createSubProgress(0.3));
    }

    private static ReleasedCombinations release(
            DpAggregatesNodeParameters.Settings parameters,
            Codebook codebook,
            LedgerPortObjectSpec ledger,
            BufferedDataTable table,
            ExecutionContext exec)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        Release<Dataset, ReleasedCombinations> release = Release.of(
                CombinationRelease.of(codebook, parameters.plan(codebook, ledger)),
                DpAggregatesNodeParameters.NODE.account(parameters, ledger, parameters.m_unit.unit()));
        return release.run(
                        read(parameters, codebook, table, exec),
                        parameters.m_test.source("combinations"),
                        Work.monitor(exec.createSubProgress(0.5)))
                .value();
    }
}
