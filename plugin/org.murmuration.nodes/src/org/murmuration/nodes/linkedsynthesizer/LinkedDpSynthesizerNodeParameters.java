// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.linkedsynthesizer;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
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
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.Hints;
import org.murmuration.nodes.parameters.Numbers;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;
import org.murmuration.nodes.port.LinkedDataPortObjectSpec;

/** Parameters of the Linked DP Synthesizer. */
final class LinkedDpSynthesizerNodeParameters implements NodeParameters {
    private static final int LEDGER_PORT = 1;
    private static final double TARGET_WEIGHT = 5;

    interface Sections {
        @Section(title = "What is released")
        interface Tables {}

        @Section(title = "Privacy budget")
        @After(Tables.class)
        interface Privacy {}

        @Section(title = "Account")
        @After(Privacy.class)
        interface Account {}

        @Section(title = "Output")
        @After(Account.class)
        interface Output {}

        @Section(title = "Testing")
        @After(Output.class)
        interface Testing {}
    }

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

    interface TablesRef extends ParameterReference<Tables> {}

    interface SplitRef extends ParameterReference<Split> {}

    interface TargetRef extends ParameterReference<String> {}

    interface CellsRef extends ParameterReference<Integer> {}

    interface GuessRef extends ParameterReference<Integer> {}

    /** The settings of an open dialog. */
    private static final class Live {
        private final Supplier<ApproximateDp> budget;
        private final Supplier<Tables> tables;
        private final Supplier<Split> split;
        private final Supplier<String> target;
        private final Supplier<Integer> cells;

        private Live(StateProvider.StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            budget = Budget.target(initializer);
            tables = initializer.computeFromValueSupplier(TablesRef.class);
            split = initializer.computeFromValueSupplier(SplitRef.class);
            target = initializer.computeFromValueSupplier(TargetRef.class);
            cells = initializer.computeFromValueSupplier(CellsRef.class);
        }

        private LinkedPlan plan(LinkedCodebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
            return LinkedDpSynthesizerNodeParameters.plan(
                    codebook, ledger, tables.get(), split.get(), target.get(), cells.get(), budget.get());
        }
    }

    private static LinkedCodebook codebook(NodeParametersInput context) {
        return context.getInPortSpec(0)
                .filter(LinkedDataPortObjectSpec.class::isInstance)
                .map(LinkedDataPortObjectSpec.class::cast)
                .map(LinkedDataPortObjectSpec::codebook)
                .orElse(null);
    }

    /** Tells how exact the release will be, from public knowledge alone. */
    static final class Estimate implements StateProvider<Optional<TextMessage.Message>> {
        private Live live;
        private Supplier<Integer> guess;

        @Override
        public void init(StateProviderInitializer initializer) {
            live = new Live(initializer);
            guess = initializer.computeFromValueSupplier(GuessRef.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            LinkedCodebook codebook = codebook(context);
            if (codebook == null) {
                return Optional.of(new TextMessage.Message(
                        "Expected error unknown",
                        "Connect linked data to see how exact the release will be.",
                        TextMessage.MessageType.INFO));
            }
            try {
                return describe(live.plan(codebook, Releases.ledger(context, LEDGER_PORT)), guess.get());
            } catch (IllegalArgumentException | NullPointerException | InvalidSettingsException e) {
                return Hints.unusable(e);
            }
        }

        private static Optional<TextMessage.Message> describe(LinkedPlan plan, int families) {
            double[] sigmas = plan.sigmas();
            double sum = 0;
            for (LinkedQuery query : plan.workload().queries()) {
                sum += plan.split() == LinkedPlan.Split.ADAPTIVE ? 0 : plan.expectedDistance(query, families);
            }
            String parent = plan.codebook().parent();
            String text = String.format(
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
                                    families,
                                    parent,
                                    100 * sum / plan.workload().queries().size()),
                    plan.workload().left().isEmpty()
                            ? ""
                            : " " + plan.workload().left().size() + " tables have too many cells and are left out.");
            return Hints.expectedError(text);
        }
    }

    /** Tells what the release would cost and leave in the ledger. */
    static final class PrivacyPlan implements StateProvider<Optional<TextMessage.Message>> {
        private Live live;
        private Supplier<String> cohort;

