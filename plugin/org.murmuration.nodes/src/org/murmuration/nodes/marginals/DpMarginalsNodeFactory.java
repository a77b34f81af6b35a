// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
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
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.aggregation.marginals.AggregateTable;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.AggregatesPortObjectSpec;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Releases noisy marginals. */
public final class DpMarginalsNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Marginals")
            .icon("dp-marginals.png")
            .shortDescription("Counts all combinations of up to three attributes with differential privacy.")
            .fullDescription("<p>Counts how many records have each value, each pair and each triple of values of the"
                    + " codebook, and adds noise of known size to every count. What leaves this node may be published:"
                    + " the guarantee bounds what anyone can learn about one record, whatever else they know.</p>"
                    + "<p><b>Method.</b> Discrete Gaussian noise drawn exactly, in integer arithmetic and from a secure"
                    + " source (Canonne, Kamath, Steinke 2020), accounted as zero-concentrated differential privacy and"
                    + " converted to epsilon and delta. Neighbouring tables differ in one record added or removed. The"
                    + " number of records takes 2 % of the budget, the tables share the rest.</p>"
                    + "<p><b>Values.</b> Cells come from the codebook alone, so cells without a record appear too. Values"
                    + " outside the codebook count as \"(other)\", missing ones as \"(missing)\". Columns that the"
                    + " codebook does not know are left out.</p>"
                    + "<p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn, and executing"
                    + " again with the same settings and records gives the same values back at no cost, whatever happened to"
                    + " the workflow in between. Without one the guarantee covers this release alone and each execution"
                    + " spends again.</p>"
                    + "<p><b>Limits.</b> At most 30 million cells. Inside a loop the node refuses to run unless each"
                    + " iteration is meant to be a release.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addInputPort(
                            "Ledger",
                            "Account of the data source (optional). Its unit and its neighbours hold then.",
                            LedgerPortObject.OPTIONAL)
                    .addOutputTable(
                            "Aggregates",
                            "One row a cell: attributes and values, noisy count (unbiased, may be negative), consistent"
                                    + " count (not negative, tables add up), sigma, 95 % half-width.")
                    .addOutputPort(
                            "DP aggregates",
                            "The same for the nodes that follow, with the account of what was spent.",
                            AggregatesPortObject.TYPE))
            .model(m -> m.parametersClass(DpMarginalsNodeParameters.class)
                    .configure(DpMarginalsNodeFactory::configure)
                    .execute(DpMarginalsNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v, Page.NAVIGATOR, "The counts with their errors, to be filtered by clicks. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords("differential privacy", "noise", "counts", "contingency table", "statistical disclosure control")
            .addExternalResource(
                    "https://arxiv.org/abs/2004.00010",
                    "Canonne, Kamath, Steinke: The Discrete Gaussian for Differential Privacy");

    /** Creates the factory. */
    public DpMarginalsNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpMarginalsNodeParameters.Settings parameters = in.<DpMarginalsNodeParameters>getParameters().m_release;
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), in.getInTableSpec(0), "table");
        Codebook codebook = spec.publicCodebook();
        LedgerPortObjectSpec ledger = in.getInPortSpec(2);
        DpMarginalsNodeParameters.NODE.configure(parameters, in, out);
        Work.configure(() -> {
            MarginalPlan plan = parameters.plan(codebook, ledger);
            out.setOutSpec(0, tableSpec(plan.order()));
            out.setOutSpec(
                    1,
                    new AggregatesPortObjectSpec(
                            codebook,
                            plan.target().epsilon(),
                            plan.target().delta(),
                            plan.order(),
                            parameters.m_test.isTest()));
        });
    }

    private static DataTableSpec tableSpec(int order) {
        List<Object> columns = new ArrayList<>();
        for (int i = 1; i <= order; i++) {
            columns.addAll(List.of("Attribute " + i, StringCell.TYPE, "Value " + i, StringCell.TYPE));
        }
        columns.addAll(List.of("Noisy count", LongCell.TYPE, "Consistent count", DoubleCell.TYPE));
        columns.addAll(List.of("Sigma", DoubleCell.TYPE, "95% half-width", DoubleCell.TYPE));
        return TableOutput.spec(columns.toArray());
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpMarginalsNodeParameters.Settings parameters = in.<DpMarginalsNodeParameters>getParameters().m_release;
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        CodebookPortObject port = in.getInPortObject(1);
        Work.execute(() -> {
            Codebook codebook = port.publicCodebook();
            Loops.refuse(parameters.m_recording.isEachIteration());
            LedgerPortObject ledger = in.getInPortObject(2);
            ReleasedAggregates aggregates =
                    release(parameters, codebook, ledger == null ? null : ledger.getSpec(), table, exec);
            out.setOutData(0, write(aggregates, parameters.plan(codebook, null).order(), exec));
            out.setOutData(1, new AggregatesPortObject(aggregates));
            out.setInternalData(
                    ViewData.store(exec, NavigatorJson.of(aggregates).json()));
            if (aggregates.test()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Remove the test seed for real data.");
            } else if (ledger == null) {
                out.setWarningMessage(Ledgers.UNRECORDED);
            }
        });
    }

    private static ReleasedAggregates release(
            DpMarginalsNodeParameters.Settings parameters,
            Codebook codebook,
            LedgerPortObjectSpec ledger,
            BufferedDataTable table,
            ExecutionContext exec)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        Release<Counted<CountSource>, ReleasedAggregates> release = Release.of(
                MarginalRelease.of(codebook, parameters.plan(codebook, ledger)),
                DpMarginalsNodeParameters.NODE.account(parameters, ledger, parameters.m_unit.unit()));
        Dataset data = TableInput.read(table, codebook, "table", exec.createSubProgress(0.3));
        return release.run(
                        Counted.of(data),
                        parameters.m_test.source("marginals"),
                        Work.monitor(exec.createSubProgress(0.4)))
                .value();
    }

    private static BufferedDataTable write(ReleasedAggregates aggregates, int order, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, tableSpec(order));
        exec.setMessage("Writing aggregates");
        AggregateTable.<CanceledExecutionException>forEach(aggregates, row -> {
            DataCell[] cells = new DataCell[2 * order + 4];
            for (int i = 0; i < order; i++) {
                boolean used = i < row.attributes().size();
                cells[2 * i] = TableOutput.text(used ? row.attributes().get(i) : null);
                cells[2 * i + 1] = TableOutput.text(used ? row.values().get(i) : null);
            }
            cells[2 * order] = new LongCell(row.noisy());
            cells[2 * order + 1] = new DoubleCell(row.consistent());
            cells[2 * order + 2] = new DoubleCell(row.sigma());
            cells[2 * order + 3] = new DoubleCell(row.halfWidth());
            table.add(cells);
        });
        return table.finish();
    }
}
