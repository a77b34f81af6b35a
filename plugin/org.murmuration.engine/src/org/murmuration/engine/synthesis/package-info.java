// SPDX-License-Identifier: Apache-2.0
/**
 * Synthetic records, in two ways.
 *
 * <p>From records: a {@link org.murmuration.engine.synthesis.DpSynthesizer} (see
 * {@link org.murmuration.engine.synthesis.SynthesisMethod}) spends a budget on noisy tables and learns a
 * {@link org.murmuration.engine.synthesis.LearnedModel}. Records are seen by one class of this package alone, which lets
 * nothing out that was not released by a mechanism. Under a ledger, learn through
 * {@link org.murmuration.engine.synthesis.RecordedModelRelease}.
 *
 * <p>From released aggregates: {@link org.murmuration.engine.synthesis.TreeSynthesizer} from marginals,
 * {@link org.murmuration.engine.synthesis.AggregateSeededSynthesizer} from counts of combinations; that is post-processing.
 *
 * <p>Drawing records from a model is post-processing always. Missing is a level like any other, and by default there are as
 * many records as the private count says. Adaptive choices: Gaussian releases whose squared mu sum up to a number fixed
 * beforehand are as private together as one Gaussian release of it (Smith, Thakurta 2022), and the rho of zero-concentrated
 * releases add up likewise (Rogers and others 2016), so a model is charged by its total before anything is read.
 */
package org.murmuration.engine.synthesis;
