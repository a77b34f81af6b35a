// SPDX-License-Identifier: Apache-2.0
/**
 * The account of one data source over all releases, in a folder outside of any workflow.
 *
 * <p>{@link org.murmuration.engine.accounting.ledger.PrivacyLedger} promises: a cost is on disk before noise is drawn;
 * noise that was drawn and not stored counts as spent; the same request over the same records gives the stored values
 * back; the budget is never exceeded, whatever processes do at once or die in the middle of; what was written cannot be
 * changed unnoticed. It cannot notice that its whole folder was replaced by an older copy, and whoever reads its key
 * can forge it. It decides by sums of rho or of pure epsilons, which hold for releases chosen after looking at earlier
 * ones.
 *
 * <p>Nothing here sees records: a {@link org.murmuration.engine.accounting.ledger.Fingerprint} is a keyed hash of them.
 */
package org.murmuration.engine.accounting.ledger;
