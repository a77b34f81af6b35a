// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import org.murmuration.engine.internal.Checks;

/**
 * What a release says about the ledger that it is part of. Free of data.
 *
 * @param asset name of the protected data source
 * @param release name of the release in the ledger
 * @param cohort who the release is about, in words
 * @param budget what all releases together may cost, in words
 * @param spent what all releases up to this one cost together, in words
 */
public record LedgerScope(String asset, String release, String cohort, String budget, String spent) {
    /** Checks the parameters. */
    public LedgerScope {
        Checks.require(
                asset != null && release != null && cohort != null && budget != null && spent != null,
                "The scope of a release is incomplete.");
    }
}
