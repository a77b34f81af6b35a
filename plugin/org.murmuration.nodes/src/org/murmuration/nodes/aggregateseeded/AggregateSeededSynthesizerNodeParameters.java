// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.aggregateseeded;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.murmuration.engine.synthesis.seeded.AggregateSeededTask;
import org.murmuration.nodes.parameters.Limits;
import org.murmuration.nodes.parameters.Numbers;
import org.murmuration.nodes.parameters.TestSeed;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;

/** Parameters of the Aggregate-Seeded Synthesizer. */
final class AggregateSeededSynthesizerNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Records")
        interface Records {}

        @Section(title = "Fragments")
        @After(Records.class)
        interface Fragments {}

        @Section(title = "Testing")
        @After(Fragments.class)
        interface Testing {}
    }

    /** How records are made. */
    enum Manner {
        @Label(
                value = "Whole records",
                description =
                        "As many records as the aggregates say, with joint presence of values; missing is a value.")
        WHOLE_RECORDS,
        @Label(
                value = "Fragments",
                description =
                        "As Synthetic Data Showcase: values are put together until their counts are used up; there"
                                + " are more records and more missing values than in the data.")
        FRAGMENTS
    }

    /** Whether records keep to the released combinations. */
    enum Only {
        @Label(value = "Automatic", description = "Yes for k-anonymous aggregates, no for noisy ones.")
        AUTOMATIC,
        @Label(
                value = "Yes",
                description = "Whole records hold no combination of values that the aggregates do not list. With noisy"
                        + " aggregates that takes out true but rare combinations.")
        YES,
        @Label(value = "No", description = "Records may hold combinations that follow from the pairs.")
        NO
    }

    static final class DefaultRows implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(NodeParametersInput context) {
            return 1000;
        }
    }

    static final class DefaultScale implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(NodeParametersInput context) {
            return 1.0;
        }
    }

    @Widget(title = "Records are", description = "How records are made.")
    @RadioButtonsWidget
    @Layout(Sections.Records.class)
    Manner m_manner = Manner.WHOLE_RECORDS;

    @Widget(
            title = "Number of records",
            description =
                    "How many to make. Off: as many as the aggregates say; of fragments as many as use up the counts.")
    @OptionalWidget(defaultProvider = DefaultRows.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Sections.Records.class)
    Optional<Integer> m_rows = Optional.empty();

    @Widget(
            title = "Only listed combinations",
            description = "Whether whole records hold listed combinations only, up to the length of the aggregates.",
            advanced = true)
    @RadioButtonsWidget
    @Layout(Sections.Records.class)
    Only m_only = Only.AUTOMATIC;

    @Widget(
            title = "Numbers and dates",
            description = "What is written for attributes that the codebook puts into bins.")
    @RadioButtonsWidget
    @Layout(Sections.Records.class)
    Numbers m_numbers = Numbers.VALUE;

    @Widget(
            title = "Use synthetic counts",
            description =
                    "Fragments take into account which combinations came before, so that these come nearer to their"
                            + " counts.",
            advanced = true)
    @Layout(Sections.Fragments.class)
    boolean m_balanced = true;

    @Widget(
            title = "Weight percentile",
            description =
                    "A combination longer than those of the aggregates is weighed by this percentile of the counts of"
                            + " its parts.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.MostPercent.class)
    @Layout(Sections.Fragments.class)
    int m_percentile = 95;

    @Widget(title = "Scale counts", description = "Multiplies all counts before fragments are made.", advanced = true)
    @OptionalWidget(defaultProvider = DefaultScale.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Sections.Fragments.class)
    Optional<Double> m_scale = Optional.empty();

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    AggregateSeededTask task(CombinationsPortObjectSpec spec) {
        boolean isNoisy = spec.kind() == CombinationsPortObjectSpec.Kind.DIFFERENTIAL_PRIVACY;
        return new AggregateSeededTask(
                m_manner == Manner.FRAGMENTS
                        ? AggregateSeededTask.Manner.FRAGMENTS
                        : AggregateSeededTask.Manner.WHOLE_RECORDS,
                m_rows.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                m_only == Only.AUTOMATIC ? !isNoisy : m_only == Only.YES,
                m_balanced,
                m_percentile,
                m_scale.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_rows.isPresent() && m_rows.get() < 0) {
            throw new InvalidSettingsException("The number of records must be at least 0.");
        }
        if (m_percentile < 1 || m_percentile > 100) {
            throw new InvalidSettingsException("The weight percentile must be 1 to 100.");
        }
        if (m_scale.isPresent() && !(m_scale.get() > 0)) {
            throw new InvalidSettingsException("The scale of counts must be above 0.");
        }
    }
}
