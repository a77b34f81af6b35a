// SPDX-License-Identifier: Apache-2.0
/**
 * How near public synthetic records are to sensitive ones, under differential privacy, so that the answer may be
 * published.
 *
 * <p>{@link org.murmuration.engine.aggregation.utility.UtilityPlan} says cost and error;
 * {@link org.murmuration.engine.aggregation.utility.UtilityRelease} counts and spends. Evaluations that stay private
 * are in {@code evaluation}.
 */
package org.murmuration.engine.aggregation.utility;
