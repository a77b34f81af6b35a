// SPDX-License-Identifier: Apache-2.0
/**
 * What was released and what it cost. Nothing here sees data.
 *
 * <p><b>Events.</b> Mechanisms emit {@link org.murmuration.engine.accounting.PrivacyEvent events}: the kind of
 * mechanism with its exact parameters. <b>Accountants</b> ({@link org.murmuration.engine.accounting.PrivacyAccountant})
 * add them up: {@link org.murmuration.engine.accounting.BasicAccountant basic},
 * {@link org.murmuration.engine.accounting.GaussianDpAccountant Gaussian DP},
 * {@link org.murmuration.engine.accounting.ZcdpAccountant zCDP},
 * {@link org.murmuration.engine.accounting.RdpAccountant Renyi} and
 * {@link org.murmuration.engine.accounting.PldAccountant privacy-loss distributions}, the tightest. All answers are
 * upper bounds: conversions round up, grids are pessimistic, rounding errors of transforms are bounded and added.
 * {@link org.murmuration.engine.accounting.GaussianBudget} is a budget that is spent in parts.
 *
 * <p>{@code accounting.ledger} keeps the account over all releases.
 *
 * <p>Events of subsampled releases are not known: the samples of this software are never secret.
 */
package org.murmuration.engine.accounting;
