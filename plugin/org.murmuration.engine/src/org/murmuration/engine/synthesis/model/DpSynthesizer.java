// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** Learns a model of whole records under differential privacy. */
public interface DpSynthesizer {
    /**
     * What learning will be charged, known before any record is read. The releases inside are chosen after looking at
     * earlier ones and keep to it together.
     *
     * @param task what is asked for
     * @return one event for the whole
     */
    PrivacyEvent cost(SynthesisTask task);

    /**
     * Part of the budget for the first tables of single attributes, by which rare levels are found.
     *
     * @return above 0, at most 1
     */
    double partOfSingles();

    /**
     * Learns.
     *
     * @param data sensitive records over the domain of the task
     * @param task what is asked for
     * @param random bits; secure unless this is a test
     * @param monitor receives progress; canceling may come after noise was drawn, which is then spent
     * @return a model that may be published
     * @throws IllegalArgumentException when the data do not fit the task, or the model would be too large
     */
    default LearnedModel learn(Dataset data, SynthesisTask task, RandomSource random, ProgressMonitor monitor) {
        return learn(CountSource.of(data), task, random, monitor);
    }

    /**
     * Learns from counts alone.
     *
     * @param counts of sensitive records over the domain of the task, made here or elsewhere
     * @param task what is asked for
     * @param random bits; secure unless this is a test
     * @param monitor receives progress; canceling may come after noise was drawn, which is then spent
     * @return a model that may be published
     * @throws IllegalArgumentException when the counts do not fit the task, or the model would be too large
     */
    LearnedModel learn(CountSource counts, SynthesisTask task, RandomSource random, ProgressMonitor monitor);
}
