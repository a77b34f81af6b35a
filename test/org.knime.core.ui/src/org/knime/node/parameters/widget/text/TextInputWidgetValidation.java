// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** Stand-in for the KNIME type of the same name. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation
        permits TextInputWidgetValidation.MaxLengthValidation,
                TextInputWidgetValidation.MinLengthValidation,
                TextInputWidgetValidation.PatternValidation {
    /** Stand-in for the KNIME type of the same name. */
    abstract non-sealed class MaxLengthValidation implements TextInputWidgetValidation {
        public MaxLengthValidation() {}

        protected abstract int getMaxLength();

        @Override
        public String getErrorMessage() {
            return "The text must not be longer than " + getMaxLength() + " characters.";
        }

        /** Stand-in for the KNIME type of the same name. */
        public static final class HasAtMaxOneCharValidation extends MaxLengthValidation {
            public HasAtMaxOneCharValidation() {}

            @Override
            public int getMaxLength() {
                return 1;
            }
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    abstract non-sealed class MinLengthValidation implements TextInputWidgetValidation {
        public MinLengthValidation() {}

        protected abstract int getMinLength();

        @Override
        public String getErrorMessage() {
            return "The text must have at least " + getMinLength() + " characters.";
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {
        public PatternValidation() {}

        protected abstract String getPattern();

        @Override
        public String getErrorMessage() {
            return "The text must match " + getPattern() + ".";
        }

        /** Stand-in for the KNIME type of the same name. */
        public static final class IsNotBlankValidation extends PatternValidation {
            public IsNotBlankValidation() {}

            @Override
            public String getPattern() {
                return ".*\\S.*";
            }

            @Override
            public String getErrorMessage() {
                return "The text must not be blank.";
            }
        }

        /** Stand-in for the KNIME type of the same name. */
        public static final class IsNotEmptyValidation extends MinLengthValidation {
            public IsNotEmptyValidation() {}

            @Override
            protected int getMinLength() {
                return 1;
            }

            @Override
            public String getErrorMessage() {
                return "The text must not be empty.";
            }
        }

        /** Stand-in for the KNIME type of the same name. */
        public static final class IsSingleCharacterValidation extends PatternValidation {
            public IsSingleCharacterValidation() {}

            @Override
            public String getPattern() {
                return ".";
            }

            @Override
            public String getErrorMessage() {
                return "The text must be a single character.";
            }
        }
    }
}
