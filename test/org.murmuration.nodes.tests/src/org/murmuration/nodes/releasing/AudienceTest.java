// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.nodes.DialogHarness;

class AudienceTest {
    @ParameterizedTest
    @CsvSource({"PUBLIC, 1, 73.2", "PARTNERS, 2, 88.1", "INTERNAL, 4, 98.3"})
    void anAudienceIsAGuaranteeWithPlainConsequences(Audience audience, double epsilon, String sure) {
        assertEquals(new ApproximateDp(epsilon, 1e-6), audience.target(77, 0.5), "own numbers do not count");
        String text = audience.consequence(audience.target(1, 1e-6));
        assertTrue(text.contains("up to " + sure + " % sure"), text);
        assertFalse(text.contains("psilon") || text.contains("elta"), text);
        assertTrue(100 / (1 + Math.exp(-epsilon)) <= Double.parseDouble(sure), "rounded to the safe side");
    }

    @Test
    void ownNumbersAreTakenAndJudged() {
        assertEquals(new ApproximateDp(3, 1e-5), Audience.OWN.target(3, 1e-5));
        assertThrows(IllegalArgumentException.class, () -> Audience.OWN.target(-1, 1e-5));
        String weak = Audience.OWN.consequence(Audience.OWN.target(12, 1e-6));
        assertTrue(weak.contains("almost certain") && weak.contains("hardly any protection"), weak);
    }

    @Test
    void budgetTakesTheAudienceBeforeItsNumbers() throws InvalidSettingsException {
        Budget budget = new Budget();
        budget.m_epsilon = 50;
        assertEquals(50, budget.target().epsilon());
        budget.m_audience = Audience.PUBLIC;
        assertEquals(1, budget.target().epsilon());
        budget.m_epsilon = -1;
        budget.validate();
        budget.m_audience = Audience.OWN;
        assertThrows(InvalidSettingsException.class, budget::validate);
    }

    @Test
    void theDialogSaysWhatTheChoiceMeans() throws Exception {
        Budget budget = new Budget();
        budget.m_epsilon = 5;
        budget.m_audience = Audience.PARTNERS;
        String text = consequence(budget).description();
        assertTrue(text.contains("88.1 %") && text.contains("For partners"), text);
        budget.m_audience = Audience.OWN;
        assertTrue(consequence(budget).description().contains("99.4 %"));
        budget.m_epsilon = -5;
        assertEquals("These settings cannot be used", consequence(budget).title());
        assertEquals(
                "Delta is empty.",
                DialogHarness.of(Budget.Ref.class, new Budget())
                        .without("delta")
                        .message(new Budget.Consequence())
                        .description());
    }

    private static TextMessage.Message consequence(Budget budget) throws Exception {
        return DialogHarness.of(Budget.Ref.class, budget).message(new Budget.Consequence());
    }

    @Test
    void tablesThatWouldBeMostlyNoiseAreNamed() {
        Domain domain = Domain.of(
                Attribute.categorical("country", "a", "b", "c", "d", "e", "f", "g", "h"),
                Attribute.categorical("sex", "f", "m"),
                Attribute.categorical("age", "child", "adult", "old"));
        String text = NoiseHint.of(domain, 2, 240, size -> 10);
        int country = domain.attribute(0).size();
        int age = domain.attribute(2).size();
        assertTrue(
                text.contains(
                        "With 240 cases 2 of 3 tables of 2 attributes would be mostly noise: by country and age a cell"
                                + " would hold " + Math.round(240.0 / (country * age)) + " on average, \u00b1 10."),
                text);
        assertTrue(text.endsWith("One that would not: by sex and age."), text);
        assertEquals("", NoiseHint.of(domain, 2, 100_000, size -> 16));
        assertEquals("", NoiseHint.of(domain, 2, 0, size -> 16), "not known");
        assertTrue(NoiseHint.of(domain, 3, 5, size -> 16).contains("all single attributes"));
    }
}
