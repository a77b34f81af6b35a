// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.dpaggregates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.aggregation.combinations.Fabrication;
import org.murmuration.engine.aggregation.combinations.LengthPriority;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.parameters.AbsentValues;
import org.murmuration.nodes.parameters.Limits;
import org.murmuration.nodes.parameters.Persons;
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

/** Parameters of DP Aggregates. */
final class DpAggregatesNodeParameters implements NodeParameters {
    static final ReleasingNode<Settings, Codebook, CombinationPlan> NODE =
            ReleasingNode.of("DP Aggregates", Settings.class, Ref.class, ReleasePorts.CODEBOOK);

    @Section(title = "What to count")
    @Before(ReleaseSections.Protected.class)
    interface Counts {}

    @Section(title = "How the budget is used")
    @After(ReleaseSections.Privacy.class)
    @Before(ReleaseSections.Account.class)
    interface Method {}

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

    interface Ref extends ParameterReference<Settings> {}

    static final class ExpectedError extends PlanHint.ExpectedError<Settings, Codebook, CombinationPlan> {
        ExpectedError() {
            super(NODE);
        }
    }

    static final class Cost extends PlanHint.Cost<Settings, Codebook, CombinationPlan> {
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
    static final class Settings implements ReleaseSettings<Codebook, CombinationPlan> {
        @Widget(
                title = "Values in a combination",
                description =
                        "All combinations of up to this many values are counted. Longer ones reveal more, and all get more"
                                + " noise.")
        @NumberInputWidget(minValidation = Limits.LeastLength.class, maxValidation = Limits.MostLength.class)
        @Layout(Counts.class)
        int m_length = 3;

        @Widget(
                title = "Missing is a value",
                description =
                        "Also counts combinations with missing values, and with values that stand for nothing, so that"
                                + " synthetic records keep which values are missing together, and how many records there are. Off: as"
                                + " Synthetic Data Showcase counts.")
        @Layout(Counts.class)
        boolean m_missing = true;

        @Layout(Counts.class)
        AbsentValues m_absent = new AbsentValues();

        @Layout(ReleaseSections.Protected.class)
        ProtectedUnit m_unit = new ProtectedUnit();

        @Layout(ReleaseSections.Protected.class)
        Persons m_persons = new Persons();

        @Widget(title = NoiseHint.TITLE, description = NoiseHint.DESCRIPTION)
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        @Layout(Counts.class)
        int m_cases;

        @Layout(ReleaseSections.Privacy.class)
        @ValueReference(Budget.Ref.class)
        Budget m_budget = new Budget();

        @Widget(title = "Values are known from", description = "Whether the values of the codebook may be named.")
        @RadioButtonsWidget
        @Layout(ReleaseSections.Privacy.class)
        Values m_values = Values.CODEBOOK;

        @TextMessage(ExpectedError.class)
        @Layout(ReleaseSections.Privacy.class)
        Void m_expectedError;

        @Widget(
                title = "Most exact",
                description = "Which lengths of combinations get the least noise.",
                advanced = true)
        @ValueSwitchWidget
        @Layout(Method.class)
        Priority m_priority = Priority.BALANCED;

        @Widget(
                title = "Invented combinations",
                description =
                        "Noise makes combinations appear that no record has. A threshold keeps them out, and takes true"
                                + " but rare ones too. It costs no privacy.",
                advanced = true)
        @RadioButtonsWidget
        @Layout(Method.class)
        Fabricated m_fabricated = Fabricated.UNCONTROLLED;

        @Widget(
                title = "Custom parts",
                description =
                        "For combinations of two, three and more values: which part of the noise may pass, above 0, at"
                                + " most 1, separated by semicolons, for example 0.1; 0.5.",
                advanced = true)
        @TextInputWidget(placeholder = "0.1; 0.5")
        @Layout(Method.class)
        String m_parts = "";

        @Widget(
                title = "Percentile of contributions",
                description =
                        "A record that is in more combinations than this percentage of records is counted in a random"
                                + " choice of them, so that it needs less noise. 100: all are counted, and no budget is spent on"
                                + " finding the bound.",
                advanced = true)
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.MostPercent.class)
        @Layout(Method.class)
        int m_percentile = 99;

