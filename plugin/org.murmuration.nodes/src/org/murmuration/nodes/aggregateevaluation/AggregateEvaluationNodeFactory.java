// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.aggregateevaluation;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
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
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.evaluation.combinations.CombinationEvaluation;
import org.murmuration.engine.evaluation.combinations.CombinationEvaluation.Side;
import org.murmuration.engine.evaluation.combinations.CombinationReport;
import org.murmuration.engine.evaluation.combinations.PublishableComparison;
import org.murmuration.engine.evaluation.combinations.RareCombinations;
import org.murmuration.engine.evaluation.combinations.SensitiveComparison;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.Recoding;
import org.murmuration.engine.privacy.SensitiveResult;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.pages.CombinationEvaluationJson;
import org.murmuration.engine.report.pages.CombinationSummary;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Compares counts of combinations, synthetic records and sensitive ones. */
public final class AggregateEvaluationNodeFactory extends DefaultNodeFactory {
    private static final String PRIVATE =
            "The second output and the view " + SensitiveResult.MARK.replaceFirst("contains", "contain") + ".";
    private static final DataTableSpec METRICS = metrics("Value");
    private static final DataTableSpec PRIVATE_METRICS = metrics("Value (private)");

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Aggregate Evaluation")
            .icon("aggregate-evaluation.png")
            .shortDescription("Compares protected counts of combinations, synthetic records and the sensitive ones.")
            .fullDescription(
                    """
                    <p>Compares counts of combinations of values as Synthetic Data Showcase does: how many combinations
                    are lost (suppressed) or invented (fabricated), how far counts differ, by length and by count, which
                    rare combinations come through, and how many records there are.</p>
                    <p><b>Two outputs.</b> The first compares the synthetic records with the released counts and <b>may
                    be published</b> as far as these may. The second compares with the sensitive records and <b>contains
                    sensitive results: do not publish</b>; it is empty unless they are connected. It also says how many
                    sensitive records can be singled out by rare combinations.</p>
                    <p><b>Averages.</b> "Mean error of kept combinations" is what Synthetic Data Showcase reports; it
                    leaves out what is lost, so that losing more can lower it. "Mean error of common combinations"
                    counts what is lost as 0.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort(
                            "Combination aggregates", "Protected counts to judge.", CombinationsPortObject.TYPE)
                    .addInputPort("Codebook", "The codebook of all records.", CodebookPortObject.TYPE)
                    .addInputPort(
                            "Synthetic data",
                            "Records made from the counts (optional).",
                            BufferedDataTable.TYPE_OPTIONAL)
                    .addInputPort(
                            "Case data",
                            "The sensitive records (optional); without them nothing private is computed.",
                            BufferedDataTable.TYPE_OPTIONAL)
                    .addOutputTable("Publishable metrics", "Synthetic records against the released counts.")
                    .addOutputTable("Private metrics", "Against the sensitive records: do not publish."))
            .model(m -> m.parametersClass(AggregateEvaluationNodeParameters.class)
                    .configure(AggregateEvaluationNodeFactory::configure)
                    .execute(AggregateEvaluationNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.COMBINATIONS,
                    "Bars by length and by count, errors against counts, and, on the private side, the worst"
                            + " lost and invented combinations and the most linkable columns."))
            .nodeType(NodeType.Visualizer)
            .keywords("quality", "suppression", "fabrication", "linkability", "Synthetic Data Showcase");

    /** Creates the factory. */
    public AggregateEvaluationNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec metrics(String value) {
        return TableOutput.spec(
                "Compared",
                StringCell.TYPE,
                "Metric",
                StringCell.TYPE,
                "Length",
                IntCell.TYPE,
                "Count up to",
                LongCell.TYPE,
                value,
                DoubleCell.TYPE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        CodebookPortObjectSpec codebook = in.getInPortSpec(1);
        DataTableSpec synthetic = in.getInPortSpec(2);
        DataTableSpec sensitive = in.getInPortSpec(3);
        if (sensitive != null) {
            TableInput.columnsOf(codebook.attributes(), sensitive, "sensitive table");
        }
        if (synthetic == null && sensitive == null) {
            throw new InvalidSettingsException(
                    "There is nothing to compare the counts with. Connect synthetic records, the sensitive ones, or both.");
        }
        out.setOutSpec(0, METRICS);
        out.setOutSpec(1, PRIVATE_METRICS);
        if (sensitive != null) {
            out.setWarningMessage(PRIVATE);
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        AggregateEvaluationNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        CombinationsPortObject aggregates = in.getInPortObject(0);
        CodebookPortObject codebook = in.getInPortObject(1);
        BufferedDataTable synthetic = in.getInPortObject(2);
        BufferedDataTable sensitive = in.getInPortObject(3);
        Work.execute(() -> {
            Tables tables = new Tables(exec, parameters.m_resolution, aggregates.combinations(), codebook.codebook());
            Dataset made = synthetic == null ? null : tables.read(synthetic, "synthetic table", 0.1);
            Dataset real = sensitive == null ? null : tables.read(sensitive, "sensitive table", 0.1);
            tables.compare(made, real, Work.monitor(exec.createSubProgress(0.7)));
            out.setOutData(0, tables.open.finish());
            out.setOutData(1, tables.secret.finish());
            out.setInternalData(ViewData.store(exec, tables.view.text()));
            if (real != null) {
                out.setWarningMessage(PRIVATE);
            }
        });
    }

    /** What is written side by side. */
    private static final class Tables {
        private final ExecutionContext exec;
        private final int resolution;
        private final ReleasedCombinations released;
        private final Codebook codebook;
        private final CombinationTable counts;
        private final TableOutput open;
        private final TableOutput secret;
        private final CombinationEvaluationJson view;

        private Tables(ExecutionContext exec, int resolution, ReleasedCombinations released, Codebook codebook) {
            this.exec = exec;
            this.resolution = resolution;
            this.released = released;
            // records made from the counts may be missing where the originals may not
            this.codebook = codebook.optional();
            this.counts = Recoding.byName(
                    released.table(),
                    CombinationCode.of(
                            this.codebook.domain(),
                            Recoding.presentByName(released.table().code(), this.codebook.domain())));
            this.open = new TableOutput(exec, METRICS);
            this.secret = new TableOutput(exec, PRIVATE_METRICS);
            this.view = new CombinationEvaluationJson(released.protection().mark(), counts.maxLength());
        }

        private Dataset read(BufferedDataTable table, String name, double progress)
                throws InvalidSettingsException, CanceledExecutionException {
            return TableInput.readSome(table, codebook, name, exec.createSubProgress(progress));
        }

        private void compare(Dataset made, Dataset real, ProgressMonitor monitor) throws CanceledExecutionException {
            Side ofCounts = Side.of(counts, released.records());
            Side ofMade = made == null ? null : CombinationEvaluation.count(made, counts, monitor.part(0, 0.15));
            if (ofMade != null) {
                String title = "Synthetic records against released counts";
                PublishableComparison comparison =
                        CombinationEvaluation.compareReleased(ofCounts, ofMade, resolution, monitor.part(0.15, 0.3));
                view.add(
                        title,
                        CombinationSummary.ofCompared("The synthetic records", "released counts", comparison.report()),
                        comparison);
                rows(open, title, comparison.report());
            }
            if (real == null) {
                return;
            }
            Side ofReal = CombinationEvaluation.count(real, counts, monitor.part(0.3, 0.5));
            RareCombinations rare = RareCombinations.of(real, ofReal.table(), resolution, monitor.part(0.5, 0.6));
            add(rare);
            addPrivate(
                    "Released counts against sensitive records",
                    "The released counts",
                    CombinationEvaluation.compareWithSensitive(ofReal, ofCounts, resolution, monitor.part(0.6, 0.8)));
            if (ofMade != null) {
                addPrivate(
                        "Synthetic records against sensitive records",
                        "The synthetic records",
                        CombinationEvaluation.compareWithSensitive(ofReal, ofMade, resolution, monitor.part(0.8, 1)));
            }
        }

        private void addPrivate(String title, String what, SensitiveComparison comparison)
                throws CanceledExecutionException {
            view.add(title, CombinationSummary.ofCompared(what, "sensitive records", comparison.report()), comparison);
            rows(secret, title, comparison.report());
        }

        private static void rows(TableOutput to, String title, CombinationReport report)
                throws CanceledExecutionException {
            row(to, title, "Suppressed combinations, share", 0, 0, report.suppressedShare());
            row(to, title, "Fabricated combinations, share of the compared ones", 0, 0, report.fabricatedShare());
            row(
                    to,
                    title,
                    "Fabricated combinations, share of the reference",
                    0,
                    0,
                    report.fabricatedShareOfReference());
            row(to, title, "Mean count", 0, 0, report.meanCount());
            row(to, title, "Mean error of kept combinations", 0, 0, report.meanError());
            row(to, title, "Mean error of common combinations", 0, 0, report.meanErrorOfCommon());
            row(to, title, "Mean error of all combinations", 0, 0, report.meanErrorOfAll());
            row(to, title, "Mean proportional error of the buckets", 0, 0, report.meanProportionalError());
            row(to, title, "Record expansion", 0, 0, report.recordExpansion());
            row(to, title, "Leaked combinations", 0, 0, report.leaked());
            for (CombinationReport.OfLength l : report.lengths()) {
                row(to, title, "Distinct combinations of the reference", l.length(), 0, l.reference());
                row(to, title, "Distinct combinations compared", l.length(), 0, l.compared());
                row(to, title, "Suppressed combinations", l.length(), 0, l.suppressed());
                row(to, title, "Fabricated combinations", l.length(), 0, l.fabricated());
                row(to, title, "Mean count", l.length(), 0, l.meanCount());
                row(to, title, "Mean error of kept combinations", l.length(), 0, l.meanError());
                row(to, title, "Mean error of common combinations", l.length(), 0, l.meanErrorOfCommon());
                row(to, title, "Preserved", l.length(), 0, l.preserved());
                row(to, title, "Rare combinations compared", l.length(), 0, l.comparedRare());
                row(to, title, "Leaked combinations", l.length(), 0, l.leaked());
                row(to, title, "Rare combinations that come through", l.length(), 0, l.surfaced());
            }
            for (CombinationReport.Bucket b : report.buckets()) {
                row(to, title, "Combinations", 0, b.upTo(), b.combinations());
                row(to, title, "Mean count", 0, b.upTo(), b.meanCount());
                row(to, title, "Mean length", 0, b.upTo(), b.meanLength());
                row(to, title, "Preserved", 0, b.upTo(), b.preserved());
                row(to, title, "Proportional error", 0, b.upTo(), b.proportionalError());
            }
        }

        private void add(RareCombinations rare) throws CanceledExecutionException {
            view.add(rare);
            String title = "Sensitive records themselves";
            row(secret, title, "Records with a rare combination", 0, 0, rare.recordsWithRare());
            row(secret, title, "Records with a unique combination", 0, 0, rare.recordsWithUnique());
            for (int l = 0; l < rare.rareByLength().size(); l++) {
                row(
                        secret,
                        title,
                        "Records whose shortest rare combination is rare",
                        l + 1,
                        0,
                        rare.rareByLength().get(l));
                row(
                        secret,
                        title,
                        "Records whose shortest rare combination is unique",
                        l + 1,
                        0,
                        rare.uniqueByLength().get(l));
            }
        }

        private static void row(TableOutput to, String compared, String metric, int length, long upTo, double value)
                throws CanceledExecutionException {
            to.add(
                    new StringCell(compared),
                    new StringCell(metric),
                    length == 0 ? DataType.getMissingCell() : new IntCell(length),
                    upTo == 0 ? DataType.getMissingCell() : new LongCell(upTo),
                    Double.isFinite(value) ? new DoubleCell(value) : DataType.getMissingCell());
        }
    }
}
