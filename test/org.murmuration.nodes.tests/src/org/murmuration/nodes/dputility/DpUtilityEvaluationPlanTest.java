// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dputility;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.utility.UtilityPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.dputility.DpUtilityEvaluationNodeParameters.Settings;
import org.murmuration.nodes.parameters.TableOrder;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The dialog and the execution of DP Utility Evaluation plan the same release. */
class DpUtilityEvaluationPlanTest extends ReleasingNodeContract<Settings, Codebook, UtilityPlan> {
    @Override
    protected DefaultNodeFactory factory() {
        return new DpUtilityEvaluationNodeFactory();
    }

    @Override
    protected Dialog<Settings> dialog() {
        return new Dialog<>(
                DpUtilityEvaluationNodeParameters.Ref.class,
                Settings::new,
                DpUtilityEvaluationNodeParameters.ExpectedError::new,
                DpUtilityEvaluationNodeParameters.Cost::new,
                2);
    }

    @Override
    protected Map<String, List<?>> choices() {
        Map<String, List<?>> choices = common();
        choices.put("order", List.of(TableOrder.values()));
        return choices;
    }

    @Override
    protected List<PortObject> inputs() throws Exception {
        return Arrays.asList(Cases.table(2000), Cases.book(), null, Cases.table(1000));
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
