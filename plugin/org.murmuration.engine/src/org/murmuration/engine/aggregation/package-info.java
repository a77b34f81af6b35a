// SPDX-License-Identifier: Apache-2.0
/**
 * Differentially private counts of a whole table, in two ways. Plans tell cost and error before anything is spent.
 *
 * <p>All cells of all marginals: {@link org.murmuration.engine.aggregation.MarginalPlan} and
 * {@link org.murmuration.engine.aggregation.MarginalRelease}, which spends. Combinations of values where they occur, in the
 * manner of Synthetic Data Showcase: {@link org.murmuration.engine.aggregation.CombinationPlan} and
 * {@link org.murmuration.engine.aggregation.CombinationRelease}. Under a ledger both go through
 * {@link org.murmuration.engine.aggregation.RecordedRelease}.
 *
 * <p>{@link org.murmuration.engine.aggregation.ReleasedCombinations} holds protected counts of combinations whatever protects
 * them; {@link org.murmuration.engine.aggregation.SelectionsFile} exchanges them with Synthetic Data Showcase.
 */
package org.murmuration.engine.aggregation;
