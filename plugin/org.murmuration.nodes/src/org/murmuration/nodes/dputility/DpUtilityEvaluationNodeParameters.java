// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dputility;

import java.util.Locale;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.murmuration.engine.aggregation.utility.UtilityPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.parameters.PageTarget;
import org.murmuration.nodes.parameters.TableOrder;
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

/** Parameters of DP Utility Evaluation. */
final class DpUtilityEvaluationNodeParameters implements NodeParameters {
    static final ReleasingNode<Settings, Codebook, UtilityPlan> NODE =
            ReleasingNode.of("DP Utility Evaluation", Settings.class, Ref.class, ReleasePorts.CODEBOOK);

    @Section(title = "What to compare")
    @Before(ReleaseSections.Protected.class)
    interface Tables {}

    @Section(title = "Page to publish")
    @After(ReleaseSections.Account.class)
    @Before(ReleaseSections.Testing.class)
    interface Page {}

    interface Ref extends ParameterReference<Settings> {}

    static final class ExpectedError extends PlanHint.ExpectedError<Settings, Codebook, UtilityPlan> {
        ExpectedError() {
            super(NODE);
        }
    }

    static final class Cost extends PlanHint.Cost<Settings, Codebook, UtilityPlan> {
        Cost() {
            super(NODE);
        }
    }

    @ValueReference(Ref.class)
    Settings m_release = new Settings();

    @Layout(Page.class)
    PageTarget m_page = new PageTarget();

    @Override
    public void validate() throws InvalidSettingsException {
        m_release.validate();
    }

    /** All that the plan depends on. */
    static final class Settings implements ReleaseSettings<Codebook, UtilityPlan> {
        @Widget(
                title = "Attributes compared together",
                description = "The tables of up to this many attributes of the codebook are compared.")
        @ValueSwitchWidget
        @Layout(Tables.class)
        TableOrder m_order = TableOrder.TWO;

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
        public UtilityPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) {
            return UtilityPlan.of(codebook.domain(), m_budget.target())
                    .withOrder(m_order.size())
                    .with(LedgerPortObjectSpec.relation(ledger));
        }

        @Override
        public String describe(UtilityPlan plan) {
            return String.format(
                    Locale.ROOT,
                    "Distance of each of %,d tables at 95 %%: ± %.4f with a thousand real records, ± %.5f with ten"
                            + " thousand. The guarantee of this release adds to what the synthetic records cost.",
                    plan.workload().cliques().size(),
                    plan.halfWidth(1000),
                    plan.halfWidth(10_000));
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
        }
    }
}
