// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dputility;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
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
import org.murmuration.engine.aggregation.utility.ReleasedUtility;
import org.murmuration.engine.aggregation.utility.UtilityRelease;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.report.pages.PublishablePage;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.parameters.PageTarget;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Measures under differential privacy how near synthetic records are to the real ones. */
public final class DpUtilityEvaluationNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec UTILITY = TableOutput.spec(
            "Metric",
            StringCell.TYPE,
            "Attributes counted together",
            IntCell.TYPE,
            "Attributes",
            StringCell.TYPE,
            "Value",
            DoubleCell.TYPE,
            "95% half-width",
            DoubleCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Utility Evaluation")
            .icon("dp-utility-evaluation.png")
            .shortDescription("Measures with differential privacy how near synthetic records are to the real ones.")
            .fullDescription(
                    "<p>Exact comparisons with sensitive records must not be published. This node makes a comparison"
                            + " that may be: it spends a budget of its own, and what leaves it is as safe as any other release.</p>"
                            + "<p><b>Distances.</b> The total variation distance of every table of up to three attributes: 0 when"
                            + " equal, 1 when nothing agrees. One record moves a distance by half a record in all of them, so with a few"
                            + " thousand records the noise is hardly seen even at a small epsilon. 1000 times 1 - mean distance of"
                            + " pairs is NIST's k-marginal score, with the bins of the codebook.</p>"
                            + "<p><b>Propensity.</b> Random partitions, decided by the synthetic records alone, halve them at random"
                            + " attributes up to six times. How unevenly the real records fall into the same cells tells how well the"
                            + " two can be told apart: the propensity score error, its ratio to chance (about 1 when they cannot be"
                            + " told), and, at no cost, that of synthetic records whose columns are independent.</p>"
                            + "<p><b>Method.</b> Discrete Gaussian noise on whole numbers, accounted as zero-concentrated differential"
                            + " privacy. A fifth of the budget counts the real records, the rest is shared by distances and"
                            + " partitions. Half-widths are of noise alone, that of the number of records included.</p>"
                            + "<p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn, and executing again"
                            + " with the same settings, real and synthetic records gives the same values back at no cost. Evaluate"
                            + " once, at the end: choosing the best of many synthetic tables this way costs each time.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of both tables.", CodebookPortObject.TYPE)
                    .addInputPort(
                            "Ledger",
                            "Account of the data source (optional). Its unit and its neighbours hold then.",
                            LedgerPortObject.OPTIONAL)
                    .addInputTable(
                            "Synthetic data", "The records to judge. They must be fit to be published themselves.")
                    .addOutputTable("Utility", "One row a metric, with its 95 % half-width. May be published."))
            .model(m -> m.parametersClass(DpUtilityEvaluationNodeParameters.class)
                    .configure(DpUtilityEvaluationNodeFactory::configure)
                    .execute(DpUtilityEvaluationNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.DP_UTILITY,
                    "Distances with their intervals, worst first, and what they cost. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "differential privacy", "quality", "total variation distance", "k-marginal", "publish", "fidelity");

    /** Creates the factory. */
    public DpUtilityEvaluationNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpUtilityEvaluationNodeParameters all = in.getParameters();
        DpUtilityEvaluationNodeParameters.Settings parameters = all.m_release;
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), (DataTableSpec) in.getInPortSpec(0), "real table");
        TableInput.columnsOf(spec.attributes(), (DataTableSpec) in.getInPortSpec(3), "synthetic table");
        Codebook codebook = spec.publicCodebook();
        LedgerPortObjectSpec ledger = in.getInPortSpec(2);
        DpUtilityEvaluationNodeParameters.NODE.configure(parameters, in, out);
        Work.configure(() -> {
            parameters.plan(codebook, ledger); // refused now rather than when executed
            out.setOutSpec(0, UTILITY);
            all.m_page.check();
        });
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpUtilityEvaluationNodeParameters all = in.getParameters();
        DpUtilityEvaluationNodeParameters.Settings parameters = all.m_release;
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInPortObject(0);
        CodebookPortObject port = in.getInPortObject(1);
        BufferedDataTable made = in.getInPortObject(3);
        Work.execute(() -> {
            Codebook codebook = port.publicCodebook();
            Loops.refuse(parameters.m_recording.isEachIteration());
            Optional<Path> file = all.m_page.check(); // before anything is spent
            LedgerPortObject ledger = in.getInPortObject(2);
            Dataset synthetic = TableInput.read(made, codebook, "synthetic table", exec.createSubProgress(0.2));
            ReleasedUtility utility =
                    release(parameters, codebook, ledger == null ? null : ledger.getSpec(), table, synthetic, exec);
            out.setOutData(0, write(utility, exec));
            PublishablePage page = PublishablePage.of(utility);
            out.setInternalData(ViewData.store(exec, page.json()));
            if (file.isPresent() && !isWritten(all.m_page, file.get(), page)) {
                out.setWarningMessage("The page could not be written to " + file.get()
                        + ". Check free space and permissions; with a ledger, executing again costs nothing.");
            } else if (utility.test()) {
                out.setWarningMessage(Certificate.TEST_MARK + ". Remove the test seed for real data.");
            } else if (ledger == null) {
                out.setWarningMessage(Ledgers.UNRECORDED);
            }
        });
    }

    /** What was released stays with the node even where its page cannot be written. */
    private static boolean isWritten(PageTarget target, Path file, PublishablePage page) {
        try {
            target.write(file, page);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ReleasedUtility release(
            DpUtilityEvaluationNodeParameters.Settings parameters,
            Codebook codebook,
            LedgerPortObjectSpec ledger,
            BufferedDataTable table,
            Dataset synthetic,
            ExecutionContext exec)
            throws CanceledExecutionException, InvalidSettingsException, LedgerException {
        Release<Counted<CountSource>, ReleasedUtility> release = Release.of(
                UtilityRelease.of(codebook, parameters.plan(codebook, ledger), synthetic),
                DpUtilityEvaluationNodeParameters.NODE.account(parameters, ledger, parameters.m_unit.unit()));
        Dataset real = TableInput.read(table, codebook, "real table", exec.createSubProgress(0.2));
        return release.run(
                        Counted.of(real),
                        parameters.m_test.source("utility"),
                        Work.monitor(exec.createSubProgress(0.6)))
                .value();
    }

    private static BufferedDataTable write(ReleasedUtility utility, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, UTILITY);
        for (int k = 1; k <= utility.order(); k++) {
            ReleasedUtility.Distance mean = utility.mean(k);
            row(table, "Mean total variation distance", k, List.of(), mean.distance(), mean.halfWidth());
            row(table, "k-marginal score", k, List.of(), 1000 * (1 - mean.distance()), 1000 * mean.halfWidth());
        }
        ReleasedUtility.Propensity p = utility.propensity();
        row(table, "Propensity score error", 0, List.of(), p.error(), p.halfWidth());
        row(table, "Propensity score error of two samples", 0, List.of(), p.expected(), 0);
        row(table, "Propensity score error if independent", 0, List.of(), p.independent(), 0);
        row(table, "S_pMSE", 0, List.of(), p.ratio(), p.halfWidth() / p.expected());
        row(table, "Number of real records", 0, List.of(), utility.realRows(), utility.realRowsHalfWidth());
        row(table, "Number of synthetic records", 0, List.of(), utility.syntheticRows(), 0);
        for (int k = 1; k <= utility.order(); k++) {
            for (ReleasedUtility.Distance d : utility.worst(k, Integer.MAX_VALUE)) {
                row(table, "Total variation distance", k, d.attributes(), d.distance(), d.halfWidth());
            }
        }
        return table.finish();
    }

    private static void row(
            TableOutput table, String metric, int order, List<String> attributes, double value, double halfWidth)
            throws CanceledExecutionException {
        DataCell together = order == 0 ? DataType.getMissingCell() : new IntCell(order);
        table.add(
                new StringCell(metric),
                together,
                TableOutput.text(attributes.isEmpty() ? null : String.join(", ", attributes)),
                TableOutput.number(value),
                TableOutput.number(halfWidth));
    }
}