        @Override
        public void init(StateProviderInitializer initializer) {
            live = new Live(initializer);
            cohort = initializer.computeFromValueSupplier(Recording.CohortRef.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            LedgerPortObjectSpec ledger = Releases.ledger(context, LEDGER_PORT);
            LinkedCodebook codebook = codebook(context);
            if (ledger == null || codebook == null) {
                return ledger == null ? Ledgers.plan(null, null, null) : Optional.empty();
            }
            try {
                LinkedPlan plan = live.plan(codebook, ledger);
                return Ledgers.plan(ledger, plan.event(), Recording.cohort(cohort.get(), ledger.terms()));
            } catch (IllegalArgumentException | NullPointerException | InvalidSettingsException e) {
                return Hints.unusable(e);
            }
        }
    }

    private static LinkedPlan plan(
            LinkedCodebook codebook,
            LedgerPortObjectSpec ledger,
            Tables tables,
            Split split,
            String target,
            int cells,
            ApproximateDp guarantee)
            throws InvalidSettingsException {
        LinkedWorkload workload = LinkedWorkload.of(codebook, tables == Tables.TRIPLES, cells);
        if (target != null && !target.isBlank()) {
            int attribute = IntStream.range(0, codebook.size())
                    .filter(a -> codebook.name(a).equals(target.trim()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidSettingsException("No attribute is named \"" + target.trim()
                            + "\". Write it as in the codebook; one that both tables have is the "
                            + codebook.parent() + "'s, the other is \"" + codebook.child() + " " + target.trim()
                            + "\"."));
            workload = workload.favouring(attribute, TARGET_WEIGHT);
        }
        return new LinkedPlan(workload, guarantee, Releases.relation(ledger), ledger != null, split.engine);
    }

    /** What is released; without a ledger (null) neighbours differ in one parent added or removed. */
    LinkedPlan plan(LinkedCodebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
        return plan(codebook, ledger, m_tables, m_split, m_target, m_cells, m_budget.target());
    }

    @Widget(title = "Tables", description = "Which combinations of attributes are measured.")
    @RadioButtonsWidget
    @ValueReference(TablesRef.class)
    @Layout(Sections.Tables.class)
    Tables m_tables = Tables.PAIRS;

    @Widget(title = "Split of the budget", description = "How the budget is divided among tables.")
    @RadioButtonsWidget
    @ValueReference(SplitRef.class)
    @Layout(Sections.Tables.class)
    Split m_split = Split.BY_SIZE;

    @Widget(
            title = "Attribute that matters most",
            description = "Tables with this attribute count five times as much. Empty: all alike.",
            advanced = true)
    @TextInputWidget(placeholder = "none")
    @ValueReference(TargetRef.class)
    @Layout(Sections.Tables.class)
    String m_target = "";

    @Widget(
            title = "Largest table",
            description = "Tables with more cells are left out: they would be mostly noise.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(CellsRef.class)
    @Layout(Sections.Tables.class)
    int m_cells = LinkedWorkload.MAX_CELLS;

    @Layout(Sections.Privacy.class)
    Budget m_budget = new Budget();

    @Widget(
            title = "Parents, roughly",
            description =
                    "A guess of how many parents there are, for the hint below alone. Type what is known publicly;"
                            + " it is never read from the data.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(GuessRef.class)
    @Layout(Sections.Privacy.class)
    int m_guess = 10_000;

    @TextMessage(Estimate.class)
    @Layout(Sections.Privacy.class)
    Void m_estimate;

    @Layout(Sections.Account.class)
    Recording m_recording = new Recording();

    @TextMessage(PrivacyPlan.class)
    @Layout(Sections.Account.class)
    Void m_privacyPlan;

    @Widget(title = "Numbers and dates", description = "What is written for attributes that a codebook puts into bins.")
    @RadioButtonsWidget
    @Layout(Sections.Output.class)
    Numbers m_numbers = Numbers.VALUE;

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    @Override
    public void validate() throws InvalidSettingsException {
        m_budget.validate();
        m_recording.validate();
        if (m_cells < 1 || m_guess < 1) {
            throw new InvalidSettingsException("The largest table and the guess of parents must be at least 1.");
        }
    }
}
