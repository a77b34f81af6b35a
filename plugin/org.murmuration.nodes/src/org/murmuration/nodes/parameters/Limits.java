// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.murmuration.engine.anonymity.KAnonymousCounts;

/** Ranges of numbers that several nodes ask for. */
public final class Limits {
    private Limits() {}

    /** Smallest k. */
    public static final class LeastResolution extends MinValidation {
        @Override
        protected double getMin() {
            return KAnonymousCounts.LEAST_RESOLUTION;
        }
    }

    /** Shortest combinations. */
    public static final class LeastLength extends MinValidation {
        @Override
        protected double getMin() {
            return 1;
        }
    }

    /** Longest combinations. */
    public static final class MostLength extends MaxValidation {
        @Override
        protected double getMax() {
            return KAnonymousCounts.MAX_LENGTH;
        }
    }

    /** Largest percentage. */
    public static final class MostPercent extends MaxValidation {
        @Override
        protected double getMax() {
            return 100;
        }
    }

    /**
     * Checks a number of values in a combination.
     *
     * @param length of the settings
     * @throws InvalidSettingsException when it is out of range
     */
    public static void checkLength(int length) throws InvalidSettingsException {
        if (length < 1 || length > KAnonymousCounts.MAX_LENGTH) {
            throw new InvalidSettingsException(
                    "The number of values in a combination must be 1 to " + KAnonymousCounts.MAX_LENGTH + ".");
        }
    }
}
