// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

/** By which account a plan keeps to its target: it decides how much noise a guarantee takes. */
public enum Composition {
    /** By the tightest account there is, for a release whose guarantee covers it alone. */
    ALONE,
    /**
     * By sums of rho or of pure epsilons, as a ledger composes releases that were chosen after looking at earlier ones:
     * a little more noise, so that a release of epsilon 1 takes epsilon 1 of a ledger and not more.
     */
    IN_LEDGER
}
