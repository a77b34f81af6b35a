// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.engine.synthesis.model.SynthesisEstimate;
import org.murmuration.engine.synthesis.model.SynthesisMethod;
import org.murmuration.engine.synthesis.model.SynthesisTask;
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

/** Parameters of the DP Synthesizer Learner. */
final class DpSynthesizerLearnerNodeParameters implements NodeParameters {
    private static final double TARGET_WEIGHT = 5;
    private static final int LEAST_CELLS = 1000;
    private static final int MAX_LISTED = 6;

    static final ReleasingNode<Settings, Codebook, ModelPlan> NODE =
            ReleasingNode.of("DP Synthesizer Learner", Settings.class, Ref.class, ReleasePorts.CODEBOOK);

    @Section(title = "What to learn")
    @Before(ReleaseSections.Protected.class)
    interface Model {}

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

    /** What the model should answer well. */
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

    static final class CellsLimit extends MinValidation {
        @Override
        protected double getMin() {
            return LEAST_CELLS;
        }
    }

    interface Ref extends ParameterReference<Settings> {}

    static final class ExpectedError extends PlanHint.ExpectedError<Settings, Codebook, ModelPlan> {
        ExpectedError() {
            super(NODE);
        }
    }

    static final class Cost extends PlanHint.Cost<Settings, Codebook, ModelPlan> {
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
    static final class Settings implements ReleaseSettings<Codebook, ModelPlan> {
        @Widget(title = "Method", description = "How the model is learned. All have the same guarantee.")
        @RadioButtonsWidget
        @Layout(Model.class)
        Method m_method = Method.ONE_SHOT;

        @Widget(title = "What the model should answer well", description = "The counts whose errors are kept small.")
        @ValueSwitchWidget
        @Layout(Model.class)
        Combinations m_combinations = Combinations.PAIRS;

        @Widget(
                title = "Target column",
                description =
                        "An attribute whose relations to all others matter most, for example the outcome that will be"
                                + " predicted: combinations with it count five times as much. Empty: all alike.")
        @TextInputWidget(placeholder = "none")
        @Layout(Model.class)
        String m_target = "";

        @Widget(
                title = "Combinations that matter most",
                description =
                        "Combinations of columns whose counts count five times as much, beside all others: columns"
                                + " separated by commas, combinations by semicolons, for example age, income; region, year. AIM also"
                                + " measures larger ones as a whole.",
                advanced = true)
        @TextInputWidget(placeholder = "none")
        @Layout(Model.class)
        String m_list = "";

        @Layout(ReleaseSections.Protected.class)
        ProtectedUnit m_unit = new ProtectedUnit();

        @Widget(
                title = "Largest model",
                description =
                        "Cells of all tables of the model together. Larger models can keep more relations and take"
                                + " more time and memory: 200,000 cells take seconds, two million up to a minute.",
                advanced = true)
        @NumberInputWidget(minValidation = CellsLimit.class)
        @Layout(Model.class)
        int m_cells = (int) SynthesisTask.DEFAULT_CELLS;

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
        public ModelPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) throws InvalidSettingsException {
            SynthesisTask task = SynthesisTask.allOf(codebook.domain(), m_combinations.size, m_budget.target())
                    .with(LedgerPortObjectSpec.relation(ledger))
                    .withMaxCells(m_cells);
            task = task.with(LedgerPortObjectSpec.composition(ledger));
            if (m_target != null && !m_target.isBlank()) {
                for (int a : attributes(codebook, m_target)) {
                    task = task.favouring(a, TARGET_WEIGHT);
                }
            }
            return new ModelPlan(task.and(combinations(codebook, m_list)), m_method.engine());
        }

        @Override
        public String describe(ModelPlan plan) {
            SynthesisEstimate estimate = SynthesisEstimate.of(plan.method(), plan.task());
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
                int[] positions =
                        attributes.stream().mapToInt(Integer::intValue).toArray();
                result.add(new SynthesisTask.Weighted(Clique.of(positions), TARGET_WEIGHT));
            }
            return result;
        }

        @Override
        public void validate() throws InvalidSettingsException {
            m_unit.validate();
            m_budget.validate();
            m_recording.validate();
            if (m_cells < LEAST_CELLS) {
                throw new InvalidSettingsException("The model needs room for at least 1,000 cells.");
            }
        }
    }
}
