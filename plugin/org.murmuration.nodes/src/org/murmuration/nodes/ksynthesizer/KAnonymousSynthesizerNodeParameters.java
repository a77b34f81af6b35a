// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.ksynthesizer;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.anonymity.KAnonymousMethod;
import org.murmuration.engine.anonymity.KAnonymousTask;
import org.murmuration.nodes.parameters.AbsentValues;
import org.murmuration.nodes.parameters.Limits;
import org.murmuration.nodes.parameters.Numbers;
import org.murmuration.nodes.parameters.Persons;
import org.murmuration.nodes.parameters.TestSeed;

/** Parameters of the k-Anonymous Synthesizer. */
final class KAnonymousSynthesizerNodeParameters implements NodeParameters {
    interface Sections {
        @Section(title = "Method")
        interface Method {}

        @Section(title = "Fragments")
        @After(Method.class)
        interface Fragments {}

        @Section(title = "Records")
        @After(Fragments.class)
        interface Records {}

        @Section(title = "Testing")
        @After(Records.class)
        interface Testing {}
    }

    /** How records are made. */
    enum Method {
        @Label(
                value = "Row-seeded",
                description = "Each record keeps as many of its own values as at least k records share.")
        ROW_SEEDED(KAnonymousMethod.ROW_SEEDED),
        @Label(
                value = "Unseeded",
                description = "Values are drawn one by one from the records that share those drawn before.")
        UNSEEDED(KAnonymousMethod.UNSEEDED),
        @Label(
                value = "Value-seeded",
                description = "Values are put together from the protected counts of single values.")
        VALUE_SEEDED(KAnonymousMethod.VALUE_SEEDED);

        private final KAnonymousMethod method;

        Method(KAnonymousMethod method) {
            this.method = method;
        }
    }

    /** What becomes of what does not fit together. */
    enum Manner {
        @Label(
                value = "Whole records",
                description =
                        "There are as many records as in the data, down to a multiple of k. Missing is a value, and"
                                + " rare values give way to common ones.")
        WHOLE(true),
        @Label(
                value = "Fragments",
                description =
                        "As Synthetic Data Showcase: rare values become blanks, and what is left over makes further"
                                + " records with few values.")
        FRAGMENTS(false);

        private final boolean keeps;

        Manner(boolean keeps) {
            this.keeps = keeps;
        }
    }

    @Widget(title = "Method", description = "How records are made.")
    @RadioButtonsWidget
    @Layout(Sections.Method.class)
    Method m_method = Method.ROW_SEEDED;

    @Widget(
            title = "Resolution (k)",
            description = "Every combination of values in a record is shared by at least this many sensitive records.")
    @NumberInputWidget(minValidation = Limits.LeastResolution.class)
    @Layout(Sections.Method.class)
    int m_resolution = 10;

    @Widget(title = "Records are", description = "What becomes of values that do not fit together.")
    @RadioButtonsWidget
    @Layout(Sections.Method.class)
    Manner m_manner = Manner.WHOLE;

    @Layout(Sections.Fragments.class)
    AbsentValues m_absent = new AbsentValues();

    @Widget(
            title = "Limit how often combinations occur",
            description =
                    "For value-seeded fragments: a value is not added when a combination would come more often than"
                            + " its protected count and a part more.",
            advanced = true)
    @Layout(Sections.Fragments.class)
    boolean m_limited;

    @Widget(title = "Values in a limited combination", description = "Up to how many.", advanced = true)
    @NumberInputWidget(minValidation = Limits.LeastLength.class, maxValidation = Limits.MostLength.class)
    @Layout(Sections.Fragments.class)
    int m_length = 3;

    @Widget(
            title = "Oversampling ratio",
            description = "By which part a combination may pass its protected count.",
            advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Sections.Fragments.class)
    double m_ratio = 0.1;

    @Widget(
            title = "Oversampling tries",
            description = "After so many refused values in a row a record is left as it is.",
            advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Sections.Fragments.class)
    int m_tries = 10;

    @Layout(Sections.Records.class)
    Persons m_persons = new Persons();

    @Widget(
            title = "Rows read at most",
            description = "Only the first rows of the table are read. 0: all. To try settings on large tables.",
            advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Sections.Records.class)
    int m_limit;

    @Widget(
            title = "Numbers and dates",
            description = "What is written for attributes that the codebook puts into bins.")
    @RadioButtonsWidget
    @Layout(Sections.Records.class)
    Numbers m_numbers = Numbers.VALUE;

    @Layout(Sections.Testing.class)
    TestSeed m_test = new TestSeed();

    KAnonymousTask task() {
        boolean isLimited = m_limited && m_method == Method.VALUE_SEEDED && m_manner == Manner.FRAGMENTS;
        return new KAnonymousTask(
                m_method.method,
                m_resolution,
                m_manner.keeps,
                isLimited
                        ? Optional.of(new KAnonymousTask.Oversampling(m_length, m_ratio, m_tries))
                        : Optional.empty());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        m_persons.validate();
        if (m_limit < 0) {
            throw new InvalidSettingsException("The number of rows to read must be at least 0.");
        }
        Limits.checkLength(m_length);
        if (m_resolution < KAnonymousCounts.LEAST_RESOLUTION) {
            throw new InvalidSettingsException("The resolution must be at least 2: 1 would hide nobody.");
        }
        if (!(m_ratio >= 0) || m_tries < 1) {
            throw new InvalidSettingsException("The oversampling ratio must be at least 0, and there must be a try.");
        }
    }
}
