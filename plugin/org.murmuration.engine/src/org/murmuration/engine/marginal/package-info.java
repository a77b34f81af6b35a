// SPDX-License-Identifier: Apache-2.0
/**
 * Exact counts of attribute combinations: fast, noise-free, and therefore sensitive.
 *
 * <p>Enter through {@link org.murmuration.engine.marginal.MarginalCounter} for dense domains and
 * {@link org.murmuration.engine.marginal.CombinationCounter} for sparse ones, whose combinations a
 * {@link org.murmuration.engine.marginal.CombinationCode} packs into longs. Releases and models take a
 * {@link org.murmuration.engine.marginal.CountSource}, so that counts may be made elsewhere. A
 * {@link org.murmuration.engine.marginal.Marginal} must not leave the engine except through a mechanism.
 */
package org.murmuration.engine.marginal;
