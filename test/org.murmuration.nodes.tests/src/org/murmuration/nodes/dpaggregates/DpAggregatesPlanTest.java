// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dpaggregates;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeParameters.Fabricated;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeParameters.Priority;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeParameters.Settings;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeParameters.Values;
import org.murmuration.nodes.parameters.Persons;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The dialog and the execution of DP Aggregates plan the same release. */
class DpAggregatesPlanTest extends ReleasingNodeContract<Settings, Codebook, CombinationPlan> {
    @Override
    protected DefaultNodeFactory factory() {
        return new DpAggregatesNodeFactory();
    }

    @Override
    protected Dialog<Settings> dialog() {
        return new Dialog<>(
                DpAggregatesNodeParameters.Ref.class,
                Settings::new,
                DpAggregatesNodeParameters.ExpectedError::new,
                DpAggregatesNodeParameters.Cost::new,
                2);
    }

    @Override
    protected Map<String, List<?>> choices() {
        Map<String, List<?>> choices = common();
        choices.put("length", List.of(1, 2, 3));
        choices.put("missing", List.of(true, false));
        choices.put("absent/texts", List.of("", "x"));
        choices.put("absent/columns", List.of("", "b"));
        choices.put("cases", List.of(0, 500));
        choices.put("persons/column", List.of("", "person"));
        choices.put("persons/rows", List.of(Persons.Rows.values()));
        choices.put("persons/most", List.of(1, 5));
        choices.put("values", List.of(Values.values()));
        choices.put("priority", List.of(Priority.values()));
        choices.put("fabricated", List.of(Fabricated.values()));
        choices.put("parts", List.of("", "0.1; 0.5"));
        choices.put("percentile", List.of(90, 99, 100));
        choices.put("percentileShare", List.of(0.01, 0.05));
        choices.put("countShare", List.of(0.005, 0.02));
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
