// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.privacy.PublishableResult;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Certified;

/**
 * A release of families with what one must know to publish it. May be published, unless it is a test.
 *
 * @param plan what was asked for
 * @param certificate whom it protects, how well, and what was charged
 * @param noisy what was released
 * @param guarantees what it promises to whom, the parent first
 */
public record ReleasedFamilies(
        LinkedPlan plan, Certificate certificate, NoisyFamilies noisy, List<LinkedGuarantee> guarantees)
        implements Certified, PublishableResult {
    /** Copies the list. */
    public ReleasedFamilies {
        guarantees = List.copyOf(guarantees);
    }

    /**
     * What is known of the families beforehand.
     *
     * @return public
     */
    public LinkedCodebook codebook() {
        return plan.codebook();
    }

    /**
     * Text that the same release always gives and another release does not: a seed for drawing.
     *
     * @return made of released numbers alone
     */
    public String drawingSeed() {
        return "families " + noisy.count() + " " + Arrays.toString(noisy.ladder());
    }

    /**
     * Draws synthetic families.
     *
     * @param random bits; a seed is harmless
     * @param monitor receives progress
     * @return in random order
     */
    public LinkedDataset draw(RandomSource random, ProgressMonitor monitor) {
        return LinkedSynthesizer.draw(noisy, random, monitor);
    }
}
