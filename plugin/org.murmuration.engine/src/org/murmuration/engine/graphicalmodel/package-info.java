// SPDX-License-Identifier: Apache-2.0
/**
 * Distributions estimated from noisy marginals. All of it is post-processing and costs no privacy.
 *
 * <p>A {@link org.murmuration.engine.graphicalmodel.JunctionTree} says which attributes are modelled together, the
 * {@link org.murmuration.engine.graphicalmodel.Estimator} fits a
 * {@link org.murmuration.engine.graphicalmodel.MarkovRandomField} to {@link
 * org.murmuration.engine.graphicalmodel.LinearMeasurement}s of whole tables, merged cells or residuals, and the field
 * answers marginals of any combination and draws records. {@link org.murmuration.engine.graphicalmodel.Projection}
 * makes counts consistent by themselves; {@link org.murmuration.engine.graphicalmodel.MarkovTree} is the small,
 * closed-form model of a tree of pairs.
 */
package org.murmuration.engine.graphicalmodel;
