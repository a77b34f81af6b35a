// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.nodes.DialogHarness;
import org.murmuration.nodes.groupby.AggregationParameters.Method;
import org.murmuration.nodes.groupby.DpGroupByNodeParameters.Noise;
import org.murmuration.nodes.groupby.DpGroupByNodeParameters.Source;
import org.murmuration.nodes.parameters.Audience;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.Recording;

/** The hints that tell errors and costs while the dialog is open. */
class DpGroupByDialogTest {
    private static Map<Class<?>, Object> values(Source source, AggregationParameters... aggregations) {
        Map<Class<?>, Object> values = new HashMap<>();
        values.put(DpGroupByNodeParameters.AggregationsRef.class, aggregations);
        values.put(DpGroupByNodeParameters.SourceRef.class, source);
        values.put(DpGroupByNodeParameters.NoiseRef.class, Noise.AUTOMATIC);
        values.put(DpGroupByNodeParameters.GroupsRef.class, 1);
        values.put(DpGroupByNodeParameters.RowsRef.class, 1);
        values.put(DpGroupByNodeParameters.TypicalRef.class, 100);
        values.put(DpGroupByNodeParameters.KeysRef.class, "region; sex");
        values.put(DpGroupByNodeParameters.TotalsRef.class, false);
        values.put(DpGroupByNodeParameters.ShareRef.class, 0.1);
        values.put(Budget.EpsilonRef.class, 1.0);
        values.put(Audience.Ref.class, Audience.OWN);
        values.put(Budget.DeltaRef.class, 1e-6);
        values.put(Recording.CohortRef.class, "");
        return values;
    }

    private static TextMessage.Message error(Map<Class<?>, Object> values) throws Exception {
        return DialogHarness.message(new DpGroupByNodeParameters.ExpectedError(), values, null, null, null);
    }

    private static AggregationParameters mean(double high) {
        AggregationParameters mean = new AggregationParameters();
        mean.m_method = Method.MEAN;
        mean.m_column = "age";
        mean.m_high = high;
        return mean;
    }

    @Test
    void tellsTheErrorOfEachStatistic() throws Exception {
        TextMessage.Message m = error(values(Source.CODEBOOK, new AggregationParameters(), mean(100)));
        assertEquals(TextMessage.MessageType.INFO, m.type(), m.description());
        assertTrue(m.description().contains("Count \u00b1 "), m.description());
        assertTrue(m.description().contains("Mean of age \u00b1 "), m.description());
        assertTrue(m.description().contains("noise is Laplace"), m.description());
        Map<Class<?>, Object> totals = values(Source.CODEBOOK, new AggregationParameters());
        String without = error(totals).description();
        totals.put(DpGroupByNodeParameters.TotalsRef.class, true);
        assertNotEquals(without, error(totals).description(), "totals take their part");
        Map<Class<?>, Object> many = values(Source.RECORDS, new AggregationParameters());
        many.put(DpGroupByNodeParameters.GroupsRef.class, 50);
        TextMessage.Message gaussian = error(many);
        assertTrue(gaussian.description().contains("noise is Gaussian"), gaussian.description());
        assertTrue(gaussian.description().contains("are mostly not named"), gaussian.description());
    }

    @Test
    void unusableSettingsAreToldWhileTheyAreTyped() throws Exception {
        assertEquals(
                TextMessage.MessageType.ERROR,
                error(values(Source.CODEBOOK, mean(0))).type());
        assertEquals(
                TextMessage.MessageType.ERROR, error(values(Source.CODEBOOK)).type());
        Map<Class<?>, Object> empty = values(Source.CODEBOOK, mean(1));
        empty.put(Budget.EpsilonRef.class, null);
        assertEquals(TextMessage.MessageType.ERROR, error(empty).type());
        TextMessage.Message plan = DialogHarness.message(
                new DpGroupByNodeParameters.PrivacyPlan(), values(Source.CODEBOOK, mean(1)), null, null, null);
        assertEquals("No ledger", plan.title());
    }
}
