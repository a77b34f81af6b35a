// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.groupby;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.aggregation.groups.Aggregation;
import org.murmuration.engine.aggregation.groups.GroupByPlan;
import org.murmuration.engine.aggregation.groups.GroupKeys;
import org.murmuration.engine.aggregation.groups.Range;
import org.murmuration.engine.aggregation.groups.RangeSearch;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.ContributionBounds;
import org.murmuration.nodes.adapter.Ledgers;
import org.murmuration.nodes.parameters.Budget;
import org.murmuration.nodes.parameters.Hints;
import org.murmuration.nodes.parameters.Names;
import org.murmuration.nodes.parameters.Recording;
import org.murmuration.nodes.parameters.Releases;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.LedgerPortObjectSpec;

/** Parameters of DP GroupBy. */
final class DpGroupByNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Groups")
        interface Groups {}

        @Section(title = "What to know of each group")
        @After(Groups.class)
        interface Statistics {}

        @Section(title = "Whom to protect")
        @After(Statistics.class)
        interface Unit {}

        @Section(title = "Privacy budget")
        @After(Unit.class)
        interface Privacy {}

        @Section(title = "Account")
        @After(Privacy.class)
        interface Account {}

        @Section(title = "Testing")
        @After(Account.class)
        interface Testing {}
    }

    private static final double MOST_SHARE = 0.9;

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
                                + " spent on choosing those that may be named. The others do not appear; the view tells about"
                                + " how many they are.")
        RECORDS
    }

    /** Which noise. */
    enum Noise {
        @Label(value = "Automatic", description = "Whichever has the smaller error.")
        AUTOMATIC(GroupByPlan.NoiseChoice.AUTOMATIC),
        @Label(value = "Laplace", description = "Smaller where a person is in few groups and little is asked.")
        LAPLACE(GroupByPlan.NoiseChoice.LAPLACE),
        @Label(value = "Gaussian", description = "Smaller where a person is in many groups or much is asked.")
        GAUSSIAN(GroupByPlan.NoiseChoice.GAUSSIAN);

        private final GroupByPlan.NoiseChoice choice;

        Noise(GroupByPlan.NoiseChoice choice) {
            this.choice = choice;
        }
    }

    interface AggregationsRef extends ParameterReference<AggregationParameters[]> {}

    interface SourceRef extends ParameterReference<Source> {}

    interface NoiseRef extends ParameterReference<Noise> {}

    interface GroupsRef extends ParameterReference<Integer> {}

    interface RowsRef extends ParameterReference<Integer> {}

    interface KeysRef extends ParameterReference<String> {}

    interface TotalsRef extends ParameterReference<Boolean> {}

    interface ShareRef extends ParameterReference<Double> {}

    interface TypicalRef extends ParameterReference<Integer> {}

    /** Suppliers of everything that the plan depends on. */
    private abstract static class Planned implements StateProvider<Optional<TextMessage.Message>> {
        private Supplier<AggregationParameters[]> aggregations;
        private Supplier<Source> source;
        private Supplier<Noise> noise;
        private Supplier<Integer> groups;
        private Supplier<Integer> rows;
        private Supplier<ApproximateDp> budget;
        private Supplier<Double> share;
        private Supplier<String> keys;
        private Supplier<Boolean> totals;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            aggregations = initializer.computeFromValueSupplier(AggregationsRef.class);
            source = initializer.computeFromValueSupplier(SourceRef.class);
            noise = initializer.computeFromValueSupplier(NoiseRef.class);
            groups = initializer.computeFromValueSupplier(GroupsRef.class);
            rows = initializer.computeFromValueSupplier(RowsRef.class);
            budget = Budget.target(initializer);
            share = initializer.computeFromValueSupplier(ShareRef.class);
            keys = initializer.computeFromValueSupplier(KeysRef.class);
            totals = initializer.computeFromValueSupplier(TotalsRef.class);
        }

        Plans plans(LedgerPortObjectSpec ledger) {
            return DpGroupByNodeParameters.plans(
                    Arrays.asList(aggregations.get()),
                    budget.get(),
                    ledger,
                    new ContributionBounds(groups.get(), rows.get()),
                    source.get(),
                    noise.get(),
                    totals.get() ? Names.list(keys.get()).size() : 0,
                    share.get(),
                    Map.of());
        }
    }

    /** Tells the error of each number, from formulas alone. */
    static final class ExpectedError extends Planned {
        private Supplier<Integer> typical;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            typical = initializer.computeFromValueSupplier(TypicalRef.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            try {
                Plans plans = plans(Releases.ledger(context));
                GroupByPlan plan = plans.statistics();
                StringBuilder text = new StringBuilder("In a group of " + typical.get() + " rows, at 95 %: ");
                for (GroupByPlan.Output o : plan.outputs()) {
                    text.append(String.format(
                            Locale.ROOT, "%s \u00b1 %.3g; ", o.title(), 1.96 * plan.expectedError(o, typical.get())));
                }
                text.append("noise is ").append(plan.isGaussian() ? "Gaussian." : "Laplace.");
                if (plan.discovers()) {
                    text.append(String.format(
                            Locale.ROOT,
                            " Groups of fewer than about %d people are mostly not named.",
                            plan.unitsToBeNamed()));
                }
                if (plans.search().isPresent()) {
                    text.append(" Bounds are found first; errors are those of the bounds given here.");
                }
                return Hints.expectedError(text.toString());
            } catch (IllegalArgumentException | NullPointerException e) {
                return Hints.unusable(e);
            }
        }
    }

    /** Tells what the release would cost and leave in the ledger. */
    static final class PrivacyPlan extends Planned {
        private Supplier<String> cohort;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            cohort = initializer.computeFromValueSupplier(Recording.CohortRef.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            LedgerPortObjectSpec ledger = Releases.ledger(context);
            if (ledger == null) {
                return Ledgers.plan(null, null, null);
            }
            try {
                PrivacyEvent event = plans(ledger).event();
                return Ledgers.plan(ledger, event, Recording.cohort(cohort.get(), ledger.terms()));
            } catch (IllegalArgumentException | NullPointerException | InvalidSettingsException e) {
                return Hints.unusable(e);
            }
        }
    }

    @Widget(
            title = "Group by",
            description =
                    "Columns whose values make the groups, separated by semicolons. Empty: everything is one group.")
    @TextInputWidget(placeholder = "one group of everything")
    @ValueReference(KeysRef.class)
    @Layout(Sections.Groups.class)
    String m_keys = "";

    @Widget(title = "Groups come from", description = "How it is known which groups there are.")
    @RadioButtonsWidget
    @ValueReference(SourceRef.class)
    @Layout(Sections.Groups.class)
    Source m_source = Source.CODEBOOK;

    @Widget(
            title = "Totals",
            description =
                    "Adds totals: of the groups that differ in the last column alone, in the last two, and so on. They are"
                            + " measured too, for an equal part of the budget each, and all numbers are made to agree, so that counts"
                            + " and sums add up to their totals. Only with groups from the codebook.")
    @ValueReference(TotalsRef.class)
    @Layout(Sections.Groups.class)
    boolean m_totals;

    @Widget(title = "Statistics", description = "What is computed of each group. All of it shares the budget.")
    @ArrayWidget(elementTitle = "Statistic", addButtonText = "Add statistic")
    @ValueReference(AggregationsRef.class)
    @Layout(Sections.Statistics.class)
    AggregationParameters[] m_aggregations = {new AggregationParameters()};

    @Widget(
            title = "Largest groups only",
            description =
                    "How many groups to give: those whose first number is largest, largest first. 0 for all. It costs nothing,"
                            + " but the largest of many noisy numbers tend to be too large.",
            advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Sections.Statistics.class)
    int m_largest;

    @Widget(
            title = "A row stands for one",
            description = "What is protected, in the singular: record, victim, case. With a ledger, its unit is taken.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Unit.class)
    String m_unit = "record";

    @Widget(
            title = "Column of the person",
            description =
                    "Column that says to whom a row belongs, when a person can have several. Empty: each row is one.")
    @TextInputWidget(placeholder = "each row is one")
    @Layout(Sections.Unit.class)
    String m_person = "";

    @Widget(
            title = "Groups of a person",
            description = "In how many groups a person counts at the most; of more, some are chosen at random. More of"
                    + " them need more noise. Only with a column of the person.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(GroupsRef.class)
    @Layout(Sections.Unit.class)
    int m_groups = 1;

    @Widget(
            title = "Rows of a person in a group",
            description = "How many rows of a person count in a group at the most; of more, some are chosen at random.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(RowsRef.class)
    @Layout(Sections.Unit.class)
    int m_rows = 1;

    @Layout(Sections.Privacy.class)
    Budget m_budget = new Budget();

    @Widget(title = "Noise", description = "Which noise is added.", advanced = true)
    @ValueSwitchWidget
    @ValueReference(NoiseRef.class)
    @Layout(Sections.Privacy.class)
    Noise m_noise = Noise.AUTOMATIC;

    @Widget(
            title = "Share of the budget to find bounds",
            description = "How much of epsilon and delta is spent on finding bounds, where that is asked for.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = ShareLimit.class)
    @ValueReference(ShareRef.class)
    @Layout(Sections.Privacy.class)
    double m_share = 0.1;

    @Widget(
            title = "Rows of a usual group",
            description = "How many rows a group is believed to have, for the expected errors shown here. It changes"
                    + " nothing else.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(TypicalRef.class)
    @Layout(Sections.Privacy.class)
    int m_typical = 100;

    @TextMessage(ExpectedError.class)
    @Layout(Sections.Privacy.class)
    Void m_expectedError;

    @Layout(Sections.Account.class)
    Recording m_recording = new Recording();

    @TextMessage(PrivacyPlan.class)
    @Layout(Sections.Account.class)
    Void m_privacyPlan;

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    /**
     * What is released, and what before it.
     *
     * @param search of bounds, if any are to be found
     * @param statistics with the bounds that were found, or guesses of them
     */
    record Plans(Optional<GroupByPlan> search, GroupByPlan statistics) {
        /** What both will be charged. */
        PrivacyEvent event() {
            return search.<PrivacyEvent>map(s -> ComposedEvent.of(
                            "statistics by group with a search of bounds", List.of(s.event(), statistics.event())))
                    .orElseGet(statistics::event);
        }
    }

    private static Plans plans(
            List<AggregationParameters> aggregations,
            ApproximateDp target,
            LedgerPortObjectSpec ledger,
            ContributionBounds bounds,
            Source source,
            Noise noise,
            int totals,
            double share,
            Map<String, Range> found) {
        List<Aggregation> asked = new ArrayList<>();
        aggregations.forEach(a -> asked.add(a.aggregation(found)));
        Set<String> columns = new LinkedHashSet<>();
        aggregations.stream().filter(AggregationParameters::finds).forEach(a -> columns.add(a.m_column.trim()));
        double rest = columns.isEmpty() ? 1 : 1 - share;
        GroupByPlan.Terms terms = new GroupByPlan.Terms(
                new ApproximateDp(target.epsilon() * rest, target.delta() * rest),
                Releases.relation(ledger),
                bounds,
                source == Source.RECORDS,
                noise.choice,
                totals);
        if (ledger != null) {
            terms = terms.addedUp(target, rest);
        }
        GroupByPlan statistics = GroupByPlan.of(asked, terms);
        if (columns.isEmpty()) {
            return new Plans(Optional.empty(), statistics);
        }
        if (ledger != null) {
            terms = statistics.companion(terms).addedUp(target, share);
        }
        ApproximateDp ofSearch = new ApproximateDp(target.epsilon() * share, target.delta() * share);
        return new Plans(Optional.of(RangeSearch.plan(columns, terms, ofSearch)), statistics);
    }

    /**
     * The plans of the release; without a ledger (null) neighbours differ in one unit added or removed.
     *
     * @param found bounds that were found so far
     */
    Plans plans(LedgerPortObjectSpec ledger, Map<String, Range> found) {
        return plans(
                Arrays.asList(m_aggregations),
                m_budget.target(),
                ledger,
                new ContributionBounds(m_groups, m_rows),
                m_source,
                m_noise,
                m_totals ? keyNames().size() : 0,
                m_share,
                found);
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

    /** Name of the column of the person; empty when each row is one. */
    String person() {
        return m_person == null ? "" : m_person.trim();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        m_budget.validate();
        m_recording.validate();
        if (m_unit == null || m_unit.isBlank()) {
            throw new InvalidSettingsException("Say what is protected, for example \"record\".");
        }
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
                    "Without a column of the person each row is one, so it is in one group with"
                            + " one row. Name the column, or set both numbers to 1.");
        }
        if (!(m_share > 0 && m_share <= MOST_SHARE)) {
            throw new InvalidSettingsException(
                    "The share of the budget to find bounds must lie above 0 and at most at " + MOST_SHARE + ".");
        }
        if (m_source == Source.RECORDS && keyNames().isEmpty()) {
            throw new InvalidSettingsException("Name the columns to group by, or take the groups from the codebook.");
        }
        try {
            plans(null, Map.of());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
