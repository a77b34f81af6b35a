// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.quickstatistics;

import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.QuickStatistics;
import org.murmuration.engine.aggregation.groups.ReleasedGroups;
import org.murmuration.engine.aggregation.groups.ReleasedGroupsJson;
import org.murmuration.engine.release.Settings;
import org.murmuration.nodes.adapter.GroupInput;
import org.murmuration.nodes.adapter.GroupReleases;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;
import org.murmuration.nodes.port.LedgerPortObject;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** A first look at every column with differential privacy. */
public final class DpQuickStatisticsNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>A first look at a table that may be published: the counterpart of the Statistics node. Of columns with bins in the
            codebook (numbers, days) the number of values, mean, standard deviation, quartiles and the 0.5 % and 99.5 %
            quantiles, which stand for minimum and maximum. Of the others the counts of their most frequent declared values,
            missing and other ones too.</p>
            <p><b>Bounds</b> of numbers are the first and the last edge of their bins, which are public; values outside count as
            the nearer one. The number of rows less the number of values is what is missing.</p>
            <p><b>Budget.</b> Everything is one release, whose budget is split so that relative errors are small. The more
            columns the codebook has, the more noise each gets: keep it to those that matter.</p>
            <p><b>Account.</b> With a Privacy Ledger the cost is reserved before noise is drawn. Executing again with the same
            settings and rows gives the same numbers back at no cost.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("DP Quick Statistics")
            .icon("dp-quick-statistics.png")
            .shortDescription("Statistics of every column of a codebook with differential privacy.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The sensitive records, one row each.")
                    .addInputPort("Codebook", "The public codebook of the records.", CodebookPortObject.TYPE)
                    .addInputPort("Ledger", LedgerPortObject.DESCRIPTION, LedgerPortObject.OPTIONAL)
                    .addOutputTable("Statistics", "One row a number, column by column. May be published."))
            .model(m -> m.parametersClass(DpQuickStatisticsNodeParameters.class)
                    .configure(DpQuickStatisticsNodeFactory::configure)
                    .execute(DpQuickStatisticsNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.QUICK,
                    "Boxes of numbers and bars of counted values with their intervals. May be published."))
            .nodeType(NodeType.Manipulator)
            .keywords("differential privacy", "describe", "summary", "mean", "median", "top values");

    /** Creates the factory. */
    public DpQuickStatisticsNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DpQuickStatisticsNodeParameters parameters = in.getParameters();
        CodebookPortObjectSpec spec = in.getInPortSpec(1);
        TableInput.columnsOf(spec.attributes(), (DataTableSpec) in.getInPortSpec(0), "table");
        DpQuickStatisticsNodeParameters.NODE.configure(parameters.m_release, in, out);
        out.setOutSpec(0, LineTable.SPEC);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DpQuickStatisticsNodeParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInPortObject(0);
        DpQuickStatisticsNodeParameters.NODE.execute(parameters.m_release, in, run -> {
            GroupInput input = GroupInput.of(
                            table.getDataTableSpec(),
                            List.of(),
                            run.plan().columns(),
                            "",
                            run.account().cohort())
                    .meaning(run.codebook().attributes());
            ReleasedGroups released = GroupReleases.release(
                    new GroupReleases.Task(
                            run.plan(),
                            GroupKeys.declared(List.of()),
                            input,
                            Settings.none().with(run.codebook().domain()),
                            List.of()),
                    table,
                    run.account(),
                    run.random("quick statistics"),
                    run.exec());
            List<QuickStatistics.Line> lines =
                    QuickStatistics.of(run.codebook()).lines(released, parameters.m_release.m_top);
            out.setOutData(0, LineTable.write(lines, run.exec()));
            out.setInternalData(ViewData.store(run.exec(), ReleasedGroupsJson.text(released, lines)));
            run.warn(out, List.of());
        });
    }
}
