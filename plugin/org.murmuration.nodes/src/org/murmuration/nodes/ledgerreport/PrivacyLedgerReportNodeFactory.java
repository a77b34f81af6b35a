// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.ledgerreport;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.report.pages.LedgerReport;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Shows what a ledger says. */
public final class PrivacyLedgerReportNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec RELEASES = TableOutput.spec(
            "Release", StringCell.TYPE,
            "Time", StringCell.TYPE,
            "Node", StringCell.TYPE,
            "What", StringCell.TYPE,
            "Cohort", StringCell.TYPE,
            "State", StringCell.TYPE,
            "Cost by itself", DoubleCell.TYPE,
            "Total after it", DoubleCell.TYPE,
            "Share of the budget", DoubleCell.TYPE,
            "Software", StringCell.TYPE);
    private static final DataTableSpec CURVE = TableOutput.spec(
            "Delta", DoubleCell.TYPE,
            "Epsilon by sums of rho", DoubleCell.TYPE,
            "Epsilon by loss distributions", DoubleCell.TYPE);
    private static final DataTableSpec TOTALS = TableOutput.spec(
            "Data source", StringCell.TYPE,
            "Unit", StringCell.TYPE,
            "Neighbours", StringCell.TYPE,
            "Budget in words", StringCell.TYPE,
            "Budget", DoubleCell.TYPE,
            "Spent", DoubleCell.TYPE,
            "Left for one release", DoubleCell.TYPE,
            "Releases", LongCell.TYPE,
            "Interrupted", LongCell.TYPE,
            "In words", StringCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Privacy Ledger Report")
            .icon("privacy-ledger-report.png")
            .shortDescription("Lists all releases of a ledger and what they cost together.")
            .fullDescription(
                    """
                    <p>Reads a ledger as it stands at this moment and verifies all of it. The view shows the budget with
                    one bar a release, epsilon against delta, and the state in a sentence.</p>
                    <p><b>Two totals.</b> Sums of rho hold even if each release was chosen after looking at earlier
                    ones; the ledger decides by them. Privacy-loss distributions give a smaller epsilon that holds if
                    the releases were fixed without looking, for instance in a yearly plan. Both are upper bounds, for
                    the people with the largest total.</p>
                    <p><b>Privacy.</b> A ledger holds no records and nothing computed from them. It says when and how
                    much was released, so it is still for the keepers of the data.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort("Ledger", "The ledger to report on.", LedgerPortObject.TYPE)
                    .addOutputTable(
                            "Releases",
                            "One row a release in order: costs in the measure of the budget (epsilon at its delta, rho, or"
                                    + " pure epsilon). Missing means without bound.")
                    .addOutputTable("Epsilon by delta", "Epsilon of all releases together at powers of ten of delta.")
                    .addOutputTable("Totals", "One row: budget, what was spent, what is left, in numbers and words."))
            .model(m -> m.withoutParameters()
                    .configure(PrivacyLedgerReportNodeFactory::configure)
                    .execute(PrivacyLedgerReportNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.LEDGER,
                    "The budget as a bar a release, epsilon against delta, and the state in plain words."))
            .nodeType(NodeType.Visualizer)
            .keywords("budget", "epsilon", "audit", "composition", "history");

    /** Creates the factory. */
    public PrivacyLedgerReportNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) {
        out.setOutSpecs(RELEASES, CURVE, TOTALS);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        LedgerPortObject port = in.getInPortObject(0);
        ExecutionContext exec = in.getExecutionContext();
        Work.execute(() -> {
            LedgerReport report = LedgerReport.of(Ledgers.open(port.getSpec()), Work.monitor(exec));
            out.setOutData(0, releases(report, exec));
            out.setOutData(1, curve(report, exec));
            out.setOutData(2, totals(report, exec));
            out.setInternalData(ViewData.store(exec, report.toJson()));
            if (report.totals().interrupted() > 0) {
                out.setWarningMessage(report.totals().interrupted()
                        + " releases were interrupted after they had been reserved; they count as spent.");
            }
        });
    }

    private static DataCell number(double value) {
        return Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell();
    }

    private static BufferedDataTable releases(LedgerReport report, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, RELEASES);
        for (LedgerReport.Row row : report.rows()) {
            table.add(
                    new StringCell(row.entry().release()),
                    new StringCell(row.entry().time().toString()),
                    new StringCell(row.entry().node()),
                    new StringCell(row.entry().event().label()),
                    new StringCell(row.entry().cohort().describe()),
                    new StringCell(row.entry().state().name()),
                    number(row.cost()),
                    number(row.total()),
                    number(row.share()),
                    new StringCell(row.entry().software()));
        }
        return table.finish();
    }

    private static BufferedDataTable curve(LedgerReport report, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, CURVE);
        for (LedgerReport.Point point : report.curve()) {
            table.add(new DoubleCell(point.delta()), number(point.zcdp()), number(point.pld()));
        }
        return table.finish();
    }

    private static BufferedDataTable totals(LedgerReport report, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, TOTALS);
        table.add(
                new StringCell(report.terms().asset()),
                new StringCell(report.terms().unit().name()),
                new StringCell(report.terms().relation().describe(report.terms().unit())),
                new StringCell(report.terms().budget().describe()),
                number(report.totals().budget()),
                number(report.totals().spent()),
                number(report.totals().left()),
                new LongCell(report.totals().releases()),
                new LongCell(report.totals().interrupted()),
                new StringCell(report.sentence()));
        return table.finish();
    }
}