        @Widget(
                title = "Share of the percentile",
                description = "What finding it takes of the budget, above 0, below 1.",
                advanced = true)
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
        @Layout(Method.class)
        double m_percentileShare = 0.01;

        @Widget(
                title = "Share of the record count",
                description = "What the number of records takes of the budget, above 0, below 1.",
                advanced = true)
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
        @Layout(Method.class)
        double m_countShare = 0.005;

        @Layout(ReleaseSections.Account.class)
        Recording m_recording = new Recording();

        @TextMessage(Cost.class)
        @Layout(ReleaseSections.Account.class)
        Void m_cost;

        @Layout(ReleaseSections.Testing.class)
        TestSeed m_test = new TestSeed();

        @Override
        public CombinationPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
            boolean[][] present = m_absent.present(codebook);
            double[] parts = m_fabricated == Fabricated.CUSTOM
                    ? parts(Math.min(m_length, codebook.domain().size()))
                    : null;
            return CombinationPlan.of(codebook.domain(), m_budget.target()).with(o -> {
                o.present(m_missing ? CombinationCode.all(codebook.domain()) : present)
                        .maxLength(m_length)
                        .relation(LedgerPortObjectSpec.relation(ledger))
                        .publicValues(isPublic())
                        .priority(m_priority.priority)
                        .percentile(m_percentile)
                        .percentileShare(m_percentileShare)
                        .countShare(m_countShare)
                        .rowsPerUnit(m_persons.most());
                return parts == null ? o.fabrication(m_fabricated.mode) : o.fabricatedParts(parts);
            });
        }

        @Override
        public String describe(CombinationPlan plan) {
            StringBuilder text = new StringBuilder();
            for (int l = 1; l <= plan.maxLength(); l++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s: ± %.0f at 95 %%. ",
                        l == 1 ? "Single values" : "Combinations of " + l,
                        plan.halfWidth(l)));
            }
            return text.append(naming(plan)).toString().trim()
                    + NoiseHint.of(plan.code().domain(), plan.maxLength(), m_cases, plan::halfWidth);
        }

        /** What a public codebook would gain, or gains; nothing where values could not be named safely without one. */
        private String naming(CombinationPlan plan) {
            if (m_persons.most() > 1) {
                return "";
            }
            long threshold = plan.with(o -> o.publicValues(false)).namingThreshold();
            return isPublic()
                    ? String.format(
                            Locale.ROOT,
                            "Without a public codebook values of fewer than about %d records would be lost.",
                            threshold)
                    : String.format(
                            Locale.ROOT,
                            "A value is named from about %d records on. With a public codebook all values are named, and"
                                    + " single values have ± %.0f.",
                            threshold,
                            plan.with(o -> o.publicValues(true)).halfWidth(1));
        }

        @Override
        public ReleasePorts.Need need() {
            return isPublic() ? ReleasePorts.Need.PUBLIC : ReleasePorts.Need.ANY;
        }

        /** Whether the values of the codebook may be named. */
        boolean isPublic() {
            return m_values == Values.CODEBOOK;
        }

        /** Values in the longest combinations; the number of attributes of a codebook that is not public stays unsaid. */
        int length(Optional<Codebook> known) {
            return known.map(c -> Math.min(m_length, c.domain().size())).orElse(m_length);
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

        private double[] parts(int length) throws InvalidSettingsException {
            List<String> texts = Arrays.stream((m_parts == null ? "" : m_parts).split(";"))
                    .map(String::trim)
                    .filter(t -> !t.isEmpty())
                    .toList();
            if (texts.size() != length - 1) {
                throw new InvalidSettingsException("Give " + (length - 1)
                        + " custom parts, one for each length from 2 to " + length + ", separated by semicolons.");
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
            m_unit.validate();
            m_budget.validate();
            m_recording.validate();
            m_persons.validate();
            NoiseHint.check(m_cases);
            Limits.checkLength(m_length);
        }
    }
}
