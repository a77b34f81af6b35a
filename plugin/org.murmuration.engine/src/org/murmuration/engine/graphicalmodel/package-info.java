// SPDX-License-Identifier: Apache-2.0
/**
 * Distributions estimated from noisy marginals. All of it is post-processing and costs no privacy.
 *
 * <p>Enter through {@link org.murmuration.engine.graphicalmodel.Projection} for consistent counts and
 * {@link org.murmuration.engine.graphicalmodel.MarkovTree} for a model of whole records.
 */
package org.murmuration.engine.graphicalmodel;
