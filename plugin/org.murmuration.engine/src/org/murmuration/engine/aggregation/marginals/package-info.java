// SPDX-License-Identifier: Apache-2.0
/**
 * Differentially private counts of all cells of all marginals up to an order.
 *
 * <p>{@link org.murmuration.engine.aggregation.marginals.MarginalPlan} says cost and error from public knowledge alone;
 * {@link org.murmuration.engine.aggregation.marginals.MarginalRelease} counts and spends. For columns with many values
 * and for long combinations use {@code aggregation.combinations}, which counts what occurs.
 */
package org.murmuration.engine.aggregation.marginals;
