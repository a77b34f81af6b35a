// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.marginals;

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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.ErrorHint;
import org.murmuration.nodes.parameters.NoiseHint;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.parameters.ReleasePlan;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.parameters.TableOrder;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Parameters of DP Marginals. */
final class DpMarginalsNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "What to count")
        interface Counts {}

        @Section(title = "Privacy budget")
        @After(Counts.class)
        interface Privacy {}

        @Section(title = "Account")
        @After(Privacy.class)
        interface Account {}

        @Section(title = "Testing")
        @After(Account.class)
        interface Testing {}
    }

    /** Tells the error that the settings lead to, from the public codebook alone. */
    static final class ExpectedError extends ErrorHint {
        private Supplier<Integer> cases;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            cases = initializer.computeFromValueSupplier(NoiseHint.CasesRef.class);
        }

        @Override
        protected String describe(
                Codebook codebook, TableOrder order, ApproximateDp target, LedgerPortObjectSpec ledger) {
            MarginalPlan plan = plan(codebook, order, target, ledger);
            return describe(plan) + NoiseHint.of(codebook.domain(), plan.order(), cases.get(), plan::halfWidth);
        }

        private static String describe(MarginalPlan plan) {
            StringBuilder text = new StringBuilder();
            for (int k = 1; k <= plan.order(); k++) {
                text.append(String.format(Locale.ROOT, "%d-way counts: ± %.0f at 95 %%. ", k, plan.halfWidth(k)));
            }
            return text.append(String.format(
                            Locale.ROOT,
                            "Counts of single values below about %.0f cannot be told from zero. %,d cells in %,d"
                                    + " tables; the whole budget of this release is spent at once.",
                            Math.ceil(plan.halfWidth(1)),
                            plan.workload().cells(),
                            plan.workload().cliques().size()))
                    .toString();
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
            return plan(codebook, order.get(), target, ledger).event();
        }
    }

    private static MarginalPlan plan(
            Codebook codebook, TableOrder order, ApproximateDp target, LedgerPortObjectSpec ledger) {
        return MarginalPlan.of(codebook.domain(), order.size(), target, Releases.relation(ledger));
    }

    /** The plan of the release; without a ledger (null) neighbours differ in one record added or removed. */
    MarginalPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) {
        return plan(codebook, m_order, m_budget.target(), ledger);
    }

    @Widget(
            title = "Attributes counted together",
            description =
                    "All combinations of up to this many attributes of the codebook are counted. More tables share"
                            + " the same budget, so each gets more noise.")
    @ValueSwitchWidget
    @ValueReference(TableOrder.Ref.class)
    @Layout(Sections.Counts.class)
    TableOrder m_order = TableOrder.TWO;

    @Widget(
            title = "A row stands for one",
            description = "What a row of the table is, in the singular: record, victim, case. The guarantee speaks of"
                    + " it. It holds for people only if each has one row. With a ledger, its unit is taken.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Counts.class)
    String m_unit = "record";

    @Widget(title = NoiseHint.TITLE, description = NoiseHint.DESCRIPTION)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @ValueReference(NoiseHint.CasesRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Sections.Counts.class)
    int m_cases;

    @Layout(Sections.Privacy.class)
    Budget m_budget = new Budget();

    @TextMessage(ExpectedError.class)
    @Layout(Sections.Privacy.class)
    Void m_expectedError;

    @Layout(Sections.Account.class)
    @Migrate(loadDefaultIfAbsent = true)
    Recording m_recording = new Recording();

    @TextMessage(PrivacyPlan.class)
    @Layout(Sections.Account.class)
    Void m_privacyPlan;

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    @Override
    public void validate() throws InvalidSettingsException {
        m_budget.validate();
        NoiseHint.check(m_cases);
        m_recording.validate();
        if (m_unit == null || m_unit.isBlank()) {
            throw new InvalidSettingsException("Say what a row stands for, for example \"record\".");
        }
    }
}
