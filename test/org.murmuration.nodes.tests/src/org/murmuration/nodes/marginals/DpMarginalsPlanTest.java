// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.marginals.DpMarginalsNodeParameters.Settings;
import org.murmuration.nodes.parameters.TableOrder;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The dialog and the execution of DP Marginals plan the same release. */
class DpMarginalsPlanTest extends ReleasingNodeContract<Settings, Codebook, MarginalPlan> {
    @Override
    protected DefaultNodeFactory factory() {
        return new DpMarginalsNodeFactory();
    }

    @Override
    protected Dialog<Settings> dialog() {
        return new Dialog<>(
                DpMarginalsNodeParameters.Ref.class,
                Settings::new,
                DpMarginalsNodeParameters.ExpectedError::new,
                DpMarginalsNodeParameters.Cost::new,
                2);
    }

    @Override
    protected Map<String, List<?>> choices() {
        Map<String, List<?>> choices = common();
        choices.put("order", List.of(TableOrder.values()));
        choices.put("cases", List.of(0, 500));
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
