// SPDX-License-Identifier: Apache-2.0
/**
 * What models learn from records: trees that tell synthetic records from real ones, regressions and predictions of a
 * column.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.learning.Discriminator},
 * {@link org.murmuration.engine.evaluation.learning.RegressionComparison} or
 * {@link org.murmuration.engine.evaluation.learning.PredictionComparison}. Trees and design matrices are this room's
 * own; they see all tables by the same codes, so that nothing is learned from how a table was read.
 */
package org.murmuration.engine.evaluation.learning;
