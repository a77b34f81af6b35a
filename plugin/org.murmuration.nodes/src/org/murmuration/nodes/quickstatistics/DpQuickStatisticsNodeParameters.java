// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.quickstatistics;

import java.util.Locale;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupTerms;
import org.murmuration.engine.aggregation.groups.QuickStatistics;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.releasing.Budget;
import org.murmuration.nodes.releasing.PlanHint;
import org.murmuration.nodes.releasing.ProtectedUnit;
import org.murmuration.nodes.releasing.Recording;
import org.murmuration.nodes.releasing.ReleasePorts;
import org.murmuration.nodes.releasing.ReleaseSections;
import org.murmuration.nodes.releasing.ReleaseSettings;
import org.murmuration.nodes.releasing.ReleasingNode;

/** Parameters of DP Quick Statistics. */
final class DpQuickStatisticsNodeParameters implements NodeParameters {
    private static final int TYPICAL_ROWS = 1000;
    private static final double NORMAL_95 = 1.959963984540054;

    static final ReleasingNode<Settings, Codebook, GroupByPlan> NODE =
            ReleasingNode.of("DP Quick Statistics", Settings.class, Ref.class, ReleasePorts.CODEBOOK);

    @Section(title = "Columns")
    @Before(ReleaseSections.Protected.class)
    interface Columns {}

    interface Ref extends ParameterReference<Settings> {}

    static final class ExpectedError extends PlanHint.ExpectedError<Settings, Codebook, GroupByPlan> {
        ExpectedError() {
            super(NODE);
        }
    }

    static final class Cost extends PlanHint.Cost<Settings, Codebook, GroupByPlan> {
        Cost() {
            super(NODE);
        }
    }

    @ValueReference(Ref.class)
    Settings m_release = new Settings();

    @Override
    public void validate() throws InvalidSettingsException {
        m_release.validate();
    }

    /** All that the plan depends on. */
    static final class Settings implements ReleaseSettings<Codebook, GroupByPlan> {
        @Widget(
                title = "Values of a text column",
                description = "How many of its declared values are shown, the most frequent ones first.")
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        @Layout(Columns.class)
        int m_top = 10;

        @Layout(ReleaseSections.Protected.class)
        ProtectedUnit m_unit = new ProtectedUnit();

        @Layout(ReleaseSections.Privacy.class)
        @ValueReference(Budget.Ref.class)
        Budget m_budget = new Budget();

        @TextMessage(ExpectedError.class)
        @Layout(ReleaseSections.Privacy.class)
        Void m_expectedError;

        @Layout(ReleaseSections.Account.class)
        Recording m_recording = new Recording();

        @TextMessage(Cost.class)
        @Layout(ReleaseSections.Account.class)
        Void m_cost;

        @Layout(ReleaseSections.Testing.class)
        TestSeed m_test = new TestSeed();

        @Override
        public GroupByPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) {
            GroupTerms terms = GroupTerms.of(m_budget.target()).with(LedgerPortObjectSpec.relation(ledger));
            return GroupByPlan.of(
                    QuickStatistics.of(codebook).aggregations(),
                    ledger == null ? terms : terms.inLedger(terms.target(), 1));
        }

        @Override
        public String describe(GroupByPlan plan) {
            StringBuilder text = new StringBuilder("In a table of a thousand rows, at 95 %:");
            for (GroupByPlan.Output o : plan.outputs()) {
                text.append(String.format(
                        Locale.ROOT, " %s ± %.3g;", o.title(), NORMAL_95 * plan.expectedError(o, TYPICAL_ROWS)));
            }
            return text.append(" noise is ")
                    .append(plan.isGaussian() ? "Gaussian." : "Laplace.")
                    .toString();
        }

        @Override
        public PrivacyUnit unit(Codebook codebook) {
            return m_unit.unit();
        }

        @Override
        public Recording recording() {
            return m_recording;
        }

        @Override
        public TestSeed test() {
            return m_test;
        }

        @Override
        public void validate() throws InvalidSettingsException {
            m_unit.validate();
            m_budget.validate();
            m_recording.validate();
            if (m_top < 1) {
                throw new InvalidSettingsException("Show at least one value of each text column.");
            }
        }
    }
}
