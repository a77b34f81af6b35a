// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.murmuration.engine.evaluation.Criterion;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.scores.UtilityRanking;
import org.murmuration.engine.evaluation.scores.UtilityScores;
import org.murmuration.engine.evaluation.scores.UtilityScoring;
import org.murmuration.engine.report.pages.RankingJson;
import org.murmuration.nodes.adapter.MixedInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Ranks synthetic tables by how near they are to the same real one. */
public final class SynthesizerComparisonNodeFactory extends DefaultNodeFactory {
    private static final int TABLES = 6;
    private static final DataTableSpec SCORES = TableOutput.spec(
            "Table",
            StringCell.TYPE,
            "Metric",
            StringCell.TYPE,
            "Columns together",
            IntCell.TYPE,
            "About",
            StringCell.TYPE,
            "Value (private)",
            DoubleCell.TYPE,
            "By chance (private)",
            DoubleCell.TYPE,
            "If independent (private)",
            DoubleCell.TYPE,
            "Standard error (private)",
            DoubleCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Synthesizer Comparison")
            .icon("synthesizer-comparison.png")
            .shortDescription("Ranks up to six synthetic tables by how near they are to the real one.")
            .fullDescription(
                    """
                    <p>Measures every synthetic table against the same real one with the same metrics, as Utility
                    Evaluation does, and ranks them. Columns are those that all tables share, numbers where all have
                    numbers.</p>
                    <p><b>Ranking.</b> Scores of different metrics cannot be added, so each table gets a rank by each
                    criterion, and the tables are put in order by the mean of their ranks; ties share theirs. Look at
                    the criteria before you take the first: the worst pair against chance and the relations kept show
                    what means hide.</p>
                    <p><b>Criteria.</b> Shape of columns, similarity of pairs, the pair that lies farthest below chance,
                    the part of the strongest relations that is kept, k-marginal scores of one to three columns, S_pMSE
                    (distinguishability by trees), errors of counting questions and, with a target column, how well
                    trees that learned from the synthetic table predict it.</p>
                    <p><b>Privacy.</b> The results <b>contain sensitive results: do not publish</b>. Choosing a
                    synthesizer by them is a use of the sensitive records that no ledger records: choose on other data,
                    or say so.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> {
                p.addInputTable("Real data", "The sensitive records.")
                        .addInputTable("Synthetic data 1", "The first table to compare.");
                for (int i = 2; i <= TABLES; i++) {
                    p.addInputPort(
                            "Synthetic data " + i,
                            "Another table to compare (optional).",
                            BufferedDataTable.TYPE_OPTIONAL);
                }
                p.addInputPort(
                                "Codebook",
                                "The codebook of all tables (optional): texts that mean numbers, days or missing values are then read as"
                                        + " such. Without it columns are compared as they are.",
                                CodebookPortObject.OPTIONAL)
                        .addOutputTable("Ranking", "One row a synthetic table, best first (private).")
                        .addOutputTable("Scores", "All scores of all tables (private).");
            })
            .model(m -> m.parametersClass(SynthesizerComparisonNodeParameters.class)
                    .configure(SynthesizerComparisonNodeFactory::configure)
                    .execute(SynthesizerComparisonNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v, Page.COMPARISON, "Each criterion as a line of dots, one a table. Private: do not publish."))
            .nodeType(NodeType.Visualizer)
            .keywords("rank", "benchmark", "compare", "synthesizer", "quality", "best");

    /** Creates the factory. */
    public SynthesizerComparisonNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        SynthesizerComparisonNodeParameters parameters = in.getParameters();
        DataTableSpec[] specs = new DataTableSpec[TABLES + 1];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = in.getInPortSpec(i);
        }
        MixedColumns columns = MixedInput.configured(in.getInPortSpec(TABLES + 1), specs);
        parameters.check(columns);
        out.setOutSpec(0, ranking(parameters, columns));
        out.setOutSpec(1, SCORES);
    }

    private static DataTableSpec ranking(SynthesizerComparisonNodeParameters parameters, MixedColumns columns) {
        List<Object> spec = new ArrayList<>(List.of(
                "Rank (private)", IntCell.TYPE, "Table", StringCell.TYPE, "Mean rank (private)", DoubleCell.TYPE));
        for (Criterion c : UtilityRanking.criteria(
                parameters.options().metrics(), columns.columns().size())) {
            spec.addAll(List.of(c.title() + " (private)", DoubleCell.TYPE));
        }
        return TableOutput.spec(spec.toArray());
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        SynthesizerComparisonNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable[] tables = new BufferedDataTable[TABLES + 1];
        DataTableSpec[] specs = new DataTableSpec[tables.length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = in.getInPortObject(i);
            specs[i] = tables[i] == null ? null : tables[i].getDataTableSpec();
        }
        Work.execute(() -> {
            CodebookPortObject codebook = in.getInPortObject(TABLES + 1);
            MixedColumns columns = MixedInput.columns(codebook, specs);
            MixedRecords real = MixedInput.read(tables[0], codebook, columns, exec.createSubProgress(0.1));
            Map<String, UtilityScores> scores = new LinkedHashMap<>();
            double part = 0.9 / TABLES;
            for (int i = 1; i < tables.length; i++) {
                if (tables[i] != null) {
                    String name = parameters.name(i - 1);
                    exec.setMessage("Comparing " + name);
                    MixedRecords made =
                            MixedInput.read(tables[i], codebook, columns, exec.createSubProgress(0.1 * part));
                    scores.put(
                            name,
                            UtilityScoring.measure(
                                    real,
                                    made,
                                    parameters.options(),
                                    "comparison " + parameters.m_seed,
                                    Work.monitor(exec.createSubProgress(0.9 * part))));
                }
            }
            UtilityRanking ranking = UtilityRanking.of(scores);
            out.setOutData(0, write(ranking, ranking(parameters, columns), exec));
            out.setOutData(1, write(scores, exec));
            out.setInternalData(ViewData.store(exec, RankingJson.of(ranking)));
        });
    }

    private static BufferedDataTable write(UtilityRanking ranking, DataTableSpec spec, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, spec);
        int rank = 1;
        for (UtilityRanking.Entry e : ranking.entries()) {
            List<DataCell> cells = new ArrayList<>(
                    List.of(new IntCell(rank++), new StringCell(e.name()), new DoubleCell(e.meanRank())));
            e.values().forEach(v -> cells.add(TableOutput.number(v)));
            table.add(cells.toArray(DataCell[]::new));
        }
        return table.finish();
    }

    private static BufferedDataTable write(Map<String, UtilityScores> scores, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, SCORES);
        for (Map.Entry<String, UtilityScores> e : scores.entrySet()) {
            for (Score s : e.getValue().scores()) {
                table.add(
                        new StringCell(e.getKey()),
                        new StringCell(s.metric()),
                        s.size() == 0 ? DataType.getMissingCell() : new IntCell(s.size()),
                        TableOutput.text(s.about().isEmpty() ? null : s.about()),
                        TableOutput.number(s.value()),
                        TableOutput.number(s.chance()),
                        TableOutput.number(s.independent()),
                        TableOutput.number(s.error()));
            }
        }
        return table.finish();
    }
}
