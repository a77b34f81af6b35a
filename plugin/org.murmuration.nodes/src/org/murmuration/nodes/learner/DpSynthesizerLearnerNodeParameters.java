// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.synthesis.model.SynthesisEstimate;
import org.murmuration.engine.synthesis.model.SynthesisMethod;
import org.murmuration.engine.synthesis.model.SynthesisTask;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.Hints;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Parameters of the DP Synthesizer Learner. */
final class DpSynthesizerLearnerNodeParameters implements NodeParameters {
    private static final double TARGET_WEIGHT = 5;
    private static final int LEAST_CELLS = 1000;
    private static final int MAX_LISTED = 6;

    interface Sections {
        @Section(title = "What to learn")
        interface Model {}

        @Section(title = "Privacy budget")
        @After(Model.class)
        interface Privacy {}

        @Section(title = "Account")
        @After(Privacy.class)
        interface Account {}

        @Section(title = "Testing")
        @After(Account.class)
        interface Testing {}
    }

    /** How the model is learned. */
    enum Method {
        @Label(
                value = "One shot",
                description = "Compares all pairs at once, measures the most telling ones at once, fits once. The most"
                        + " accurate on census data, and it falls back to single attributes where the budget allows no"
                        + " more. Seconds.")
        ONE_SHOT(SynthesisMethod.ONE_SHOT),
        @Label(
                value = "AIM",
                description = "Chooses, measures and fits one combination after the other, and looks again after each."
                        + " Can be better for small tables. Seconds to minutes.")
        AIM(SynthesisMethod.AIM),
        @Label(
                value = "AIM with residuals",
                description =
                        "AIM that measures of each combination only what goes beyond its parts. More accurate than"
                                + " AIM for columns of few values.")
        RESIDUAL(SynthesisMethod.RESIDUAL),
        @Label(value = "MST", description = "A tree of pairs. The fastest method that keeps relations.")
        MST(SynthesisMethod.MST),
        @Label(
                value = "Independent columns",
                description = "No relations between columns: a baseline to compare others with.")
        INDEPENDENT(SynthesisMethod.INDEPENDENT);

        private final SynthesisMethod engine;

        Method(SynthesisMethod engine) {
            this.engine = engine;
        }

        SynthesisMethod engine() {
            return engine;
        }
    }

    /** What the model shall answer well. */
    enum Combinations {
        @Label(value = "All pairs", description = "Counts of every two attributes.")
        PAIRS(2),
        @Label(
                value = "All triples",
                description = "Counts of every three attributes. AIM then also measures triples; not for many columns.")
        TRIPLES(3);

        private final int size;

        Combinations(int size) {
            this.size = size;
        }
    }

    interface MethodRef extends ParameterReference<Method> {}

    interface CombinationsRef extends ParameterReference<Combinations> {}

    interface TargetRef extends ParameterReference<String> {}

    interface ListRef extends ParameterReference<String> {}

    interface CellsRef extends ParameterReference<Integer> {}

    static final class CellsLimit extends MinValidation {
        @Override
        protected double getMin() {
            return LEAST_CELLS;
        }
    }

    /** The settings of an open dialog. */
    private static final class Live {
        private final Supplier<ApproximateDp> budget;
        private final Supplier<Method> method;
        private final Supplier<Combinations> combinations;
        private final Supplier<String> target;
        private final Supplier<String> list;
        private final Supplier<Integer> cells;

        private Live(StateProvider.StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            budget = Budget.target(initializer);
            method = initializer.computeFromValueSupplier(MethodRef.class);
            combinations = initializer.computeFromValueSupplier(CombinationsRef.class);
            target = initializer.computeFromValueSupplier(TargetRef.class);
            list = initializer.computeFromValueSupplier(ListRef.class);
            cells = initializer.computeFromValueSupplier(CellsRef.class);
        }

        private SynthesisTask task(Codebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
            return DpSynthesizerLearnerNodeParameters.task(
                    codebook, ledger, combinations.get(), target.get(), list.get(), budget.get(), cells.get());
        }
    }

    /** Tells what learning takes and gives, from the public codebook alone. */
    static final class Estimate implements StateProvider<Optional<TextMessage.Message>> {
        private Live live;

        @Override
        public void init(StateProviderInitializer initializer) {
            live = new Live(initializer);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            Codebook codebook = Releases.codebook(context);
            if (codebook == null) {
                return Optional.of(new TextMessage.Message(
                        "Size and error unknown",
                        "Connect a public codebook to see what the model will take and how exact it can be.",
                        TextMessage.MessageType.INFO));
            }
            try {
                SynthesisTask task = live.task(codebook, Releases.ledger(context));
                return Optional.of(new TextMessage.Message(
                        "Before anything is spent",
                        describe(live.method.get().engine(), task),
                        TextMessage.MessageType.INFO));
            } catch (IllegalArgumentException | NullPointerException | InvalidSettingsException e) {
                return Hints.unusable(e);
            }
        }

        private static String describe(SynthesisMethod method, SynthesisTask task) {
            SynthesisEstimate estimate = SynthesisEstimate.of(method, task);
            String time =
                    switch (estimate.time()) {
                        case SECONDS -> "seconds";
                        case A_MINUTE -> "up to about a minute";
                        case MINUTES -> "minutes";
                    };
            return String.format(
                    Locale.ROOT,
                    "Counts of single values are first seen to within ± %.0f (95 %%); values with fewer than about %.0f"
                            + " records are merged and drawn in proportion. %,d pairs of attributes are compared. The"
                            + " work takes %s and at most about %,d MB.",
                    1.96 * estimate.sigma(),
                    Math.ceil(3 * estimate.sigma()),
                    estimate.pairs(),
                    time,
                    Math.max(1, estimate.memory() >> 20));
        }
    }

