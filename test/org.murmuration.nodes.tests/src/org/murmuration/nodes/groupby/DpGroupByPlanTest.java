// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.aggregation.groups.SearchedPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.nodes.groupby.AggregationParameters.Method;
import org.murmuration.nodes.groupby.DpGroupByNodeParameters.Noise;
import org.murmuration.nodes.groupby.DpGroupByNodeParameters.Settings;
import org.murmuration.nodes.groupby.DpGroupByNodeParameters.Source;
import org.murmuration.nodes.releasing.Cases;
import org.murmuration.nodes.releasing.ReleasingNodeContract;

/** The dialog and the execution of DP GroupBy plan the same release. */
class DpGroupByPlanTest extends ReleasingNodeContract<Settings, Codebook, SearchedPlan> {
    private static final List<AggregationParameters[]> AGGREGATIONS = List.of(
            new AggregationParameters[] {new AggregationParameters()},
            new AggregationParameters[] {of(Method.COUNT, false, ""), of(Method.MEAN, false, "")},
            new AggregationParameters[] {of(Method.SUM, true, ""), of(Method.QUANTILES, true, "0.25; 0.5")},
            new AggregationParameters[] {of(Method.HISTOGRAM, false, "0; 50; 90"), of(Method.DISTINCT, false, "")});

    @Override
    protected DefaultNodeFactory factory() {
        return new DpGroupByNodeFactory();
    }

    @Override
    protected Dialog<Settings> dialog() {
        return new Dialog<>(
                DpGroupByNodeParameters.Ref.class,
                Settings::new,
                DpGroupByNodeParameters.ExpectedError::new,
                DpGroupByNodeParameters.Cost::new,
                2);
    }

    @Override
    protected Map<String, List<?>> choices() {
        Map<String, List<?>> choices = common();
        choices.put("keys", List.of("", "a", "a; b"));
        choices.put("source", List.of(Source.values()));
        choices.put("totals", List.of(true, false));
        choices.put("aggregations", AGGREGATIONS);
        choices.put("largest", List.of(0, 2));
        choices.put("person", List.of("", "person"));
        choices.put("groups", List.of(1, 2));
        choices.put("rows", List.of(1, 2));
        choices.put("noise", List.of(Noise.values()));
        choices.put("share", List.of(0.3, 0.6));
        choices.put("typical", List.of(100, 1_000));
        return choices;
    }

    @Override
    protected List<PortObject> inputs() throws Exception {
        return Arrays.asList(Cases.table(4000), Cases.book(), null);
    }

    @Override
    protected Codebook codebook() {
        return Cases.BOOK;
    }

    @Override
    protected String cohortAttribute() {
        return "a";
    }

    private static AggregationParameters of(Method method, boolean finds, String numbers) {
        AggregationParameters a = new AggregationParameters();
        a.m_method = method;
        a.m_column = "n";
        a.m_find = finds;
        a.m_numbers = numbers;
        a.m_weight = 1;
        return a;
    }

    /** A search of bounds is a release of its own, and what follows is scaled to the bounds that were found. */
    @Override
    protected void assertCharged(PrivacyEvent planned, List<PrivacyEvent> charged) {
        if (planned instanceof ComposedEvent c && c.label().contains("search of ranges")) {
            assertEquals(c.parts().get(0), charged.get(0));
            assertEquals(c.parts().size(), charged.size());
        } else {
            super.assertCharged(planned, charged);
        }
    }
}
