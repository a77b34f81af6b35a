// SPDX-License-Identifier: Apache-2.0
/**
 * How near joint tables of a few columns are: the k-marginals of NIST, distances of coded marginals, counting
 * questions.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.marginals.KMarginalEvaluation} (records as they are read),
 * {@link org.murmuration.engine.evaluation.marginals.MarginalEvaluation} (records coded against a codebook) or
 * {@link org.murmuration.engine.evaluation.marginals.WorkloadEvaluation}. All results are sensitive. Single
 * combinations of values are not listed here, see {@link org.murmuration.engine.evaluation.combinations}.
 */
package org.murmuration.engine.evaluation.marginals;
