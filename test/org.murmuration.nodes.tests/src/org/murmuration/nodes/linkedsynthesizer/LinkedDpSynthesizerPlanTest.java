// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.nodes.linkedsynthesizer.LinkedDpSynthesizerNodeParameters.Settings;
import org.murmuration.nodes.linkedsynthesizer.LinkedDpSynthesizerNodeParameters.Split;
import org.murmuration.nodes.linkedsynthesizer.LinkedDpSynthesizerNodeParameters.Tables;
import org.murmuration.nodes.port.LinkedDataPortObject;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The dialog and the execution of the Linked DP Synthesizer plan the same release. */
class LinkedDpSynthesizerPlanTest extends ReleasingNodeContract<Settings, LinkedCodebook, LinkedPlan> {
    @Override
    protected DefaultNodeFactory factory() {
        return new LinkedDpSynthesizerNodeFactory();
    }

    @Override
    protected Dialog<Settings> dialog() {
        return new Dialog<>(
                LinkedDpSynthesizerNodeParameters.Ref.class,
                Settings::new,
                LinkedDpSynthesizerNodeParameters.ExpectedError::new,
                LinkedDpSynthesizerNodeParameters.Cost::new,
                1);
    }

    @Override
    protected Map<String, List<?>> choices() {
        Map<String, List<?>> choices = common();
        choices.remove("unit/name");
        choices.put("recording/cohort", List.of(""));
        choices.put("tables", List.of(Tables.values()));
        choices.put("split", List.of(Split.values()));
        choices.put("target", List.of("", "role"));
        choices.put("cells", List.of(12, 10_000));
        choices.put("guess", List.of(1_000, 20_000));
        return choices;
    }

    @Override
    protected List<PortObject> inputs() throws Exception {
        return Arrays.asList(LINKED, null);
    }

    @Override
    protected LinkedCodebook codebook() {
        return LINKED.data().codebook();
    }

    @Override
    protected String cohortAttribute() {
        return "";
    }

    private static final LinkedDataPortObject LINKED = linked();

    private static LinkedDataPortObject linked() {
        try {
            return Cases.linked(500);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
