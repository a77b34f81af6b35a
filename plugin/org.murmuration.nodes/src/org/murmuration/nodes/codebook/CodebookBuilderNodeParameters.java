// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.codebook;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
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
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Parameters of the Codebook Builder. */
final class CodebookBuilderNodeParameters implements NodeParameters {
    private static final int MAX_LEVELS = 10_000;

    interface Sections {
        @Section(title = "Draft")
        interface Draft {}

        @Section(title = "Review")
        @After(Draft.class)
        interface Review {}
    }

    interface CodeRef extends ParameterReference<String> {}

    static final class TwoOrMore extends MinValidation {
        @Override
        protected double getMin() {
            return 2;
        }
    }

    static final class LevelLimit extends MaxValidation {
        @Override
        protected double getMax() {
            return MAX_LEVELS;
        }
    }

    static final class ReviewMessage implements StateProvider<Optional<TextMessage.Message>> {
        private java.util.function.Supplier<String> code;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            code = initializer.computeFromValueSupplier(CodeRef.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput context) {
            boolean confirmed = code.get() != null && !code.get().isBlank();
            return Optional.of(
                    confirmed
                            ? new TextMessage.Message(
                                    "Declared public",
                                    "If the draft changes, for example because the data changed, its code changes too and"
                                            + " the new draft is not public until you review it again.",
                                    TextMessage.MessageType.INFO)
                            : new TextMessage.Message(
                                    "Made from the data: not private",
                                    "The draft lists values that occur in the records. Private statistics refuse it until"
                                            + " you have checked that every value was known without the data.",
                                    TextMessage.MessageType.WARNING));
        }
    }

    @Widget(title = "Columns", description = "The columns that the codebook describes.")
    @ChoicesProvider(AllColumnsProvider.class)
    @TwinlistWidget
    @Layout(Sections.Draft.class)
    ColumnFilter m_columns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(
            title = "Most categories",
            description = "A column with more distinct values is put into bins if it holds numbers or dates, and left"
                    + " out otherwise.")
    @NumberInputWidget(minValidation = TwoOrMore.class, maxValidation = LevelLimit.class)
    @Layout(Sections.Draft.class)
    int m_maxCategories = 50;

    @Widget(
            title = "Number of bins",
            description = "How many bins of equal, round width are aimed at for numbers and dates.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = LevelLimit.class)
    @Layout(Sections.Draft.class)
    int m_bins = 10;

    @Widget(
            title = "Text for missing values",
            description = "A text that means \"no value\", besides the empty text and missing cells, for example"
                    + " <tt>?</tt> or <tt>unknown</tt>. Leave empty for none.")
    @Layout(Sections.Draft.class)
    String m_missingText = "";

    @TextMessage(ReviewMessage.class)
    @Layout(Sections.Review.class)
    Void m_message;

    @Widget(
            title = "Confirmation code",
            description = "Execute the node once, look through the review table, and ask of each value whether it was"
                    + " known without the records: from a questionnaire, a list of countries, a law. If so for all,"
                    + " copy the code from the review table to here and execute again: the codebook is then declared"
                    + " public. If not, write your own codebook file instead.")
    @TextInputWidget(placeholder = "from the review table")
    @ValueReference(CodeRef.class)
    @Layout(Sections.Review.class)
    String m_confirmation = "";

    CodebookBuilderNodeParameters() {
        // defaults
    }

    CodebookBuilderNodeParameters(NodeParametersInput input) {
        input.getInTableSpec(0)
                .map(DataTableSpec::stream)
                .ifPresent(s -> m_columns = new ColumnFilter(s.toList()).withIncludeUnknownColumns());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_maxCategories < 2 || m_maxCategories > MAX_LEVELS) {
            throw new InvalidSettingsException("\"Most categories\" must lie in 2 .. " + MAX_LEVELS + ".");
        }
        if (m_bins < 1 || m_bins > MAX_LEVELS) {
            throw new InvalidSettingsException("\"Number of bins\" must lie in 1 .. " + MAX_LEVELS + ".");
        }
    }
}
