// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.learner;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.nodes.learner.DpSynthesizerLearnerNodeParameters.Combinations;
import org.murmuration.nodes.learner.DpSynthesizerLearnerNodeParameters.Method;
import org.murmuration.nodes.learner.DpSynthesizerLearnerNodeParameters.Settings;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The dialog and the execution of the DP Synthesizer Learner plan the same release. */
class DpSynthesizerLearnerPlanTest extends ReleasingNodeContract<Settings, Codebook, ModelPlan> {
    @Override
    protected DefaultNodeFactory factory() {
        return new DpSynthesizerLearnerNodeFactory();
    }

    @Override
    protected Dialog<Settings> dialog() {
        return new Dialog<>(
                DpSynthesizerLearnerNodeParameters.Ref.class,
                Settings::new,
                DpSynthesizerLearnerNodeParameters.ExpectedError::new,
                DpSynthesizerLearnerNodeParameters.Cost::new,
                2);
    }

    @Override
    protected Map<String, List<?>> choices() {
        Map<String, List<?>> choices = common();
        choices.put("method", List.of(Method.values()));
        choices.put("combinations", List.of(Combinations.values()));
        choices.put("target", List.of("", "a"));
        choices.put("list", List.of("", "a, b; n"));
        choices.put("cells", List.of(5_000, 200_000));
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
