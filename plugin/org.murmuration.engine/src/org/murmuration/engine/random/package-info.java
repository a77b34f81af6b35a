// SPDX-License-Identifier: Apache-2.0
/**
 * Sources of randomness and exact samplers in integer arithmetic.
 *
 * <p>Enter through {@link org.murmuration.engine.random.RandomSource#secure()} and
 * {@link org.murmuration.engine.random.DiscreteGaussianSampler};
 * {@link org.murmuration.engine.random.Sampling} draws without replacement. No floating-point number takes part in
 * sampling: the distributions are exactly those that the privacy proofs speak of (Canonne, Kamath, Steinke 2020, "The
 * Discrete Gaussian for Differential Privacy", section 5). The run time of the samplers depends on what they draw; draw
 * all noise of a release before anything of it is shown.
 */
package org.murmuration.engine.random;
