// SPDX-License-Identifier: Apache-2.0
/**
 * What was released, what it cost, and the ledger that keeps it over all releases. Nothing here sees data.
 *
 * <p><b>Events.</b> Mechanisms emit {@link org.murmuration.engine.accounting.PrivacyEvent events}: the kind of mechanism with
 * its exact parameters. <b>Accountants</b> ({@link org.murmuration.engine.accounting.PrivacyAccountant}) add them up:
 * {@link org.murmuration.engine.accounting.BasicAccountant basic},
 * {@link org.murmuration.engine.accounting.GaussianDpAccountant Gaussian DP},
 * {@link org.murmuration.engine.accounting.ZcdpAccountant zCDP}, {@link org.murmuration.engine.accounting.RdpAccountant Renyi}
 * and {@link org.murmuration.engine.accounting.PldAccountant privacy-loss distributions}, the tightest. All answers are upper
 * bounds: conversions round up, grids are pessimistic, rounding errors of transforms are bounded and added.
 * {@link org.murmuration.engine.accounting.Calibration} finds the smallest noise for a guarantee;
 * {@link org.murmuration.engine.accounting.GaussianBudget} is one that is spent in parts.
 *
 * <p><b>Ledger.</b> {@link org.murmuration.engine.accounting.PrivacyLedger} promises: a cost is on disk before noise is
 * drawn; noise that was drawn and not stored counts as spent; the same request over the same records gives the stored values
 * back; the budget is never passed, whatever processes do at once or die in the middle of; what was written cannot be changed
 * unnoticed. It cannot notice that its whole folder was replaced by an older copy, and whoever reads its key can forge it.
 * It decides by sums of rho or of pure epsilons, which hold for releases chosen after looking at earlier ones.
 *
 * <p>Events of subsampled releases are not known: the samples of this software are never secret.
 */
package org.murmuration.engine.accounting;
