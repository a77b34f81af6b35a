// SPDX-License-Identifier: Apache-2.0
/**
 * Judges any pair of real and synthetic records; knows nothing of mechanisms or synthesis.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.UtilityEvaluation} for distances of marginals,
 * {@link org.murmuration.engine.evaluation.MixedEvaluation} for scores of columns and pairs of numbers and texts,
 * {@link org.murmuration.engine.evaluation.Discriminator} for telling synthetic records from real ones, and
 * {@link org.murmuration.engine.evaluation.CombinationEvaluation} for combinations of values that were lost or invented.
 * Results that compare with real records are sensitive and typed so.
 */
package org.murmuration.engine.evaluation;
