// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * AIM that measures residuals: of a pair only what goes beyond its two attributes, as AIM+GReM does (Fuentes and others
 * 2026), with the graphical model instead of closed-form reconstruction, because records shall be drawn. A residual moves
 * less between neighbours than a table, the less the fewer levels its attributes have. Larger combinations are measured
 * whole: their residuals say nothing of the pairs within, which may not have been measured.
 */
public final class ResidualSynthesizer implements DpSynthesizer {
    private final AimSynthesizer aim = new AimSynthesizer(true);

    /** Creates the synthesizer. */
    public ResidualSynthesizer() {
        // has no parameters
    }

    @Override
    public PrivacyEvent cost(SynthesisTask task) {
        return aim.cost(task);
    }

    @Override
    public double partOfSingles() {
        return aim.partOfSingles();
    }

    @Override
    public LearnedModel learn(CountSource data, SynthesisTask task, RandomSource random, ProgressMonitor monitor) {
        return aim.learn(data, task, random, monitor);
    }
}
