// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.quickstatistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.quickstatistics.DpQuickStatisticsNodeParameters.Settings;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The dialog and the execution of DP Quick Statistics plan the same release. */
class DpQuickStatisticsPlanTest extends ReleasingNodeContract<Settings, Codebook, GroupByPlan> {
    @Override
    protected DefaultNodeFactory factory() {
        return new DpQuickStatisticsNodeFactory();
    }

    @Override
    protected Dialog<Settings> dialog() {
        return new Dialog<>(
                DpQuickStatisticsNodeParameters.Ref.class,
                Settings::new,
                DpQuickStatisticsNodeParameters.ExpectedError::new,
                DpQuickStatisticsNodeParameters.Cost::new,
                2);
    }

    @Override
    protected Map<String, List<?>> choices() {
        Map<String, List<?>> choices = common();
        choices.put("top", List.of(1, 10));
        return choices;
    }

    @Override
    protected List<PortObject> inputs() throws Exception {
        return Arrays.asList(Cases.table(2000), Cases.book(), null);
    }

    @Override
    protected Codebook codebook() {
        return Cases.BOOK;
    }

    @Override
    protected String cohortAttribute() {
        return "a";
    }
}
