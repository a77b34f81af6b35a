// SPDX-License-Identifier: Apache-2.0
/**
 * Protected counts of combinations of values where they occur, in the manner of Synthetic Data Showcase.
 *
 * <p>{@link org.murmuration.engine.aggregation.combinations.CombinationPlan} says cost and error from public knowledge
 * alone; {@link org.murmuration.engine.aggregation.combinations.CombinationRelease} counts and spends.
 * {@link org.murmuration.engine.aggregation.combinations.ReleasedCombinations} holds protected counts whatever protects
 * them; {@link org.murmuration.engine.aggregation.combinations.SelectionsFile} exchanges them with Synthetic Data
 * Showcase.
 */
package org.murmuration.engine.aggregation.combinations;
