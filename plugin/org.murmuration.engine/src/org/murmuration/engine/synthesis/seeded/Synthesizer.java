// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.synthesis.FittedSynthesizer;

/** Learns a model of whole records from released aggregates. */
public interface Synthesizer {
    /**
     * Fits the model.
     *
     * @param aggregates what was released
     * @param monitor receives progress
     * @return a model to draw records from
     */
    FittedSynthesizer fit(ReleasedAggregates aggregates, ProgressMonitor monitor);
}