    /** Tells what learning would cost and leave in the ledger. */
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
            LedgerPortObjectSpec ledger = Releases.ledger(context);
            Codebook codebook = Releases.codebook(context);
            if (ledger == null || codebook == null) {
                return ledger == null ? Ledgers.plan(null, null, null) : Optional.empty();
            }
            try {
                SynthesisTask task = live.task(codebook, ledger);
                return Ledgers.plan(
                        ledger,
                        live.method.get().engine().synthesizer().cost(task),
                        Recording.cohort(cohort.get(), ledger.terms()));
            } catch (IllegalArgumentException | NullPointerException | InvalidSettingsException e) {
                return Hints.unusable(e);
            }
        }
    }

    private static SynthesisTask task(
            Codebook codebook,
            LedgerPortObjectSpec ledger,
            Combinations combinations,
            String target,
            String list,
            ApproximateDp guarantee,
            int cells)
            throws InvalidSettingsException {
        SynthesisTask task = SynthesisTask.allOf(codebook.domain(), combinations.size, guarantee)
                .with(Releases.relation(ledger))
                .withMaxCells(cells);
        task = ledger == null ? task : task.addedUp();
        if (target != null && !target.isBlank()) {
            for (int a : attributes(codebook, target)) {
                task = task.favouring(a, TARGET_WEIGHT);
            }
        }
        return task.and(combinations(codebook, list));
    }

    /** Coded attributes of a column: several for a column that holds lists. */
    private static int[] attributes(Codebook codebook, String column) throws InvalidSettingsException {
        int[] found = IntStream.range(0, codebook.domain().size())
                .filter(a -> codebook.attributes()
                        .get(codebook.domain().fieldOf(a))
                        .name()
                        .trim()
                        .equals(column.trim()))
                .toArray();
        if (found.length == 0) {
            throw new InvalidSettingsException("The codebook has no attribute \"" + column.trim()
                    + "\". Write columns as in the codebook, or leave the field empty.");
        }
        return found;
    }

    /** Combinations named by the user, all attributes of a column of lists taken together with the others. */
    private static List<SynthesisTask.Weighted> combinations(Codebook codebook, String list)
            throws InvalidSettingsException {
        List<SynthesisTask.Weighted> result = new ArrayList<>();
        for (String combination : (list == null ? "" : list).split(";")) {
            if (combination.isBlank()) {
                continue;
            }
            TreeSet<Integer> attributes = new TreeSet<>();
            for (String column : combination.split(",")) {
                for (int a : attributes(codebook, column)) {
                    attributes.add(a);
                }
            }
            if (attributes.size() > MAX_LISTED) {
                throw new InvalidSettingsException("The combination \"" + combination.trim() + "\" has more than "
                        + MAX_LISTED + " attributes. Name fewer.");
            }
            int[] positions = attributes.stream().mapToInt(Integer::intValue).toArray();
            result.add(new SynthesisTask.Weighted(Clique.of(positions), TARGET_WEIGHT));
        }
        return result;
    }

    /** What is asked for; without a ledger (null) neighbours differ in one record added or removed. */
    SynthesisTask task(Codebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
        return task(codebook, ledger, m_combinations, m_target, m_list, m_budget.target(), m_cells);
    }

    @Widget(title = "Method", description = "How the model is learned. All have the same guarantee.")
    @RadioButtonsWidget
    @ValueReference(MethodRef.class)
    @Layout(Sections.Model.class)
    Method m_method = Method.ONE_SHOT;

    @Widget(title = "What the model shall answer well", description = "The counts whose errors are kept small.")
    @ValueSwitchWidget
    @ValueReference(CombinationsRef.class)
    @Layout(Sections.Model.class)
    Combinations m_combinations = Combinations.PAIRS;

    @Widget(
            title = "Target column",
            description = "An attribute whose relations to all others matter most, for example the outcome that will be"
                    + " predicted: combinations with it count five times as much. Empty: all alike.")
    @TextInputWidget(placeholder = "none")
    @ValueReference(TargetRef.class)
    @Layout(Sections.Model.class)
    String m_target = "";

    @Widget(
            title = "Combinations that matter most",
            description = "Combinations of columns whose counts count five times as much, beside all others: columns"
                    + " separated by commas, combinations by semicolons, for example age, income; region, year. AIM also"
                    + " measures larger ones as a whole.",
            advanced = true)
    @TextInputWidget(placeholder = "none")
    @ValueReference(ListRef.class)
    @Layout(Sections.Model.class)
    String m_list = "";

    @Widget(
            title = "A row stands for one",
            description = "What a row of the table is, in the singular: record, victim, case. The guarantee speaks of"
                    + " it. It holds for people only if each has one row. With a ledger, its unit is taken.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Model.class)
    String m_unit = "record";

    @Widget(
            title = "Largest model",
            description = "Cells of all tables of the model together. Larger models can keep more relations and take"
                    + " more time and memory: 200,000 cells take seconds, two million up to a minute.",
            advanced = true)
    @NumberInputWidget(minValidation = CellsLimit.class)
    @ValueReference(CellsRef.class)
    @Layout(Sections.Model.class)
    int m_cells = (int) SynthesisTask.DEFAULT_CELLS;

    @Layout(Sections.Privacy.class)
    Budget m_budget = new Budget();

    @TextMessage(Estimate.class)
    @Layout(Sections.Privacy.class)
    Void m_estimate;

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
        if (m_unit == null || m_unit.isBlank()) {
            throw new InvalidSettingsException("Say what a row stands for, for example \"record\".");
        }
        if (m_cells < LEAST_CELLS) {
            throw new InvalidSettingsException("The model needs room for at least 1,000 cells.");
        }
    }
}
