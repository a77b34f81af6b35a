// SPDX-License-Identifier: Apache-2.0
/**
 * Models of whole records, learned from sensitive records under a budget.
 *
 * <p>A {@link org.murmuration.engine.synthesis.model.DpSynthesizer}, one a
 * {@link org.murmuration.engine.synthesis.model.SynthesisMethod}, spends the budget of a
 * {@link org.murmuration.engine.synthesis.model.SynthesisTask} on noisy tables and learns a
 * {@link org.murmuration.engine.synthesis.model.LearnedModel}. Records are seen by one class of this package alone,
 * which lets nothing out that was not released by a mechanism. Release models, with or without a ledger, through
 * {@link org.murmuration.engine.synthesis.model.ModelRelease}.
 *
 * <p>Missing is a level like any other, and by default there are as many records as the private count says. Adaptive
 * choices: Gaussian releases whose squared mu sum up to a number fixed beforehand are as private together as one
 * Gaussian release of it (Smith, Thakurta 2022), and the rho of zero-concentrated releases add up likewise (Rogers and
 * others 2016), so a model is charged by its total before anything is read.
 */
package org.murmuration.engine.synthesis.model;
