// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.GroupTerms;
import org.murmuration.engine.aggregation.groups.NoiseChoice;
import org.murmuration.engine.aggregation.groups.SearchedPlan;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.nodes.parameters.Names;
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

/** Parameters of DP GroupBy. */
final class DpGroupByNodeParameters implements NodeParameters {
    private static final double MOST_SHARE = 0.9;

    static final ReleasingNode<Settings, Codebook, SearchedPlan> NODE =
            ReleasingNode.of("DP GroupBy", Settings.class, Ref.class, ReleasePorts.CODEBOOK);

    @Section(title = "Groups")
    @Before(Statistics.class)
    interface Groups {}

    @Section(title = "What to know of each group")
    @Before(ReleaseSections.Protected.class)
    interface Statistics {}

    static final class ShareLimit extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST_SHARE;
        }
    }

    /** Where groups come from. */
    enum Source {
        @Label(
                value = "The codebook",
                description = "All combinations of the values that the codebook declares, those without a row too."
                        + " Costs nothing, and nothing is hidden.")
        CODEBOOK,
        @Label(
                value = "The records",
                description =
                        "Groups that occur, if enough people are in them: a fifth of epsilon and half of delta are"
                                + " spent on choosing those that may be named. The others do not appear; the view reports about"
                                + " how many they are.")
        RECORDS
    }

    /** Which noise. */
    enum Noise {
        @Label(value = "Automatic", description = "Whichever has the smaller error.")
        AUTOMATIC(NoiseChoice.AUTOMATIC),
        @Label(value = "Laplace", description = "Smaller where a person is in few groups and little is asked.")
        LAPLACE(NoiseChoice.LAPLACE),
        @Label(value = "Gaussian", description = "Smaller where a person is in many groups or much is asked.")
        GAUSSIAN(NoiseChoice.GAUSSIAN);

        private final NoiseChoice choice;

        Noise(NoiseChoice choice) {
            this.choice = choice;
        }
    }

    interface Ref extends ParameterReference<Settings> {}

    static final class ExpectedError extends PlanHint.ExpectedError<Settings, Codebook, SearchedPlan> {
        ExpectedError() {
            super(NODE);
        }
    }

    static final class Cost extends PlanHint.Cost<Settings, Codebook, SearchedPlan> {
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
    static final class Settings implements ReleaseSettings<Codebook, SearchedPlan> {
        @Widget(
                title = "Group by",
                description =
                        "Columns whose values make the groups, separated by semicolons. Empty: everything is one group.")
        @TextInputWidget(placeholder = "one group of everything")
        @Layout(Groups.class)
        String m_keys = "";

        @Widget(title = "Groups come from", description = "How it is known which groups there are.")
        @RadioButtonsWidget
        @Layout(Groups.class)
        Source m_source = Source.CODEBOOK;

        @Widget(
                title = "Totals",
                description =
                        "Adds totals: of the groups that differ in the last column alone, in the last two, and so on. They are"
                                + " measured too, for an equal part of the budget each, and all numbers are made to agree, so that counts"
                                + " and sums add up to their totals. Only with groups from the codebook.")
        @Layout(Groups.class)
        boolean m_totals;

        @Widget(title = "Statistics", description = "What is computed of each group. All of it shares the budget.")
        @ArrayWidget(elementTitle = "Statistic", addButtonText = "Add statistic")
        @Layout(Statistics.class)
        AggregationParameters[] m_aggregations = {new AggregationParameters()};

        @Widget(
                title = "Largest groups only",
                description =
                        "How many groups to give: those whose first number is largest, largest first. 0 for all. It costs nothing,"
                                + " but the largest of many noisy numbers tend to be too large.",
                advanced = true)
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        @Layout(Statistics.class)
        int m_largest;

        @Layout(ReleaseSections.Protected.class)
        ProtectedUnit m_unit = new ProtectedUnit();

        @Widget(
                title = "Privacy unit column",
                description =
                        "Column that says to whom a row belongs, when a person can have several. Empty: each row is one.")
        @TextInputWidget(placeholder = "each row is one")
        @Layout(ReleaseSections.Protected.class)
        String m_person = "";

        @Widget(
                title = "Groups of a person",
                description = "A person counts in at most this many groups; of more, some are chosen at random. More of"
                        + " them need more noise. Only with a privacy unit column.")
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        @Layout(ReleaseSections.Protected.class)
        int m_groups = 1;

        @Widget(
                title = "Rows of a person in a group",
                description =
                        "At most this many rows of a person count in a group; of more, some are chosen at random.")
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        @Layout(ReleaseSections.Protected.class)
        int m_rows = 1;

        @Layout(ReleaseSections.Privacy.class)
        @ValueReference(Budget.Ref.class)
        Budget m_budget = new Budget();

        @Widget(title = "Noise", description = "Which noise is added.", advanced = true)
        @ValueSwitchWidget
        @Layout(ReleaseSections.Privacy.class)
        Noise m_noise = Noise.AUTOMATIC;

        @Widget(
                title = "Share of the budget to find bounds",
                description = "How much of epsilon and delta is spent on finding bounds, where that is asked for.",
                advanced = true)
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = ShareLimit.class)
        @Layout(ReleaseSections.Privacy.class)
        double m_share = 0.1;

        @Widget(
                title = "Rows of a usual group",
                description =
                        "How many rows a group is believed to have, for the expected errors shown here. It changes"
                                + " nothing else.")
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        @Layout(ReleaseSections.Privacy.class)
        int m_typical = 100;

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
        public SearchedPlan plan(Codebook codebook, LedgerPortObjectSpec ledger) {
            GroupTerms terms = GroupTerms.of(m_budget.target())
                    .with(LedgerPortObjectSpec.relation(ledger))
                    .with(new ContributionBounds(m_groups, m_rows))
                    .discovering(m_source == Source.RECORDS)
                    .with(m_noise.choice)
                    .withTotals(m_totals ? keyNames().size() : 0);
            return SearchedPlan.of(
                    Arrays.stream(m_aggregations)
                            .map(AggregationParameters::sought)
                            .toList(),
                    terms,
                    LedgerPortObjectSpec.composition(ledger),
                    m_share);
        }

        @Override
        public String describe(SearchedPlan whole) {
            GroupByPlan plan = whole.statistics();
            StringBuilder text = new StringBuilder("In a group of " + m_typical + " rows, at 95 %: ");
            for (GroupByPlan.Output o : plan.outputs()) {
                text.append(String.format(
                        Locale.ROOT, "%s \u00b1 %.3g; ", o.title(), 1.96 * plan.expectedError(o, m_typical)));
            }
            text.append("noise is ").append(plan.isGaussian() ? "Gaussian." : "Laplace.");
            if (plan.discovers()) {
                text.append(String.format(
                        Locale.ROOT,
                        " Groups of fewer than about %d people are mostly not named.",
                        plan.unitsToBeNamed()));
            }
            if (whole.search().isPresent()) {
                text.append(" Bounds are found first; errors are those of the bounds given here.");
            }
            return text.toString();
        }

        @Override
        public ReleasePorts.Need need() {
            return ReleasePorts.Need.NONE;
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

        /** Names of the key columns. */
        List<String> keyNames() {
            return Names.list(m_keys);
        }

        /** The groups: declared by the codebook (null when none is connected), or to be discovered. */
        GroupKeys keys(Codebook codebook) throws InvalidSettingsException {
            if (m_source == Source.RECORDS) {
                return GroupKeys.discovered(keyNames());
            }
            List<Attribute> attributes = new ArrayList<>();
            for (String name : keyNames()) {
                attributes.add(Optional.ofNullable(codebook)
                        .flatMap(c -> c.attributes().stream()
                                .filter(a -> a.name().trim().equals(name))
                                .findFirst())
                        .orElseThrow(() -> new InvalidSettingsException("The codebook does not declare the values of \""
                                + name + "\". Connect a codebook that does, or let groups come from the records.")));
            }
            return GroupKeys.declared(attributes);
        }

        /** Name of the privacy unit column; empty when each row is one. */
        String person() {
            return m_person == null ? "" : m_person.trim();
        }

        @Override
        public void validate() throws InvalidSettingsException {
            m_unit.validate();
            m_budget.validate();
            m_recording.validate();
            if (m_largest < 0) {
                throw new InvalidSettingsException("The number of largest groups is 0 for all, or above.");
            }
            if (m_largest > 0 && m_totals) {
                throw new InvalidSettingsException(
                        "The largest groups alone have no totals. Ask for all groups, or do without totals.");
            }
            if (m_groups < 1 || m_rows < 1 || m_typical < 1) {
                throw new InvalidSettingsException("A person counts in one group and with one row at least.");
            }
            if (person().isEmpty() && (m_groups > 1 || m_rows > 1)) {
                throw new InvalidSettingsException(
                        "Without a privacy unit column each row is one, so it is in one group with"
                                + " one row. Name the column, or set both numbers to 1.");
            }
            if (!(m_share > 0 && m_share <= MOST_SHARE)) {
                throw new InvalidSettingsException(
                        "The share of the budget to find bounds must lie above 0 and be at most " + MOST_SHARE + ".");
            }
            if (m_source == Source.RECORDS && keyNames().isEmpty()) {
                throw new InvalidSettingsException(
                        "Name the columns to group by, or take the groups from the codebook.");
            }
            try {
                plan(null, null);
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingsException(e.getMessage(), e);
            }
        }
    }
}
