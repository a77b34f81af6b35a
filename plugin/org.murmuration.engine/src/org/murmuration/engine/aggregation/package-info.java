// SPDX-License-Identifier: Apache-2.0
/**
 * Differentially private marginals of a whole table.
 *
 * <p>Enter through {@link org.murmuration.engine.aggregation.MarginalPlan}, which tells cost and error before anything is
 * spent, and {@link org.murmuration.engine.aggregation.MarginalRelease}, which spends.
 */
package org.murmuration.engine.aggregation;
