// SPDX-License-Identifier: Apache-2.0
/**
 * How near single columns and pairs of columns are, with the definitions of SDMetrics and the textbooks.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.columns.ColumnEvaluation}. Three columns and more together
 * are another room's, see {@link org.murmuration.engine.evaluation.marginals}.
 */
package org.murmuration.engine.evaluation.columns;
