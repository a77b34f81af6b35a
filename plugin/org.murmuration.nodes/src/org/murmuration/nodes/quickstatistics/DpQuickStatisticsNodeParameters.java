// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.quickstatistics;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.QuickStatistics;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.parameters.ReleasePlan;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Parameters of DP Quick Statistics. */
final class DpQuickStatisticsNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Columns")
        interface Columns {}

        @Section(title = "Privacy budget")
        @After(Columns.class)
        interface Privacy {}

        @Section(title = "Account")
        @After(Privacy.class)
        interface Account {}

        @Section(title = "Testing")
        @After(Account.class)
        interface Testing {}
    }

    /** Tells what the release would cost and leave in the ledger. */
    static final class PrivacyPlan extends ReleasePlan {
        @Override
        protected void listen(StateProviderInitializer initializer) {
            // nothing but the budget matters
        }

        @Override
        protected PrivacyEvent event(Codebook codebook, ApproximateDp target, LedgerPortObjectSpec ledger) {
            return plan(codebook, target, ledger).event();
        }
    }

    private static GroupByPlan plan(Codebook codebook, ApproximateDp target, LedgerPortObjectSpec ledger) {
        GroupByPlan.Terms terms = new GroupByPlan.Terms(
                target,
                Releases.relation(ledger),
                ContributionBounds.ONE_RECORD,
                false,
                GroupByPlan.NoiseChoice.AUTOMATIC);
        return GroupByPlan.of(
                QuickStatistics.of(codebook).aggregations(), ledger == null ? terms : terms.addedUp(target, 1));
    }

    /** The plan of the release; without a ledger (null) neighbours differ in one record added or removed. */
    GroupByPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) {
        return plan(codebook, m_budget.target(), ledger);
    }

    @Widget(
            title = "Values of a text column",
            description = "How many of its declared values are told, the most frequent ones first.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Columns.class)
    int m_top = 10;

    @Widget(
            title = "A row stands for one",
            description =
                    "What a row of the table is, in the singular: record, victim, case. The guarantee holds for people"
                            + " only if each has one row. With a ledger, its unit is taken.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Columns.class)
    String m_unit = "record";

    @Layout(Sections.Privacy.class)
    Budget m_budget = new Budget();

    @Layout(Sections.Account.class)
    Recording m_recording = new Recording();

    @TextMessage(PrivacyPlan.class)
    @Layout(Sections.Account.class)
    Void m_privacyPlan;

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    @Override
    public void validate() throws InvalidSettingsException {
        m_budget.validate();
        m_recording.validate();
        if (m_top < 1) {
            throw new InvalidSettingsException("Tell one value of each text column at least.");
        }
        if (m_unit == null || m_unit.isBlank()) {
            throw new InvalidSettingsException("Say what a row stands for, for example \"record\".");
        }
    }
}
