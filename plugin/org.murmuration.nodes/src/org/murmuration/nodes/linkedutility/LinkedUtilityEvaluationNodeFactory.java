// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedutility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.knime.core.data.DataTableSpec;
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
import org.murmuration.engine.evaluation.linked.Flattening;
import org.murmuration.engine.evaluation.linked.LinkedEvaluation;
import org.murmuration.engine.evaluation.linked.LinkedReport;
import org.murmuration.engine.linked.IntegrityReport;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.report.pages.FamiliesJson;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.nodes.adapter.LinkedInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.FamiliesPortObject;
import org.murmuration.nodes.port.FamiliesPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Compares synthetic parents and children with sensitive ones. */
public final class LinkedUtilityEvaluationNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec SUMMARY =
            TableOutput.spec("Metric", StringCell.TYPE, "About", StringCell.TYPE, "Value (private)", DoubleCell.TYPE);

    private static final DataTableSpec TABLES = TableOutput.spec(
            "Kind",
            StringCell.TYPE,
            "Attributes",
            StringCell.TYPE,
            "Number of attributes",
            IntCell.TYPE,
            "Synthetic (private)",
            DoubleCell.TYPE,
            "Aggregates (private)",
            DoubleCell.TYPE,
            "Flat rows (private)",
            DoubleCell.TYPE,
            "If independent (private)",
            DoubleCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Linked Utility Evaluation")
            .icon("linked-utility-evaluation.png")
            .shortDescription("Tells how far synthetic parents and children are from the sensitive ones.")
            .fullDescription(
                    """
                    <p>Compares every table of parents, of parents and children, within one child and of siblings
                    between the sensitive and the synthetic families: total variation of shares, 0 when they agree, 1
                    when they have nothing in common. Beside it stand the released aggregates, columns that have nothing
                    to do with each other, and <b>flat rows</b>: one row a parent whose cells are the sets of its
                    children's values, the usual way of publishing such data, taken here without any noise. What a
                    reader of flat rows has to guess is lost for good; what that costs is shown.</p>
                    <p><b>Links.</b> Numbers of families and children, the distribution of numbers of children, and
                    whether every child's parent is there.</p>
                    <p><b>Privacy.</b> All outputs and the view <b>contain sensitive results: do not publish</b>.
                    Choosing settings by them is a use of the records that no ledger records.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort(
                            "Linked data", "What Linked Data Builder linked (sensitive).", LinkedDataPortObject.TYPE)
                    .addInputTable("Synthetic parents", "With the key column of Linked DP Synthesizer.")
                    .addInputTable("Synthetic children", "With the keys of their parents.")
                    .addInputPort(
                            "Linked model",
                            "What the tables were drawn from (optional), to compare its aggregates too.",
                            FamiliesPortObject.OPTIONAL)
                    .addOutputTable("Summary", "Errors by kind of table, and how links fit (private).")
                    .addOutputTable("Tables", "The error of every table (private).")
                    .addOutputTable("Flat rows", "The sensitive data as one row a parent (sensitive)."))
            .model(m -> m.parametersClass(LinkedUtilityEvaluationNodeParameters.class)
                    .configure(LinkedUtilityEvaluationNodeFactory::configure)
                    .execute(LinkedUtilityEvaluationNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.LINKED,
                    "Errors by kind of table beside flat rows, numbers of children, and parent by child"
                            + " relations as matrix and flow. Private: do not publish."))
            .nodeType(NodeType.Visualizer)
            .keywords("linked", "relational", "utility", "quality", "foreign key", "evaluate");

    /** Creates the factory. */
    public LinkedUtilityEvaluationNodeFactory() {
        super(NODE);
    }

    private static LinkedInput.Keys keys(LinkedCodebook codebook) {
        return new LinkedInput.Keys(codebook.parentKey(), codebook.parentKey(), codebook.childKey());
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        LinkedUtilityEvaluationNodeParameters parameters = in.getParameters();
        LinkedDataPortObjectSpec spec = in.getInPortSpec(0);
        FamiliesPortObjectSpec model = in.getInPortSpec(3);
        Work.configure(() -> {
            LinkedCodebook codebook = spec.codebook();
            LinkedInput.check(in.getInTableSpec(1), in.getInTableSpec(2), codebook, keys(codebook));
            if (model != null && !model.codebook().equals(codebook)) {
                throw new InvalidSettingsException(
                        "The model is about other tables than the linked data. Connect the model that belongs to them.");
            }
            parameters.workload(codebook);
            out.setOutSpec(0, SUMMARY);
            out.setOutSpec(1, TABLES);
            out.setOutSpec(2, TableOutput.textSpec(header(codebook)));
        });
    }

    private static List<String> header(LinkedCodebook codebook) {
        List<String> header = new ArrayList<>();
        for (int a = 0; a < codebook.size(); a++) {
            if (a != codebook.countIndex()) {
                header.add(codebook.name(a));
            }
        }
        return header;
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        LinkedUtilityEvaluationNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        LinkedDataPortObject port = in.getInPortObject(0);
        BufferedDataTable parents = in.getInTable(1);
        BufferedDataTable children = in.getInTable(2);
        FamiliesPortObject model = in.getInPortObject(3);
        Work.execute(() -> {
            LinkedDataset real = port.data();
            LinkedCodebook codebook = real.codebook();
            LinkedDataset.Builder builder =
                    LinkedInput.tables(parents, children, codebook, keys(codebook), exec.createSubProgress(0.2));
            LinkedReport.Links links = links(builder.report());
            LinkedReport report = LinkedEvaluation.compare(
                    real,
                    builder.build(LinkedDataset.Misfits.LEAVE_OUT),
                    links,
                    parameters.workload(codebook),
                    model == null ? Map.of() : agreed(model.families()),
                    Work.monitor(exec.createSubProgress(0.7)));
            out.setOutData(0, summary(report, exec));
            out.setOutData(1, tables(report, exec));
            out.setOutData(2, flat(real, exec));
            out.setInternalData(ViewData.store(exec, FamiliesJson.of(report)));
        });
    }

    private static LinkedReport.Links links(IntegrityReport r) {
        long lost = r.orphans() + r.childrenWithoutKey();
        return new LinkedReport.Links(
                r.childRows() == 0 ? 1 : 1 - (double) lost / r.childRows(),
                lost,
                r.duplicateParents() + r.duplicateChildren() + r.parentsWithoutKey() + r.selfLinked());
    }

    private static Map<LinkedQuery, double[]> agreed(ReleasedFamilies released) {
        Map<LinkedQuery, double[]> tables = new HashMap<>();
        List<double[]> agreed = LinkedSynthesizer.agreed(released.noisy());
        for (int t = 0; t < agreed.size(); t++) {
            tables.put(released.noisy().tables().get(t).query(), agreed.get(t));
        }
        return tables;
    }

    private static BufferedDataTable summary(LinkedReport report, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, SUMMARY);
        for (LinkedReport.KindErrors k : report.kinds()) {
            add(table, "Mean total variation of synthetic tables", k.kind(), k.mean());
            add(table, "Largest total variation of synthetic tables", k.kind(), k.worst());
            add(
                    table,
                    "Mean total variation of aggregates",
                    k.kind(),
                    k.released().orElse(Double.NaN));
            add(table, "Mean total variation of flat rows without noise", k.kind(), k.flat());
            add(table, "Mean total variation of independent columns", k.kind(), k.independent());
        }
        String parent = report.codebook().parent();
        String child = report.codebook().child();
        add(table, "Row expansion", parent, report.families().expansion());
        add(table, "Row expansion", child, report.children().expansion());
        add(table, "Total variation of the number of children", parent, report.countDistance());
        add(table, "Valid keys of the parent", child, report.links().valid());
        add(table, "Rows without their parent", child, report.links().orphans());
        add(table, "Keys that are missing or double", "both", report.links().duplicates());
        return table.finish();
    }

    private static void add(TableOutput table, String metric, String about, double value)
            throws CanceledExecutionException {
        table.add(new StringCell(metric), new StringCell(about), TableOutput.number(value));
    }

    private static BufferedDataTable tables(LinkedReport report, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, TABLES);
        for (LinkedReport.QueryError q : report.queries()) {
            table.add(
                    new StringCell(q.kind()),
                    new StringCell(String.join(", ", q.query().names(report.codebook()))),
                    new IntCell(q.query().names(report.codebook()).size()),
                    new DoubleCell(q.synthetic()),
                    TableOutput.number(q.released().orElse(Double.NaN)),
                    new DoubleCell(q.flat()),
                    new DoubleCell(q.independent()));
        }
        return table.finish();
    }

    private static BufferedDataTable flat(LinkedDataset real, ExecutionContext exec) throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, TableOutput.textSpec(header(real.codebook())));
        List<String[]> rows = new ArrayList<>(real.families());
        new Flattening(real).rows(rows::add);
        for (String[] row : rows) {
            table.addTexts(row);
        }
        return table.finish();
    }
}
