// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis;

import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** A model of whole records. */
public interface FittedSynthesizer {
    /**
     * Number of records that the model estimates the data to have.
     *
     * @return at least 0
     */
    long estimatedRows();

    /**
     * Draws records in random order.
     *
     * @param rows how many, at least 0
     * @param random bits
     * @param monitor receives progress
     * @return synthetic records over the domain of the aggregates
     */
    Dataset sample(int rows, RandomSource random, ProgressMonitor monitor);
}
