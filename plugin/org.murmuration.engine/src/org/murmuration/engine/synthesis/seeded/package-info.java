// SPDX-License-Identifier: Apache-2.0
/**
 * Synthetic records made of released aggregates. All of it is post-processing: no class here may take sensitive
 * records.
 *
 * <p>Enter through {@link org.murmuration.engine.synthesis.seeded.TreeSynthesizer} for marginals and
 * {@link org.murmuration.engine.synthesis.seeded.AggregateSeededSynthesizer} for counts of combinations.
 */
package org.murmuration.engine.synthesis.seeded;
