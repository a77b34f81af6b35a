// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

import java.util.ArrayList;
import java.util.List;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * How the records fit the codebook. Private: it holds exact counts and must not be published.
 *
 * @param rows number of records looked at
 * @param issues what did not fit, in codebook order; rules without a violation are left out
 */
public record ValidationReport(long rows, List<Issue> issues) implements SensitiveResult {
    /** Copies the list. */
    public ValidationReport {
        issues = List.copyOf(issues);
    }

    /** What a value can violate. */
    public enum Rule {
        /** The category is not in the codebook, the number lies outside all bins, or the text is none. */
        OUTSIDE_DOMAIN("value outside the codebook, counted as " + Attribute.OTHER),
        /** A value is required. */
        REQUIRED("required value missing, counted as " + Attribute.OTHER),
        /** A value is missing where that is allowed. */
        MISSING("value missing, which the codebook allows");

        private final String description;

        Rule(String description) {
            this.description = description;
        }

        /**
         * The rule in words.
         *
         * @return a phrase
         */
        public String description() {
            return description;
        }
    }

    /**
     * Violations of one rule by one attribute.
     *
     * @param attribute name
     * @param rule what was violated
     * @param count number of values, above 0
     */
    public record Issue(String attribute, Rule rule, long count) {}

    /** Counts violations while a data set is built. */
    static final class Builder {
        private final Codebook codebook;
        private final long[][] counts;

        Builder(Codebook codebook) {
            this.codebook = codebook;
            this.counts = new long[codebook.attributes().size()][Rule.values().length];
        }

        void count(int field, Attribute attribute, int code, String value) {
            if (code < attribute.declaredSize()) {
                return;
            }
            boolean missing = value == null
                    || attribute.missingValues().contains(value)
                    || attribute.missingValues().contains(value.trim());
            Rule rule = !missing
                    ? Rule.OUTSIDE_DOMAIN
                    : attribute.missingValuePolicy() == MissingValuePolicy.REQUIRED ? Rule.REQUIRED : Rule.MISSING;
            counts[field][rule.ordinal()]++;
        }

        ValidationReport build(long rows) {
            List<Issue> issues = new ArrayList<>();
            for (int f = 0; f < counts.length; f++) {
                for (Rule rule : Rule.values()) {
                    if (counts[f][rule.ordinal()] > 0) {
                        issues.add(new Issue(codebook.attributes().get(f).name(), rule, counts[f][rule.ordinal()]));
                    }
                }
            }
            return new ValidationReport(rows, issues);
        }
    }
}
