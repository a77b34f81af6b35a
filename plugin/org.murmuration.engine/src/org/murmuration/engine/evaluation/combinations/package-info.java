// SPDX-License-Identifier: Apache-2.0
/**
 * Counts of combinations of values side by side, as Synthetic Data Showcase compares them, and which records can be
 * singled out by few values.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.combinations.CombinationEvaluation}, which does not know
 * whether its sides may be published; its callers say so by the type of the comparison, and
 * {@link org.murmuration.engine.evaluation.combinations.RareCombinations} is sensitive always.
 */
package org.murmuration.engine.evaluation.combinations;
