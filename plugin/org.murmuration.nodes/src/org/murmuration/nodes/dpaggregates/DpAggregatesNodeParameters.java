// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dpaggregates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.aggregation.combinations.Fabrication;
import org.murmuration.engine.aggregation.combinations.LengthPriority;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.parameters.AbsentValues;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.Hints;
import org.murmuration.nodes.parameters.Limits;
import org.murmuration.nodes.parameters.NoiseHint;
import org.murmuration.nodes.parameters.Persons;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Parameters of DP Aggregates. */
final class DpAggregatesNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "What to count")
        interface Counts {}

        @Section(title = "Privacy budget")
        @After(Counts.class)
        interface Privacy {}

        @Section(title = "How the budget is used")
        @After(Privacy.class)
        interface Method {}

        @Section(title = "Account")
        @After(Method.class)
        interface Account {}

        @Section(title = "Testing")
        @After(Account.class)
        interface Testing {}
    }

    /** Where the values come from. */
    enum Values {
        @Label(
                value = "The public codebook",
                description = "All values of the codebook may be named; the whole of delta goes to the counts.")
        CODEBOOK,
        @Label(
                value = "The records",
                description =
                        "A value is named only if its noisy count passes a threshold, and half of delta is spent on"
                                + " that: rare values are lost. Also for codebooks that were made from the records.")
        RECORDS
    }

    /** Which lengths are counted most exactly. */
    enum Priority {
        @Label(value = "Short", description = "Single values get the least noise.")
        SHORT(LengthPriority.SHORT),
        @Label(value = "Balanced", description = "All lengths alike, for their sensitivity; best for synthetic data.")
        BALANCED(LengthPriority.BALANCED),
        @Label(
                value = "Long",
                description = "Long combinations get as little noise as short ones: the least mean error over all"
                        + " combinations, and more for single values.")
        LONG(LengthPriority.LONG);

        private final LengthPriority priority;

        Priority(LengthPriority priority) {
            this.priority = priority;
        }
    }

    /** How many combinations that no record has may come through. */
    enum Fabricated {
        @Label(value = "Uncontrolled", description = "Everything with a noisy count above 0; best for synthetic data.")
        UNCONTROLLED(Fabrication.UNCONTROLLED),
        @Label(value = "Progressive", description = "Few pairs, more of the longer combinations.")
        PROGRESSIVE(Fabrication.PROGRESSIVE),
        @Label(value = "Balanced", description = "Some pairs, longer combinations freely.")
        BALANCED(Fabrication.BALANCED),
        @Label(value = "Minimised", description = "Hardly any; most rare combinations are lost with them.")
        MINIMIZED(Fabrication.MINIMIZED),
        @Label(value = "Custom", description = "As the next setting says.")
        CUSTOM(null);

        private final Fabrication mode;

        Fabricated(Fabrication mode) {
            this.mode = mode;
        }
    }

    interface LengthRef extends ParameterReference<Integer> {}

    interface ValuesRef extends ParameterReference<Values> {}

    interface PriorityRef extends ParameterReference<Priority> {}

    /** Tells the error that the settings lead to, from the public codebook alone. */
    static final class ExpectedError implements StateProvider<Optional<TextMessage.Message>> {
        private Supplier<ApproximateDp> budget;
        private Supplier<Integer> length;
        private Supplier<Values> values;
        private Supplier<Priority> priority;
        private Supplier<Integer> cases;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            budget = Budget.target(initializer);
            length = initializer.computeFromValueSupplier(LengthRef.class);
            values = initializer.computeFromValueSupplier(ValuesRef.class);
            priority = initializer.computeFromValueSupplier(PriorityRef.class);
            cases = initializer.computeFromValueSupplier(NoiseHint.CasesRef.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            Codebook codebook = Releases.codebook(context);
            if (codebook == null) {
                return Hints.unknownError();
            }
            try {
                return Hints.expectedError(describe(codebook, context));
            } catch (IllegalArgumentException | NullPointerException e) {
                return Hints.unusable(e);
            }
        }

        private CombinationPlan plan(Codebook codebook, NodeParametersInput context, boolean isPublic) {
            return CombinationPlan.builder(codebook.domain(), budget.get())
                    .maxLength(length.get())
                    .publicValues(isPublic)
                    .priority(priority.get().priority)
                    .relation(Releases.relation(Releases.ledger(context)))
                    .build();
        }

        private String describe(Codebook codebook, NodeParametersInput context) {
            CombinationPlan plan = plan(codebook, context, values.get() == Values.CODEBOOK);
            StringBuilder text = new StringBuilder();
            for (int l = 1; l <= plan.maxLength(); l++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s: ± %.0f at 95 %%. ",
                        l == 1 ? "Single values" : "Combinations of " + l,
                        plan.halfWidth(l)));
            }
            if (values.get() == Values.RECORDS) {
                text.append(String.format(
                        Locale.ROOT,
                        "A value is named from about %d records on. With a public codebook all values are named, and single"
                                + " values have ± %.0f.",
                        plan.namingThreshold(),
                        plan(codebook, context, true).halfWidth(1)));
            } else {
                text.append(String.format(
                        Locale.ROOT,
                        "Without a public codebook values of fewer than about %d records would be lost.",
                        plan(codebook, context, false).namingThreshold()));
            }
            return text + NoiseHint.of(codebook.domain(), plan.maxLength(), cases.get(), plan::halfWidth);
        }
    }

    @Widget(
            title = "Values in a combination",
            description =
                    "All combinations of up to this many values are counted. Longer ones tell more, and all get more"
                            + " noise.")
    @NumberInputWidget(minValidation = Limits.LeastLength.class, maxValidation = Limits.MostLength.class)
    @ValueReference(LengthRef.class)
    @Layout(Sections.Counts.class)
    int m_length = 3;

    @Widget(
            title = "Missing is a value",
            description =
                    "Also counts combinations with missing values, and with values that stand for nothing, so that"
                            + " synthetic records keep which values are missing together, and how many records there are. Off: as"
                            + " Synthetic Data Showcase counts.")
    @Layout(Sections.Counts.class)
    boolean m_missing = true;

    @Layout(Sections.Counts.class)
    AbsentValues m_absent = new AbsentValues();

    @Widget(
            title = "A row stands for one",
            description = "What a row of the table is, in the singular: record, victim, case. The guarantee speaks of"
                    + " it. It holds for people only if each has one row, or the column of the person is given. With a"
                    + " ledger, its unit is taken.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Counts.class)
    String m_unit = "record";

    @Layout(Sections.Counts.class)
    Persons m_persons = new Persons();

    @Widget(title = NoiseHint.TITLE, description = NoiseHint.DESCRIPTION)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @ValueReference(NoiseHint.CasesRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Sections.Counts.class)
    int m_cases;

    @Layout(Sections.Privacy.class)
    Budget m_budget = new Budget();

    @Widget(title = "Values are known from", description = "Whether the codebook may be told.")
    @RadioButtonsWidget
    @ValueReference(ValuesRef.class)
    @Layout(Sections.Privacy.class)
    Values m_values = Values.CODEBOOK;

    @TextMessage(ExpectedError.class)
    @Layout(Sections.Privacy.class)
    Void m_expectedError;

    @Widget(title = "Most exact", description = "Which lengths of combinations get the least noise.", advanced = true)
    @ValueSwitchWidget
    @ValueReference(PriorityRef.class)
    @Layout(Sections.Method.class)
    Priority m_priority = Priority.BALANCED;

    @Widget(
            title = "Invented combinations",
            description =
                    "Noise makes combinations appear that no record has. A threshold keeps them out, and takes true"
                            + " but rare ones too. It costs no privacy.",
            advanced = true)
    @RadioButtonsWidget
    @Layout(Sections.Method.class)
    Fabricated m_fabricated = Fabricated.UNCONTROLLED;

    @Widget(
            title = "Custom parts",
            description =
                    "For combinations of two, three and more values: which part of the noise may pass, above 0, at"
                            + " most 1, separated by semicolons, for example 0.1; 0.5.",
            advanced = true)
    @TextInputWidget(placeholder = "0.1; 0.5")
    @Layout(Sections.Method.class)
    String m_parts = "";

    @Widget(
            title = "Percentile of contributions",
            description = "A record that is in more combinations than this percentage of records is counted in a random"
                    + " choice of them, so that it needs less noise. 100: all are counted, and no budget is spent on"
                    + " finding the bound.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.MostPercent.class)
    @Layout(Sections.Method.class)
    int m_percentile = 99;

    @Widget(
            title = "Share of the percentile",
            description = "What finding it takes of the budget, above 0, below 1.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Sections.Method.class)
    double m_percentileShare = 0.01;

    @Widget(
            title = "Share of the record count",
            description = "What the number of records takes of the budget, above 0, below 1.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Sections.Method.class)
    double m_countShare = 0.005;

    @Layout(Sections.Account.class)
    Recording m_recording = new Recording();

    @TextMessage(PrivacyPlan.class)
    @Layout(Sections.Account.class)
    Void m_privacyPlan;

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    /** Tells what the release would cost and leave in the ledger. */
    static final class PrivacyPlan implements StateProvider<Optional<TextMessage.Message>> {
        private Supplier<ApproximateDp> budget;
        private Supplier<Integer> length;
        private Supplier<Values> values;
        private Supplier<String> cohort;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            budget = Budget.target(initializer);
            length = initializer.computeFromValueSupplier(LengthRef.class);
            values = initializer.computeFromValueSupplier(ValuesRef.class);
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
                CombinationPlan plan = CombinationPlan.builder(codebook.domain(), budget.get())
                        .maxLength(length.get())
                        .publicValues(values.get() == Values.CODEBOOK)
                        .relation(Releases.relation(ledger))
                        .build();
                return Ledgers.plan(ledger, plan.event(), Recording.cohort(cohort.get(), ledger.terms()));
            } catch (IllegalArgumentException | NullPointerException | InvalidSettingsException e) {
                return Hints.unusable(e);
            }
        }
    }

    /** The plan of the release; without a ledger (null) neighbours differ in one row added or removed. */
    CombinationPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
        boolean[][] present = m_absent.present(codebook);
        CombinationPlan.Builder builder = CombinationPlan.builder(codebook.domain(), m_budget.target())
                .present(m_missing ? CombinationCode.all(codebook.domain()) : present)
                .maxLength(m_length)
                .relation(Releases.relation(ledger))
                .publicValues(m_values == Values.CODEBOOK)
                .priority(m_priority.priority)
                .percentile(m_percentile)
                .percentileShare(m_percentileShare)
                .countShare(m_countShare)
                .rowsPerUnit(m_persons.most());
        return m_fabricated == Fabricated.CUSTOM
                ? builder.fabricatedParts(
                                parts(Math.min(m_length, codebook.domain().size())))
                        .build()
                : builder.fabrication(m_fabricated.mode).build();
    }

    private double[] parts(int length) throws InvalidSettingsException {
        List<String> texts = Arrays.stream((m_parts == null ? "" : m_parts).split(";"))
                .map(String::trim)
                .filter(t -> !t.isEmpty())
                .toList();
        if (texts.size() != length - 1) {
            throw new InvalidSettingsException("Give " + (length - 1) + " custom parts, one for each length from 2 to "
                    + length + ", separated by semicolons.");
        }
        double[] parts = new double[length];
        parts[0] = 1;
        for (int i = 1; i < length; i++) {
            try {
                parts[i] = Double.parseDouble(texts.get(i - 1));
            } catch (NumberFormatException e) {
                throw new InvalidSettingsException("\"" + texts.get(i - 1) + "\" is no number.", e);
            }
        }
        return parts;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        m_budget.validate();
        NoiseHint.check(m_cases);
        m_recording.validate();
        m_persons.validate();
        Limits.checkLength(m_length);
        if (m_unit == null || m_unit.isBlank()) {
            throw new InvalidSettingsException("Say what a row stands for, for example \"record\".");
        }
    }
}
