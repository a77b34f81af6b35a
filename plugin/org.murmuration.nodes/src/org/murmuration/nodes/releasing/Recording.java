// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerTerms;

/** How a release stands in the ledger. */
public final class Recording implements NodeParameters {
    @Widget(
            title = "New release",
            description = "Number of the release. With a ledger, executing again with the same number, settings and"
                    + " records gives back the <b>same noisy values at no cost</b>. Raise the number by one to draw new"
                    + " noise; that is charged like any other release.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_number = 1;

    @Widget(
            title = "Each iteration is a release",
            description = "Inside a loop this node refuses to run unless this is set, because every iteration would"
                    + " spend the budget again, or, without a ledger, average the noise away.",
            advanced = true)
    boolean m_eachIteration;

    @Widget(
            title = "Cohort",
            description = "Values of the ledger's cohort attribute, separated by semicolons: only records with these"
                    + " values are used, and only these people are charged. Empty: everybody. Needs a ledger that was"
                    + " created with a cohort attribute.",
            advanced = true)
    @TextInputWidget(placeholder = "everybody")
    String m_cohort = "";

    /** Creates the defaults. */
    public Recording() {
        // first release, about everybody
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_number < 1) {
            throw new InvalidSettingsException("Releases are numbered from 1.");
        }
    }

    /**
     * Number of the release.
     *
     * @return at least 1
     */
    public long number() {
        return m_number;
    }

    /**
     * Whether the node may run in a loop.
     *
     * @return true if each iteration is a release of its own
     */
    public boolean isEachIteration() {
        return m_eachIteration;
    }

    /**
     * Who the release is about.
     *
     * @param terms of the ledger; null without one
     * @return a cohort
     * @throws InvalidSettingsException when a cohort is given without a ledger that knows cohorts
     */
    public Cohort cohort(LedgerTerms terms) throws InvalidSettingsException {
        TreeSet<String> values = Arrays.stream((m_cohort == null ? "" : m_cohort).split(";"))
                .map(String::trim)
                .filter(v -> !v.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (values.isEmpty()) {
            return Cohort.ALL;
        }
        if (terms == null || terms.cohortAttribute().isEmpty()) {
            throw new InvalidSettingsException("A cohort needs a ledger that was created with a cohort attribute."
                    + " Connect one, or leave the cohort empty.");
        }
        return new Cohort(terms.cohortAttribute(), values);
    }
}
