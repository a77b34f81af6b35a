// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.murmuration.engine.internal.Checks;

/**
 * Which people a release is about: all of the asset, or those with certain values of one attribute that never changes.
 *
 * @param attribute name of the attribute; empty for all people
 * @param values public values of it, in order; empty for all people
 */
public record Cohort(String attribute, SortedSet<String> values) {
    /** Everybody. */
    public static final Cohort ALL = new Cohort("", Collections.emptySortedSet());

    /** Checks the parameters and copies the values. */
    public Cohort {
        values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        Checks.require(
                attribute.isBlank() == values.isEmpty(), "A cohort needs an attribute and at least one value of it.");
    }

    /**
     * Whether this is everybody.
     *
     * @return true without an attribute
     */
    public boolean isAll() {
        return values.isEmpty();
    }

    /**
     * Whether somebody may be in both cohorts of one attribute.
     *
     * @param other another cohort
     * @return true if either is everybody or they share a value
     */
    public boolean overlaps(Cohort other) {
        return isAll() || other.isAll() || !Collections.disjoint(values, other.values);
    }

    /**
     * The cohort in words.
     *
     * @return for example "year: 2019, 2020"
     */
    public String describe() {
        return isAll() ? "all" : attribute + ": " + String.join(", ", values);
    }
}
