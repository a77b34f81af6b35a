// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.PublishableResult;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Certified;

/**
 * A model with what one must know to publish it. May be published, unless {@link LearnedModel#isTest()}.
 *
 * @param codebook that the records were coded against
 * @param certificate whom it protects, how well, and what was charged
 * @param model what was learned
 */
public record ReleasedModel(Codebook codebook, Certificate certificate, LearnedModel model)
        implements Certified, PublishableResult {
    /** Checks that codebook and model belong together. */
    public ReleasedModel {
        Checks.require(codebook.domain().equals(model.domain()), "The model is over another domain than the codebook.");
    }
}
