// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
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
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.synthesis.linked.LinkedRecords;
import org.murmuration.engine.synthesis.linked.LinkedRelease;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.report.pages.FamiliesJson;
import org.murmuration.engine.synthesis.RecordDecoder.BinStyle;
import org.murmuration.engine.synthesis.linked.FamilyAggregates;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedTables;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.adapter.Loops;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.FamiliesPortObject;
import org.murmuration.nodes.port.FamiliesPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Releases two linked tables. */
public final class LinkedDpSynthesizerNodeFactory extends DefaultNodeFactory {
    private static final DataTableSpec AGGREGATES = aggregatesSpec();

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Linked DP Synthesizer")
            .icon("linked-dp-synthesizer.png")
            .shortDescription("Releases two linked tables with differential privacy: aggregates, and synthetic parents"
                    + " with their children.")
            .fullDescription(
                    "<p>Measures tables of parents and children with Gaussian noise and draws synthetic parents"
                            + " and children from them, linked by fresh keys. All outputs may be published. The guarantee is for"
                            + " a parent with every linked child; the view says what the same release promises to a child, to"
                            + " one link, and to a child of several parents.</p>"
                            + "<p><b>Method.</b> Each parent weighs one in every table, shared out equally among its children, or"
                            + " pairs of them. No parent therefore moves a table by more than one, however many children it"
                            + " has, and nothing is cut off. Noise is drawn exactly, on a grid, from a secure source. Tables are"
                            + " made to agree; families are drawn from a tree of pairs and refined until their tables are the"
                            + " most likely ones, siblings included. Missing is a value like any other.</p>"
                            + "<p><b>Reading the aggregates.</b> A cell over children counts parents, not children: with two"
                            + " perpetrators, one of them a woman, a victim counts one half for each gender. Numbers of children"
                            + " come from the synthetic tables, or from tables with the number of children.</p>"
                            + "<p><b>Account.</b> With a Privacy Ledger, whose unit must be the parent, the cost is reserved before"
                            + " noise is drawn, and executing again with the same settings and records gives the same release"
                            + " back at no cost. Without one each execution spends again. A cancel after noise was drawn is"
                            + " charged.</p>"
                            + "<p><b>Limits.</b> What no table holds is kept only as far as the tree of pairs implies it. Cells"
                            + " with fewer parents than their 95 % error cannot be told from zero. Inside a loop the node refuses"
                            + " to run unless each iteration is meant to be a release.</p>")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort(
                            "Linked data", "What Linked Data Builder linked (sensitive).", LinkedDataPortObject.TYPE)
                    .addInputPort(
                            "Ledger",
                            "Account of the data source (optional). Its unit must be the parent.",
                            LedgerPortObject.OPTIONAL)
                    .addOutputTable("Synthetic parents", "Invented parents with fresh keys.")
                    .addOutputTable("Synthetic children", "Invented children with the keys of their parents.")
                    .addOutputTable("Aggregates", "Every cell of every released table, with its error.")
                    .addOutputPort("Linked model", "All that was released.", FamiliesPortObject.TYPE))
            .model(m -> m.parametersClass(LinkedDpSynthesizerNodeParameters.class)
                    .configure(LinkedDpSynthesizerNodeFactory::configure)
                    .execute(LinkedDpSynthesizerNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.FAMILIES,
                    "Whom the release protects and how well, how exact it is, numbers of children, and the"
                            + " relation of every attribute of parents to every one of children. May be published."))
            .nodeType(NodeType.Learner)
            .keywords("linked", "relational", "synthesis", "differential privacy", "foreign key", "household");

    /** Creates the factory. */
    public LinkedDpSynthesizerNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec aggregatesSpec() {
        Object[] columns = new Object[2 + 4 * FamilyAggregates.MOST_ATTRIBUTES + 8];
        int n = 0;
        columns[n++] = "Kind";
        columns[n++] = StringCell.TYPE;
        for (int i = 1; i <= FamilyAggregates.MOST_ATTRIBUTES; i++) {
            columns[n++] = "Attribute " + i;
            columns[n++] = StringCell.TYPE;
            columns[n++] = "Value " + i;
            columns[n++] = StringCell.TYPE;
        }
        for (String name : List.of("Noisy count", "Agreed count", "Sigma", "95% error")) {
            columns[n++] = name;
            columns[n++] = DoubleCell.TYPE;
        }
        return TableOutput.spec(columns);
    }

    private static DataTableSpec parentSpec(LinkedCodebook codebook, BinStyle style) {
        return TableOutput.spec(List.of(codebook.parentKey()), codebook.parents(), style);
    }

    private static DataTableSpec childSpec(LinkedCodebook codebook, BinStyle style) {
        return TableOutput.spec(List.of(codebook.childKey(), codebook.parentKey()), codebook.children(), style);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        LinkedDpSynthesizerNodeParameters all = in.getParameters();
        LinkedDpSynthesizerNodeParameters.Settings parameters = all.m_release;
        LinkedDataPortObjectSpec spec = in.getInPortSpec(0);
        LedgerPortObjectSpec ledger = in.getInPortSpec(1);
        LinkedDpSynthesizerNodeParameters.NODE.configure(parameters, in, out);
        Work.configure(() -> {
            LinkedCodebook codebook = spec.codebook();
            LinkedPlan plan = parameters.plan(codebook, ledger);
            if (!plan.workload().left().isEmpty()) {
                out.setWarningMessage(plan.workload().left().size()
                        + " tables have too many cells and are left out: what they tell of"
                        + " pairs is lost. Use fewer categories or wider bins, or allow larger tables.");
            }
            BinStyle style = all.m_numbers.style();
            out.setOutSpec(0, parentSpec(codebook, style));
            out.setOutSpec(1, childSpec(codebook, style));
            out.setOutSpec(2, AGGREGATES);
            out.setOutSpec(3, new FamiliesPortObjectSpec(codebook, parameters.m_test.isTest()));
        });
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        LinkedDpSynthesizerNodeParameters all = in.getParameters();
        LinkedDpSynthesizerNodeParameters.Settings parameters = all.m_release;
        ExecutionContext exec = in.getExecutionContext();
        LinkedDataPortObject port = in.getInPortObject(0);
        LedgerPortObject ledger = in.getInPortObject(1);
        Work.execute(() -> {
            Loops.refuse(parameters.m_recording.isEachIteration());
            ReleasedFamilies released =
                    release(parameters, port.data(), ledger == null ? null : ledger.getSpec(), exec);
            // drawing costs nothing; a seed made of what was released gives the same tables with the same release
            RandomSource random = RandomSource.seeded(released.drawingSeed());
            LinkedDataset families = released.draw(random, Work.monitor(exec.createSubProgress(0.4)));
            LinkedTables tables = new LinkedTables(families, all.m_numbers.style());
            LinkedCodebook codebook = released.codebook();
            out.setOutData(0, table(exec, parentSpec(codebook, all.m_numbers.style()), random, tables::parents));
            out.setOutData(1, table(exec, childSpec(codebook, all.m_numbers.style()), random, tables::children));
            out.setOutData(2, aggregates(released, exec));
            out.setOutData(3, new FamiliesPortObject(released));
            out.setInternalData(ViewData.store(exec, FamiliesJson.of(released)));
            List<String> warnings = new ArrayList<>();
            if (released.test()) {
                warnings.add(Certificate.TEST_MARK + ". Remove the test seed for real data.");
            } else if (ledger == null) {
                warnings.add(Ledgers.UNRECORDED);
            }
            if (!released.plan().workload().left().isEmpty()) {
                warnings.add(left(released.plan()));
            }
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join(" ", warnings));
            }
        });
    }

    private static String left(LinkedPlan plan) {
        return plan.workload().left().size()
                + " tables have too many cells and are left out: what they tell is lost. Use"
                + " fewer categories or wider bins, or allow larger tables.";
    }

    private static ReleasedFamilies release(
            LinkedDpSynthesizerNodeParameters.Settings parameters,
            LinkedDataset data,
            LedgerPortObjectSpec ledger,
            ExecutionContext exec)
            throws InvalidSettingsException, LedgerException {
        Release<Counted<FamilyCountSource>, ReleasedFamilies> release = Release.of(
                LinkedRelease.of(parameters.plan(data.codebook(), ledger)),
                LinkedDpSynthesizerNodeParameters.NODE.account(parameters, ledger, new PrivacyUnit(data.codebook().parent())));
        return release.run(
                        new LinkedRecords(data),
                        parameters.m_test.source("families"),
                        Work.monitor(exec.createSubProgress(0.5)))
                .value();
    }

    /** Tells rows one after the other. */
    private interface Rows {
        void forEach(RandomSource random, Consumer<String[]> to);
    }

    private static BufferedDataTable table(ExecutionContext exec, DataTableSpec spec, RandomSource random, Rows rows)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, spec);
        List<String[]> batch = new ArrayList<>();
        rows.forEach(random, batch::add);
        for (String[] row : batch) {
            table.addTexts(row);
        }
        return table.finish();
    }

    private static BufferedDataTable aggregates(ReleasedFamilies released, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, AGGREGATES);
        for (FamilyAggregates.Cell cell : FamilyAggregates.of(released)) {
            DataCell[] row = new DataCell[AGGREGATES.getNumColumns()];
            row[0] = new StringCell(cell.kind());
            for (int i = 0; i < FamilyAggregates.MOST_ATTRIBUTES; i++) {
                boolean isThere = i < cell.values().size();
                row[1 + 2 * i] = TableOutput.text(isThere ? cell.attributes().get(i) : null);
                row[2 + 2 * i] = TableOutput.text(isThere ? cell.values().get(i) : null);
            }
            row[row.length - 4] = new DoubleCell(cell.noisy());
            row[row.length - 3] = new DoubleCell(cell.agreed());
            row[row.length - 2] = new DoubleCell(cell.sigma());
            row[row.length - 1] = new DoubleCell(cell.halfWidth());
            table.add(row);
        }
        return table.finish();
    }
}
