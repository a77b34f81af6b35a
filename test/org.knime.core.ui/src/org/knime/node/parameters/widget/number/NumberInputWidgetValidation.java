// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.number;

import org.knime.node.parameters.validation.BuiltinValidation;

/** Stand-in for the KNIME type of the same name. */
public sealed interface NumberInputWidgetValidation extends BuiltinValidation
        permits NumberInputWidgetValidation.MaxValidation, NumberInputWidgetValidation.MinValidation {
    default boolean isExclusive() {
        return false;
    }

    /** Stand-in for the KNIME type of the same name. */
    abstract non-sealed class MaxValidation implements NumberInputWidgetValidation {
        public MaxValidation() {}

        protected abstract double getMax();

        @Override
        public String getErrorMessage() {
            return "The value must not exceed " + getMax() + ".";
        }
    }

    /** Stand-in for the KNIME type of the same name. */
    abstract non-sealed class MinValidation implements NumberInputWidgetValidation {
        public MinValidation() {}

        protected abstract double getMin();

        @Override
        public String getErrorMessage() {
            return "The value must be at least " + getMin() + ".";
        }

        /** Stand-in for the KNIME type of the same name. */
        public static final class IsNonNegativeValidation extends MinValidation {
            public IsNonNegativeValidation() {}

            @Override
            public double getMin() {
                return 0;
            }
        }

        /** Stand-in for the KNIME type of the same name. */
        public static final class IsPositiveDoubleValidation extends MinValidation {
            public IsPositiveDoubleValidation() {}

            @Override
            public double getMin() {
                return 0;
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        }

        /** Stand-in for the KNIME type of the same name. */
        public static final class IsPositiveIntegerValidation extends MinValidation {
            public IsPositiveIntegerValidation() {}

            @Override
            public double getMin() {
                return 1;
            }
        }
    }
}
