// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.canaryaudit;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
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
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.risk.CanaryAudit;
import org.murmuration.engine.evaluation.risk.CanaryReport;
import org.murmuration.nodes.adapter.Canaries;
import org.murmuration.nodes.adapter.MixedInput;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;

/** Guesses which canaries were in the data and bounds the epsilon of a pipeline from below. */
public final class CanaryAuditNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec AUDIT =
            TableOutput.spec("Metric", StringCell.TYPE, "Value (private)", DoubleCell.TYPE, "Meaning", StringCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Canary Audit")
            .icon("canary-audit.png")
            .shortDescription("Bounds the epsilon of a whole pipeline from below by guessing which canaries were in.")
            .fullDescription(
                    """
                    <p>Takes the list of canaries of <b>Canary Inserter</b> and the synthetic records that a pipeline
                    made of the table with canaries. A canary is believed to have been in the nearer a synthetic record
                    is; the nearest quarter is guessed to be in, the farthest to be out. From the number of right
                    guesses follows a lower bound on epsilon that holds with the confidence set (Steinke, Nasr and
                    Jagielski 2023, one run, canaries added or removed).</p>
                    <p><b>Reading it.</b> A bound above the epsilon that the pipeline declares shows that something is
                    wrong: a node that is not private, or one that sees the records twice. A bound of 0 shows nothing:
                    this is an attack by one adversary, and private pipelines are expected to withstand it. No audit
                    proves privacy.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Canaries", "The list of canaries of Canary Inserter.")
                    .addInputTable("Synthetic data", "What the pipeline made of the table with canaries.")
                    .addInputPort(
                            "Codebook",
                            "The codebook of both tables (optional): texts that mean numbers, days or missing values are then read as"
                                    + " such. Without it columns are compared as they are.",
                            CodebookPortObject.OPTIONAL)
                    .addOutputTable("Audit", "Right guesses and the lower bound on epsilon (private)."))
            .model(m -> m.parametersClass(CanaryAuditNodeParameters.class)
                    .configure(CanaryAuditNodeFactory::configure)
                    .execute(CanaryAuditNodeFactory::execute))
            .nodeType(NodeType.Visualizer)
            .keywords("audit", "empirical epsilon", "membership", "attack", "lower bound", "privacy")
            .addExternalResource(
                    "https://arxiv.org/abs/2305.08846",
                    "Steinke, Nasr, Jagielski: Privacy Auditing with One (1) Training Run");

    /** Creates the factory. */
    public CanaryAuditNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataTableSpec canaries = in.getInPortSpec(0);
        if (!canaries.containsName(Canaries.COLUMN)) {
            throw new InvalidSettingsException("The first table has no column \"" + Canaries.COLUMN
                    + "\". Connect the second output of Canary Inserter.");
        }
        MixedInput.configured(in.getInPortSpec(2), canaries, in.getInPortSpec(1));
        out.setOutSpec(0, AUDIT);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        CanaryAuditNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable list = in.getInPortObject(0);
        BufferedDataTable made = in.getInPortObject(1);
        CodebookPortObject codebook = in.getInPortObject(2);
        Work.execute(() -> {
            MixedColumns columns = MixedInput.columns(codebook, list.getDataTableSpec(), made.getDataTableSpec());
            MixedRecords canaries = MixedInput.read(list, codebook, columns, exec.createSubProgress(0.1));
            MixedRecords synthetic = MixedInput.read(made, codebook, columns, exec.createSubProgress(0.2));
            CanaryReport report =
                    CanaryAudit.judge(canaries, wasIn(list), synthetic, Work.monitor(exec.createSubProgress(0.7)));
            TableOutput table = new TableOutput(exec, AUDIT);
            row(table, "Canaries", report.canaries(), "Each was in the data with probability one half.");
            row(table, "Guesses", report.guesses(), "The nearest and the farthest quarter.");
            row(table, "Right guesses", report.correct(), "Half of the guesses are right by chance.");
            row(
                    table,
                    "Epsilon is at least",
                    report.epsilonAtLeast(parameters.m_delta, parameters.m_confidence),
                    "0 shows nothing; above the declared epsilon, the pipeline does not keep its promise.");
            row(table, "Delta", parameters.m_delta, "That of the promise that is tested.");
            row(table, "Confidence", parameters.m_confidence, "Probability with which the bound holds.");
            out.setOutData(0, table.finish());
        });
    }

    private static boolean[] wasIn(BufferedDataTable list) throws InvalidSettingsException {
        int column = list.getDataTableSpec().findColumnIndex(Canaries.COLUMN);
        List<Boolean> wasIn = new ArrayList<>();
        try (CloseableRowIterator rows = list.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                String text = TableInput.text(row.getCell(column));
                if (!Canaries.YES.equals(text) && !Canaries.NO.equals(text)) {
                    throw new InvalidSettingsException("The column \"" + Canaries.COLUMN
                            + "\" must say yes or no in every row. Connect the second output of Canary Inserter.");
                }
                wasIn.add(Canaries.YES.equals(text));
            }
        }
        boolean[] result = new boolean[wasIn.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = wasIn.get(i);
        }
        return result;
    }

    private static void row(TableOutput table, String metric, double value, String meaning)
            throws CanceledExecutionException {
        table.add(new StringCell(metric), new DoubleCell(value), new StringCell(meaning));
    }
}
