// SPDX-License-Identifier: Apache-2.0
/**
 * What all makers of synthetic records share: a model that records are drawn from, and the way from codes back to
 * cells.
 *
 * <p>Enter through {@link org.murmuration.engine.synthesis.FittedSynthesizer} and
 * {@link org.murmuration.engine.synthesis.RecordDecoder}. Models are learned from records in {@code synthesis.model},
 * fitted to released aggregates in {@code synthesis.seeded}, and made for two linked tables in
 * {@code synthesis.linked}; nothing here knows any of them. Drawing records from a model is post-processing always: it
 * spends no budget.
 */
package org.murmuration.engine.synthesis;
