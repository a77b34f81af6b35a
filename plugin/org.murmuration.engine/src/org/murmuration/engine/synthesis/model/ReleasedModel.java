// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.Optional;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.PublishableResult;

/**
 * A model with what one must know to publish it. May be published, unless {@link LearnedModel#isTest()}.
 *
 * @param codebook that the records were coded against
 * @param unit whom the guarantee protects
 * @param ledger the ledger that it was charged to, if any
 * @param model what was learned
 */
public record ReleasedModel(Codebook codebook, PrivacyUnit unit, Optional<LedgerScope> ledger, LearnedModel model)
        implements PublishableResult {
    /** Checks that codebook and model belong together. */
    public ReleasedModel {
        Checks.require(codebook.domain().equals(model.domain()), "The model is over another domain than the codebook.");
    }
}
