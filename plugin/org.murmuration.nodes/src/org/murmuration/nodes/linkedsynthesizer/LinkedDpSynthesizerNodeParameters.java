// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

import java.util.Locale;
import java.util.stream.IntStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.nodes.parameters.Numbers;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.releasing.Budget;
import org.murmuration.nodes.releasing.PlanHint;
import org.murmuration.nodes.releasing.Recording;
import org.murmuration.nodes.releasing.ReleasePorts;
import org.murmuration.nodes.releasing.ReleaseSections;
import org.murmuration.nodes.releasing.ReleaseSettings;
import org.murmuration.nodes.releasing.ReleasingNode;

/** Parameters of the Linked DP Synthesizer. */
final class LinkedDpSynthesizerNodeParameters implements NodeParameters {
    private static final double TARGET_WEIGHT = 5;

    static final ReleasingNode<Settings, LinkedCodebook, LinkedPlan> NODE =
            ReleasingNode.of("Linked DP Synthesizer", Settings.class, Ref.class, ReleasePorts.LINKED);

    @Section(title = "What is released")
    @Before(ReleaseSections.Privacy.class)
    interface Measured {}

    @Section(title = "Output")
    @After(ReleaseSections.Account.class)
    @Before(ReleaseSections.Testing.class)
    interface Output {}

    /** Which tables are measured. */
    enum Tables {
        @Label(
                value = "All pairs",
                description = "Two attributes of the parent with the number of children among them, one of the parent"
                        + " and one of a child, two of one child, and the same one of two siblings.")
        PAIRS,
        @Label(
                value = "Pairs and triples",
                description = "Also three attributes of a parent and one child together. Many more tables share the"
                        + " budget: only for few attributes, many records or a large epsilon.")
        TRIPLES
    }

    /** How the budget is divided. */
    enum Split {
        @Label(
                value = "By size",
                description = "All tables; larger ones get more, so that the sum of expected errors is least.")
        BY_SIZE(LinkedPlan.Split.BY_SIZE),
        @Label(value = "Evenly", description = "All tables with the same noise.")
        DECLARED(LinkedPlan.Split.DECLARED),
        @Label(
                value = "Adaptively",
                description = "Single attributes first, then the tables that the model is most wrong about, one after"
                        + " the other. Better for a small epsilon; only chosen tables are in the aggregates. Takes"
                        + " longer.")
        ADAPTIVE(LinkedPlan.Split.ADAPTIVE);

        private final LinkedPlan.Split engine;

        Split(LinkedPlan.Split engine) {
            this.engine = engine;
        }
    }

    interface Ref extends ParameterReference<Settings> {}

    static final class ExpectedError extends PlanHint.ExpectedError<Settings, LinkedCodebook, LinkedPlan> {
        ExpectedError() {
            super(NODE);
        }
    }

    static final class Cost extends PlanHint.Cost<Settings, LinkedCodebook, LinkedPlan> {
        Cost() {
            super(NODE);
        }
    }

    @ValueReference(Ref.class)
    Settings m_release = new Settings();

    @Widget(title = "Numbers and dates", description = "What is written for attributes that a codebook puts into bins.")
    @RadioButtonsWidget
    @Layout(Output.class)
    Numbers m_numbers = Numbers.VALUE;

    @Override
    public void validate() throws InvalidSettingsException {
        m_release.validate();
    }

    /** All that the plan depends on. */
    static final class Settings implements ReleaseSettings<LinkedCodebook, LinkedPlan> {
        @Widget(title = "Tables", description = "Which combinations of attributes are measured.")
        @RadioButtonsWidget
        @Layout(Measured.class)
        Tables m_tables = Tables.PAIRS;

        @Widget(title = "Split of the budget", description = "How the budget is divided among tables.")
        @RadioButtonsWidget
        @Layout(Measured.class)
        Split m_split = Split.BY_SIZE;

        @Widget(
                title = "Attribute that matters most",
                description = "Tables with this attribute count five times as much. Empty: all alike.",
                advanced = true)
        @TextInputWidget(placeholder = "none")
        @Layout(Measured.class)
        String m_target = "";

        @Widget(
                title = "Largest table",
                description = "Tables with more cells are left out: they would be mostly noise.",
                advanced = true)
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        @Layout(Measured.class)
        int m_cells = LinkedWorkload.MAX_CELLS;

        @Layout(ReleaseSections.Privacy.class)
        @ValueReference(Budget.Ref.class)
        Budget m_budget = new Budget();

        @Widget(
                title = "Approximate number of parents",
                description =
                        "A guess of how many parents there are, for the hint below alone. Type what is known publicly;"
                                + " it is never read from the data.",
                advanced = true)
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        @Layout(ReleaseSections.Privacy.class)
        int m_guess = 10_000;

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
        public LinkedPlan plan(LinkedCodebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
            LinkedWorkload workload = LinkedWorkload.of(codebook, m_tables == Tables.TRIPLES, m_cells);
            if (m_target != null && !m_target.isBlank()) {
                int attribute = IntStream.range(0, codebook.size())
                        .filter(a -> codebook.name(a).equals(m_target.trim()))
                        .findFirst()
                        .orElseThrow(() -> new InvalidSettingsException("No attribute is named \"" + m_target.trim()
                                + "\". Write it as in the codebook; one that both tables have is the "
                                + codebook.parent() + "'s, the other is \"" + codebook.child() + " " + m_target.trim()
                                + "\"."));
                workload = workload.favouring(attribute, TARGET_WEIGHT);
            }
            return LinkedPlan.of(workload, m_budget.target())
                    .with(LedgerPortObjectSpec.relation(ledger))
                    .with(LedgerPortObjectSpec.composition(ledger))
                    .with(m_split.engine);
        }

        @Override
        public String describe(LinkedPlan plan) {
            double[] sigmas = plan.sigmas();
            double sum = 0;
            for (LinkedQuery query : plan.workload().queries()) {
                sum += plan.split() == LinkedPlan.Split.ADAPTIVE ? 0 : plan.expectedDistance(query, m_guess);
            }
            String parent = plan.codebook().parent();
            return String.format(
                    Locale.ROOT,
                    "%d tables. A number of %s rows is seen to within ± %.0f to ± %.0f (95 %%); smaller numbers cannot be"
                            + " told from zero.%s%s",
                    plan.split() == LinkedPlan.Split.ADAPTIVE
                            ? plan.fixedQueries().size()
                            : plan.workload().queries().size(),
                    parent,
                    LinkedPlan.halfWidth(sigmas[0]),
                    LinkedPlan.halfWidth(sigmas[2]),
                    plan.split() == LinkedPlan.Split.ADAPTIVE
                            ? " These are single attributes; pairs are chosen while running."
                            : String.format(
                                    Locale.ROOT,
                                    " With about %,d %s rows a table is expected to be off by %.1f %% of its sum before"
                                            + " tables are made to agree, which about halves it.",
                                    m_guess,
                                    parent,
                                    100 * sum / plan.workload().queries().size()),
                    plan.workload().left().isEmpty()
                            ? ""
                            : " " + plan.workload().left().size() + " tables have too many cells and are left out.");
        }

        @Override
        public PrivacyUnit unit(LinkedCodebook codebook) {
            return new PrivacyUnit(codebook.parent());
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
            m_budget.validate();
            m_recording.validate();
            if (m_cells < 1 || m_guess < 1) {
                throw new InvalidSettingsException("The largest table and the guess of parents must be at least 1.");
            }
        }
    }
}
