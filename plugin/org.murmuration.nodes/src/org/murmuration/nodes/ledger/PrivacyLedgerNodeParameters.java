// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.ledger;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyLoss;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.pages.LedgerReport;
import org.murmuration.nodes.adapter.WorkflowPaths;

/** Parameters of the Privacy Ledger. */
final class PrivacyLedgerNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Ledger")
        interface Place {}

        @Section(title = "Terms, fixed when the ledger is created")
        @After(Place.class)
        interface Terms {}

        @Section(title = "Cohorts")
        @After(Terms.class)
        interface Cohorts {}
    }

    /** How the budget is measured. */
    enum Measure {
        @Label(value = "Epsilon and delta", description = "The usual guarantee; right for most ledgers.")
        EPSILON_DELTA,
        @Label(value = "Rho", description = "Zero-concentrated differential privacy, for those who think in it.")
        RHO,
        @Label(
                value = "Pure epsilon",
                description = "Admits only releases without a delta. Counts with Gaussian noise are none.")
        EPSILON
    }

    /** Which data sets are neighbours. */
    enum Neighbours {
        @Label(value = "One added or removed", description = "Also hides how many records there are.")
        ADDED(NeighboringRelation.ADD_OR_REMOVE_ONE),
        @Label(value = "One replaced", description = "The number of records may be known; counts need more noise.")
        REPLACED(NeighboringRelation.REPLACE_ONE);

        private final NeighboringRelation relation;

        Neighbours(NeighboringRelation relation) {
            this.relation = relation;
        }
    }

    /** What to do when there is no ledger yet. */
    enum IfAbsent {
        @Label(value = "Create it", description = "With the terms below.")
        CREATE,
        @Label(value = "Fail", description = "So that a wrong path cannot begin a fresh account by mistake.")
        FAIL
    }

    /** What to do about people of whom something was released before. */
    enum Overlap {
        @Label(value = "Add up", description = "Their costs add up, up to the budget.")
        ADD(LedgerTerms.Overlap.ADD),
        @Label(value = "Refuse", description = "Each person is part of at most one release.")
        REFUSE(LedgerTerms.Overlap.REFUSE);

        private final LedgerTerms.Overlap overlap;

        Overlap(LedgerTerms.Overlap overlap) {
            this.overlap = overlap;
        }
    }

    interface FolderRef extends ParameterReference<String> {}

    interface MeasureRef extends ParameterReference<Measure> {}

    static final class IsNotRho implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MeasureRef.class).isOneOf(Measure.EPSILON_DELTA, Measure.EPSILON);
        }
    }

    static final class HasDelta implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MeasureRef.class).isOneOf(Measure.EPSILON_DELTA);
        }
    }

    static final class IsRho implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MeasureRef.class).isOneOf(Measure.RHO);
        }
    }

    /** Tells what is left in the ledger that the path leads to. */
    static final class WhatIsLeft implements StateProvider<Optional<TextMessage.Message>> {
        private Supplier<String> folder;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            folder = initializer.computeFromValueSupplier(FolderRef.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            try {
                Path path = WorkflowPaths.resolve(folder.get(), "the ledger");
                if (!PrivacyLedger.exists(path)) {
                    return Optional.of(new TextMessage.Message(
                            "No ledger there yet",
                            "There is no ledger in " + path + ". It can be created when the node is executed.",
                            TextMessage.MessageType.INFO));
                }
                LedgerReport report = LedgerReport.of(PrivacyLedger.open(path), ProgressMonitor.NONE);
                return Optional.of(
                        new TextMessage.Message("What is left", report.sentence(), TextMessage.MessageType.INFO));
            } catch (InvalidSettingsException | LedgerException e) {
                return Optional.of(new TextMessage.Message(
                        "The ledger cannot be used", e.getMessage(), TextMessage.MessageType.ERROR));
            }
        }
    }

    @Widget(
            title = "Folder of the ledger",
            description = "Where the ledger is or will be, for example <tt>../victims.ledger</tt>. A relative path"
                    + " starts at the folder of the workflow and must lead out of it: copies of the workflow share the"
                    + " ledger. Keep the folder private and backed up.")
    @TextInputWidget(placeholder = "../victims.ledger", patternValidation = IsNotBlankValidation.class)
    @ValueReference(FolderRef.class)
    @Layout(Sections.Place.class)
    String m_folder = "";

    @Widget(title = "If there is no ledger", description = "What to do when the folder holds no ledger yet.")
    @ValueSwitchWidget
    @Layout(Sections.Place.class)
    IfAbsent m_ifAbsent = IfAbsent.CREATE;

    @TextMessage(WhatIsLeft.class)
    @Layout(Sections.Place.class)
    Void m_left;

    @Widget(
            title = "Protected data source",
            description =
                    "Name of what the ledger protects, for people: one ledger for each source of records, whatever"
                            + " the number of workflows.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Terms.class)
    String m_asset = "case records";

    @Widget(
            title = "A row stands for one",
            description = "Whose presence is hidden, in the singular: person, victim, case. Nodes that use the ledger"
                    + " take it from here.")
    @TextInputWidget(patternValidation = IsNotBlankValidation.class)
    @Layout(Sections.Terms.class)
    String m_unit = "person";

    @Widget(title = "Neighbouring tables differ in", description = "What the guarantee makes hard to tell apart.")
    @RadioButtonsWidget
    @Layout(Sections.Terms.class)
    Neighbours m_neighbours = Neighbours.ADDED;

    @Widget(title = "Budget in", description = "How the budget of all releases together is measured.")
    @RadioButtonsWidget
    @ValueReference(MeasureRef.class)
    @Layout(Sections.Terms.class)
    Measure m_measure = Measure.EPSILON_DELTA;

    @Widget(
            title = "Epsilon of all releases",
            description = "The most that all releases together may reveal about one person.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsNotRho.class, type = EffectType.SHOW)
    @Layout(Sections.Terms.class)
    double m_epsilon = 4;

    @Widget(
            title = "Delta of all releases",
            description = "Probability with which the bound may be exceeded; well below one divided by the number of"
                    + " people, and not computed from the data.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = HasDelta.class, type = EffectType.SHOW)
    @Layout(Sections.Terms.class)
    double m_delta = 1e-6;

    @Widget(title = "Rho of all releases", description = "The most that all releases together may cost.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsRho.class, type = EffectType.SHOW)
    @Layout(Sections.Terms.class)
    double m_rho = 0.25;

    @Widget(
            title = "Cohort attribute",
            description = "Attribute of the codebook whose value never changes for a person, for example the year of"
                    + " registration. Releases over different values of it do not add up. Empty: no cohorts. If a late"
                    + " correction moves a person from one value to another, that person bears both.",
            advanced = true)
    @TextInputWidget(placeholder = "no cohorts")
    @Layout(Sections.Cohorts.class)
    String m_cohortAttribute = "";

    @Widget(
            title = "People who were part of an earlier release",
            description = "What happens to a release about people of whom something was released before.",
            advanced = true)
    @ValueSwitchWidget
    @Layout(Sections.Cohorts.class)
    Overlap m_overlap = Overlap.ADD;

    @Override
    public void validate() throws InvalidSettingsException {
        terms();
    }

    LedgerTerms terms() throws InvalidSettingsException {
        try {
            PrivacyLoss budget =
                    switch (m_measure) {
                        case EPSILON_DELTA -> new ApproximateDp(m_epsilon, m_delta);
                        case RHO -> new ZeroConcentratedDp(m_rho);
                        case EPSILON -> new PureDp(m_epsilon);
                    };
            return new LedgerTerms(
                    trimmed(m_asset),
                    new PrivacyUnit(trimmed(m_unit)),
                    m_neighbours.relation,
                    budget,
                    trimmed(m_cohortAttribute),
                    m_overlap.overlap);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static String trimmed(String text) {
        return text == null ? "" : text.trim();
    }
}
