// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

import java.util.Locale;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.parameters.TableOrder;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.releasing.Budget;
import org.murmuration.nodes.releasing.NoiseHint;
import org.murmuration.nodes.releasing.PlanHint;
import org.murmuration.nodes.releasing.ProtectedUnit;
import org.murmuration.nodes.releasing.Recording;
import org.murmuration.nodes.releasing.ReleasePorts;
import org.murmuration.nodes.releasing.ReleaseSections;
import org.murmuration.nodes.releasing.ReleaseSettings;
import org.murmuration.nodes.releasing.ReleasingNode;

/** Parameters of DP Marginals. */
final class DpMarginalsNodeParameters implements NodeParameters {
    static final ReleasingNode<Settings, Codebook, MarginalPlan> NODE =
            ReleasingNode.of("DP Marginals", Settings.class, Ref.class, ReleasePorts.CODEBOOK);

    @Section(title = "What to count")
    @Before(ReleaseSections.Protected.class)
    interface Counts {}

    interface Ref extends ParameterReference<Settings> {}

    static final class ExpectedError extends PlanHint.ExpectedError<Settings, Codebook, MarginalPlan> {
        ExpectedError() {
            super(NODE);
        }
    }

    static final class Cost extends PlanHint.Cost<Settings, Codebook, MarginalPlan> {
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
    static final class Settings implements ReleaseSettings<Codebook, MarginalPlan> {
        @Widget(
                title = "Attributes counted together",
                description = "All combinations of up to this many attributes of the codebook are counted. More tables"
                        + " share the same budget, so each gets more noise.")
        @ValueSwitchWidget
        @Layout(Counts.class)
        TableOrder m_order = TableOrder.TWO;

        @Widget(title = NoiseHint.TITLE, description = NoiseHint.DESCRIPTION)
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        @Layout(Counts.class)
        int m_cases;

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
        public MarginalPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) {
            return MarginalPlan.of(codebook.domain(), m_budget.target())
                    .withOrder(m_order.size())
                    .with(LedgerPortObjectSpec.relation(ledger))
                    .with(LedgerPortObjectSpec.composition(ledger));
        }

        @Override
        public String describe(MarginalPlan plan) {
            StringBuilder text = new StringBuilder();
            for (int k = 1; k <= plan.order(); k++) {
                text.append(String.format(Locale.ROOT, "%d-way counts: ± %.0f at 95 %%. ", k, plan.halfWidth(k)));
            }
            text.append(String.format(
                    Locale.ROOT,
                    "Counts of single values below about %.0f cannot be told from zero. %,d cells in %,d tables; the"
                            + " whole budget of this release is spent at once.",
                    Math.ceil(plan.halfWidth(1)),
                    plan.workload().cells(),
                    plan.workload().cliques().size()));
            return text + NoiseHint.of(plan.workload().domain(), plan.order(), m_cases, plan::halfWidth);
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
            NoiseHint.check(m_cases);
        }
    }
}
