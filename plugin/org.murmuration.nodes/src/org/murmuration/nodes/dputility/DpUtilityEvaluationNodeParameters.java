// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dputility;

import java.util.Locale;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.aggregation.utility.UtilityPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.ErrorHint;
import org.murmuration.nodes.parameters.PageTarget;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.parameters.ReleasePlan;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.parameters.TableOrder;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Parameters of DP Utility Evaluation. */
final class DpUtilityEvaluationNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "What to compare")
        interface Tables {}

        @Section(title = "Privacy budget")
        @After(Tables.class)
        interface Privacy {}

        @Section(title = "Account")
        @After(Privacy.class)
        interface Account {}

        @Section(title = "Page to hand on")
        @After(Account.class)
        interface Page {}

        @Section(title = "Testing")
        @After(Page.class)
        interface Testing {}
    }

    /** Tells the error that the settings lead to, from the public codebook alone. */
    static final class ExpectedError extends ErrorHint {
        @Override
        protected String describe(
                Codebook codebook, TableOrder order, ApproximateDp target, LedgerPortObjectSpec ledger) {
            UtilityPlan plan = UtilityPlan.of(codebook.domain(), order.size(), target, Releases.relation(ledger));
            return String.format(
                    Locale.ROOT,
                    "Distance of each of %,d tables at 95 %%: ± %.4f with a thousand real records, ± %.5f with ten"
                            + " thousand. The guarantee of this release adds to what the synthetic records cost.",
                    plan.workload().cliques().size(),
                    plan.halfWidth(1000),
                    plan.halfWidth(10_000));
        }
    }

    /** Tells what the release would cost and leave in the ledger. */
    static final class PrivacyPlan extends ReleasePlan {
        private Supplier<TableOrder> order;

        @Override
        protected void listen(StateProviderInitializer initializer) {
            order = initializer.computeFromValueSupplier(TableOrder.Ref.class);
        }

        @Override
        protected PrivacyEvent event(Codebook codebook, ApproximateDp target, LedgerPortObjectSpec ledger) {
            return UtilityPlan.of(codebook.domain(), order.get().size(), target, Releases.relation(ledger))
                    .event();
        }
    }

    /** The plan of the release; without a ledger (null) neighbours differ in one record added or removed. */
    UtilityPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) {
        return UtilityPlan.of(codebook.domain(), m_order.size(), m_budget.target(), Releases.relation(ledger));
    }

    @Widget(
            title = "Attributes compared together",
            description = "The tables of up to this many attributes of the codebook are compared.")
    @ValueSwitchWidget
    @ValueReference(TableOrder.Ref.class)
    @Layout(Sections.Tables.class)
    TableOrder m_order = TableOrder.TWO;

    @Widget(
            title = "A row stands for one",
            description = "What a row of the sensitive table is, in the singular: record, victim, case. The guarantee"
                    + " speaks of it. It holds for people only if each has one row. With a ledger, its unit is taken.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Tables.class)
    String m_unit = "record";

    @Layout(Sections.Privacy.class)
    Budget m_budget = new Budget();

    @TextMessage(ExpectedError.class)
    @Layout(Sections.Privacy.class)
    Void m_expectedError;

    @Layout(Sections.Account.class)
    Recording m_recording = new Recording();

    @TextMessage(PrivacyPlan.class)
    @Layout(Sections.Account.class)
    Void m_privacyPlan;

    @Layout(Sections.Page.class)
    @Migrate(loadDefaultIfAbsent = true)
    PageTarget m_page = new PageTarget();

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    @Override
    public void validate() throws InvalidSettingsException {
        m_budget.validate();
        m_recording.validate();
        if (m_unit == null || m_unit.isBlank()) {
            throw new InvalidSettingsException("Say what a row stands for, for example \"record\".");
        }
    }
}
