// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.nodes.DialogHarness;
import org.murmuration.nodes.groupby.AggregationParameters.Method;
import org.murmuration.nodes.groupby.DpGroupByNodeParameters.Source;

/** The hints that show errors and costs while the dialog is open. */
class DpGroupByDialogTest {
    private static DpGroupByNodeParameters.Settings settings(Source source, AggregationParameters... aggregations) {
        DpGroupByNodeParameters.Settings settings = new DpGroupByNodeParameters.Settings();
        settings.m_aggregations = aggregations;
        settings.m_source = source;
        settings.m_keys = "region; sex";
        return settings;
    }

    private static DialogHarness dialog(DpGroupByNodeParameters.Settings settings) {
        return DialogHarness.of(DpGroupByNodeParameters.Ref.class, settings);
    }

    private static TextMessage.Message error(DpGroupByNodeParameters.Settings settings) throws Exception {
        return dialog(settings).message(new DpGroupByNodeParameters.ExpectedError(), null, null, null);
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
        TextMessage.Message m = error(settings(Source.CODEBOOK, new AggregationParameters(), mean(100)));
        assertEquals(TextMessage.MessageType.INFO, m.type(), m.description());
        assertTrue(m.description().contains("Count \u00b1 "), m.description());
        assertTrue(m.description().contains("Mean of age \u00b1 "), m.description());
        assertTrue(m.description().contains("noise is Laplace"), m.description());
        DpGroupByNodeParameters.Settings totals = settings(Source.CODEBOOK, new AggregationParameters());
        String without = error(totals).description();
        totals.m_totals = true;
        assertNotEquals(without, error(totals).description(), "totals take their part");
        DpGroupByNodeParameters.Settings many = settings(Source.RECORDS, new AggregationParameters());
        many.m_person = "id";
        many.m_groups = 50;
        TextMessage.Message gaussian = error(many);
        assertTrue(gaussian.description().contains("noise is Gaussian"), gaussian.description());
        assertTrue(gaussian.description().contains("are mostly not named"), gaussian.description());
    }

    @Test
    void unusableSettingsAreToldWhileTheyAreTyped() throws Exception {
        assertEquals(
                TextMessage.MessageType.ERROR,
                error(settings(Source.CODEBOOK, mean(0))).type());
        assertEquals(
                TextMessage.MessageType.ERROR, error(settings(Source.CODEBOOK)).type());
        assertEquals("Delta is empty.", whileEmpty("budget/delta"));
        assertEquals("Upper bound is empty.", whileEmpty("aggregations/0/high"));
        assertEquals("Rows of a usual group is empty.", whileEmpty("typical"));
        TextMessage.Message plan = dialog(settings(Source.CODEBOOK, mean(1)))
                .message(new DpGroupByNodeParameters.Cost(), null, null, null);
        assertEquals("No ledger", plan.title());
    }

    private static String whileEmpty(String field) throws Exception {
        TextMessage.Message message = dialog(settings(Source.CODEBOOK, mean(1)))
                .without(field)
                .message(new DpGroupByNodeParameters.ExpectedError(), null, null, null);
        assertEquals(TextMessage.MessageType.ERROR, message.type());
        return message.description();
    }
}
